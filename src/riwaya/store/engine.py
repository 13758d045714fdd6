"""Opening a ledger's database: file or server, pragmas, migrations, and errors that say the way out."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from sqlite3 import Connection as SQLiteConnection
from typing import Any

from sqlalchemy import (
    Connection,
    CursorResult,
    Engine,
    Select,
    create_engine,
    event,
    insert,
    inspect,
    select,
    text,
    update,
)
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import QueuePool

from riwaya.errors import LedgerError
from riwaya.store import postgresql
from riwaya.store import schema as db
from riwaya.store.addresses import SCHEME, is_url, shown
from riwaya.store.keeping import open_to_read
from riwaya.store.migrations import MIGRATIONS, VERSION

WRITES = "riwaya_writes"  # execution option: the transaction takes the write lock when it begins
_ROWS = 200  # rows held at once while streaming
_WAIT = 300.0  # seconds a writer waits for another; settling a large neighbourhood may take minutes


def connect(address: str, create: bool) -> Engine:
    """An engine on a ledger of the newest schema."""
    engine = of_server(address) if is_url(address) else _of_file(address, create)
    try:
        _prepare(engine, shown(address), create)
    except DBAPIError as error:
        engine.dispose()
        raise LedgerError(said(address, error)) from error
    except LedgerError:
        engine.dispose()
        raise
    return engine


def of_server(address: str) -> Engine:
    """An engine on the database of a `postgresql://` address, whatever is in it."""
    engine = postgresql.engine(address)

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        if connection.get_execution_options().get(WRITES, False):
            postgresql.lock(connection)

    return engine


def _of_file(address: str, create: bool) -> Engine:
    if "://" in address:
        raise LedgerError(
            f"{_scheme(address)} is no address of a ledger; give a file, such as town.riwaya, or"
            f" {SCHEME}USER@HOST:PORT/DATABASE"
        )
    path = Path(address)
    if path.is_dir():
        raise LedgerError(f"{address} is a folder; give a file, such as {path / 'town.riwaya'}")
    if not create and not path.is_file():
        raise LedgerError(f"there is no ledger at {address}; `riwaya add {address} SOURCE` makes one")
    if not path.parent.is_dir():
        raise LedgerError(
            f"there is no folder {path.parent} to make the ledger {path.name} in; make it first"
        )
    return _sqlite(path)


def _scheme(address: str) -> str:
    return address.split("://", 1)[0] + "://"


_WAYS_OUT = (  # part of what SQLite says, and what can be done
    ("not a database", "it is not a ledger; give the file that `riwaya add` made"),
    ("locked", "another program is using it; try again when that is done"),
    ("disk is full", "free some space and run the same command again, nothing whole is lost"),
    ("readonly", "it may not be written to; change its permissions or work on a copy"),
    (
        "disk I/O error",
        "see that the disk has room and is sound; nothing whole is lost, `riwaya doctor` tells more",
    ),
    ("unable to open", "check that the folder is there and may be read and written"),
    ("malformed", "the file is damaged; `riwaya doctor` says how to go on"),
    ("decode", "the file is damaged; `riwaya doctor` says how to go on"),
)


def said(address: str, error: DBAPIError) -> str:
    """One line for a fault of the database: what, and the way out."""
    return told(address, str(error.orig))


def told(address: str, reason: str) -> str:
    """One line for what a database says: what, and the way out."""
    reason = " ".join(reason.split())
    if is_url(address):
        ways = [way for way in (postgresql.way_out(reason),) if way]
    else:
        ways = [way for part, way in _WAYS_OUT if part in reason]
    return f"{shown(address)}: {reason}; {ways[0] if ways else 'run `riwaya verify` on it'}"


def reading(engine: Engine) -> Connection:
    """A connection that sees one moment of the ledger. For long answers see `streamed`."""
    of_file: dict[str, Any] = {"yield_per": _ROWS}
    of_server = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
    kind = of_server if engine.dialect.name == "postgresql" else of_file
    return engine.connect().execution_options(**kind)


def streamed(
    connection: Connection, query: Select[Any], given: Mapping[str, Any] | None = None
) -> CursorResult[*tuple[Any, ...]]:
    """A long answer of which few rows are held at once; a server sends short ones whole, which is quicker."""
    if connection.get_execution_options().get(WRITES, False):
        return connection.execute(query, given)
    return connection.execute(query, given, execution_options={"yield_per": _ROWS})


def writing(engine: Engine) -> Connection:
    """A connection whose transaction, once begun, holds the one write lock of the ledger."""
    return engine.connect().execution_options(**{WRITES: True})


def _sqlite(path: Path) -> Engine:
    fixed = path.exists() and not (os.access(path, os.W_OK) and os.access(path.parent, os.W_OK))
    if fixed:  # a disk that can only be read, where SQLite cannot keep what it keeps beside a ledger
        return create_engine(f"sqlite:///{path}", creator=lambda: open_to_read(path), poolclass=QueuePool)
    engine = create_engine(f"sqlite:///{path}", connect_args={"timeout": _WAIT})

    @event.listens_for(engine, "connect")
    def _set_up(connection: SQLiteConnection, _: object) -> None:
        connection.isolation_level = None  # transactions are begun below, not guessed by the driver
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA synchronous = NORMAL")  # with WAL: a crash loses nothing that is whole

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        writes = connection.get_execution_options().get(WRITES, False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


def _prepare(engine: Engine, address: str, create: bool) -> None:
    with engine.connect() as connection:
        version = _version(connection, address, create)
    if version < VERSION:
        if engine.dialect.name == "sqlite":
            _write_ahead(engine)
        with writing(engine) as connection, connection.begin():
            _migrate(connection, _version(connection, address, create))


def _version(connection: Connection, address: str, create: bool) -> int:
    """The schema version of the ledger; 0 for an empty file that may become one."""
    tables = inspect(connection).get_table_names()
    if db.meta.name in tables:
        version = connection.execute(select(db.meta.c.version)).scalar_one()
        if version > VERSION:
            raise LedgerError(
                f"{address} was written by a newer riwaya (schema {version}, this one knows {VERSION});"
                " update riwaya to open it"
            )
        return int(version)
    if tables:
        raise LedgerError(f"{address} is a database but not a ledger; give one that `riwaya add` made")
    if not create:
        raise LedgerError(f"{address} is empty, not a ledger; `riwaya add {address} SOURCE` makes it one")
    return 0


def _migrate(connection: Connection, version: int) -> None:
    """Every step the ledger has not taken yet, all or none."""
    if version == 0:
        make_tables(connection)
    else:
        _step(connection, version)


def make_tables(connection: Connection) -> None:
    """A new ledger in an empty database."""
    connection.execute(text(f"CREATE TABLE {db.meta.name} (version INTEGER NOT NULL)"))
    connection.execute(insert(db.meta), {"version": 0})
    _step(connection, 0)


def _step(connection: Connection, version: int) -> None:
    for step in MIGRATIONS[version:]:
        step(connection)
    connection.execute(update(db.meta).values(version=VERSION))


def _write_ahead(engine: Engine) -> None:
    """Readers go on while someone writes; the mode stays with the file."""
    raw = engine.raw_connection()
    try:
        raw.cursor().execute("PRAGMA journal_mode = WAL")
    finally:
        raw.close()
