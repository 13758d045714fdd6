"""Entities that were read once, kept in memory: those in very many reports are long, and are asked for often.

Each is kept under the mark of its row, which is a hash of it (see `sealing`), so one that was changed, by
whomever, is read anew.
"""

from __future__ import annotations

import threading
from collections.abc import Collection, Iterator

from sqlalchemy import Connection, select

from riwaya.records import Entity
from riwaya.store import schema as db
from riwaya.store.derived import IDS, batches
from riwaya.store.serial import load

_MARKS = select(db.entity.c.id, db.entity.c.mark).where(db.entity.c.id.in_(IDS))
_WHOLE = select(db.entity.c.id, db.entity.c.mark, db.entity.c.body).where(db.entity.c.id.in_(IDS))
_MOST = 8_000_000  # characters of their bodies; the record takes some five times as many bytes


class Remembered:
    """Entities by id, those least asked for forgotten first; may be asked from several threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._known: dict[str, tuple[str, int, Entity]] = {}  # id -> mark, length, entity
        self._size = 0

    def entities(self, connection: Connection, ids: Collection[str]) -> Iterator[Entity]:
        """The entities with these ids, by id."""
        for batch in batches(ids):
            found = dict[str, Entity]()
            other = []
            for entity, mark in connection.execute(_MARKS, {"ids": batch}).all():
                known = self._get(entity, mark)
                if known is None:
                    other.append(entity)
                else:
                    found[entity] = known
            if other:
                for entity, mark, body in connection.execute(_WHOLE, {"ids": other}):
                    found[entity] = self._keep(entity, mark, body)
            yield from (found[entity] for entity in sorted(found))

    def _get(self, entity: str, mark: str | None) -> Entity | None:
        with self._lock:
            known = self._known.get(entity)
            if known is None or mark is None or known[0] != mark:
                return None
            self._known[entity] = self._known.pop(entity)  # the last asked for stands last
            return known[2]

    def _keep(self, entity: str, mark: str | None, body: str) -> Entity:
        made = load(Entity, body)
        if mark is not None and len(body) < _MOST:
            with self._lock:
                self._forget(entity)
                self._known[entity] = (mark, len(body), made)
                self._size += len(body)
                while self._size > _MOST:
                    self._forget(next(iter(self._known)))
        return made

    def _forget(self, entity: str) -> None:
        known = self._known.pop(entity, None)
        if known is not None:
            self._size -= known[1]
