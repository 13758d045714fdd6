"""A ledger at a `postgresql://` address: connecting, the one write lock, and errors that say the way out.

The address is libpq's, with all that libpq takes besides: PGPASSWORD, `~/.pgpass`, services, TLS. Whoever
reads sees one moment of the ledger (REPEATABLE READ, as SQLite gives it). Whoever writes waits for the one
advisory lock of the ledger's schema first and then sees all that is committed (READ COMMITTED), so writers
come one after the other. The lock goes with the connection: a writer that was killed holds nothing up.
"""

from __future__ import annotations

import logging
import os
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Engine, create_engine, event

from riwaya.errors import LedgerError
from riwaya.store.addresses import SCHEME, check, shown

if TYPE_CHECKING:
    import psycopg

WAIT = 300  # seconds a writer waits for another, as with SQLite
_CONNECT = 15  # seconds in which a server answers, unless the address or PGCONNECT_TIMEOUT says otherwise
_LOCK = "SELECT pg_advisory_xact_lock(hashtext('riwaya'), hashtext(current_schema()))"
_SESSION = {
    "lock_timeout": f"{WAIT}s",
    "jit": "off",  # costs more than these short questions
    "client_connection_check_interval": "5s",  # a writer that was killed lets go of the lock
    "tcp_keepalives_idle": "60",
}
_WAYS_OUT = (  # part of what PostgreSQL or libpq says, and what can be done
    ("password authentication failed", "check the name, and the password in PGPASSWORD or ~/.pgpass"),
    ("no password supplied", "give the password in PGPASSWORD or in ~/.pgpass"),
    ("no pg_hba.conf entry", "the server lets nobody in from here like that; ask who runs it"),
    ("role ", "check the name, or have the role made with: createuser NAME"),
    ("database ", "check the name, or make the database with: createdb NAME"),
    ("Connection refused", "see that the server runs there, and check host and port"),
    ("No such file", "see that the server runs there, and check the folder of its socket"),
    ("translate host name", "check the name of the host"),
    ("resolve host", "check the name of the host"),
    ("timeout expired", "see that the server runs there, and that no firewall stands between"),
    ("lock timeout", "another program is writing to it; try again when that is done"),
    ("too many c", "the server has no connection left; try again, or raise its max_connections"),
    ("starting up", "try again when the server is up"),
    ("shutting down", "try again when the server is up; nothing whole is lost"),
    ("terminating connection", "run the same command again, nothing whole is lost"),
    ("closed the connection", "run the same command again, nothing whole is lost"),
    ("connection is lost", "run the same command again, nothing whole is lost"),
    ("connection is closed", "run the same command again, nothing whole is lost"),
    ("SSL", "check the TLS settings of the address and the server"),
    ("permission denied", "the role may not do that; have it granted, or use another"),
    ("read-only", "it may only be read there; use the server that takes writes"),
    ("No space left", "free some space on the server and run the same command again"),
    ("could not extend", "free some space on the server and run the same command again"),
)


def engine(address: str) -> Engine:
    """An engine on the database at a `postgresql://` address, which is not asked yet."""
    logging.getLogger("psycopg").addHandler(logging.NullHandler())  # what goes wrong is raised, and told once
    try:
        import psycopg
        from psycopg.conninfo import conninfo_to_dict
    except ImportError as error:
        raise LedgerError(
            f"{SCHEME} needs a driver; install it with: pip install 'riwaya[postgresql]'"
        ) from error
    check(address)
    try:
        known = conninfo_to_dict(address)
    except psycopg.ProgrammingError as error:  # what libpq says may hold a part of the password
        raise LedgerError(
            f"{shown(address)} is no address that libpq can read; write {SCHEME}USER@HOST:PORT/DATABASE"
        ) from error
    from riwaya.store.postgresql_values import ServerConnection

    more: dict[str, Any] = {"client_encoding": "utf8", "fallback_application_name": "riwaya"}
    if "connect_timeout" not in known and "PGCONNECT_TIMEOUT" not in os.environ:
        more["connect_timeout"] = _CONNECT
    made = create_engine(
        "postgresql+psycopg://",
        creator=lambda: ServerConnection.connect(address, **more),
        pool_size=5,
        max_overflow=35,  # as many as the desk has threads
        pool_pre_ping=True,  # a server that was started anew is found again
    )
    event.listen(made, "connect", _set_up)
    return made


def _set_up(connection: psycopg.Connection[Any], _: object) -> None:
    """What every connection needs: UTF-8, times, and a way for characters that PostgreSQL does not keep."""
    from riwaya.store.postgresql_values import as_written

    info = connection.info
    if info.parameter_status("server_encoding") != "UTF8":
        raise LedgerError(
            f"the database {info.dbname} is not in UTF-8; make one with: createdb -E UTF8 -T template0 NAME"
        )
    as_written(connection)
    connection.autocommit = True
    setting = ", ".join(f"set_config('{name}', '{value}', false)" for name, value in _SESSION.items())
    schema = connection.execute(f"SELECT current_schema(), {setting}").fetchone()
    connection.autocommit = False
    if not schema or schema[0] is None:
        raise LedgerError(
            f"the database {info.dbname} has no schema to work in; make the one that search_path names with:"
            " CREATE SCHEMA NAME"
        )


def lock(connection: Connection) -> None:
    """The one write lock of the ledger, held until the transaction ends."""
    connection.exec_driver_sql(_LOCK)


def way_out(reason: str) -> str | None:
    """What can be done about what PostgreSQL says."""
    return next((way for part, way in _WAYS_OUT if part in reason), None)
