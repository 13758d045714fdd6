"""What can be saved of a damaged ledger: originals, and what people gave and decided, to be taken back."""

from __future__ import annotations

import hashlib
import json
import re
import sqlite3
import zlib
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from riwaya.errors import BadUse
from riwaya.store.addresses import is_url
from riwaya.store.examining import Raw
from riwaya.store.keeping import open_to_read

_ENDINGS = {
    "email": "eml",
    "jsonl": "jsonl",
    "html": "html",
    "reliefweb": "json",
}  # where a name lost its own
_GIVEN = ("setting", "place_file", "decision", "judgement")  # tables whose rows have a number and a body
_LOGGED = frozenset(("set", "places", "decided", "judged"))  # what the log says of each of them
_TYPES = {"place_file": "places"}  # as lines of `riwaya export --with-originals` are called


@dataclass(frozen=True, slots=True)
class Saved:
    """What was taken out of a damaged ledger."""

    originals: int
    lost: int  # originals that cannot be read whole, and what the log tells of besides
    given: int  # settings, gazetteers, decisions and judgements


def salvage(address: str, folder: Path) -> Saved:
    """Every original that can still be read, written to FOLDER/originals, and the log to FOLDER/log.jsonl.

    FOLDER/given.jsonl holds what people gave and decided, for `riwaya decisions NEW --take`. BadUse where
    the folder is there and not empty.
    """
    if folder.exists() and any(folder.iterdir()):
        raise BadUse(f"{folder} is not empty; give a new folder")
    (folder / "originals").mkdir(parents=True)
    with _open(address) as ledger:
        originals, lost = _originals(ledger, folder / "originals")
        given = 0
        with (folder / "given.jsonl").open("w", encoding="utf-8") as file:
            for made in _given(ledger):
                given += 1
                file.write(json.dumps(made, ensure_ascii=False) + "\n")
        logged = sum(what in _LOGGED for (what,) in _rows(ledger, "log", "what"))
        lines = (
            json.dumps(row, ensure_ascii=False, default=str) for row in _rows(ledger, "log", "*") if any(row)
        )
        (folder / "log.jsonl").write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return Saved(originals, lost + max(0, logged - given), given)


@contextmanager
def _open(address: str) -> Iterator[Raw]:
    if is_url(address):
        from riwaya.store.examining_server import opened

        with opened(address) as server:
            yield server
    else:
        with closing(open_to_read(Path(address))) as file:
            yield file


def _originals(ledger: Raw, folder: Path) -> tuple[int, int]:
    """(how many were written, how many are lost)."""
    saved = lost = 0
    names = {
        sha256: (str(source), str(kind))
        for sha256, source, kind in _rows(ledger, "report", "sha256, source, kind")
        if sha256
    }
    for sha256, packed in _rows(ledger, "original", "sha256, packed"):
        data = _unpacked(packed)
        if data is None or hashlib.sha256(data).hexdigest() != sha256:
            lost += 1
            continue
        saved += 1
        (folder / f"{saved:06}-{_name(*names.get(sha256, ('report.txt', '')))}").write_bytes(data)
    return saved, lost


def _name(source: str, kind: str) -> str:
    """A file name that keeps what it was called, and what kind it is of."""
    name = PurePosixPath(source.replace("\\", "/").split("?")[0]).name
    safe = re.sub(r"[^\w.-]+", "_", name)[-80:].lstrip(".") or "report.txt"
    ending = _ENDINGS.get(kind)
    return safe if ending is None or "." in safe else f"{safe}.{ending}"


def _given(ledger: Raw) -> Iterator[dict[str, object]]:
    """What people gave and decided, as `export.whole` writes it, without rows that cannot be read."""
    places: dict[object, list[object]] = {}
    for file, body in _rows(ledger, "place", "file, body"):
        if (place := _json(body)) is not None:
            places.setdefault(file, []).append(place)
    for table in _GIVEN:
        for number, body in _rows(ledger, table, "number, body"):
            row = _json(body)
            if row is not None:
                made: dict[str, object] = {"type": _TYPES.get(table, table), "number": number, "row": row}
                yield made | ({"places": places.get(number, [])} if table == "place_file" else {})


def _json(body: object) -> object | None:
    try:
        return json.loads(body) if isinstance(body, str) else None
    except ValueError:
        return None


def _unpacked(packed: object) -> bytes | None:
    try:
        return zlib.decompress(packed) if isinstance(packed, bytes) else None
    except zlib.error:
        return None


def _rows(ledger: Raw, table: str, columns: str) -> Iterator[tuple[object, ...]]:
    """The rows of a table one by one; all None for each that cannot be read, where a file is damaged."""
    if not isinstance(ledger, sqlite3.Connection):
        yield from ledger.execute(f"SELECT {columns} FROM {table} ORDER BY 1")  # noqa: S608
        return
    try:
        numbers = [n for (n,) in ledger.execute(f"SELECT rowid FROM {table} ORDER BY rowid")]  # noqa: S608 - our own names
    except sqlite3.DatabaseError:
        numbers = list(range(1, _last(ledger, table) + 1))
    for number in numbers:
        try:
            row = ledger.execute(f"SELECT {columns} FROM {table} WHERE rowid = ?", (number,)).fetchone()  # noqa: S608
        except sqlite3.DatabaseError:
            row = (None,) * (1 + columns.count(","))
        if row is not None:
            yield row


def _last(ledger: sqlite3.Connection, table: str) -> int:
    """The highest row number there may be, where the table cannot be walked through."""
    try:
        return int(ledger.execute(f"SELECT max(rowid) FROM {table}").fetchone()[0] or 0)  # noqa: S608
    except sqlite3.DatabaseError:
        return 100_000
