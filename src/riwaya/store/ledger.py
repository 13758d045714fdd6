"""The ledger as the rest of the program sees it: a file (SQLite) or a `postgresql://` address."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple, Protocol

from riwaya.records import (
    Claim,
    Compared,
    Document,
    Entity,
    Event,
    Findings,
    Reading,
    Referent,
    Relation,
    RelationKind,
    Report,
    SetAside,
    Status,
)
from riwaya.store.custodian import CustodyLedger
from riwaya.store.giving import GivenLedger, JudgedLedger
from riwaya.store.looking import LookingLedger
from riwaya.store.surveying import Surveyed
from riwaya.store.waiting import WaitingLedger

if TYPE_CHECKING:
    from riwaya.store.asked import Term


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that `verify` found to be off."""

    record: str  # id of the report or claim
    what: str  # one sentence: what, expected and found


@dataclass(frozen=True, slots=True)
class Hit:
    """One cited passage found by a search."""

    report: str
    start: int
    end: int
    claims: tuple[str, ...]
    score: float
    how: tuple[str, ...] = ("words",)  # words, meaning: by which it was found


class Held(NamedTuple):
    """What a claim can be chosen by."""

    claim: str
    stance: str
    when: str | None  # EDTF
    measures: tuple[str, ...]  # of its figures; "" for a figure of another kind
    places: tuple[str, ...]  # entities
    sources: tuple[str, ...]  # entities of its chain, the nearest to the report first
    printed: tuple[str, ...] = ()  # the words that stand for them


ANY_FIGURE = "any"


class Wanted(NamedTuple):
    """What a claim must be like to be looked at further; None asks for nothing."""

    stance: str | None = None
    figure: str | None = None  # what is counted, or ANY_FIGURE

    def fits(self, stance: str, measures: Collection[str]) -> bool:
        """Whether a claim of this stance with figures of these kinds is wanted."""
        if self.stance and stance != self.stance:
            return False
        return not self.figure or (bool(measures) if self.figure == ANY_FIGURE else self.figure in measures)


ANYTHING = Wanted()


class Head(NamedTuple):
    """What a report can be chosen by."""

    report: str
    outlet: str | None
    published: str | None  # EDTF


class Ledger(Surveyed, Protocol):
    """Reports, claims and what they add up to. Every `put` is one transaction.

    Whatever is read comes in an order that depends on the content only, never on the order of adding.
    Ids that are not there are left out; `report`, `original` and `retrieved` raise LedgerError for an
    unknown id.
    """

    # --- writing -----------------------------------------------------------------------------------
    def has_report(self, report_id: str) -> bool:
        """Whether the report is there."""
        ...

    def put_report(
        self,
        document: Document,
        reading: Reading,
        referents: Iterable[Referent],
    ) -> bool:
        """The report with all that was read from it; False if it was there and nothing changed."""
        ...

    def put_set_aside(self, item: SetAside) -> None:
        """The file waits with its reason; a later reason replaces an earlier one."""
        ...

    def clear_set_aside(self, source: str) -> None:
        """The file waits no longer: it could be read."""
        ...

    def put_entities(self, entities: Iterable[Entity]) -> None:
        """The entities in place of those that held any of their referents."""
        ...

    def put_findings(self, claims: Collection[str], findings: Findings) -> None:
        """The findings in place of all that was found of these claims, with nothing left to settle."""
        ...

    # --- reading -----------------------------------------------------------------------------------
    def reports(self, ids: Collection[str] | None = None) -> Iterator[Report]:
        """All reports, or those of the ids, by id."""
        ...

    def report(self, report_id: str) -> Report:
        """One report."""
        ...

    def original(self, report_id: str) -> bytes:
        """The bytes the report was made from."""
        ...

    def retrieved(self, report_id: str) -> str:
        """When the bytes were read or fetched: UTC, ISO 8601."""
        ...

    def set_aside(self) -> Iterator[SetAside]:
        """The files that could not be read, by source."""
        ...

    def claims(self, ids: Collection[str] | None = None, report: str | None = None) -> Iterator[Claim]:
        """Claims as judged, without rejected ones: those of the ids by id, else by report and place."""
        ...

    def referents(self, ids: Collection[str] | None = None, report: str | None = None) -> Iterator[Referent]:
        """Referents, by id."""
        ...

    def entities(self, ids: Collection[str] | None = None) -> Iterator[Entity]:
        """Entities, by id."""
        ...

    def entity_of(self, referents: Collection[str]) -> Mapping[str, Entity]:
        """Referent -> its entity, for those that have one."""
        ...

    def events(self, ids: Collection[str] | None = None) -> Iterator[Event]:
        """Events, by id."""
        ...

    def relations(
        self,
        kind: RelationKind | None = None,
        claims: Collection[str] | None = None,
        ids: Collection[str] | None = None,
    ) -> Iterator[Relation]:
        """Relations, by id: all, of one kind, touching any of the claims, or with these ids."""
        ...

    def possible(self) -> Iterator[Relation]:
        """Conflicts that may be, the likeliest first: offered for a look, never counted as contested."""
        ...

    def statuses(self, entity: str | None = None, ids: Collection[str] | None = None) -> Iterator[Status]:
        """Statuses, by id: all, of one entity, or with these ids."""
        ...

    def search(
        self, words: str, limit: int = 20, meaning: bool = True, among: Collection[str] | None = None
    ) -> Iterator[Hit]:
        """Cited passages, best first, by words ("..." is a phrase) and, if wanted, by meaning."""
        ...

    def held(self, claims: Collection[str], wanted: Wanted = ANYTHING) -> Iterator[Held]:
        """What those of the claims that are wanted can be chosen by."""
        ...

    def heads(self, reports: Collection[str]) -> Iterator[Head]:
        """What these reports can be chosen by."""
        ...

    def terms(self, words: str) -> tuple[Term, ...]:
        """What such a search looks for: each name in all its spellings."""
        ...

    def verify(self) -> Iterator[Problem]:
        """Everything that is off: original bytes, texts, anchors, log, every row."""
        ...

    def close(self) -> None:
        """Let go of the file."""
        ...


class WorkingLedger(Ledger, WaitingLedger, GivenLedger, JudgedLedger, LookingLedger, CustodyLedger, Protocol):
    """What `pipeline` needs beside: work left over, and what is around it.

    `put_report` leaves its referents for RESOLVE and its claims for KEY; `rekey` leaves claims for COMPARE,
    `put_compared` for CONCLUDE.
    """

    @property
    def address(self) -> str:
        """Where the ledger is, as it was opened."""
        ...

    def transaction(self) -> AbstractContextManager[None]:
        """All or nothing, with the one write lock held from the start; puts inside it belong to it."""
        ...

    def finished(self, sha256: str) -> int | None:
        """How many reports a file of these bytes holds, all of them in the ledger; None: not known."""
        ...

    def finish(self, sha256: str, reports: int) -> None:
        """Everything in the file of these bytes is in the ledger: it need not be read again."""
        ...

    def counts(self) -> Mapping[str, int]:
        """How many there are: reports, claims, referents, entities, events, relations, statuses."""
        ...

    def readings(self) -> Iterator[Reading]:
        """What was read from every report, by report id; claims by place."""
        ...

    def put_compared(self, claims: Collection[str], compared: Compared) -> None:
        """The relations and ties in place of those that touched these claims; both sides wait to conclude."""
        ...

    def put_spread(self, claims: Collection[str], relations: Collection[Relation]) -> Collection[str]:
        """Relations through copies in place of those of these claims; whom that touches."""
        ...

    def possible_of(self, claims: Collection[str]) -> Iterator[Relation]:
        """The conflicts that of themselves are only possible and touch any of the claims, by id."""
        ...

    def direct(self, claims: Collection[str]) -> Iterator[Relation]:
        """The relations that touch any of the claims and do not hold through a copy, by id."""
        ...

    def put_events(self, claims: Collection[str], events: Collection[Event]) -> None:
        """The events in place of those that held any of these claims."""
        ...

    def put_statuses(self, things: Collection[tuple[str, str]], statuses: Collection[Status]) -> None:
        """The statuses in place of those of these entities and aspects."""
        ...

    def put_copies(self, reports: Collection[str], copies: Mapping[str, str]) -> None:
        """Which of the reports copy which other report (`echo_of`); those not named copy none."""
        ...

    def put_dates(self, reports: Collection[str], dates: Mapping[str, tuple[str, str]]) -> None:
        """EDTF and why of the undated reports that others date; those not named are as their text tells."""
        ...

    def report_as_read(self, report_id: str) -> Report:
        """One report without the date that other reports give it."""
        ...

    def note(self, what: str, record: str, detail: Mapping[str, str | int | None]) -> None:
        """One more entry in the log."""
        ...
