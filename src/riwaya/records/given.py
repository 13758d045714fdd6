"""What people give a ledger beside reports: settings, and places of their own."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Setting:
    """One value of a setting, with who gave it, when and why; the last one counts."""

    number: int
    name: str  # transliteration, aliases, protection, mask, unmask, blind-review, map-tiles
    value: str
    by: str
    at: str  # UTC, ISO 8601
    why: str


@dataclass(frozen=True, slots=True)
class GivenPlace:
    """A place of a gazetteer that a person added."""

    code: str  # "geonames:98410", "ocha:IQ0101", "sites.csv:12"
    name: str
    names: tuple[str, ...]  # other spellings
    latitude: float | None
    longitude: float | None
    country: str | None  # ISO 3166-1 alpha-2
    precision: str  # town, facility, area, admin1, admin2, country
    population: int = 0
    admin1: str | None = None  # GeoNames code of the first-level area
    inside: str | None = None  # name of what it lies in


@dataclass(frozen=True, slots=True)
class PlaceFile:
    """One gazetteer that was added, with who added it and when."""

    number: int
    name: str
    form: str  # csv, geojson, geonames, ocha
    sha256: str
    places: int
    by: str
    at: str
