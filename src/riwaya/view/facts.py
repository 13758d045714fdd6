"""The reading half of a ledger: what views and exports need, as stored or in public form."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Protocol

from riwaya.records import (
    Claim,
    Entity,
    Event,
    Referent,
    Relation,
    RelationKind,
    Report,
    SetAside,
    Status,
)
from riwaya.store.asked import Term
from riwaya.store.ledger import ANYTHING, Head, Held, Hit, Wanted
from riwaya.store.surveying import Surveyed


class Facts(Surveyed, Protocol):
    """Stored facts. A `Ledger` is one; so is a ledger in public form (`public_form.PublicForm`)."""

    def reports(self, ids: Collection[str] | None = None) -> Iterator[Report]:
        """All reports, or those of the ids, by id."""
        ...

    def report(self, report_id: str) -> Report:
        """The report with this id."""
        ...

    def original(self, report_id: str) -> bytes:
        """The bytes it was read from."""
        ...

    def retrieved(self, report_id: str) -> str:
        """When they were read or fetched: UTC, ISO 8601."""
        ...

    def set_aside(self) -> Iterator[SetAside]:
        """Files that could not be read."""
        ...

    def claims(self, ids: Collection[str] | None = None, report: str | None = None) -> Iterator[Claim]:
        """Claims with these ids, or of this report, or all: as people judged them, without rejected ones."""
        ...

    def claims_as_read(
        self, ids: Collection[str] | None = None, report: str | None = None
    ) -> Iterator[Claim]:
        """The same as they were read, whatever was judged, rejected ones too."""
        ...

    def referents(self, ids: Collection[str] | None = None, report: str | None = None) -> Iterator[Referent]:
        """Referents likewise."""
        ...

    def entities(self, ids: Collection[str] | None = None) -> Iterator[Entity]:
        """Entities likewise."""
        ...

    def entity_of(self, referents: Collection[str]) -> Mapping[str, Entity]:
        """The entity of each referent."""
        ...

    def events(self, ids: Collection[str] | None = None) -> Iterator[Event]:
        """Events likewise."""
        ...

    def relations(
        self,
        kind: RelationKind | None = None,
        claims: Collection[str] | None = None,
        ids: Collection[str] | None = None,
    ) -> Iterator[Relation]:
        """Relations of a kind, with one of the claims, or with these ids."""
        ...

    def possible(self) -> Iterator[Relation]:
        """Conflicts that may be, the likeliest first: offered for a look, never counted as contested."""
        ...

    def statuses(self, entity: str | None = None, ids: Collection[str] | None = None) -> Iterator[Status]:
        """Statuses of an entity, with these ids, or all."""
        ...

    def search(
        self, words: str, limit: int = 20, meaning: bool = True, among: Collection[str] | None = None
    ) -> Iterator[Hit]:
        """Cited passages, best first, by words and, if wanted, by meaning; in all reports or in these."""
        ...

    def terms(self, words: str) -> tuple[Term, ...]:
        """What such a search looks for: each name in all its spellings."""
        ...

    def held(self, claims: Collection[str], wanted: Wanted = ANYTHING) -> Iterator[Held]:
        """What those of the claims that are wanted can be chosen by."""
        ...

    def heads(self, reports: Collection[str]) -> Iterator[Head]:
        """What these reports can be chosen by."""
        ...
