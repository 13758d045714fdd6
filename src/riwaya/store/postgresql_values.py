"""Values that PostgreSQL keeps otherwise than SQLite, read as they were written: characters, sums.

PostgreSQL refuses U+0000 in text, and a report may hold one. It is written as U+0010 and "0", and U+0010
itself as U+0010 and "1"; what is read back is as it was. Only the order of texts with U+0000 in them differs.
"""

from __future__ import annotations

from typing import Any

import psycopg
from psycopg.adapt import Buffer, Dumper, Loader
from psycopg.types.string import StrDumper

_ESCAPE = "\x10"


def written(text: str) -> str:
    """The text as PostgreSQL can keep it."""
    if "\x00" not in text and _ESCAPE not in text:
        return text
    return text.replace(_ESCAPE, _ESCAPE + "1").replace("\x00", _ESCAPE + "0")


def read(text: str) -> str:
    """The text that was written."""
    if _ESCAPE not in text:
        return text
    return text.replace(_ESCAPE + "0", "\x00").replace(_ESCAPE + "1", _ESCAPE)


class _Dumper(StrDumper):
    def dump(self, obj: str) -> Buffer | None:
        return super().dump(written(str.__str__(obj)))


class _Loader(Loader):
    def load(self, data: Buffer) -> Any:
        return read(str(data, "utf-8"))


class _Sum(Loader):
    def load(self, data: Buffer) -> Any:
        """A sum of whole numbers, which PostgreSQL gives as a decimal."""
        return int(str(data, "ascii"))


class ServerConnection(psycopg.Connection[Any]):
    """A connection that says nothing when it is dropped: libpq closes it, as SQLite's does."""

    def __del__(self, *_: object) -> None:
        pass


class _Cursor(psycopg.ServerCursor[Any]):
    def __del__(self, *_: object) -> None:
        """Nothing to warn of: a cursor that nobody read to its end goes with its transaction."""


def as_written(connection: psycopg.Connection[Any]) -> None:
    """From now on texts go to this connection and come from it as they are, and sums are whole numbers."""
    dumper: type[Dumper] = _Dumper
    connection.adapters.register_dumper(str, dumper)
    for name in ("text", "varchar", "bpchar"):
        connection.adapters.register_loader(name, _Loader)
    connection.adapters.register_loader("numeric", _Sum)
    connection.server_cursor_factory = _Cursor
