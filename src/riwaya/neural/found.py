"""What the network finds in a text."""

from __future__ import annotations

from dataclasses import dataclass

from riwaya.records import Kind, Span


@dataclass(frozen=True, slots=True)
class Attributed:
    """One attribution by places in the text.

    `source` and `content` are in pieces where they are interrupted, and empty where the text names none.
    `score` is the probability, calibrated on held-out texts, that a careful reader marks the same source
    and cue and four fifths of the same content; `evidence` is what it was computed from.
    """

    cue: tuple[Span, ...]
    source: tuple[Span, ...]
    content: tuple[Span, ...]
    stance: str | None
    negated: bool | None
    head: str  # which head found its cue: "field", "nested" or "cue"
    score: float
    evidence: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Named:
    """A proper name, what it names, and how sure the network is."""

    span: Span
    kind: Kind
    score: float


@dataclass(frozen=True, slots=True)
class Marked:
    """A stretch with the kind that its head gives it, see `riwaya.neural.labels`."""

    span: Span
    kind: str
    score: float


@dataclass(frozen=True, slots=True)
class Found:
    """Everything found in one text, each kind in the order of the text."""

    attributions: tuple[Attributed, ...] = ()
    names: tuple[Named, ...] = ()
    inner: tuple[Named, ...] = ()  # names inside names
    phrases: tuple[Marked, ...] = ()  # re3d's Person, Organisation, Location, Temporal, Quantity
    times: tuple[Marked, ...] = ()
    amounts: tuple[Marked, ...] = ()  # the kind is what they count
    events: tuple[Marked, ...] = ()
    sentences: tuple[int, ...] = ()  # where they begin
