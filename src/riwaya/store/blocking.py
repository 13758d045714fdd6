"""Blocking keys: under which claims and the conditions of things are found by those that share one."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from sqlalchemy import Connection, select

from riwaya.records import Kind
from riwaya.store import schema as db
from riwaya.store import sealing
from riwaya.store.derived import batches, beside, forget


def put_keys(connection: Connection, keys: Mapping[str, Collection[str]]) -> None:
    """The keys in place of those the records had before."""
    forget(connection, db.blocking.c.record, keys)
    rows: list[dict[str, object]] = [
        {"key": key, "record": record} for record in sorted(keys) for key in sorted(set(keys[record]))
    ]
    sealing.put(connection, db.blocking, rows)


def things(connection: Connection, claims: Collection[str], prefix: str) -> dict[str, tuple[str, ...]]:
    """Key with the prefix -> the records that have it, for the keys of these claims."""
    found: dict[str, set[str]] = {
        key: set() for key in _keys_of(connection, claims) if key.startswith(prefix)
    }
    for batch in batches(found):
        having = select(db.blocking.c.key, db.blocking.c.record).where(db.blocking.c.key.in_(batch))
        for key, record in connection.execute(having):
            found[key].add(record)
    return {key: tuple(sorted(found[key])) for key in sorted(found)}


def sharing(connection: Connection, records: Iterable[str]) -> set[str]:
    """The records that share a key with any of these."""
    return beside(connection, db.blocking.c.record, db.blocking.c.key, _keys_of(connection, records))


def _keys_of(connection: Connection, records: Iterable[str]) -> set[str]:
    return beside(connection, db.blocking.c.key, db.blocking.c.record, records)


_AROUND = (Kind.PLACE, Kind.ORGANIZATION, Kind.GROUP)


def named_in(connection: Connection, reports: Iterable[str]) -> dict[str, set[str]]:
    """The referents of each report that are places or bodies, whether a claim speaks of them or not."""
    found: dict[str, set[str]] = {}
    table = db.referent.c
    for batch in batches(reports):
        kinds = [kind.value for kind in _AROUND]
        query = select(table.report, table.id).where(table.report.in_(batch), table.kind.in_(kinds))
        for report, referent in connection.execute(query):
            found.setdefault(report, set()).add(referent)
    return found
