"""Ids one page at a time, in their order, so that a page costs the same wherever it is."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import Connection, select

from riwaya.errors import BadUse
from riwaya.store import schema as db

TABLES = {
    "report": db.report,
    "entity": db.entity,
    "claim": db.claim,
    "event": db.event,
    "relation": db.relation,
    "status": db.status,
}


def ids(
    connection: Connection, kind: str, after: str, limit: int, where: Mapping[str, str]
) -> tuple[str, ...]:
    """The ids of a kind behind an id; `where` names columns and what stands in them."""
    table = TABLES[kind]
    for name in where:
        if name not in table.c:
            raise BadUse(f"a {kind} has no {name} to ask for; give one of {', '.join(table.c.keys())}")
    asked = [table.c.id > after, *(table.c[name] == value for name, value in where.items())]
    query = select(table.c.id).where(*asked).order_by(table.c.id).limit(limit)
    return tuple(connection.execute(query).scalars())
