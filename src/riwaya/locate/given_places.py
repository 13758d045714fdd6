"""A gazetteer that a person gives: CSV, GeoJSON, a GeoNames dump or OCHA p-codes, read into places."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from riwaya.errors import BadUse
from riwaya.locate.given_levels import from_levels, levels_of
from riwaya.locate.given_tables import LEVELS, Row, columns_of, from_geonames, from_ocha, from_table
from riwaya.records.given import GivenPlace

_FORMS = "CSV with a name and latitude and longitude, GeoJSON, a GeoNames dump, or OCHA p-codes"
_GEONAMES_COLUMNS = 15
_LARGEST = 2_000_000_000  # bytes of one file, unpacked


@dataclass(slots=True)
class Given:
    """What a file holds: its form, its places, and how many rows were no place."""

    form: str
    places: list[GivenPlace]
    left_out: int


def read_places(path: Path) -> Given:
    """The places of a file. BadUse where it is of no form that is known or holds no place."""
    text, name = _text(path)
    form, rows = _rows(text, name)
    places, left_out = [], 0
    for row in rows:
        if row is None or not row.name or not _on_the_map(row):
            left_out += 1
        else:
            places.append(row)
    if not places:
        raise BadUse(f"{path} holds no place that can be read as {form}; give {_FORMS}")
    return Given(form, places, left_out)


def _on_the_map(place: GivenPlace) -> bool:
    """Whether coordinates, where there are any, can be such."""
    if place.latitude is None or place.longitude is None:
        return True
    return abs(place.latitude) <= 90 and abs(place.longitude) <= 180


def _text(path: Path) -> tuple[str, str]:
    """The text of a file and its name; of a zip archive, the largest table in it that is no readme."""
    try:
        if not zipfile.is_zipfile(path):
            if path.stat().st_size > _LARGEST:
                raise BadUse(f"{path} has more than {_LARGEST:,} bytes; give the dump of one country")
            return path.read_text("utf-8-sig"), path.name
        with zipfile.ZipFile(path) as archive:
            tables = [i for i in archive.infolist() if not i.is_dir() and "readme" not in i.filename.lower()]
            if not tables:
                raise BadUse(f"{path} holds no file; give {_FORMS}")
            largest = max(tables, key=lambda i: (i.file_size, i.filename))
            if largest.file_size > _LARGEST:
                raise BadUse(f"{path} holds {largest.file_size:,} bytes; give the dump of one country")
            return archive.read(largest).decode("utf-8-sig"), path.name
    except UnicodeDecodeError as error:
        raise BadUse(f"{path} is not UTF-8 text ({error}); save it as UTF-8") from error
    except (OSError, zipfile.BadZipFile) as error:
        raise BadUse(f"{path} cannot be read: {error}; give {_FORMS}") from error


def _rows(text: str, name: str) -> tuple[str, Iterable[GivenPlace | None]]:
    """The form of a text and its rows; None for a row that is no place."""
    if text.lstrip()[:1] in ("{", "["):
        return "geojson", _features(text, name)
    first = text.split("\n", 1)[0]
    if first.count("\t") >= _GEONAMES_COLUMNS - 1:
        return "geonames", (from_geonames(line.split("\t")) for line in text.split("\n") if line.strip())
    separator = "\t" if "\t" in first else ";" if first.count(";") > first.count(",") else ","
    reader = csv.DictReader(io.StringIO(text), delimiter=separator)
    header = columns_of(reader.fieldnames or ())
    levels = levels_of(reader.fieldnames or ())
    if "name" not in header and not levels:
        listed = ", ".join(reader.fieldnames or ()) or "none"
        raise BadUse(f"{name} has no column of names; its columns are: {listed}. Give {_FORMS}")
    if levels and not {"latitude", "longitude"} <= header.keys():
        return "ocha", from_levels(reader, levels)
    make: Callable[[Row, int, str], GivenPlace | None] = from_ocha if "level" in header else from_table
    form = "ocha" if "level" in header else "csv"
    if form == "csv" and not {"latitude", "longitude"} <= header.keys():
        raise BadUse(f"{name} has no columns of latitude and longitude. Give {_FORMS}")
    return form, _tabled(reader, header, make, name)


def _tabled(
    reader: csv.DictReader[str],
    header: dict[str, str],
    make: Callable[[Row, int, str], GivenPlace | None],
    name: str,
) -> Iterator[GivenPlace | None]:
    for number, raw in enumerate(reader, 1):
        row = {field: (raw.get(column) or "").strip() for field, column in header.items()}
        if row["name"].startswith("#"):
            continue  # a row of HXL tags
        try:
            yield make(row, number, name)
        except ValueError:
            yield None


def _features(text: str, name: str) -> Iterator[GivenPlace | None]:
    try:
        read = json.loads(text)
    except ValueError as error:
        raise BadUse(f"{name} is not JSON ({error}); give {_FORMS}") from error
    features = read.get("features") if isinstance(read, dict) else None
    if not isinstance(features, list):
        raise BadUse(f"{name} is JSON, but no GeoJSON: it has no list of features. Give {_FORMS}")
    for number, feature in enumerate(features, 1):
        yield _feature(feature, number, name)


def _feature(feature: Any, number: int, name: str) -> GivenPlace | None:
    """One feature; of a line or an area, the middle of what it covers."""
    if not isinstance(feature, dict):
        return None
    properties = feature.get("properties") or {}
    header = columns_of([str(key) for key in properties])
    if "name" not in header:
        return None
    row = {field: str(properties.get(column) or "").strip() for field, column in header.items()}
    levels = levels_of([str(key) for key in properties])
    geometry = feature.get("geometry")
    points = list(_points(geometry.get("coordinates"))) if isinstance(geometry, dict) else []
    if points:
        longitudes, latitudes = [p[0] for p in points], [p[1] for p in points]
        row["longitude"] = str((min(longitudes) + max(longitudes)) / 2)
        row["latitude"] = str((min(latitudes) + max(latitudes)) / 2)
        if not row.get("kind") and min(longitudes) < max(longitudes):
            row["kind"] = LEVELS[max(levels)] if levels else "area"
    row.setdefault("code", str(feature.get("id") or ""))
    try:
        return from_table(row, number, name)
    except ValueError:
        return None


def _points(coordinates: Any) -> Iterator[tuple[float, float]]:
    """Every point of a geometry, longitude first."""
    stack = [coordinates]
    while stack:
        item = stack.pop()
        if not isinstance(item, list) or not item:
            continue
        if isinstance(item[0], (int, float)) and len(item) > 1 and isinstance(item[1], (int, float)):
            yield float(item[0]), float(item[1])
        else:
            stack.extend(item)
