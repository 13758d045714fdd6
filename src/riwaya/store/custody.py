"""The chain of custody in an SQL database: the log entry by entry, and what timestamp servers attested."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import func, insert, select

from riwaya.store import log
from riwaya.store import schema as db
from riwaya.store.archive import sha256
from riwaya.store.custodian import Sealed, Stamp
from riwaya.store.judged import Judgings


class Custody(Judgings):
    """`CustodyLedger` in an SQL database."""

    def log_entries(self) -> Iterator[Sealed]:
        """Every entry, oldest first."""
        previous = log.BEGINNING
        with self._reading() as connection:
            for entry in log.entries(connection):
                written = log.sealed_text(previous, entry.number, entry.what, entry.record, entry.detail)
                yield Sealed(entry.number, entry.what, entry.record, entry.detail, written, entry.hash)
                previous = entry.hash

    def put_stamp(self, entry: int, server: str, at: str, token: bytes) -> Stamp:
        """The timestamp, kept with its number and noted in the log."""
        with self._writing() as connection:
            number = int(connection.execute(select(func.max(db.stamp.c.number))).scalar() or 0) + 1
            row = {"number": number, "entry": entry, "server": server, "at": at, "token": token}
            connection.execute(insert(db.stamp), row)
            detail: log.Detail = {"entry": entry, "server": server, "said": at, "token": sha256(token)}
            log.append(connection, "timestamped", str(number), detail)
        return Stamp(number, entry, server, at, token)

    def stamps(self) -> tuple[Stamp, ...]:
        """Every timestamp, oldest first."""
        columns = (db.stamp.c.number, db.stamp.c.entry, db.stamp.c.server, db.stamp.c.at, db.stamp.c.token)
        with self._reading() as connection:
            rows = connection.execute(select(*columns).order_by(db.stamp.c.number))
            return tuple(Stamp(*row) for row in rows)
