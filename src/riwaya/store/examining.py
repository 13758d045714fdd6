"""What is the matter with a ledger, told so that a person knows how to go on; and what can be saved of it."""

from __future__ import annotations

import json
import os
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Protocol

from riwaya.store.addresses import is_url
from riwaya.store.keeping import open_to_read, room
from riwaya.store.log import BEGINNING, Entry
from riwaya.store.migrations import VERSION

_HEAD = b"SQLite format 3\x00"
_LITTLE = 200 * 1024 * 1024  # bytes free: below, the next large pile may not fit
_TREE = re.compile(r"[Tt]ree (\d+)")


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at."""

    good: bool
    what: str
    way_out: str | None = None


def examine(address: str) -> Iterator[Finding]:
    """Everything there is to say, the file first, then its pages, then what it holds. Changes nothing."""
    if is_url(address):
        from riwaya.store import examining_server

        yield from examining_server.examine(address)
        return
    path = Path(address)
    yield from _file(path)
    if not path.is_file() or _opening(path) != _HEAD:
        return
    restore = (
        f"bring back a backup with `riwaya restore BACKUP {path} --replace`; with none,"
        f" `riwaya doctor {path} --salvage FOLDER` saves every original that can be read"
    )
    try:
        with closing(open_to_read(path)) as ledger:
            if not ledger.execute("SELECT 1 FROM sqlite_master WHERE name = 'riwaya'").fetchone():
                yield Finding(
                    False, f"{path} is a database but no ledger", "give the file that `riwaya add` made"
                )
                return
            damage = list(_damage(ledger))
            for what in damage:
                yield Finding(False, what, restore)
            if not damage:
                yield Finding(True, "every page of the file holds together")
                yield from held(ledger, str(path))
    except sqlite3.Error as error:
        yield Finding(False, f"the file cannot be read as a database: {error}", restore)


def _opening(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(len(_HEAD))


def _file(path: Path) -> Iterator[Finding]:
    if not path.is_file():
        yield Finding(
            False, f"there is no file {path}", "check the path, or bring back a backup with `riwaya restore`"
        )
        return
    try:
        head = _opening(path)
    except OSError as error:
        yield Finding(False, f"{path} cannot be read: {error.strerror}", "give yourself the right to read it")
        return
    if head != _HEAD:
        way = (
            "bring back a backup with `riwaya restore`"
            if head.strip(b"\x00")
            else "it is empty: `riwaya add` fills it"
        )
        yield Finding(False, f"{path} does not begin like a ledger", way)
        return
    yield Finding(True, f"{path} is there, {path.stat().st_size:,} bytes")
    if not (os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)):
        way = "nothing need be done to read; to add, work on a copy: `riwaya backup`"
        yield Finding(False, f"{path} or its folder may not be written to", way)
    free = room(path)
    if free < max(_LITTLE, path.stat().st_size // 10):
        yield Finding(
            False, f"the disk has {free // 1_000_000:,} MB left", "free some space before you add more"
        )


def _damage(ledger: sqlite3.Connection) -> Iterator[str]:
    """What SQLite finds broken, with the table it belongs to."""
    try:
        rows = [" ".join(str(row[0]).split()) for row in ledger.execute("PRAGMA integrity_check(20)")]
    except sqlite3.DatabaseError as error:
        yield f"the pages of the file do not hold together: {error}"
        return
    try:
        named = dict(ledger.execute("SELECT rootpage, tbl_name FROM sqlite_master").fetchall())
    except sqlite3.DatabaseError:
        named = {}
    for row in rows:
        if row != "ok":
            tree = _TREE.search(row)
            table = named.get(int(tree[1])) if tree else None
            yield f"damaged{f', table {table}' if table else ''}: {row[:200]}"


class Raw(Protocol):
    """A connection of a driver, SQLite's or PostgreSQL's."""

    def execute(self, query: str, /) -> Any:
        """A cursor on what is asked for."""
        ...


def held(ledger: Raw, address: str) -> Iterator[Finding]:
    """What the tables hold: version, log, clock, work left over, files set aside."""
    (version,) = ledger.execute("SELECT version FROM riwaya").fetchone()
    if version > VERSION:
        yield Finding(
            False, f"written by a newer riwaya (schema {version}, this one knows {VERSION})", "update riwaya"
        )
        return
    if version < VERSION:
        yield Finding(
            True, f"written by an older riwaya (schema {version}); the next command brings it up to date"
        )
    yield from _log(ledger, address)
    (waiting,) = ledger.execute("SELECT count(*) FROM unsettled").fetchone()
    if waiting:
        yield Finding(
            True,
            f"{waiting:,} records wait to be settled: a run was cut short; the next `riwaya add` does it",
        )
    (aside,) = ledger.execute("SELECT count(*) FROM set_aside").fetchone()
    if aside:
        yield Finding(True, f"{aside:,} files are set aside with their reasons; add them again once mended")


def _log(ledger: Raw, address: str) -> Iterator[Finding]:
    previous, last, backed_up, number = BEGINNING, "", None, 0
    for row in ledger.execute("SELECT number, what, record, detail, hash FROM log ORDER BY number"):
        entry = Entry(*row)
        number += 1
        if entry.number != number or not entry.follows(previous):
            way = f"`riwaya verify {address}` names everything that does not fit; compare with a backup"
            yield Finding(False, f"the log was changed at entry {number}", way)
            return
        previous = entry.hash
        at = str(_json(entry.detail).get("at", ""))
        if at and at < last:
            yield Finding(
                True,
                f"the clock went back between entries {number - 1} and {number}, {last} to {at}",
            )
        last = at or last
        backed_up = at if entry.what == "backed up" else backed_up
    yield Finding(
        True, f"the log is unbroken: {number:,} entries" + (f", the last of {last}" if last else "")
    )
    now = datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
    if last > now:
        yield Finding(False, f"this machine's clock says {now}, the last entry is of {last}", "set the clock")
    yield Finding(
        True, f"last backup: {backed_up}" if backed_up else "no backup yet; `riwaya backup` makes one"
    )


def _json(detail: str) -> dict[str, object]:
    try:
        found = json.loads(detail)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}
