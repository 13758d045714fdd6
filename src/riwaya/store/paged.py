"""The paged half of surveying: the page of a long list that is asked for, and how long the list is."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import NamedTuple, Protocol

from riwaya.records import About, Entity, Kind


class Named(NamedTuple):
    """An entity with how many reports name it, and in how many claims and disagreements it stands."""

    entity: str
    reports: int
    claims: int
    disagreements: int


class Happened(NamedTuple):
    """An event without its words."""

    id: str
    event_type: str
    edtf: str | None
    place: str | None
    grade: str
    claims: int


class Disagreement(NamedTuple):
    """One disagreement, not yet read; the least of its contradictions names it."""

    id: str
    about: About | None
    score: float
    claims: int


@dataclass(frozen=True, slots=True)
class Asked:
    """Which disagreements are asked for; None asks for all."""

    places: frozenset[str] | None = None  # entities that stand in it, one of them
    about: str | None = None  # what it is about, or "denial" where one stands in it
    since: int | None = None  # day from which its newest account may be
    review: str | None = None  # open, begun, confirmed
    behind: Disagreement | None = None  # only those that come after this one


@dataclass(frozen=True, slots=True)
class Counted:
    """How many disagreements there are, and how many of each kind; one with denials counts for these too."""

    total: int
    kinds: Mapping[str, int]


class Paged(Protocol):
    """Lists of any length, one page at a time. `at` is the number of rows before the page."""

    def reports_by_day(self) -> Mapping[int, int]:
        """How many reports are of each day (the first they may be of); day 0: of those without one."""
        ...

    def newest_reports(
        self, at: int, most: int, low: int | None = None, high: int | None = None
    ) -> tuple[str, ...]:
        """Reports, the latest published first; between two days only those that may be of one of them."""
        ...

    def reports_within(self, low: int | None, high: int | None) -> int:
        """How many reports there are, or may be of a day between these."""
        ...

    def ranked(self, kinds: Collection[Kind], at: int, most: int) -> tuple[Named, ...]:
        """Entities of the kinds that have a name, those that most reports name first."""
        ...

    def counted(self, entities: Collection[str]) -> Mapping[str, Named]:
        """What is counted of each of these entities."""
        ...

    def latest_referents(self, entity: Entity, claims: int) -> tuple[str, ...]:
        """The entity's referents in the reports published last, as many as bring about so many claims."""
        ...

    def reports_naming(self, entities: Collection[str]) -> Collection[str]:
        """The reports in which one of the entities is named or spoken of."""
        ...

    def events_in_order(self, at: int, most: int) -> tuple[Happened, ...]:
        """Events by time, those without a date last."""
        ...

    def events_counted(self) -> tuple[int, int]:
        """How many events have a date, and how many have none."""
        ...

    def disagreements(self, asked: Asked, at: int, most: int) -> tuple[Disagreement, ...]:
        """Disagreements, the surest and those with most accounts first."""
        ...

    def disagreements_counted(self, asked: Asked) -> Counted:
        """How many are asked for."""
        ...

    def contradictions_of(self, disagreements: Collection[str], most: int) -> Mapping[str, tuple[str, ...]]:
        """At most so many contradictions of each disagreement, the surest first."""
        ...

    def disagreement_of(self, relation: str) -> Disagreement | None:
        """The disagreement that a contradiction stands in."""
        ...

    def disagreements_among(self, claims: Collection[str]) -> Mapping[str, str]:
        """Claim -> the disagreement that it stands in, the first where there are several."""
        ...

    def disagreements_beside(self, disagreement: str, most: int) -> tuple[Disagreement, ...]:
        """Others that share a claim with it, in their order."""
        ...
