"""As of when a ledger's database is read, and over which connection."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, Engine, PoolProxiedConnection, select
from sqlalchemy.exc import DBAPIError

from riwaya.errors import LedgerError
from riwaya.store import schema as db
from riwaya.store.engine import reading, said


class _Open(threading.local):
    """What one thread has open."""

    connection: Connection | None = None  # of the transaction it writes in
    moment: tuple[str, Connection] | None = None  # version and connection of the moment it looks at


class Moments:
    """The part of `queries.Queries` that holds the connections."""

    _watching: PoolProxiedConnection | None = None

    def __init__(self, address: str, engine: Engine) -> None:
        self.address = address
        self._engine = engine
        self._open = _Open()
        self._watch = threading.Lock()

    @contextmanager
    def moment(self) -> Iterator[None]:
        """What this thread reads until the end is of one moment of the ledger, and over one connection."""
        if self._open.moment is not None:
            yield
            return
        version = self.version()  # before anything is read: what is kept under it may be newer, never older
        with self._reading() as connection:
            self._open.moment = (version, connection)
            try:
                yield
            finally:
                self._open.moment = None

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        if self._open.connection is not None:
            yield self._open.connection
        elif self._open.moment is not None:
            yield self._open.moment[1]
        else:
            try:
                with reading(self._engine) as connection:
                    yield connection
            except DBAPIError as error:
                raise LedgerError(said(self.address, error)) from error

    def version(self) -> str:
        """A text that changes whenever anything in the ledger does, whoever changes it."""
        if self._open.moment is not None:
            return self._open.moment[0]
        if self._engine.dialect.name != "sqlite":
            with self._reading() as connection:
                last = select(db.log.c.number, db.log.c.hash).order_by(db.log.c.number.desc()).limit(1)
                return ".".join(map(str, connection.execute(last).first() or ()))
        with self._watch:  # the counter compares only on one and the same connection
            if self._watching is None:
                self._watching = self._engine.raw_connection()
            cursor = self._watching.cursor()
            cursor.execute("PRAGMA data_version")
            found = cursor.fetchone()
            return str(found[0] if found else "")

    def unwatch(self) -> None:
        """Let go of the connection that `version` looks through."""
        with self._watch:
            if self._watching is not None:
                self._watching.close()
                self._watching = None

    def close(self) -> None:
        """Let go of the file."""
        self.unwatch()
        self._engine.dispose()
