"""The survey of a ledger in public form: the same counts, under the ids of the public form."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from contextlib import AbstractContextManager
from itertools import islice

from riwaya.records import Entity, Kind
from riwaya.store.paged import Named
from riwaya.store.surveying import Dated, Opposed, Placed, Totals
from riwaya.view.facts import Facts
from riwaya.view.pseudonyms import Hidden


class MaskedSurvey:
    """The surveying part of `mask.Masked`."""

    _ledger: Facts
    _ids: Mapping[str, str]  # real id -> public id
    _back: Mapping[str, str]  # public id -> real id
    _of_entity: Mapping[str, Hidden]  # real id of an entity -> whom of it is masked

    def entities(self, ids: Collection[str] | None = None) -> Iterator[Entity]:
        """Entities, masked."""
        raise NotImplementedError

    def ids(self, kind: str, after: str, limit: int, where: Mapping[str, str]) -> tuple[str, ...]:
        """Ids behind an id; entities in the order of their public ids, which tells nothing of real ones."""
        if kind == "entity":
            behind = (e for e in self.entities() if e.id > after and where.items() <= _columns(e).items())
            return tuple(e.id for e in islice(behind, limit))
        if any(v in self._ids for v in where.values()):
            return ()
        asked = {n: self._back.get(v, v) if n in ("entity", "place") else v for n, v in where.items()}
        return self._ledger.ids(kind, after, limit, asked)

    def meant(self, ids: Collection[str]) -> list[str]:
        """The real ids behind public ones. A real id of who is masked means nobody: it is not known here."""
        return [self._back.get(i, i) for i in ids if i not in self._ids]

    def version(self) -> str:
        """A text that changes whenever the ledger does."""
        return self._ledger.version()

    def moment(self) -> AbstractContextManager[None]:
        """What is read until the end is of one moment."""
        return self._ledger.moment()

    def totals(self) -> Totals:
        """How many there are of everything."""
        return self._ledger.totals()

    def report_dates(self) -> Iterator[Dated]:
        """Every report with its day."""
        return self._ledger.report_dates()

    def claim_counts(self, reports: Collection[str]) -> Mapping[str, int]:
        """How many claims these reports have."""
        return self._ledger.claim_counts(reports)

    def reports_of(self, claims: Collection[str]) -> Mapping[str, str]:
        """The report of each claim."""
        return self._ledger.reports_of(claims)

    def contradictions(self) -> Iterator[Opposed]:
        """Every contradiction."""
        return self._ledger.contradictions()

    def events_placed(self) -> Iterator[Placed]:
        """Every event, with the public id of its place."""
        for event in self._ledger.events_placed():
            yield event._replace(place=self._ids.get(event.place, event.place) if event.place else None)

    def events_of(self, claims: Collection[str]) -> Mapping[str, str]:
        """Claim -> its event."""
        return self._ledger.events_of(claims)

    def events_with(self, place: str, most: int | None = None) -> tuple[str, ...]:
        """The events at the place, the latest first."""
        return () if place in self._ids else self._ledger.events_with(self._back.get(place, place), most)

    def claims_at(self, places: Collection[str]) -> Collection[str]:
        """The claims of the events at any of the places."""
        return self._ledger.claims_at(self.meant(places))

    def claims_about(self, referents: Collection[str]) -> tuple[str, ...]:
        """The claims that speak through or about any of the referents."""
        return self._ledger.claims_about(self.meant(referents))

    def claims_counted(self, entities: Collection[str]) -> Mapping[str, int]:
        """In how many claims each of the entities stands, under their public ids."""
        found = self._ledger.claims_counted([self._back.get(e, e) for e in entities])
        return {self._ids.get(e, e): n for e, n in found.items()}

    def counted_open(self, entities: Collection[str]) -> Mapping[str, Named]:
        """What the ledger counts of those of the entities of whom nothing is masked."""
        return self._ledger.counted([e for e in entities if e not in self._of_entity and e not in self._back])

    def referent_reports(self, referents: Collection[str]) -> Mapping[str, str]:
        """The report of each referent, under its public id."""
        found = self._ledger.referent_reports([self._back.get(r, r) for r in referents])
        return {self._ids.get(r, r): report for r, report in found.items()}

    def named(self, kinds: Collection[Kind]) -> Iterator[tuple[str, int]]:
        """Entities that have a name, under their public ids."""
        for entity, reports in self._ledger.named(kinds):
            yield self._ids.get(entity, entity), reports

    def spelled(self, words: str) -> tuple[str, ...]:
        """The entities with such a spelling that is not masked."""
        return tuple(e for e in self._ledger.spelled(words) if e not in self._ids)


def _columns(entity: Entity) -> dict[str, str]:
    return {"id": entity.id, "kind": entity.kind.value, "name": entity.name}
