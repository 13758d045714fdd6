"""Places as marks on a map, each drawn no more exactly than it is known."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from riwaya.records import Entity

# precision -> how it is drawn, how far around the point it may lie (kilometres), in words
_DRAWN: dict[str, tuple[str, float, str]] = {
    "facility": ("point", 0.0, "the spot itself"),
    "town": ("circle", 3.0, "the middle of the town, give or take 3 km"),
    "area": ("circle", 15.0, "somewhere near the town, within about 15 km"),
    "admin2": ("area", 25.0, "the middle of the district, give or take 25 km; its border is not known here"),
    "admin1": ("area", 90.0, "the middle of the region, give or take 90 km; its border is not known here"),
    "country": ("country", 0.0, "the whole country"),
}
_AREA = ("area", 300.0, "a part of the world, only roughly")
FEW = 0.06
WHOLE = 12.0  # degrees of latitude that are shown of a country of which nothing smaller is known
_KM = 111.32  # kilometres of a degree of latitude


@dataclass(frozen=True, slots=True)
class Mark:
    """One place on the map."""

    id: str
    name: str
    kind: str
    latitude: float
    longitude: float
    country: str | None  # ISO 3166-1 alpha-2
    shape: str  # point, circle, area, country
    radius: float  # kilometres; 0 where nothing is drawn around the point
    exactness: str  # in words
    reports: int
    contested: int  # disagreements about it
    claims: int  # that speak of it


@dataclass(frozen=True, slots=True)
class Frame:
    """The part of the world that a map shows, in degrees."""

    south: float
    west: float
    north: float
    east: float


def marks(
    entities: Iterable[Entity],
    reports: Mapping[str, int],
    contested: Mapping[str, int],
    claims: Mapping[str, int],
) -> tuple[Mark, ...]:
    """A mark for every entity that has a position; the largest areas first, so that they lie below."""
    made = []
    for e in entities:
        at = e.position
        if at is None or at.latitude is None or at.longitude is None or at.precision == "unknown":
            continue
        shape, radius, exactness = _DRAWN.get(at.precision, _AREA)
        made.append(
            Mark(
                e.id,
                e.name,
                e.kind.value,
                at.latitude,
                at.longitude,
                at.country,
                shape,
                radius,
                exactness,
                reports.get(e.id, 0),
                contested.get(e.id, 0),
                claims.get(e.id, 0),
            )
        )
    return in_order(made)


def in_order(found: Iterable[Mark]) -> tuple[Mark, ...]:
    """The marks as they are drawn: the largest areas first."""
    return tuple(sorted(found, key=lambda m: (m.shape != "country", -m.radius, -m.reports, m.id)))


def frame(found: Iterable[Mark], least: float = 1.2) -> Frame | None:
    """What holds the marks with room around them, at least so many degrees high; None where there is none.

    Countries count only where nothing smaller is known. Marks far from all others that few reports name may
    stay outside: at each end up to FEW of all namings.
    """
    every = list(found)
    small = [m for m in every if m.shape != "country"] or every
    if not small:
        return None
    least = max(least, WHOLE) if all(m.shape == "country" for m in small) else least
    south, north = _ends([(m.latitude, m.radius / _KM, m.reports) for m in small])
    west, east = _ends(
        [
            (m.longitude, m.radius / _KM / max(0.2, math.cos(math.radians(m.latitude))), m.reports)
            for m in small
        ]
    )
    tall, wide = max(north - south, least) * 1.3, max(east - west, least * 1.6) * 1.25
    y, x = (south + north) / 2, (west + east) / 2
    return Frame(max(-84.0, y - tall / 2), x - wide / 2, min(84.0, y + tall / 2), x + wide / 2)


def _ends(found: list[tuple[float, float, int]]) -> tuple[float, float]:
    """The least and the greatest value, each with its room, that more than FEW of the namings reach."""
    spare = FEW * sum(1 + n for _, _, n in found)
    ends = []
    for sign in (-1, 1):
        left = spare
        for value, room, named in sorted(found, key=lambda f: -sign * f[0]):
            left -= 1 + named
            if left < 0:
                ends.append(value + sign * room)
                break
    return ends[0], ends[1]
