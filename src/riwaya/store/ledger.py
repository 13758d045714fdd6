"""The ledger as the rest of the program sees it. `LEDGER` is a file (SQLite); a `postgresql://` URL joins later."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Protocol

from riwaya.records import (
    Claim,
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


class Ledger(Protocol):
    """Reports, claims and what they add up to. Every `put` is one transaction."""

    # --- writing -----------------------------------------------------------------------------------
    def has_report(self, report_id: str) -> bool: ...
    def put_report(
        self,
        document: Document,
        reading: Reading,
        referents: Iterable[Referent],
        keys: Mapping[str, Collection[str]],  # referent or claim id -> blocking keys
    ) -> bool: ...  # False: it was there already and nothing changed
    def put_set_aside(self, item: SetAside) -> None: ...
    def clear_set_aside(self, source: str) -> None: ...
    def put_entities(self, entities: Iterable[Entity]) -> None: ...  # replaces those with the same referents
    def put_findings(
        self, claims: Collection[str], findings: Findings
    ) -> None: ...  # replaces those of the claims

    # --- reading -----------------------------------------------------------------------------------
    def reports(self) -> Iterator[Report]: ...
    def report(self, report_id: str) -> Report: ...
    def original(self, report_id: str) -> bytes: ...
    def retrieved(self, report_id: str) -> str: ...
    def set_aside(self) -> Iterator[SetAside]: ...
    def claims(self, ids: Collection[str] | None = None, report: str | None = None) -> Iterator[Claim]: ...
    def referents(
        self, ids: Collection[str] | None = None, report: str | None = None
    ) -> Iterator[Referent]: ...
    def entities(self, ids: Collection[str] | None = None) -> Iterator[Entity]: ...
    def entity_of(self, referents: Collection[str]) -> Mapping[str, Entity]: ...
    def events(self, ids: Collection[str] | None = None) -> Iterator[Event]: ...
    def relations(
        self, kind: RelationKind | None = None, claims: Collection[str] | None = None
    ) -> Iterator[Relation]: ...
    def statuses(self, entity: str | None = None) -> Iterator[Status]: ...
    def search(self, words: str, limit: int = 20) -> Iterator[Hit]: ...
    def verify(self) -> Iterator[Problem]: ...
    def close(self) -> None: ...
