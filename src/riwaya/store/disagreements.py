"""Disagreements kept: claims that contradictions about one thing join, what each is about, and where.

A contradiction put in, taken out or dismissed touches its two claims; their disagreements are joined anew,
with what is new around them, so the cost is that of the disagreements touched.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Table, delete, func, insert, or_, select, union

from riwaya.records import About, RelationKind
from riwaya.records.edtf import UNKNOWN
from riwaya.store import schema as db
from riwaya.store.changes import Changes
from riwaya.store.derived import batches
from riwaya.store.gathering import Gathered, gathered
from riwaya.store.opposing import confirmed, standing_edges
from riwaya.store.surveying import Opposed

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
    names, claims = _reached(connection, _ends(connection, changed))
    fresh = changed[db.relation.c.id]
    known = {r: s for r, s in _subjects(connection, names).items() if r not in fresh}
    entities = _forget(connection, names)
    made = _put(connection, standing_edges(connection, claims, known, changed[db.reviewed.c.claim]))
    around = _around(connection, changed) - made
    entities |= _entities_at(connection, around)
    _describe(connection, around)
    _place(connection, made | around)
    return entities | _entities_at(connection, made | around)


def expected(connection: Connection) -> Iterator[tuple[Table, Iterable[Row]]]:
    """Each table with all rows that it holds, by the relations and claims, and by the table before it."""
    yield from _rows(connection, standing_edges(connection, None, {}, ()))
    yield db.disagreement_at, connection.execute(_at(None)).tuples()


def _rows(
    connection: Connection, edges: Sequence[tuple[Opposed, str | None]]
) -> Iterator[tuple[Table, Iterable[Row]]]:
    """The disagreements that the contradictions add up to."""
    subjects = {edge.id: subject for edge, subject in edges}
    parts = {min(e.id for e in part.edges): part for part in gathered(edges)}
    yield (
        db.disagreement_edge,
        ((e.id, name, subjects[e.id], e.score) for name, part in parts.items() for e in part.edges),
    )
    yield db.disagreement_claim, ((c, name) for name, part in parts.items() for c in part.claims)
    yield db.disagreement, _described(connection, parts)


def _reached(connection: Connection, claims: Collection[str]) -> tuple[set[str], set[str]]:
    """All disagreements that hang together with the claims through claims they share; their claims."""
    names, reached = set[str](), set(claims)
    edge = set(claims)
    while more := _of(connection, db.disagreement_claim.c.claim, edge) - names:
        names |= more
        edge = _claims(connection, more) - reached
        reached |= edge
    return names, reached


def _ends(connection: Connection, changed: Changes) -> set[str]:
    """The claims whose contradictions, or what these are about, may have changed."""
    table, judged = db.relation.c, changed[db.reviewed.c.claim]
    found = changed[table.claim_a] | changed[table.claim_b] | judged
    pairs = select(table.claim_a, table.claim_b).where(table.kind == RelationKind.CONTRADICTS)
    for batch in batches(changed[db.dismissed.c.relation] | changed[db.judgement_on.c.record]):
        for pair in connection.execute(pairs.where(table.id.in_(batch))):
            found.update(pair)
    for batch in batches(judged):  # a rejected claim takes its contradictions along, and brings them back
        near = or_(table.claim_a.in_(batch), table.claim_b.in_(batch))
        for pair in connection.execute(pairs.where(near)):
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


def _subjects(connection: Connection, names: Collection[str]) -> dict[str, str | None]:
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


def _put(connection: Connection, edges: Sequence[tuple[Opposed, str | None]]) -> set[str]:
    """The disagreements that the contradictions add up to; their names."""
    names: set[str] = set()
    for table, rows in _rows(connection, edges) if edges else ():
        found = [dict(zip(table.c.keys(), row, strict=True)) for row in rows]
        connection.execute(insert(table), found)
        names = {str(row["id"]) for row in found if "id" in row}
    return names


def _describe(connection: Connection, names: Collection[str]) -> None:
    """How new the newest account of each is."""
    table, inside, known = db.disagreement.c, db.disagreement_claim.c, db.report_summary.c
    newest = (
        select(inside.disagreement, func.max(known.last))
        .join_from(db.disagreement_claim, db.claim, db.claim.c.id == inside.claim)
        .join(db.report_summary, known.report == db.claim.c.report)
        .group_by(inside.disagreement)
    )
    for batch in batches(names):
        for name, day in connection.execute(newest.where(inside.disagreement.in_(batch))).tuples().all():
            changed = db.disagreement.update().where(table.id == name, table.latest != day)
            connection.execute(changed.values(latest=day))


def _place(connection: Connection, names: Collection[str]) -> None:
    """About whom and where the disagreements are."""
    for batch in batches(names):
        connection.execute(delete(db.disagreement_at).where(db.disagreement_at.c.disagreement.in_(batch)))
        connection.execute(insert(db.disagreement_at).from_select(["entity", "disagreement"], _at(batch)))


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


def _described(connection: Connection, parts: Mapping[str, Gathered[Opposed]]) -> Iterator[Row]:
    """The rows of these disagreements."""
    days: dict[str, int] = {}
    judged: set[str] = set()
    for batch in batches(c for part in parts.values() for c in part.claims):
        query = select(db.claim.c.id, db.report_summary.c.last).join_from(
            db.claim, db.report_summary, db.report_summary.c.report == db.claim.c.report
        )
        days.update(connection.execute(query.where(db.claim.c.id.in_(batch))).tuples().all())
        of_people = select(db.reviewed.c.claim).where(db.reviewed.c.claim.in_(batch))
        judged.update(connection.execute(of_people).scalars())
    sure = confirmed(connection, [e.id for part in parts.values() for e in part.edges])
    for name, part in parts.items():
        review = BEGUN if part.claims & judged else OPEN
        review = CONFIRMED if sure.intersection(e.id for e in part.edges) else review
        score = round(max(e.score for e in part.edges), 1)
        denied = int(any(e.about is About.DENIAL for e in part.edges))
        latest = max(days.get(c, UNKNOWN) for c in part.claims)
        about = part.about.value if part.about else None
        yield name, about, part.subject, denied, score, len(part.claims), latest, review
