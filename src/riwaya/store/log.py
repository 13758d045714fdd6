"""The append-only log: what was done to the ledger, each entry sealed with the hash of the one before.

Every entry says when it was written and by which version of riwaya; the last one of a transaction carries
the state of all rows (see `sealing`). Order is by number: a clock may go backwards.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import Connection, delete, insert, select

from riwaya import __version__
from riwaya.store import schema as db

Detail = Mapping[str, str | int | None]
BEGINNING = "0" * 64
_ROWS = 500
END = "log"  # among the seals: the hash of the last entry, so that an end cut off shows
_WAITING = "riwaya_log"  # in `Connection.info`: entries of the transaction that is open


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
    return hashlib.sha256(sealed_text(previous, number, what, record, detail).encode()).hexdigest()


def sealed_text(previous: str, number: int, what: str, record: str, detail: str) -> str:
    """What the hash of an entry is of: one line of JSON."""
    return json.dumps([previous, number, what, record, detail], ensure_ascii=False, separators=(",", ":"))


def append(connection: Connection, what: str, record: str, detail: Detail) -> None:
    """One more entry, written when the transaction ends."""
    connection.info.setdefault(_WAITING, []).append((what, record, dict(detail)))


def begin(connection: Connection) -> None:
    """A transaction begins: nothing waits to be written."""
    connection.info[_WAITING] = []


def write(connection: Connection, state: str | None) -> None:
    """The entries that wait; the last one carries the state that the ledger is in after them."""
    waiting = connection.info.pop(_WAITING, [])
    if state is not None:
        if not waiting:
            waiting.append(("changed", "", {}))
        waiting[-1][2]["state"] = state
    last = connection.execute(
        select(db.log.c.number, db.log.c.hash).order_by(db.log.c.number.desc()).limit(1)
    )
    number, previous = last.tuples().first() or (0, BEGINNING)
    for what, record, detail in waiting:
        number += 1
        detail = {**detail, "at": _now(), "riwaya": __version__}
        written = json.dumps(detail, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        row = {"number": number, "what": what, "record": record, "detail": written}
        previous = seal(previous, number, what, record, written)
        connection.execute(insert(db.log), {**row, "hash": previous})
    if waiting:
        connection.execute(delete(db.seal).where(db.seal.c.name == END))
        connection.execute(insert(db.seal), {"name": END, "sum": previous})


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def end(connection: Connection) -> str | None:
    """The hash that the last entry should have; None in a ledger that never kept it."""
    return connection.execute(select(db.seal.c.sum).where(db.seal.c.name == END)).scalar()


def entries(connection: Connection) -> Iterator[Entry]:
    """All entries, oldest first."""
    every = select(db.log).order_by(db.log.c.number).execution_options(yield_per=_ROWS)
    return (Entry(*row) for row in connection.execute(every))
