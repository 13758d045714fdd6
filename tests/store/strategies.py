"""Records of every shape, made up by hypothesis from their own types."""

from __future__ import annotations

import dataclasses
import types
from enum import Enum
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

from hypothesis import strategies as st

from riwaya.records import Span

R = TypeVar("R")

WRITTEN = st.text(max_size=12) | st.sampled_from(["القائم", "al-Ḥadd", "“quoted,”", "\x00", "\u200f"])
LEAVES: dict[Any, st.SearchStrategy[Any]] = {
    str: WRITTEN,
    int: st.integers(-(2**53), 2**53),
    float: st.floats(allow_nan=False, allow_infinity=False) | st.integers(0, 10**9),
    bool: st.booleans(),
    Span: st.tuples(st.integers(0, 999), st.integers(0, 99)).map(lambda pair: Span(pair[0], sum(pair))),
}


def records(kind: type[R], **given: st.SearchStrategy[Any]) -> st.SearchStrategy[R]:
    """Records of a kind, with the given strategies for some of the fields."""
    hints = get_type_hints(kind)
    fields = {field.name: _values(hints[field.name]) for field in dataclasses.fields(kind)}  # type: ignore[arg-type]
    return st.builds(kind, **{**fields, **given})


def _values(kind: Any) -> st.SearchStrategy[Any]:
    if kind in LEAVES:
        return LEAVES[kind]
    if isinstance(kind, type) and issubclass(kind, Enum):
        return st.sampled_from(kind)
    if dataclasses.is_dataclass(kind):
        return st.deferred(lambda: records(kind))  # type: ignore[arg-type]
    parts = get_args(kind)
    if get_origin(kind) in (types.UnionType, Union):
        return st.one_of(*(st.none() if part is type(None) else _values(part) for part in parts))
    assert get_origin(kind) is tuple, kind
    if len(parts) == 2 and parts[1] is Ellipsis:
        return st.lists(_values(parts[0]), max_size=2).map(tuple)
    return st.tuples(*map(_values, parts))
