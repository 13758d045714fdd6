"""Disagreements kept: claims that contradictions about one thing join, what each is about, and where.

A contradiction put in, taken out or dismissed touches its two claims; their disagreements are joined anew,
with what is new around them, so the cost is that of the disagreements touched.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

from sqlalchemy import Connection, Table, delete, func, insert, select, union

from riwaya.records.edtf import UNKNOWN
from riwaya.store import schema as db
from riwaya.store.changes import Changes
from riwaya.store.derived import batches
from riwaya.store.opposing import Edge, claims_of, confirmed, joined, standing_edges

_TABLES: tuple[Table, ...] = (
    db.disagreement,
    db.disagreement_edge,
    db.disagreement_claim,
    db.disagreement_at,
)
OPEN, BEGUN, CONFIRMED = "open", "begun", "confirmed"  # how far people have reviewed one
Row = tuple[Any, ...]


def settle(connection: Connection, changed: Changes) -> set[str]:
    """The disagreements after these changes; the entities about which one was, or is."""
    touched = _ends(connection, changed)
    fresh = changed[db.relation.c.id]
    stale = _of(connection, db.disagreement_claim.c.claim, touched)
    touched |= _claims(connection, stale)
    judged = changed[db.reviewed.c.claim]
    known = {r: s for r, s in _subjects_kept(connection, stale).items() if r not in fresh}
    entities = _forget(connection, stale)
    edges = standing_edges(connection, touched, known, judged)
    made = _put(connection, joined(edges)) if edges else set()
    around = _around(connection, changed) - made
    entities |= _entities_at(connection, around)
    _describe(connection, made | around)
    return entities | _entities_at(connection, made | around)


def expected(connection: Connection) -> Iterator[tuple[Table, Iterable[Row]]]:
    """Each table with all rows that it holds, by the relations and claims, and by the table before it."""
    groups = joined(standing_edges(connection, None, {}, ()))
    yield (
        db.disagreement_edge,
        ((e.id, name, e.subject, e.score) for name, edges in groups.items() for e in edges),
    )
    yield db.disagreement_claim, ((c, name) for name, edges in groups.items() for c in claims_of(edges))
    yield db.disagreement, _described(connection, groups)
    yield db.disagreement_at, connection.execute(_at(None)).tuples()


def _ends(connection: Connection, changed: Changes) -> set[str]:
    """The claims whose contradictions, or what these are about, may have changed."""
    found = changed[db.relation.c.claim_a] | changed[db.relation.c.claim_b] | changed[db.reviewed.c.claim]
    table = db.relation.c
    for batch in batches(changed[db.dismissed.c.relation] | changed[db.judgement_on.c.record]):
        for pair in connection.execute(select(table.claim_a, table.claim_b).where(table.id.in_(batch))):
            found.update(pair)
    return found


def _around(connection: Connection, changed: Changes) -> set[str]:
    """The disagreements of which the claims stay and something else may have changed: places, days."""
    claims = changed[db.event_claim.c.claim] | changed[db.claim_referent.c.claim]
    for batch in batches(changed[db.referent.c.id]):
        query = select(db.claim_referent.c.claim).where(db.claim_referent.c.referent.in_(batch))
        claims.update(connection.execute(query).scalars())
    for batch in batches(changed[db.dating.c.report]):
        claims.update(connection.execute(select(db.claim.c.id).where(db.claim.c.report.in_(batch))).scalars())
    return _of(connection, db.disagreement_claim.c.claim, claims)


def _of(connection: Connection, column: Any, keys: Collection[str]) -> set[str]:
    found: set[str] = set()
    for batch in batches(keys):
        query = select(column.table.c.disagreement).where(column.in_(batch)).distinct()
        found.update(connection.execute(query).scalars())
    return found


def _claims(connection: Connection, names: Collection[str]) -> set[str]:
    found: set[str] = set()
    for batch in batches(names):
        table = db.disagreement_claim.c
        found.update(connection.execute(select(table.claim).where(table.disagreement.in_(batch))).scalars())
    return found


def _subjects_kept(connection: Connection, names: Collection[str]) -> dict[str, str | None]:
    found: dict[str, str | None] = {}
    table = db.disagreement_edge.c
    for batch in batches(names):
        rows = connection.execute(select(table.relation, table.subject).where(table.disagreement.in_(batch)))
        found.update(rows.tuples().all())
    return found


def _forget(connection: Connection, names: Collection[str]) -> set[str]:
    """Nothing is kept of these disagreements; the entities they were about."""
    entities = _entities_at(connection, names)
    for batch in batches(names):
        connection.execute(delete(db.disagreement).where(db.disagreement.c.id.in_(batch)))
        for table in _TABLES[1:]:
            connection.execute(delete(table).where(table.c.disagreement.in_(batch)))
    return entities


def _entities_at(connection: Connection, names: Collection[str]) -> set[str]:
    found: set[str] = set()
    table = db.disagreement_at.c
    for batch in batches(names):
        query = select(table.entity).where(table.disagreement.in_(batch)).distinct()
        found.update(connection.execute(query).scalars())
    return found


def _put(connection: Connection, groups: Mapping[str, list[Edge]]) -> set[str]:
    """The disagreements without what `_describe` says of them."""
    edges = [(e.id, name, e.subject, e.score) for name, mine in groups.items() for e in mine]
    claims = [(c, name) for name, mine in groups.items() for c in sorted(claims_of(mine))]
    for table, rows in ((db.disagreement_edge, edges), (db.disagreement_claim, claims)):
        connection.execute(insert(table), [dict(zip(table.c.keys(), row, strict=True)) for row in rows])
    made = [dict(zip(db.disagreement.c.keys(), row, strict=True)) for row in _described(connection, groups)]
    connection.execute(insert(db.disagreement), made)
    return set(groups)


def _describe(connection: Connection, names: Collection[str]) -> None:
    """About whom and where the disagreements are, and how new the newest account is."""
    table, inside, shelf = db.disagreement.c, db.disagreement_claim.c, db.report_summary.c
    latest = (
        select(inside.disagreement, func.max(shelf.last))
        .join_from(db.disagreement_claim, db.claim, db.claim.c.id == inside.claim)
        .join(db.report_summary, shelf.report == db.claim.c.report)
        .group_by(inside.disagreement)
    )
    for batch in batches(names):
        connection.execute(delete(db.disagreement_at).where(db.disagreement_at.c.disagreement.in_(batch)))
        connection.execute(insert(db.disagreement_at).from_select(["entity", "disagreement"], _at(batch)))
        days = connection.execute(latest.where(inside.disagreement.in_(batch))).tuples().all()
        known = dict(
            connection.execute(select(table.id, table.latest).where(table.id.in_(batch))).tuples().all()
        )
        for name, day in days:
            if known.get(name) != day:
                changed = db.disagreement.update().where(table.id == name).values(latest=day)
                connection.execute(changed)


def _at(names: Collection[str] | None) -> Any:
    """Whom the claims of the disagreements are by and about, and where their events were."""
    inside, about, who = db.disagreement_claim.c, db.claim_referent.c, db.referent.c
    spoken = (
        select(who.entity, inside.disagreement)
        .join_from(db.disagreement_claim, db.claim_referent, about.claim == inside.claim)
        .join(db.referent, who.id == about.referent)
        .where(who.entity.is_not(None))
    )
    happened = (
        select(db.event.c.place, inside.disagreement)
        .join_from(db.disagreement_claim, db.event_claim, db.event_claim.c.claim == inside.claim)
        .join(db.event, db.event.c.id == db.event_claim.c.event)
        .where(db.event.c.place.is_not(None))
    )
    if names is not None:
        spoken, happened = (q.where(inside.disagreement.in_(list(names))) for q in (spoken, happened))
    return union(spoken, happened)


def _described(connection: Connection, groups: Mapping[str, list[Edge]]) -> Iterator[Row]:
    """The rows of these disagreements."""
    claims = {name: claims_of(edges) for name, edges in groups.items()}
    everyone = set().union(*claims.values()) if claims else set[str]()
    days: dict[str, int] = {}
    judged: set[str] = set()
    for batch in batches(everyone):
        query = select(db.claim.c.id, db.report_summary.c.last).join_from(
            db.claim, db.report_summary, db.report_summary.c.report == db.claim.c.report
        )
        days.update(connection.execute(query.where(db.claim.c.id.in_(batch))).tuples().all())
        of_people = select(db.reviewed.c.claim).where(db.reviewed.c.claim.in_(batch))
        judged.update(connection.execute(of_people).scalars())
    sure = confirmed(connection, [e.id for edges in groups.values() for e in edges])
    for name, edges in groups.items():
        review = BEGUN if claims[name] & judged else OPEN
        review = CONFIRMED if sure.intersection(e.id for e in edges) else review
        score = round(max(e.score for e in edges), 1)
        latest = max(days.get(c, UNKNOWN) for c in claims[name])
        yield name, edges[0].about, edges[0].subject, score, len(claims[name]), latest, review
