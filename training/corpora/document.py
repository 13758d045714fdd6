"""What every corpus becomes before it is cut into windows."""

from __future__ import annotations

from dataclasses import dataclass

Stretch = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Attribution:
    """One attribution by code point stretches; `source` may be empty, `content` may be in pieces."""

    source: tuple[Stretch, ...]
    cue: tuple[Stretch, ...]
    content: tuple[Stretch, ...]
    stance: str | None = None
    negated: bool | None = None


@dataclass(frozen=True, slots=True)
class Named:
    """A name and the kinds that its corpus' label may stand for."""

    start: int
    end: int
    kinds: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """A text and what its corpus annotates; None means that the corpus is silent on it."""

    name: str
    text: str
    attributions: tuple[Attribution, ...] | None = None
    flat: bool = True  # attributions never stand inside another's content
    field: bool = False  # attributions as a reader of field reports wants them
    names: tuple[Named, ...] | None = None
    inner: tuple[Named, ...] | None = None  # names inside names
    phrases: tuple[Named, ...] | None = None
    times: tuple[Stretch, ...] | None = None
    amounts: tuple[Named, ...] | None = None  # each of one measure
    events: tuple[Named, ...] | None = None  # each of one type
    sentences: tuple[int, ...] | None = None  # where they begin
    ignored: tuple[Stretch, ...] = ()
