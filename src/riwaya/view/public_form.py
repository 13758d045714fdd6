"""A ledger in public form, as it leaves: masked, and under ids that lead nowhere else.

Whatever leaves a ledger in public form reads through `PublicForm`: no view or export can forget to mask.
Where order is that of ids it is that of public ids, for the order of real ones would tell them.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager
from dataclasses import replace
from sys import maxsize

from riwaya.errors import LedgerError
from riwaya.records import (
    Claim,
    Entity,
    Event,
    Kind,
    Referent,
    Relation,
    RelationKind,
    Report,
    SetAside,
    Status,
)
from riwaya.store.asked import Term
from riwaya.store.ledger import ANYTHING, Head, Held, Hit, Wanted
from riwaya.store.paged import Named
from riwaya.store.surveying import Dated, Opposed, Placed, Totals
from riwaya.view.carried import Carried
from riwaya.view.facts import Facts
from riwaya.view.mask import Masked
from riwaya.view.public_ids import Record
from riwaya.view.whole import Whole

_BATCH = 200  # records fetched at once


class PublicForm(Whole):
    """The reading half of a ledger, masked and under public ids; ids asked for are public, too."""

    def __init__(self, ledger: Facts, salt: str, before: Carried | None = None) -> None:
        self._masked = Masked(ledger, salt, before)
        self._ids = self.carried.ids
        self._orders: dict[tuple[str, frozenset[tuple[str, str]]], tuple[str, ...]] = {}

    @property
    def carried(self) -> Carried:
        """What of it may hold after the ledger changed; given to the next form under the same salt."""
        return self._masked.carried

    # --- records -----------------------------------------------------------------------------------

    def reports(self, ids: Collection[str] | None = None) -> Iterator[Report]:
        """Reports, by id."""
        for batch in self._batches("report", ids):
            yield from self._sorted(self._masked.reports(batch))

    def report(self, report_id: str) -> Report:
        """The report with this id."""
        return self._ids.record(self._masked.report(self._report(report_id)))

    def original(self, report_id: str) -> bytes:
        """Refused: raises BadUse."""
        return self._masked.original(report_id)

    def retrieved(self, report_id: str) -> str:
        """When the bytes were read or fetched."""
        return self._masked.retrieved(self._report(report_id))

    def set_aside(self) -> Iterator[SetAside]:
        """Files set aside, without their hashes."""
        return (replace(item, sha256=None) for item in self._masked.set_aside())

    def claims(self, ids: Collection[str] | None = None, report: str | None = None) -> Iterator[Claim]:
        """Claims: those of the ids by id, else by report and place."""
        if ids is not None:
            return self._sorted(self._masked.claims(self._back(ids), self._maybe(report)))
        return (
            self._ids.record(claim)
            for one in self._reports(report)
            for claim in self._masked.claims(report=self._ids.back(one))
        )

    def claims_as_read(
        self, ids: Collection[str] | None = None, report: str | None = None
    ) -> Iterator[Claim]:
        """The same as they were read."""
        if ids is not None:
            return self._sorted(self._masked.claims_as_read(self._back(ids), self._maybe(report)))
        return (
            self._ids.record(claim)
            for one in self._reports(report)
            for claim in self._masked.claims_as_read(report=self._ids.back(one))
        )

    def referents(self, ids: Collection[str] | None = None, report: str | None = None) -> Iterator[Referent]:
        """Referents, by id."""
        real = None if ids is None else self._back(ids)
        return self._sorted(self._masked.referents(real, self._maybe(report)))

    def entities(self, ids: Collection[str] | None = None) -> Iterator[Entity]:
        """Entities, by id."""
        return self._sorted(self._masked.entities(None if ids is None else self._back(ids)))

    def entity_of(self, referents: Collection[str]) -> Mapping[str, Entity]:
        """The entity of each referent."""
        found = self._masked.entity_of(self._back(referents))
        return {self._ids.of(r): self._ids.record(e) for r, e in found.items()}

    def events(self, ids: Collection[str] | None = None) -> Iterator[Event]:
        """Events, by id."""
        for batch in self._batches("event", ids):
            yield from self._sorted(self._masked.events(batch))

    def relations(
        self,
        kind: RelationKind | None = None,
        claims: Collection[str] | None = None,
        ids: Collection[str] | None = None,
    ) -> Iterator[Relation]:
        """Relations, by id: of a kind, with one of the claims, or with these ids."""
        about = None if claims is None else self._back(claims)
        if kind is not None or about is not None:
            real = None if ids is None else self._back(ids)
            yield from self._sorted(self._masked.relations(kind, about, real))
            return
        for batch in self._batches("relation", ids):
            yield from self._sorted(self._masked.relations(ids=batch))

    def possible(self) -> Iterator[Relation]:
        """Conflicts that may be, the likeliest first."""
        yield from sorted(map(self._ids.record, self._masked.possible()), key=lambda r: (-r.score, r.id))

    def statuses(self, entity: str | None = None, ids: Collection[str] | None = None) -> Iterator[Status]:
        """Statuses, by id."""
        real = None if ids is None else self._back(ids)
        return self._sorted(self._masked.statuses(self._maybe(entity), real))

    # --- searching ---------------------------------------------------------------------------------

    def search(
        self, words: str, limit: int = 20, meaning: bool = True, among: Collection[str] | None = None
    ) -> Iterator[Hit]:
        """Cited passages, best first."""
        for hit in self._masked.search(words, limit, meaning, None if among is None else self._back(among)):
            claims = tuple(map(self._ids.of, hit.claims))
            yield replace(hit, report=self._ids.of(hit.report), claims=claims)

    def terms(self, words: str) -> tuple[Term, ...]:
        """What such a search looks for."""
        return self._masked.terms(words)

    def held(self, claims: Collection[str], wanted: Wanted = ANYTHING) -> Iterator[Held]:
        """What the wanted claims can be chosen by."""
        for one in self._masked.held(self._back(claims), wanted):
            places, sources = (tuple(map(self._ids.of, ids)) for ids in (one.places, one.sources))
            yield one._replace(claim=self._ids.of(one.claim), places=places, sources=sources)

    def heads(self, reports: Collection[str]) -> Iterator[Head]:
        """What these reports can be chosen by."""
        for head in self._masked.heads(self._back(reports)):
            yield head._replace(report=self._ids.of(head.report))

    # --- surveying ---------------------------------------------------------------------------------

    def ids(self, kind: str, after: str, limit: int, where: Mapping[str, str]) -> tuple[str, ...]:
        """Ids behind an id, by id; raises BadUse for a column that is not there."""
        order = self._order(kind, where)
        first = bisect_right(order, after)
        return order[first : first + limit]

    def version(self) -> str:
        """A text that changes whenever the ledger does."""
        return self._masked.version()

    def moment(self) -> AbstractContextManager[None]:
        """What is read until the end is of one moment."""
        return self._masked.moment()

    def totals(self) -> Totals:
        """How many there are of everything."""
        return self._masked.totals()

    def report_dates(self) -> Iterator[Dated]:
        """Every report with its day, by id."""
        yield from sorted(dated._replace(id=self._ids.of(dated.id)) for dated in self._masked.report_dates())

    def claim_counts(self, reports: Collection[str]) -> Mapping[str, int]:
        """How many claims these reports have."""
        return self._under(self._masked.claim_counts(self._back(reports)))

    def reports_of(self, claims: Collection[str]) -> Mapping[str, str]:
        """The report of each claim."""
        found = self._masked.reports_of(self._back(claims))
        return {self._ids.of(c): self._ids.of(r) for c, r in found.items()}

    def contradictions(self) -> Iterator[Opposed]:
        """Every contradiction, by id."""
        found = (
            one._replace(id=self._ids.of(one.id), claims=self._ids.pair(one.claims, in_order=True))
            for one in self._masked.contradictions()
        )
        yield from sorted(found, key=lambda one: one.id)

    def events_placed(self) -> Iterator[Placed]:
        """Every event by its type, date and place, by id."""
        found = (
            one._replace(id=self._ids.of(one.id), place=self._ids.maybe(one.place))
            for one in self._masked.events_placed()
        )
        yield from sorted(found, key=lambda one: one.id)

    def events_of(self, claims: Collection[str]) -> Mapping[str, str]:
        """Claim -> its event."""
        found = self._masked.events_of(self._back(claims))
        return {self._ids.of(c): self._ids.of(e) for c, e in found.items()}

    def events_with(self, place: str, most: int | None = None) -> tuple[str, ...]:
        """The events at the place, the latest first."""
        return tuple(map(self._ids.of, self._masked.events_with(self._ids.back(place), most)))

    def claims_at(self, places: Collection[str]) -> Collection[str]:
        """The claims of the events at any of the places."""
        return set(map(self._ids.of, self._masked.claims_at(self._back(places))))

    def claims_about(self, referents: Collection[str]) -> tuple[str, ...]:
        """The claims that speak through or about any of the referents, by id."""
        return self._ids.all(self._masked.claims_about(self._back(referents)))

    def claims_counted(self, entities: Collection[str]) -> Mapping[str, int]:
        """In how many claims each of the entities stands."""
        return self._under(self._masked.claims_counted(self._back(entities)))

    def counted(self, entities: Collection[str]) -> Mapping[str, Named]:
        """What is counted of each of these entities: by the ledger, where nothing of them is masked."""
        known = self._masked.counted_open(self._back(entities))
        found = {self._ids.of(e): row._replace(entity=self._ids.of(e)) for e, row in known.items()}
        return {**found, **super().counted([e for e in entities if e not in found])}

    def referent_reports(self, referents: Collection[str]) -> Mapping[str, str]:
        """The report of each referent."""
        found = self._masked.referent_reports(self._back(referents))
        return {self._ids.of(r): self._ids.of(report) for r, report in found.items()}

    def named(self, kinds: Collection[Kind]) -> Iterator[tuple[str, int]]:
        """Entities that have a name, most reports first."""
        found = ((self._ids.of(entity), reports) for entity, reports in self._masked.named(kinds))
        yield from sorted(found, key=lambda one: (-one[1], one[0]))

    def spelled(self, words: str) -> tuple[str, ...]:
        """The entities with such a spelling that is not masked."""
        return self._ids.all(self._masked.spelled(words))

    # --- ids ---------------------------------------------------------------------------------------

    def _back(self, public: Iterable[str]) -> list[str]:
        return [self._ids.back(i) for i in public]

    def _maybe(self, public: str | None) -> str | None:
        return None if public is None else self._ids.back(public)

    def _report(self, public: str) -> str:
        """The real id; raises LedgerError where no report bears the public one."""
        real = self._ids.back(public)
        if not self._masked.ids("report", "", 1, {"id": real}):
            raise LedgerError(f"no report {public} in this public form; each has ids of its own")
        return real

    def _reports(self, report: str | None) -> tuple[str, ...]:
        return self._order("report", {}) if report is None else (report,)

    def _order(self, kind: str, where: Mapping[str, str]) -> tuple[str, ...]:
        """The public ids of a kind, in their order; worked out once."""
        key = (kind, frozenset(where.items()))
        if key not in self._orders:
            real = {name: self._ids.meant(value) for name, value in where.items()}
            self._orders[key] = self._ids.all(self._masked.ids(kind, "", maxsize, real))
        return self._orders[key]

    def _batches(self, kind: str, ids: Collection[str] | None) -> Iterator[list[str]]:
        """The real ids asked for, or all, in the order of the public ones."""
        order = sorted(ids) if ids is not None else self._order(kind, {})
        for start in range(0, len(order), _BATCH):
            yield self._back(order[start : start + _BATCH])

    def _sorted(self, records: Iterable[Record]) -> Iterator[Record]:
        yield from sorted(map(self._ids.record, records), key=lambda record: record.id)

    def _under(self, counts: Mapping[str, int]) -> dict[str, int]:
        return {self._ids.of(i): n for i, n in counts.items()}
