"""What `doctor` can tell of a ledger at a server: whether it answers, what may be done there, what it holds.

The pages and the disk are the server's own; what can be asked about them from here is asked.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from riwaya.errors import LedgerError
from riwaya.store import schema as db
from riwaya.store.addresses import shown
from riwaya.store.engine import of_server, told
from riwaya.store.examining import Finding, Raw, held

if TYPE_CHECKING:
    import psycopg

_SERVER = """SELECT current_setting('server_version'), current_database(), current_schema(),
    pg_database_size(current_database()), pg_is_in_recovery(),
    (SELECT checksum_failures FROM pg_stat_database WHERE datname = current_database())"""
_THERE = "SELECT to_regclass('riwaya') IS NOT NULL"
_MAY = "SELECT has_table_privilege('log', 'INSERT') AND has_schema_privilege(current_schema(), 'USAGE')"


@contextmanager
def opened(address: str) -> Iterator[psycopg.Connection[Any]]:
    """A connection that changes nothing, to whatever is there. LedgerError where nobody answers."""
    engine = of_server(address)
    import psycopg  # `of_server` has told of one that is missing

    try:
        pooled = engine.raw_connection()
    except psycopg.Error as error:
        raise LedgerError(told(address, str(error))) from error
    try:
        connection: Any = pooled.driver_connection
        connection.read_only = True
        yield connection
    finally:
        pooled.invalidate()
        engine.dispose()


def examine(address: str) -> Iterator[Finding]:
    """The server first, then every table, then what they hold. Changes nothing."""
    import psycopg

    where = shown(address)
    try:
        with opened(address) as server:
            yield from _server(server)
            if not _one(server, _THERE):
                way = f"`riwaya add {where} SOURCE` makes one; or name its database or schema in the address"
                yield Finding(False, f"there is no ledger in {where}", way)
                return
            broken = list(_broken(server))
            yield from broken
            if not broken:
                yield Finding(True, "every table can be read to its end")
                yield from held(server, where)
    except psycopg.Error as error:
        yield Finding(False, told(address, str(error)))
    except LedgerError as error:
        yield Finding(False, str(error))


def _one(server: Raw, query: str) -> Any:
    return server.execute(query).fetchone()[0]


def _server(server: Raw) -> Iterator[Finding]:
    version, database, schema, size, copy, failures = server.execute(_SERVER).fetchone()
    yield Finding(
        True,
        f"PostgreSQL {version} answers; database {database}, schema {schema}, {int(size):,} bytes in all",
    )
    if failures:
        way = "restore the newest good backup with `riwaya restore`, and have the disk looked at"
        yield Finding(False, f"the server found {failures:,} pages whose checksum is off", way)
    if failures is None:
        yield Finding(
            True,
            "the server keeps no checksums of its pages; `pg_checksums --enable` makes it tell of damage",
        )
    if copy or (_one(server, _THERE) and not _one(server, _MAY)):
        way = "nothing need be done to read; to add, use the server or the role that may"
        yield Finding(False, "here it may only be read", way)
    yield Finding(True, "how full the server's disk is cannot be seen from here")


def _broken(server: psycopg.Connection[Any]) -> Iterator[Finding]:
    """The tables that cannot be read to the end."""
    import psycopg

    for name in (*db.metadata.tables, "passage_words"):
        try:
            with server.transaction():
                server.execute(f'SELECT count(*) FROM "{name}" AS t WHERE t IS NOT NULL')  # noqa: S608
        except psycopg.errors.UndefinedTable as error:
            yield Finding(False, f"table {name} is missing: {_said(error)}", "bring back a backup")
        except psycopg.Error as error:
            way = "bring back a backup with `riwaya restore`, or save what can be read with --salvage FOLDER"
            yield Finding(False, f"damaged, table {name}: {_said(error)}", way)


def _said(error: Exception) -> str:
    return " ".join(str(error).split())[:200]
