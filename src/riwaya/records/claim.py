"""Attributed claims: one content span with its chain, stance, when, where, who and figures."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from riwaya.records.entity import Mention
from riwaya.records.ids import content_id, span_parts
from riwaya.records.review import Review
from riwaya.records.words import Span, Words

PERSON = "person"  # the reader of a claim that a person added


class Stance(StrEnum):
    """How the nearest source holds the content."""

    ASSERTED = "asserted"
    DENIED = "denied"
    ALLEGED = "alleged"
    POSSIBLE = "possible"
    PREDICTED = "predicted"
    WANTED = "wanted"
    ASKED = "asked"
    DECLINED = "declined"


class Naming(StrEnum):
    """How a source is named, after resolution."""

    NAMED = "named"
    UNNAMED = "unnamed"
    REQUESTED = "requested"  # anonymity, a changed name or a first name only was asked for or granted


class Channel(StrEnum):
    """Through what the words reached the report."""

    INTERVIEW = "interview"
    BRIEFING = "briefing"
    STATEMENT = "statement"
    MESSAGE = "message"
    SOCIAL = "social"
    DOCUMENT = "document"
    BROADCAST = "broadcast"
    COURT = "court"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Source:
    """Whoever words are attributed to; `words` is None for a passive without an agent ("were told")."""

    words: Words | None
    referent: str | None = None  # id of the Referent, once resolved
    naming: Naming | None = None


@dataclass(frozen=True, slots=True)
class Link:
    """One step of a chain: a source, the cue that attributes, and the circumstances of the saying."""

    source: Source
    cue: Words | None = None  # None for a quotation without a cue
    listener: str | None = None  # who was told, as printed
    channel: Channel | None = None
    said: str | None = None  # EDTF: when it was said, not when it happened


@dataclass(frozen=True, slots=True)
class When:
    """A time: EDTF (None where the words cannot be put on the calendar), the words, and a sentence of why."""

    edtf: str | None
    words: Words
    why: str


@dataclass(frozen=True, slots=True)
class Party:
    """Someone or some place that a claim is about, with its part in it."""

    words: Words
    referent: str | None = None
    role: str | None = None  # where: location, origin, destination; who: actor, target, other


@dataclass(frozen=True, slots=True)
class Implied:
    """A count that follows from a figure by arithmetic and is never printed: marked so wherever shown."""

    low: float | None
    best: float | None
    high: float | None
    unit: str | None
    of: str  # what it would count: "last year", "the people of 40 households"
    why: str  # the arithmetic, with every factor


@dataclass(frozen=True, slots=True)
class Figure:
    """How many of what. Exact: low = best = high. None is an open or unstated bound."""

    words: Words
    low: float | None
    best: float | None
    high: float | None
    unit: str | None  # people, households, families, percent, buildings ...
    measure: str | None = None  # killed, injured, missing, displaced, returned, detained ...
    population: str | None = None  # who is counted, as printed: "IS escapees", "children"
    shape: tuple[str, ...] = ()  # stock or flow; total or new; whole or part
    part_of: Words | None = None  # the words of the whole that a part was counted from
    among: str | None = None  # who is said to be among them without a number: "women and children"
    implied: tuple[Implied, ...] = ()


@dataclass(frozen=True, slots=True)
class Claim:
    """What one chain of sources holds about the world, tied to its exact words.

    `text` is `report.text[start:end]`, the hull of the segments. An empty chain is a narrated claim: the
    report's own voice. `chain[0]` is the source nearest to the report.
    """

    id: str
    report: str
    segments: tuple[Span, ...]
    text: str
    sentence: Span  # the sentence (or run of sentences) in which it stands
    stance: Stance
    negated: bool
    chain: tuple[Link, ...]
    reader: str  # which reader and version made it
    when: When | None = None
    where: tuple[Party, ...] = ()
    who: tuple[Party, ...] = ()
    figures: tuple[Figure, ...] = ()
    event_type: str | None = None  # what kind of thing it is about, see corroborate
    topics: tuple[str, ...] = ()
    protection: tuple[str, ...] = ()
    confidence: float | None = (
        None  # calibrated: that a careful reader attributes the same; None: not computed
    )
    review: Review | None = None  # what people judged of it; the reading itself is never changed

    @property
    def start(self) -> int:
        """First character of the hull."""
        return self.segments[0].start

    @property
    def end(self) -> int:
        """One past the last character of the hull."""
        return self.segments[-1].end

    @property
    def referents(self) -> frozenset[str]:
        """Everyone and every place it speaks through or about, as far as resolved."""
        parties = (*self.where, *self.who)
        found = {link.source.referent for link in self.chain} | {party.referent for party in parties}
        return frozenset(referent for referent in found if referent is not None)

    @property
    def by_hand(self) -> bool:
        """Whether a person added it, not a machine."""
        return self.reader == PERSON

    @property
    def narrated(self) -> bool:
        """Whether the report says it in its own voice."""
        return not self.chain


def claim_id(report: str, segments: tuple[Span, ...], chain: tuple[Link, ...]) -> str:
    """The id of a claim: its report, its words and whose words they are."""
    places = [(link.source.words, link.cue) for link in chain]
    return content_id(
        "c",
        report,
        span_parts(segments),
        [[[w.start, w.end] if w else None for w in pair] for pair in places],
    )


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything a reader found in one report, before and after locating and resolving."""

    report: str
    reader: str
    sentences: tuple[Span, ...]
    claims: tuple[Claim, ...]
    mentions: tuple[Mention, ...]
    refused: int = 0  # claims whose words were not in the report
