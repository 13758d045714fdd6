"""What a transaction changed, as far as something is summed up by it (see `summaries`)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import Column, Connection, Table

from riwaya.records import RelationKind
from riwaya.store import schema as db

_CHANGED = "riwaya_changed"  # in `Connection.info`: column -> values that rows put in or taken out have there
_WATCHED: Mapping[Table, tuple[Column[Any], ...]] = {
    db.report: (db.report.c.id,),
    db.dating: (db.dating.c.report,),
    db.claim: (db.claim.c.report,),
    db.claim_referent: (db.claim_referent.c.referent, db.claim_referent.c.claim),
    db.reviewed: (db.reviewed.c.claim,),
    db.event: (db.event.c.id,),
    db.event_claim: (db.event_claim.c.claim,),
    db.relation: (db.relation.c.id, db.relation.c.claim_a, db.relation.c.claim_b),
    db.dismissed: (db.dismissed.c.relation,),
    db.judgement_on: (db.judgement_on.c.record,),
    db.entity: (db.entity.c.id,),
}


class Changes:
    """Values by column."""

    def __init__(self) -> None:
        self._found: dict[Column[Any], set[str]] = defaultdict(set)

    def __getitem__(self, column: Column[Any]) -> set[str]:
        return self._found[column]

    def __bool__(self) -> bool:
        return any(self._found.values())


def begin(connection: Connection) -> None:
    """A transaction begins: nothing is changed yet."""
    connection.info[_CHANGED] = Changes()


def rows(connection: Connection, table: Table, changed: Iterable[Mapping[str, object]]) -> None:
    """These rows were put in or taken out."""
    watched = _WATCHED.get(table)
    noted: Changes | None = connection.info.get(_CHANGED)
    if watched is None or noted is None:
        return
    for row in changed:
        if table is not db.relation or row["kind"] == RelationKind.CONTRADICTS:
            for column in watched:
                noted[column].add(str(row[column.name]))


def membership(connection: Connection, referent: str, entities: Iterable[str | None]) -> None:
    """The referent left or joined these entities."""
    noted: Changes | None = connection.info.get(_CHANGED)
    if noted is not None:
        noted[db.referent.c.id].add(referent)
        noted[db.entity.c.id].update(e for e in entities if e is not None)


def taken(connection: Connection) -> Changes:
    """What has changed since the transaction began."""
    return connection.info.pop(_CHANGED, None) or Changes()
