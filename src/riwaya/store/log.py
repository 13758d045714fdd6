"""The append-only log: what was done to the ledger, each entry sealed with the hash of the one before."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, func, insert, select

from riwaya.store import schema as db

Detail = Mapping[str, str | int | None]
BEGINNING = "0" * 64


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the log."""

    number: int
    what: str  # added, set aside, resolved, related ...
    record: str
    detail: str  # JSON
    hash: str

    def follows(self, previous: str) -> bool:
        """Whether the entry is what was written after the entry with this hash."""
        return self.hash == seal(previous, self.number, self.what, self.record, self.detail)


def seal(previous: str, number: int, what: str, record: str, detail: str) -> str:
    """The hash of an entry: SHA-256 over the JSON list of the hash before it and its own parts."""
    written = json.dumps([previous, number, what, record, detail], ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(written.encode()).hexdigest()


def append(connection: Connection, what: str, record: str, detail: Detail) -> None:
    """One more entry."""
    number = connection.execute(select(func.max(db.log.c.number))).scalar() or 0
    previous = (
        connection.execute(select(db.log.c.hash).where(db.log.c.number == number)).scalar() or BEGINNING
    )
    written = json.dumps(detail, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    row = {"number": number + 1, "what": what, "record": record, "detail": written}
    connection.execute(insert(db.log), {**row, "hash": seal(previous, number + 1, what, record, written)})


def entries(connection: Connection) -> Iterator[Entry]:
    """All entries, oldest first."""
    return (Entry(*row) for row in connection.execute(select(db.log).order_by(db.log.c.number)))
