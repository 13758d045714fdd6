"""A ledger carried from one database into another, row by row: log, seals and all.

What seals a row is of its values alone, so the ledger that arrives verifies as the one that left. The index
of words is each database's own and made anew.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, Engine, func, insert, inspect, select, text
from sqlalchemy.exc import DBAPIError

from riwaya.errors import BadUse, LedgerError
from riwaya.store import archive
from riwaya.store import schema as db
from riwaya.store.addresses import shown
from riwaya.store.engine import connect, make_tables, of_server, reading, said, writing
from riwaya.store.folding import fold

_ROWS = 500


def carry(source: Connection, target: Connection) -> int:
    """Every row of the one ledger in the other, which is new and empty; how many reports there are."""
    for table in db.metadata.tables.values():
        if table is db.meta:
            continue
        rows = source.execute(select(table).execution_options(yield_per=_ROWS))
        for part in rows.mappings().partitions(_ROWS):
            target.execute(insert(table), [dict(row) for row in part])
    for passages in archive.passages(target):
        archive.put_words(target, [(number, fold(words)) for number, words in passages])
    return int(target.execute(select(func.count()).select_from(db.report)).scalar_one())


def to_file(address: str, path: Path) -> int:
    """The ledger at a server as it is at this moment, in a new file; how many reports it holds."""
    with (
        _gone(connect(address, False)) as here,
        _gone(connect(str(path), True)) as there,
        _told(address),
        reading(here) as source,
        writing(there) as target,
        target.begin(),
    ):
        return carry(source, target)


def from_file(path: Path, address: str, replace: bool) -> tuple[int, str | None]:
    """The ledger of a file at a server, in one transaction; its reports, and where one before is kept.

    BadUse where a ledger is there and `replace` is not asked for.
    """
    with (
        _gone(connect(str(path), False)) as here,
        _gone(of_server(address)) as there,
        _told(address),
        reading(here) as source,
        writing(there) as target,
        target.begin(),
    ):
        kept = _put_aside(target, address, replace)
        make_tables(target)
        return carry(source, target), kept


def _put_aside(connection: Connection, address: str, replace: bool) -> str | None:
    """The schema in which the ledger that is there is kept from now on; None where there is none."""
    looked = inspect(connection)
    tables = set(looked.get_table_names())
    own = {*db.metadata.tables, "passage_words"}
    where = shown(address)
    if tables and db.meta.name not in tables:
        raise LedgerError(f"{where} is a database but not a ledger; give another, or a schema of its own")
    if not tables:
        return None
    if not replace:
        raise BadUse(f"{where} holds a ledger already; --replace puts it aside, or give another address")
    known = set(looked.get_schema_names())
    number = 1
    while (kept := f"{looked.default_schema_name}_before_{number}") in known:
        number += 1
    quoted = connection.dialect.identifier_preparer.quote
    connection.execute(text(f"CREATE SCHEMA {quoted(kept)}"))
    for name in sorted(tables & own):
        connection.execute(text(f"ALTER TABLE {quoted(name)} SET SCHEMA {quoted(kept)}"))
    return f"schema {kept}"


@contextmanager
def _gone(engine: Engine) -> Iterator[Engine]:
    """The engine, let go of in the end."""
    try:
        yield engine
    finally:
        engine.dispose()


@contextmanager
def _told(address: str) -> Iterator[None]:
    try:
        yield
    except DBAPIError as error:
        raise LedgerError(said(address, error)) from error
