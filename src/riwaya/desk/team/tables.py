"""The file with the accounts: its tables, and short transactions on them. At a server: `server_tables`."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, closing, contextmanager
from pathlib import Path
from typing import Any, Protocol

from riwaya.errors import LedgerError
from riwaya.store.addresses import is_url

ENDING = "-team"  # town.riwaya-team stands beside town.riwaya
_VERSION = 1
_TABLES = """
CREATE TABLE account (
    name TEXT PRIMARY KEY COLLATE NOCASE, role TEXT NOT NULL, password TEXT NOT NULL, made TEXT NOT NULL);
CREATE TABLE session (
    hash TEXT PRIMARY KEY, name TEXT NOT NULL COLLATE NOCASE, kind TEXT NOT NULL, made REAL NOT NULL,
    seen REAL NOT NULL);
CREATE INDEX session_name ON session (name);
CREATE TABLE failure (name TEXT NOT NULL COLLATE NOCASE, address TEXT NOT NULL, at REAL NOT NULL);
CREATE INDEX failure_at ON failure (at);
CREATE TABLE access (
    number INTEGER PRIMARY KEY, at TEXT NOT NULL, name TEXT, role TEXT, address TEXT NOT NULL,
    method TEXT NOT NULL, path TEXT NOT NULL, status INTEGER NOT NULL);
CREATE TABLE secret (key BLOB NOT NULL);
"""


class Asking(Protocol):
    """What is open for one transaction. Names of people are compared with `lower`, which knows ASCII only."""

    def execute(self, query: str, values: Sequence[object] = (), /) -> Any:
        """A cursor on what is asked for, each `?` standing for a value."""
        ...


class Tables(Protocol):
    """Where accounts, sessions and the access log are kept; may be used from any thread."""

    def make(self) -> None:
        """The tables, if they are not there yet."""
        ...

    def open(self, write: bool = False) -> AbstractContextManager[Asking]:
        """A transaction; LedgerError where it cannot be."""
        ...


def tables_of(ledger: str) -> Tables:
    """The tables of a ledger's desk."""
    if is_url(ledger):
        from riwaya.desk.team.server_tables import ServerTables

        return ServerTables(ledger)
    return FileTables(Path(ledger + ENDING))


class FileTables:
    """The accounts' file; every method that uses it opens its own connection, so any thread may."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def make(self) -> None:
        """The file with its tables, readable by its owner alone, if it is not there yet."""
        if not self.path.exists():
            os.close(os.open(self.path, os.O_CREAT | os.O_WRONLY, 0o600))
        with self.open(write=True) as db:
            if db.execute("PRAGMA user_version").fetchone()[0] == 0:
                for statement in _TABLES.split(";"):
                    db.execute(statement)
                db.execute("INSERT INTO secret VALUES (?)", (os.urandom(32),))
                db.execute(f"PRAGMA user_version = {_VERSION}")

    @contextmanager
    def open(self, write: bool = False) -> Iterator[Asking]:
        """A transaction; LedgerError where the file cannot be used."""
        try:
            with closing(sqlite3.connect(self.path, timeout=30, isolation_level=None)) as db:
                db.execute("PRAGMA journal_mode = WAL")
                db.execute("PRAGMA synchronous = NORMAL")
                db.execute("BEGIN IMMEDIATE" if write else "BEGIN")
                try:
                    yield db
                except BaseException:
                    db.execute("ROLLBACK")
                    raise
                db.execute("COMMIT")
        except sqlite3.Error as error:
            raise LedgerError(f"{self.path}: {error}; check that it may be read and written") from error
