"""The surveying half of a ledger: counts, and the few columns that order long lists, never whole records."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import NamedTuple, Protocol

from riwaya.records import About, Kind
from riwaya.store.paged import Paged


class Dated(NamedTuple):
    """A report or an event with its date."""

    id: str
    edtf: str | None


class Opposed(NamedTuple):
    """A contradiction without its sentence."""

    id: str
    about: About | None
    claims: tuple[str, str]
    score: float


class Placed(NamedTuple):
    """An event by its type, date and place."""

    id: str
    event_type: str
    edtf: str | None
    place: str | None


@dataclass(frozen=True, slots=True)
class Totals:
    """A whole ledger in numbers."""

    reports: int
    claims: int
    narrated: int
    stances: Mapping[str, int]
    events: int
    contradictions: int
    named: Mapping[str, int]  # kind -> entities that have a name


class Surveyed(Paged, Protocol):
    """What pages of a large ledger ask before they fetch the records they show."""

    def ids(self, kind: str, after: str, limit: int, where: Mapping[str, str]) -> tuple[str, ...]:
        """Ids behind an id, by id: kind is report, entity, claim, event, relation or status.

        `where` names columns (stance ...) and what stands in them; BadUse for one that is not there.
        """
        ...

    def version(self) -> str:
        """A text that changes whenever anything in the ledger does, whoever changes it."""
        ...

    def moment(self) -> AbstractContextManager[None]:
        """What this thread reads until the end is of one moment, whoever changes the ledger meanwhile."""
        ...

    def totals(self) -> Totals:
        """How many there are of everything."""
        ...

    def report_dates(self) -> Iterator[Dated]:
        """Every report with the day it was published, as far as known."""
        ...

    def claim_counts(self, reports: Collection[str]) -> Mapping[str, int]:
        """How many claims these reports have."""
        ...

    def reports_of(self, claims: Collection[str]) -> Mapping[str, str]:
        """The report of each claim."""
        ...

    def contradictions(self) -> Iterator[Opposed]:
        """Every contradiction."""
        ...

    def events_placed(self) -> Iterator[Placed]:
        """Every event."""
        ...

    def events_of(self, claims: Collection[str]) -> Mapping[str, str]:
        """Claim -> its event, for those that have one."""
        ...

    def events_with(self, place: str, most: int | None = None) -> tuple[str, ...]:
        """The events at the place, the latest first."""
        ...

    def claims_at(self, places: Collection[str]) -> Collection[str]:
        """The claims of the events at any of the places."""
        ...

    def claims_about(self, referents: Collection[str]) -> tuple[str, ...]:
        """The claims that speak through or about any of the referents, by id."""
        ...

    def claims_counted(self, entities: Collection[str]) -> Mapping[str, int]:
        """In how many claims each of the entities speaks or is spoken about."""
        ...

    def referent_reports(self, referents: Collection[str]) -> Mapping[str, str]:
        """The report of each referent."""
        ...

    def named(self, kinds: Collection[Kind]) -> Iterator[tuple[str, int]]:
        """Entities of the kinds that have a name, with how many reports name them, most first."""
        ...

    def spelled(self, words: str) -> tuple[str, ...]:
        """The entities that have a spelling with these folded words in it."""
        ...
