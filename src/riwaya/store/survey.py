"""Surveying a ledger in an SQL database (see `surveying`): each method is one query."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    bindparam,
    func,
    literal,
    select,
)

from riwaya.records import About, Kind, RelationKind
from riwaya.store import schema as db
from riwaya.store.derived import batches
from riwaya.store.moments import Moments
from riwaya.store.surveying import Dated, Opposed, Placed, Totals

_ROWS = 5000  # rows fetched at once: they are short
_OPPOSED = db.relation.c.kind == bindparam(  # written out, so that the index on contradictions serves
    "opposed", RelationKind.CONTRADICTS.value, literal_execute=True
)


_GONE = db.reviewed.c.state.in_(db.GONE)


def holds() -> ColumnElement[bool]:
    """Whether nobody dismissed a relation."""
    return db.relation.c.id.not_in(select(db.dismissed.c.relation))


class Survey(Moments):
    """The surveying part of `queries.Queries`."""

    def _rows(self, query: Select[Any]) -> Iterator[Any]:
        with self._reading() as connection:
            yield from connection.execute(query.execution_options(yield_per=_ROWS))

    def totals(self) -> Totals:
        """How many there are of everything."""
        table = db.stance_summary.c
        by_stance = select(table.stance, table.narrated, func.sum(table.claims))
        by_stance = by_stance.group_by(table.stance, table.narrated)
        stances: dict[str, int] = {}
        narrated = 0
        for stance, own, n in self._rows(by_stance):
            stances[stance] = stances.get(stance, 0) + n
            narrated += n if own else 0
        sums = db.entity_summary.c
        named = select(sums.kind, func.count()).where(sums.named == 1).group_by(sums.kind)
        opposed = select(func.count()).select_from(db.relation).where(_OPPOSED, holds())
        with self._reading() as connection:
            return Totals(
                reports=_count(connection, select(func.count()).select_from(db.report_summary)),
                claims=sum(stances.values()),
                narrated=narrated,
                stances=stances,
                events=_count(connection, select(func.count()).select_from(db.event_summary)),
                contradictions=_count(connection, opposed),
                named={row[0]: row[1] for row in connection.execute(named)},
            )

    def report_dates(self) -> Iterator[Dated]:
        """Every report with the day it was published, as far as known."""
        when = func.coalesce(db.dating.c.edtf, db.report.c.published)
        query = select(db.report.c.id, when).outerjoin(db.dating, db.dating.c.report == db.report.c.id)
        yield from (Dated(*row) for row in self._rows(query))

    def claim_counts(self, reports: Collection[str]) -> Mapping[str, int]:
        """How many claims these reports have."""
        found: dict[str, int] = dict.fromkeys(reports, 0)
        for batch in batches(reports):
            table = db.report_summary.c
            query = select(table.report, table.claims).where(table.report.in_(batch))
            found.update((report, n) for report, n in self._rows(query))
        return found

    def reports_of(self, claims: Collection[str]) -> Mapping[str, str]:
        """The report of each claim."""
        found: dict[str, str] = {}
        for batch in batches(claims):
            query = select(db.claim.c.id, db.claim.c.report).where(db.claim.c.id.in_(batch))
            found.update((claim, report) for claim, report in self._rows(query))
        return found

    def contradictions(self) -> Iterator[Opposed]:
        """Every contradiction."""
        table = db.relation.c
        query = select(table.id, table.about, table.claim_a, table.claim_b, table.score)
        for name, about, a, b, score in self._rows(query.where(_OPPOSED, holds())):
            yield Opposed(name, About(about) if about else None, (a, b), score)

    def events_placed(self) -> Iterator[Placed]:
        """Every event."""
        table = db.event.c
        query = select(table.id, table.event_type, table.edtf, table.place)
        yield from (Placed(*row) for row in self._rows(query))

    def events_of(self, claims: Collection[str]) -> Mapping[str, str]:
        """Claim -> its event, for those that have one."""
        found: dict[str, str] = {}
        for batch in batches(claims):
            query = select(db.event_claim.c.claim, db.event_claim.c.event)
            rows = self._rows(query.where(db.event_claim.c.claim.in_(batch)))
            found.update((claim, event) for claim, event in rows)
        return found

    def events_with(self, place: str, most: int | None = None) -> tuple[str, ...]:
        """The events at the place, the latest first."""
        table = db.event.c
        query = (
            select(table.id).where(table.place == place).order_by(table.edtf.desc().nulls_last(), table.id)
        )
        return tuple(row[0] for row in self._rows(query.limit(most)))

    def claims_at(self, places: Collection[str]) -> Collection[str]:
        """The claims of the events at any of the places."""
        found: set[str] = set()
        of_event = db.event_claim.c.event == db.event.c.id
        for batch in batches(places):
            query = select(db.event_claim.c.claim).join_from(db.event, db.event_claim, of_event)
            found.update(row[0] for row in self._rows(query.where(db.event.c.place.in_(batch))))
        return found

    def claims_about(self, referents: Collection[str]) -> tuple[str, ...]:
        """The claims that speak through or about any of the referents, by id."""
        found: set[str] = set()
        for batch in batches(referents):
            query = select(db.claim_referent.c.claim).where(db.claim_referent.c.referent.in_(batch))
            found.update(row[0] for row in self._rows(query))
        return tuple(sorted(found))

    def claims_counted(self, entities: Collection[str]) -> Mapping[str, int]:
        """In how many claims each of the entities speaks or is spoken about."""
        found: dict[str, int] = {}
        table = db.entity_summary.c
        for batch in batches(entities):
            query = select(table.entity, table.claims).where(table.entity.in_(batch), table.claims > 0)
            found.update((entity, n) for entity, n in self._rows(query))
        return found

    def referent_reports(self, referents: Collection[str]) -> Mapping[str, str]:
        """The report of each referent."""
        found: dict[str, str] = {}
        for batch in batches(referents):
            query = select(db.referent.c.id, db.referent.c.report).where(db.referent.c.id.in_(batch))
            found.update((referent, report) for referent, report in self._rows(query))
        return found

    def named(self, kinds: Collection[Kind]) -> Iterator[tuple[str, int]]:
        """Entities of the kinds that have a name, with how many reports name them, most first."""
        table = db.entity_summary.c
        query = select(table.entity, table.reports).where(
            table.named == 1, table.kind.in_([k.value for k in kinds])
        )
        query = query.order_by(table.reports.desc(), table.entity)
        yield from ((entity, n) for entity, n in self._rows(query))

    def spelled(self, words: str) -> tuple[str, ...]:
        """The entities that have a spelling with these folded words in it."""
        around = literal(" ") + db.spelling.c.folded + " "
        query = select(db.spelling.c.entity).where(around.contains(f" {words} ", autoescape=True)).distinct()
        return tuple(sorted(row[0] for row in self._rows(query)))


def _count(connection: Connection, query: Select[Any]) -> int:
    return int(connection.execute(query).scalar_one())
