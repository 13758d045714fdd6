"""Records <-> plain JSON values, exactly: what goes in comes out equal.

A record becomes an object of its fields without those that hold their default, so that a field added
later with a default reads old ledgers. Spans and Words become short lists, because there are very many.
"""

from __future__ import annotations

import dataclasses
import json
import types
from collections.abc import Callable
from enum import Enum
from functools import cache
from typing import Any, TypeVar, Union, cast, get_args, get_origin, get_type_hints

from riwaya.records import Span, Words

R = TypeVar("R")
Convert = Callable[[Any], Any]


def dump(record: object) -> str:
    """One record as compact JSON, the same text for equal records."""
    return json.dumps(_plain(cast(Any, type(record)))(record), ensure_ascii=False, separators=(",", ":"))


def load(kind: type[R], written: str) -> R:
    """The record that `dump` wrote."""
    return cast(R, _record(cast(Any, kind))(json.loads(written)))


def _same(value: Any) -> Any:
    return value


@cache
def _plain(kind: Any) -> Convert:
    """What turns a value of this type into a plain JSON value."""
    if kind is Span:
        return lambda span: [span.start, span.end]
    if kind is Words:
        return lambda words: [words.text, words.start, words.end]
    if dataclasses.is_dataclass(kind):
        return _plain_record(cast(type, kind))
    if isinstance(kind, type) and issubclass(kind, Enum):
        return lambda value: value.value
    return _through(kind, _plain, list)


@cache
def _record(kind: Any) -> Convert:
    """What turns a plain JSON value back into a value of this type."""
    if kind is Span or kind is Words:
        return lambda parts: kind(*parts)
    if dataclasses.is_dataclass(kind):
        hints = get_type_hints(kind)
        reads = {field.name: _record(hints[field.name]) for field in dataclasses.fields(kind)}
        make = cast(Callable[..., Any], kind)
        return lambda plain: make(**{name: reads[name](value) for name, value in plain.items()})
    if isinstance(kind, type) and issubclass(kind, Enum):
        return kind
    return _through(kind, _record, tuple)


def _plain_record(kind: type) -> Convert:
    """What writes the fields of a record that do not hold their default."""
    hints = get_type_hints(kind)
    fields = [
        (field.name, _plain(hints[field.name]), field.default)
        for field in dataclasses.fields(cast(Any, kind))
    ]

    def write(record: Any) -> dict[str, Any]:
        """The fields of one record."""
        written = {}
        for name, convert, default in fields:
            value = getattr(record, name)
            if value is None and default is None:
                continue
            if default is dataclasses.MISSING or value != default:
                written[name] = convert(value)
        return written

    return write


def _through(kind: Any, inner: Callable[[Any], Convert], sequence: Callable[[Any], Any]) -> Convert:
    """What converts optional values, tuples and bare JSON values, with `inner` for the parts."""
    parts = get_args(kind)
    if get_origin(kind) in (types.UnionType, Union):
        (some,) = (part for part in parts if part is not type(None))
        convert = inner(some)
        return _same if convert is _same else lambda value: None if value is None else convert(value)
    if get_origin(kind) is tuple:
        if len(parts) == 2 and parts[1] is Ellipsis:
            convert = inner(parts[0])
            return lambda values: sequence(map(convert, values))
        converts = [inner(part) for part in parts]
        return lambda values: sequence(c(v) for c, v in zip(converts, values, strict=True))
    if kind in (str, int, float, bool):
        return _same
    raise TypeError(f"no way to store a {kind!r}")
