"""What is concluded from the reports, and can be again: entities, events, relations, statuses."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping

from sqlalchemy import Column, Connection, Table, bindparam, delete, insert, select, update

from riwaya.records import Entity, Event, Findings, Relation, Status
from riwaya.store import schema as db
from riwaya.store.folding import folded_words
from riwaya.store.serial import dump

_MANY = 500  # ids in one statement: far below SQLite's limit, large enough to be quick


def batches(ids: Iterable[str]) -> Iterator[list[str]]:
    """The ids, each once and in order, in lists short enough for one statement."""
    ordered = sorted(set(ids))
    for start in range(0, len(ordered), _MANY):
        yield ordered[start : start + _MANY]


def _forget(connection: Connection, column: Column[str], ids: Iterable[str]) -> None:
    for batch in batches(ids):
        connection.execute(delete(column.table).where(column.in_(batch)))


def _add(connection: Connection, table: Table, rows: list[dict[str, object]]) -> None:
    if rows:
        connection.execute(insert(table), rows)


def put_entities(connection: Connection, entities: tuple[Entity, ...]) -> None:
    """The entities in place of whichever held any of their referents before."""
    members = [referent for entity in entities for referent in entity.referents]
    gone = {entity.id for entity in entities}
    for batch in batches(members):
        held = select(db.referent.c.entity).where(db.referent.c.id.in_(batch)).distinct()
        gone |= {entity for (entity,) in connection.execute(held) if entity is not None}
    _forget(connection, db.entity.c.id, gone)
    _forget(connection, db.spelling.c.entity, gone)
    for batch in batches(gone):
        connection.execute(update(db.referent).where(db.referent.c.entity.in_(batch)).values(entity=None))
    _add(
        connection,
        db.entity,
        [{"id": e.id, "kind": e.kind, "name": e.name, "body": dump(e)} for e in entities],
    )
    spellings = {
        (" ".join(folded_words(name.text)), entity.id) for entity in entities for name in entity.names
    }
    _add(connection, db.spelling, [{"folded": f, "entity": e} for f, e in sorted(spellings)])
    if members:
        connection.execute(
            update(db.referent)
            .where(db.referent.c.id == bindparam("member"))
            .values(entity=bindparam("owner")),
            [
                {"member": referent, "owner": entity.id}
                for entity in entities
                for referent in entity.referents
            ],
        )


def put_findings(connection: Connection, claims: Collection[str], findings: Findings) -> None:
    """The findings in place of all that was found of these claims before."""
    events: set[str] = {event.id for event in findings.events}
    statuses: set[str] = {status.id for status in findings.statuses}
    for batch in batches(claims):
        of_event = select(db.event_claim.c.event).where(db.event_claim.c.claim.in_(batch))
        of_status = select(db.status_claim.c.status).where(db.status_claim.c.claim.in_(batch))
        events.update(connection.execute(of_event).scalars())
        statuses.update(connection.execute(of_status).scalars())
    _forget(connection, db.event.c.id, events)
    _forget(connection, db.event_claim.c.event, events)
    _forget(connection, db.status.c.id, statuses)
    _forget(connection, db.status_claim.c.status, statuses)
    _forget(connection, db.relation.c.claim_a, claims)
    _forget(connection, db.relation.c.claim_b, claims)
    _put_events(connection, findings.events)
    _put_statuses(connection, findings.statuses)
    _put_relations(connection, findings.relations)


def _put_events(connection: Connection, events: tuple[Event, ...]) -> None:
    rows: list[dict[str, object]] = [
        {"id": e.id, "event_type": e.event_type, "edtf": e.when, "place": e.where, "body": dump(e)}
        for e in events
    ]
    _add(connection, db.event, rows)
    pairs = sorted({(claim, event.id) for event in events for claim in event.claims})
    _add(connection, db.event_claim, [{"claim": claim, "event": event} for claim, event in pairs])


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
    _add(connection, db.status, rows)
    pairs = sorted({(claim, status.id) for status in statuses for claim in status.claims})
    _add(connection, db.status_claim, [{"claim": claim, "status": status} for claim, status in pairs])


def _put_relations(connection: Connection, relations: tuple[Relation, ...]) -> None:
    rows: list[dict[str, object]] = [
        {
            "id": r.id,
            "kind": r.kind,
            "about": r.about,
            "claim_a": r.claims[0],
            "claim_b": r.claims[1],
            "score": r.score,
            "body": dump(r),
        }
        for r in relations
    ]
    _add(connection, db.relation, rows)


def put_copies(connection: Connection, reports: Iterable[str], copies: Mapping[str, str]) -> None:
    """Which of the reports copy which other report; those not named copy none."""
    copy = update(db.report).where(db.report.c.id == bindparam("copy")).values(echo_of=bindparam("of"))
    rows = [{"copy": report, "of": copies.get(report)} for report in sorted(set(reports))]
    if rows:
        connection.execute(copy, rows)


def put_keys(connection: Connection, keys: Mapping[str, Collection[str]]) -> None:
    """The keys in place of those the records had before."""
    _forget(connection, db.blocking.c.record, keys)
    rows: list[dict[str, object]] = [
        {"key": key, "record": record} for record in sorted(keys) for key in sorted(set(keys[record]))
    ]
    _add(connection, db.blocking, rows)


def neighbourhood(connection: Connection, record: str) -> tuple[str, ...]:
    """Everything that shares a key with the record, with what shares a key with it, and so on."""
    keys: set[str] = set()
    found = {record}
    edge = {record}
    while edge:
        fresh = _keys_of(connection, edge) - keys
        keys |= fresh
        edge = _having(connection, fresh) - found
        found |= edge
    return tuple(sorted(found))


def _having(connection: Connection, keys: Iterable[str]) -> set[str]:
    found: set[str] = set()
    for batch in batches(keys):
        of_keys = select(db.blocking.c.record).where(db.blocking.c.key.in_(batch)).distinct()
        found.update(connection.execute(of_keys).scalars())
    return found


def sharing(connection: Connection, records: Iterable[str]) -> set[str]:
    """The records that share a key with any of these."""
    return _having(connection, _keys_of(connection, records))


def _keys_of(connection: Connection, records: Iterable[str]) -> set[str]:
    found: set[str] = set()
    for batch in batches(records):
        of_records = select(db.blocking.c.key).where(db.blocking.c.record.in_(batch)).distinct()
        found.update(connection.execute(of_records).scalars())
    return found


def unsettle(connection: Connection, step: str, records: Iterable[str]) -> None:
    """The records wait for the step, each once."""
    settle(connection, step, wanted := set(records))
    _add(connection, db.unsettled, [{"step": step, "record": record} for record in sorted(wanted)])


def settle(connection: Connection, step: str, records: Iterable[str]) -> None:
    """The records no longer wait for the step."""
    for batch in batches(records):
        waiting = (db.unsettled.c.step == step) & db.unsettled.c.record.in_(batch)
        connection.execute(delete(db.unsettled).where(waiting))
