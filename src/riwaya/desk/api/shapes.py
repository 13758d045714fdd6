"""JSON Schema of views, read from their types: what `view.plain` makes of a dataclass and its properties."""

from __future__ import annotations

import types
import typing
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from enum import Enum
from typing import Any

Schema = dict[str, Any]
_PLAIN: Mapping[object, Schema] = {
    str: {"type": "string"},
    int: {"type": "integer"},
    float: {"type": "number"},
    bool: {"type": "boolean"},
    type(None): {"type": "null"},
}


def shapes(*views: type) -> dict[str, Schema]:
    """Name -> schema of the views and of everything in them."""
    made: dict[str, Schema] = {}
    for view in views:
        _of(view, made)
    return made


def _of(kind: Any, made: dict[str, Schema]) -> Schema:
    if kind in _PLAIN:
        return dict(_PLAIN[kind])
    origin, inside = typing.get_origin(kind), typing.get_args(kind)
    if origin in (typing.Union, types.UnionType):
        return {"anyOf": [_of(one, made) for one in inside]}
    if origin is tuple and Ellipsis not in inside:
        parts = [_of(one, made) for one in inside]
        return {"type": "array", "prefixItems": parts, "minItems": len(parts), "maxItems": len(parts)}
    if origin in (tuple, list, set, frozenset):
        return {"type": "array", "items": _of(inside[0], made)}
    if isinstance(kind, type) and issubclass(kind, Enum):
        return {"type": "string", "enum": [member.value for member in kind]}
    if is_dataclass(kind) and isinstance(kind, type):
        return _object(kind, made)
    raise TypeError(f"{kind} has no shape in JSON; give the view a type that has")


def _object(view: type, made: dict[str, Schema]) -> Schema:
    name = view.__name__
    if name not in made:
        made[name] = {}  # a view may hold itself
        hints = typing.get_type_hints(view)
        parts = {f.name: _of(hints[f.name], made) for f in fields(view)}
        for label, value in vars(view).items():
            if isinstance(value, property):
                parts[label] = _of(typing.get_type_hints(value.fget)["return"], made)
        said = (view.__doc__ or "").strip().split("\n")[0]
        made[name] = {
            "type": "object",
            "description": said,
            "properties": parts,
            "required": list(parts),
            "additionalProperties": False,
        }
    return {"$ref": f"#/components/schemas/{name}"}
