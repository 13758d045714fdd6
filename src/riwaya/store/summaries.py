"""Sums that pages of a large ledger read instead of the rows they are of.

They are kept within the transaction that changes those rows, for what is around the change: the reports, the
entities and events, and the disagreements it touches. `fill` makes all of them, `wrong` makes them again
and compares.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from typing import Any

from sqlalchemy import Column, ColumnElement, Connection, Table, delete, func, insert, select, true

from riwaya.records import Claim, Event
from riwaya.records.edtf import UNKNOWN, bounds, order
from riwaya.store import changes, disagreements
from riwaya.store import schema as db
from riwaya.store.derived import batches
from riwaya.store.serial import load

Row = tuple[Any, ...]
_PUT = 10_000  # rows put in by one statement


def settle(connection: Connection) -> None:
    """The sums as they are after what this transaction changed so far."""
    changed = changes.taken(connection)
    if not changed:
        return
    moved = changed[db.referent.c.id] | changed[db.claim_referent.c.referent]
    reports = changed[db.report.c.id] | changed[db.dating.c.report] | changed[db.claim.c.report]
    reports |= _values(connection, db.claim.c.report, db.claim.c.id, changed[db.reviewed.c.claim])
    reports |= _values(connection, db.referent.c.report, db.referent.c.id, moved)
    entities = changed[db.entity.c.id]
    entities |= _values(connection, db.entity_report.c.entity, db.entity_report.c.report, reports)
    for table in (db.report_summary, db.stance_summary, db.entity_report):
        _anew(connection, table, reports)
    entities |= _values(connection, db.entity_report.c.entity, db.entity_report.c.report, reports)
    _anew(connection, db.event_summary, changed[db.event.c.id])
    entities |= disagreements.settle(connection, changed)
    _anew(connection, db.entity_summary, entities)


def fill(connection: Connection) -> None:
    """All sums of the ledger as it is."""
    for table, rows in _all(connection):
        connection.execute(delete(table))
        _put(connection, table, rows)


def wrong(connection: Connection) -> Iterator[str]:
    """The names of the tables that do not hold what adding up gives."""
    for table, rows in _all(connection):
        if set(rows) != {tuple(row) for row in connection.execute(select(table))}:
            yield table.name


def _all(connection: Connection) -> Iterator[tuple[Table, Iterable[Row]]]:
    """Every table with the rows that it holds by what it sums up, which may be the table before it."""
    for table in (db.report_summary, db.stance_summary, db.event_summary, db.entity_report):
        yield table, _rows(connection, table, None)
    yield from disagreements.expected(connection)
    yield db.entity_summary, _rows(connection, db.entity_summary, None)


def _anew(connection: Connection, table: Table, keys: Collection[str]) -> None:
    """The rows of these keys in place of those they had."""
    by = table.c.report if "report" in table.c else next(iter(table.c))
    for batch in batches(keys):
        connection.execute(delete(table).where(by.in_(batch)))
    if keys:
        _put(connection, table, _rows(connection, table, keys))


def _put(connection: Connection, table: Table, rows: Iterable[Row]) -> None:
    names = table.c.keys()
    every = list(rows)
    for start in range(0, len(every), _PUT):
        some = [dict(zip(names, row, strict=True)) for row in every[start : start + _PUT]]
        connection.execute(insert(table), some)


def _rows(connection: Connection, table: Table, keys: Collection[str] | None) -> Iterator[Row]:
    """What the table holds for these keys, or for all."""
    made = {
        db.report_summary: _reports,
        db.stance_summary: _stances,
        db.event_summary: _events,
        db.entity_report: _named_in,
        db.entity_summary: _entities,
    }
    return made[table](connection, keys)


def _reports(connection: Connection, keys: Collection[str] | None) -> Iterator[Row]:
    when = func.coalesce(db.dating.c.edtf, db.report.c.published)
    dated = select(db.report.c.id, when).outerjoin(db.dating, db.dating.c.report == db.report.c.id)
    for which, of_claim in zip(_chosen(db.report.c.id, keys), _chosen(db.claim.c.report, keys), strict=True):
        gone = select(db.reviewed.c.claim).where(db.reviewed.c.state.in_(db.GONE))
        counting = select(db.claim.c.report, func.count()).where(of_claim, db.claim.c.id.not_in(gone))
        counts: dict[str, int] = dict(connection.execute(counting.group_by(db.claim.c.report)).tuples().all())
        for report, edtf in connection.execute(dated.where(which)):
            low, high = bounds(edtf)
            day = order(edtf)[0]
            last = UNKNOWN if high is None else high
            yield report, 0 if day == UNKNOWN else day, low or 0, last, counts.get(report, 0)


def _stances(connection: Connection, keys: Collection[str] | None) -> Iterator[Row]:
    """Claims by stance and voice as they stand now: as judged, without those that are gone."""
    table, judged = db.claim.c, db.reviewed.c
    columns = (table.report, table.stance, table.narrated)
    for which in _chosen(table.report, keys):
        read = connection.execute(select(*columns, func.count()).where(which).group_by(*columns))
        counts = Counter({(report, stance, narrated): n for report, stance, narrated, n in read})
        of_people = select(*columns, judged.state, judged.body).join(db.reviewed, judged.claim == table.id)
        for *as_read, state, body in connection.execute(of_people.where(which)):
            counts[as_read[0], as_read[1], as_read[2]] -= 1
            if state not in db.GONE:
                claim = load(Claim, body)
                counts[claim.report, claim.stance.value, int(claim.narrated)] += 1
        yield from ((*key, n) for key, n in counts.items() if n)


def _events(connection: Connection, keys: Collection[str] | None) -> Iterator[Row]:
    for which in _chosen(db.event.c.id, keys):
        for body in connection.execute(select(db.event.c.body).where(which)).scalars():
            event = load(Event, body)
            day, edtf = order(event.when)
            grade = event.grade.event.value
            yield event.id, day, edtf, event.event_type, event.where, grade, len(event.claims)


def _named_in(connection: Connection, keys: Collection[str] | None) -> Iterator[Row]:
    who, about, known = db.referent.c, db.claim_referent.c, db.report_summary.c
    query = (
        select(who.entity, who.report, known.day, func.count(about.claim.distinct()))
        .join_from(db.referent, db.report_summary, known.report == who.report)
        .outerjoin(db.claim_referent, about.referent == who.id)
        .where(who.entity.is_not(None))
        .group_by(who.entity, who.report, known.day)
    )
    for which in _chosen(who.report, keys):
        yield from connection.execute(query.where(which)).tuples()


def _entities(connection: Connection, keys: Collection[str] | None) -> Iterator[Row]:
    table, per = db.entity.c, db.entity_report.c
    where, spelled = db.disagreement_at.c, db.spelling.c
    named = select(func.count() > 0).where(spelled.entity == table.id).scalar_subquery()
    reports = select(func.count()).where(per.entity == table.id).scalar_subquery()
    claims = select(func.coalesce(func.sum(per.claims), 0)).where(per.entity == table.id).scalar_subquery()
    disputed = select(func.count()).where(where.entity == table.id).scalar_subquery()
    query = select(table.id, table.kind, named, reports, claims, disputed)
    for which in _chosen(table.id, keys):
        for entity, kind, is_named, *counts in connection.execute(query.where(which)):
            yield entity, kind, int(is_named), *counts


def _chosen(column: Column[Any], keys: Collection[str] | None) -> Iterator[ColumnElement[bool]]:
    """Conditions that together choose the rows of these keys, or all."""
    if keys is None:
        yield true()
    else:
        yield from (column.in_(batch) for batch in batches(keys))


def _values(connection: Connection, wanted: Column[Any], by: Column[Any], keys: Collection[str]) -> set[str]:
    """What stands in a column of the rows with these keys."""
    found: set[str] = set()
    for batch in batches(keys):
        found.update(connection.execute(select(wanted).where(by.in_(batch)).distinct()).scalars())
    return found
