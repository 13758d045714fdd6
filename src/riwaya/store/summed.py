"""Pages of long lists in an SQL database (see `paged`), read from sums that are kept (see `summaries`)."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, func, or_, select

from riwaya.records import About, Entity, Kind
from riwaya.records.edtf import UNKNOWN
from riwaya.store import schema as db
from riwaya.store.derived import IDS, batches
from riwaya.store.paged import Asked, Counted, Disagreement, Happened, Named
from riwaya.store.survey import Survey

_SUMS = (
    db.entity_summary.c.entity,
    db.entity_summary.c.reports,
    db.entity_summary.c.claims,
    db.entity_summary.c.disagreements,
)
_ONE = (db.disagreement.c.id, db.disagreement.c.about, db.disagreement.c.score, db.disagreement.c.claims)
_ORDER = (db.disagreement.c.score.desc(), db.disagreement.c.claims.desc(), db.disagreement.c.id)

_NAMING = select(db.entity_report.c.report).where(db.entity_report.c.entity.in_(IDS))


class Summed(Survey):
    """The paged part of `queries.Queries`."""

    def _all(self, query: Select[Any]) -> list[Any]:
        with self._reading() as connection:
            return list(connection.execute(query).all())

    def reports_by_day(self) -> Mapping[int, int]:
        """How many reports are of each day; day 0: of those without one."""
        day = db.report_summary.c.day
        return dict(tuple(row) for row in self._all(select(day, func.count()).group_by(day)))

    def newest_reports(
        self, at: int, most: int, low: int | None = None, high: int | None = None
    ) -> tuple[str, ...]:
        """Reports, the latest published first."""
        table = db.report_summary.c
        query = select(table.report).where(*_within(low, high))
        page = query.order_by(table.day.desc(), table.report.desc()).offset(at).limit(most)
        return tuple(row[0] for row in self._all(page))

    def reports_within(self, low: int | None, high: int | None) -> int:
        """How many reports there are, or may be of a day between these."""
        query = select(func.count()).select_from(db.report_summary).where(*_within(low, high))
        return int(self._all(query)[0][0])

    def ranked(self, kinds: Collection[Kind], at: int, most: int) -> tuple[Named, ...]:
        """Entities of the kinds that have a name, those that most reports name first."""
        table = db.entity_summary.c
        query = select(*_SUMS).where(table.named == 1, table.kind.in_([k.value for k in kinds]))
        page = query.order_by(table.reports.desc(), table.entity).offset(at).limit(most)
        return tuple(Named(*row) for row in self._all(page))

    def counted(self, entities: Collection[str]) -> Mapping[str, Named]:
        """What is counted of each of these entities."""
        found: dict[str, Named] = {}
        for batch in batches(entities):
            rows = self._all(select(*_SUMS).where(db.entity_summary.c.entity.in_(batch)))
            found.update((row[0], Named(*row)) for row in rows)
        return found

    def latest_referents(self, entity: Entity, claims: int) -> tuple[str, ...]:
        """The entity's referents in the reports published last, as many as bring about so many claims."""
        per, who = db.entity_report.c, db.referent.c
        query = select(per.report, per.claims).where(per.entity == entity.id)
        rows = self._all(query.order_by(per.day.desc(), per.report).limit(claims))
        reports, found = [], 0
        for report, n in rows:
            if found >= claims:
                break
            reports.append(report)
            found += n
        of_entity = select(who.id).where(who.entity == entity.id, who.report.in_(reports))
        return tuple(sorted(row[0] for row in self._all(of_entity)))

    def with_statuses(self, entities: Collection[str]) -> Collection[str]:
        """Those of the entities of which something is said to have held."""
        held, found = db.status.c.entity, set[str]()
        for batch in batches(entities):
            found.update(row[0] for row in self._all(select(held).where(held.in_(batch)).distinct()))
        return found

    def reports_naming(self, entities: Collection[str]) -> Collection[str]:
        """The reports in which one of the entities is named or spoken of."""
        found = set[str]()
        with self._reading() as connection:
            for some in batches(entities):
                found.update(connection.execute(_NAMING, {"ids": some}).scalars().all())
        return found

    def events_in_order(self, at: int, most: int) -> tuple[Happened, ...]:
        """Events by time, those without a date last."""
        table = db.event_summary.c
        edtf = func.nullif(table.edtf, "")
        query = select(table.event, table.event_type, edtf, table.place, table.grade, table.claims)
        page = query.order_by(table.day, table.edtf, table.event).offset(at).limit(most)
        return tuple(Happened(*row) for row in self._all(page))

    def events_counted(self) -> tuple[int, int]:
        """How many events have a date, and how many have none."""
        table = db.event_summary
        dated = select(func.count()).select_from(table).where(table.c.day < UNKNOWN)
        undated = select(func.count()).select_from(table).where(table.c.day == UNKNOWN)
        return int(self._all(dated)[0][0]), int(self._all(undated)[0][0])

    def disagreements(self, asked: Asked, at: int, most: int) -> tuple[Disagreement, ...]:
        """Disagreements, the surest and those with most accounts first."""
        query = select(*_ONE).where(*_asked(asked)).order_by(*_ORDER).offset(at).limit(most)
        return tuple(_made(row) for row in self._all(query))

    def disagreements_counted(self, asked: Asked) -> Counted:
        """How many are asked for."""
        table = db.disagreement.c
        denied = func.sum(case((func.coalesce(table.about, "") != About.DENIAL, table.denied), else_=0))
        query = select(table.about, func.count(), denied).where(*_asked(asked)).group_by(table.about)
        rows = self._all(query)
        kinds = {about: n for about, n, _ in rows if about}
        if denials := sum(n for *_, n in rows):
            kinds[About.DENIAL.value] = kinds.get(About.DENIAL.value, 0) + denials
        return Counted(sum(n for _, n, _ in rows), kinds)

    def contradictions_of(self, disagreements: Collection[str], most: int) -> Mapping[str, tuple[str, ...]]:
        """At most so many contradictions of each disagreement, the surest first."""
        table = db.disagreement_edge.c
        place = func.row_number().over(
            partition_by=table.disagreement, order_by=(table.score.desc(), table.relation)
        )
        found: dict[str, list[str]] = {name: [] for name in disagreements}
        for batch in batches(disagreements):
            ranked = select(table.disagreement, table.relation, place.label("place"))
            inside = ranked.where(table.disagreement.in_(batch)).subquery()
            for name, relation, _ in self._all(
                select(inside).where(inside.c.place <= most).order_by(inside.c.place)
            ):
                found[name].append(relation)
        return {name: tuple(edges) for name, edges in found.items()}

    def disagreement_of(self, relation: str) -> Disagreement | None:
        """The disagreement that a contradiction stands in."""
        edge = db.disagreement_edge.c
        query = select(*_ONE).join(db.disagreement_edge, edge.disagreement == db.disagreement.c.id)
        return next((_made(row) for row in self._all(query.where(edge.relation == relation))), None)

    def disagreements_among(self, claims: Collection[str]) -> Mapping[str, str]:
        """Claim -> the disagreement that it stands in, the first where there are several."""
        found: list[Any] = []
        inside = db.disagreement_claim.c
        query = select(inside.claim, *_ONE).join(db.disagreement, db.disagreement.c.id == inside.disagreement)
        for batch in batches(claims):
            found += self._all(query.where(inside.claim.in_(batch)))
        leads: dict[str, str] = {}
        for claim, name, *_ in sorted(found, key=lambda row: (-row.score, -row.claims, row.id)):
            leads.setdefault(claim, name)
        return leads

    def disagreements_beside(self, disagreement: str, most: int) -> tuple[Disagreement, ...]:
        """Others that share a claim with it, in their order."""
        inside = db.disagreement_claim.c
        mine = select(inside.claim).where(inside.disagreement == disagreement)
        beside = select(inside.disagreement).where(inside.claim.in_(mine))
        query = select(*_ONE).where(db.disagreement.c.id.in_(beside), db.disagreement.c.id != disagreement)
        return tuple(_made(row) for row in self._all(query.order_by(*_ORDER).limit(most)))


def _within(low: int | None, high: int | None) -> list[ColumnElement[bool]]:
    """Which reports may be of a day between these."""
    table = db.report_summary.c
    wanted: list[ColumnElement[bool]] = [] if low is None and high is None else [table.day > 0]
    if low is not None:
        wanted.append(table.last >= low)
    if high is not None:
        wanted.append(table.first <= high)
    return wanted


def _asked(asked: Asked) -> list[ColumnElement[bool]]:
    table, where = db.disagreement.c, db.disagreement_at.c
    wanted: list[ColumnElement[bool]] = []
    if asked.places is not None:
        there = select(where.disagreement).where(where.entity.in_(sorted(asked.places)))
        wanted.append(table.id.in_(there))
    if asked.about is not None:
        same = table.about == asked.about
        wanted.append(or_(same, table.denied == 1) if asked.about == About.DENIAL else same)
    if asked.since is not None:
        wanted.append(table.latest >= asked.since)
    if asked.review is not None:
        wanted.append(table.review == asked.review)
    if (one := asked.behind) is not None:
        less = and_(table.claims == one.claims, table.id > one.id)
        wanted.append(
            or_(table.score < one.score, and_(table.score == one.score, or_(table.claims < one.claims, less)))
        )
    return wanted


def _made(row: Any) -> Disagreement:
    return Disagreement(row[0], About(row[1]) if row[1] else None, row[2], row[3])
