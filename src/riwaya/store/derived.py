"""What is concluded from the reports, and can be again: entities, events, relations, statuses."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

from sqlalchemy import BindParameter, Column, Connection, bindparam, or_, select

from riwaya.records import Compared, Entity, Event, Relation, Status
from riwaya.store import schema as db
from riwaya.store import sealing
from riwaya.store.folding import folded_words
from riwaya.store.serial import dump
from riwaya.store.waiting import Step

_MANY = 500  # ids in one statement: far below SQLite's limit, large enough to be quick
IDS: BindParameter[Any] = bindparam("ids", expanding=True)  # of statements that are made once: quicker


def batches(ids: Iterable[str]) -> Iterator[list[str]]:
    """The ids, each once and in order, in lists short enough for one statement."""
    ordered = sorted(set(ids))
    for start in range(0, len(ordered), _MANY):
        yield ordered[start : start + _MANY]


def beside(
    connection: Connection, wanted: Column[str], given: Column[str], values: Iterable[str]
) -> set[str]:
    """What stands in the wanted column of all rows that have one of the values in the given column."""
    found: set[str] = set()
    for batch in batches(values):
        found.update(connection.execute(select(wanted).where(given.in_(batch)).distinct()).scalars())
    return found


def forget(connection: Connection, column: Column[str], ids: Iterable[str]) -> None:
    """Nothing is left of the rows with these ids in the column, or in the sum of their table."""
    for batch in batches(ids):
        sealing.take(connection, column.table, column.in_(batch))


def put_entities(connection: Connection, entities: tuple[Entity, ...]) -> None:
    """The entities in place of whichever held any of their referents before."""
    owner = {referent: entity.id for entity in entities for referent in entity.referents}
    before = _owners(connection, owner)
    gone = {*owner.values(), *(entity for entity in before.values() if entity is not None)}
    forget(connection, db.entity.c.id, gone)
    forget(connection, db.spelling.c.entity, gone)
    sealing.put(
        connection,
        db.entity,
        [{"id": e.id, "kind": e.kind, "name": e.name, "body": dump(e)} for e in entities],
    )
    spellings = {
        (" ".join(folded_words(name.text)), entity.id) for entity in entities for name in entity.names
    }
    sealing.put(connection, db.spelling, [{"folded": f, "entity": e} for f, e in sorted(spellings)])
    left = {member: None for member in _held(connection, gone) if member not in owner}
    moved = {member: entity for member, entity in owner.items() if before.get(member) != entity}
    sealing.change(connection, "membership", {**left, **moved})


def _owners(connection: Connection, referents: Iterable[str]) -> dict[str, str | None]:
    """Referent -> the entity it belongs to now."""
    found: dict[str, str | None] = {}
    for batch in batches(referents):
        rows = select(db.referent.c.id, db.referent.c.entity).where(db.referent.c.id.in_(batch))
        found.update((referent, entity) for referent, entity in connection.execute(rows))
    return found


def _held(connection: Connection, entities: Iterable[str]) -> set[str]:
    """The referents that belong to any of the entities now."""
    return beside(connection, db.referent.c.id, db.referent.c.entity, entities)


def put_compared(connection: Connection, claims: Collection[str], compared: Compared) -> set[str]:
    """Relations and ties in place of all that touched these claims; whom that touches."""
    touched = set(claims)
    for table in (db.relation, db.tie, db.possible):
        for batch in batches(claims):
            near = or_(table.c.claim_a.in_(batch), table.c.claim_b.in_(batch))
            for pair in connection.execute(select(table.c.claim_a, table.c.claim_b).where(near)):
                touched.update(pair)
            sealing.take(connection, table, near)
    _put_possible(connection, compared.possible)
    found = (*compared.relations, *compared.possible)
    touched.update(claim for relation in found for claim in relation.claims)
    touched.update(claim for tie in compared.ties for claim in tie)
    put_relations(connection, compared.relations)
    there = set(ties(connection, {claim for tie in compared.ties for claim in tie}))
    sealing.put(
        connection, db.tie, [{"claim_a": a, "claim_b": b} for a, b in sorted({*compared.ties} - there)]
    )
    return touched


def _put_possible(connection: Connection, found: tuple[Relation, ...]) -> None:
    """Conflicts that may be."""
    rows: list[dict[str, object]] = [
        {"id": r.id, "claim_a": r.claims[0], "claim_b": r.claims[1], "score": r.score, "body": dump(r)}
        for r in found
    ]
    sealing.put(connection, db.possible, rows)


def tied(connection: Connection, claims: Collection[str]) -> tuple[str, ...]:
    """Everything reached from the claims through ties."""
    found, edge = set(claims), set(claims)
    while edge:
        edge = {claim for tie in ties(connection, edge) for claim in tie} - found
        found |= edge
    return tuple(sorted(found))


def ties(connection: Connection, claims: Collection[str]) -> list[tuple[str, str]]:
    """The ties that touch any of the claims, in order."""
    found: set[tuple[str, str]] = set()
    for batch in batches(claims):
        near = or_(db.tie.c.claim_a.in_(batch), db.tie.c.claim_b.in_(batch))
        pairs = select(db.tie.c.claim_a, db.tie.c.claim_b).where(near)
        found.update((a, b) for a, b in connection.execute(pairs))
    return sorted(found)


def put_events(connection: Connection, claims: Collection[str], events: Collection[Event]) -> None:
    """The events in place of those that held any of these claims."""
    gone = {event.id for event in events}
    for batch in batches(claims):
        held = select(db.event_claim.c.event).where(db.event_claim.c.claim.in_(batch))
        gone.update(connection.execute(held).scalars())
    forget(connection, db.event.c.id, gone)
    forget(connection, db.event_claim.c.event, gone)
    _put_events(connection, tuple(events))


def things_held(connection: Connection, claims: Collection[str]) -> set[tuple[str, str]]:
    """The entities and aspects of the statuses that stand on any of these claims."""
    found: set[tuple[str, str]] = set()
    for batch in batches(claims):
        held = (
            select(db.status.c.entity, db.status.c.aspect)
            .join(db.status_claim, db.status_claim.c.status == db.status.c.id)
            .where(db.status_claim.c.claim.in_(batch))
        )
        found.update((entity, aspect) for entity, aspect in connection.execute(held))
    return found


def put_statuses(
    connection: Connection, things: Collection[tuple[str, str]], statuses: Collection[Status]
) -> None:
    """The statuses in place of those of these entities and aspects."""
    gone = {status.id for status in statuses}
    for entity, aspect in sorted(things):
        held = select(db.status.c.id).where((db.status.c.entity == entity) & (db.status.c.aspect == aspect))
        gone.update(connection.execute(held).scalars())
    forget(connection, db.status.c.id, gone)
    forget(connection, db.status_claim.c.status, gone)
    _put_statuses(connection, tuple(statuses))


def _put_events(connection: Connection, events: tuple[Event, ...]) -> None:
    rows: list[dict[str, object]] = [
        {"id": e.id, "event_type": e.event_type, "edtf": e.when, "place": e.where, "body": dump(e)}
        for e in events
    ]
    sealing.put(connection, db.event, rows)
    pairs = sorted({(claim, event.id) for event in events for claim in event.claims})
    sealing.put(connection, db.event_claim, [{"claim": claim, "event": event} for claim, event in pairs])


def _put_statuses(connection: Connection, statuses: tuple[Status, ...]) -> None:
    rows: list[dict[str, object]] = [
        {
            "id": s.id,
            "entity": s.entity,
            "aspect": s.aspect,
            "value": s.value,
            "since": s.since,
            "until": s.until,
            "body": dump(s),
        }
        for s in statuses
    ]
    sealing.put(connection, db.status, rows)
    pairs = sorted({(claim, status.id) for status in statuses for claim in status.claims})
    sealing.put(connection, db.status_claim, [{"claim": claim, "status": status} for claim, status in pairs])


def put_spread(connection: Connection, claims: Collection[str], relations: Iterable[Relation]) -> set[str]:
    """Relations through copies in place of those that touched these claims; whom that touches."""
    found = tuple(relations)
    touched = {claim for relation in found for claim in relation.claims}
    for batch in batches(claims):
        sides = db.relation.c.claim_a, db.relation.c.claim_b
        near = or_(*(side.in_(batch) for side in sides)) & (db.relation.c.spread == 1)
        for pair in connection.execute(select(*sides).where(near)):
            touched.update(pair)
        sealing.take(connection, db.relation, near)
    there: set[str] = set()  # a relation that people dismissed stays, though nothing is concluded from it
    for batch in batches(r.id for r in found):
        there.update(
            connection.execute(select(db.relation.c.id).where(db.relation.c.id.in_(batch))).scalars()
        )
    put_relations(connection, tuple(r for r in found if r.id not in there), spread=True)
    return touched


def put_relations(connection: Connection, relations: tuple[Relation, ...], spread: bool = False) -> None:
    """The relations, beside what is there."""
    rows: list[dict[str, object]] = [
        {
            "id": r.id,
            "kind": r.kind,
            "about": r.about,
            "claim_a": r.claims[0],
            "claim_b": r.claims[1],
            "score": r.score,
            "spread": int(spread),
            "body": dump(r),
        }
        for r in relations
    ]
    sealing.put(connection, db.relation, rows)


def put_copies(connection: Connection, reports: Iterable[str], copies: Mapping[str, str]) -> None:
    """Which of the reports copy which other report; those not named copy none."""
    sealing.change(connection, "echo", {report: copies.get(report) for report in reports})


def put_dates(connection: Connection, reports: Iterable[str], dates: Mapping[str, tuple[str, str]]) -> None:
    """The dates that others give these reports in place of those they had."""
    forget(connection, db.dating.c.report, reports)
    rows: list[dict[str, object]] = [
        {"report": report, "edtf": dates[report][0], "why": dates[report][1]} for report in sorted(dates)
    ]
    sealing.put(connection, db.dating, rows)


def unsettle(connection: Connection, step: str, records: Iterable[str]) -> None:
    """The records wait for the step, each once."""
    table = db.referent if step == Step.RESOLVE else db.claim
    for batch in batches(records):
        found = connection.execute(select(table.c.id, table.c.report).where(table.c.id.in_(batch)))
        report = {row[0]: row[1] for row in found}
        settle(connection, step, batch)
        rows: list[dict[str, object]] = [
            {"step": step, "report": report.get(record, ""), "record": record} for record in batch
        ]
        sealing.put(connection, db.unsettled, rows)


def settle(connection: Connection, step: str, records: Iterable[str]) -> None:
    """The records no longer wait for the step."""
    for batch in batches(records):
        waiting = (db.unsettled.c.step == step) & db.unsettled.c.record.in_(batch)
        sealing.take(connection, db.unsettled, waiting)
