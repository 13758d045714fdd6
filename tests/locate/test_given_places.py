"""Gazetteers that people give, in every form; all places are invented but the areas of the p-codes."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest

from riwaya.errors import BadUse
from riwaya.locate.given_places import read_places
from tests.shared_data import SHARED, needs_shared

CELLS = (
    "9001 Zarvanek Zarvanek Zarvanik,زرفانك 33.9 42.1 P PPL IQ - 01 - - - 1200 - 90 Asia/Baghdad 2020-01-01"
)
GEONAMES = "\t".join("" if cell == "-" else cell for cell in CELLS.split())


def written(folder: Path, name: str, text: str) -> Path:
    (folder / name).write_text(text, "utf-8")
    return folder / name


def test_a_table_with_its_own_names_of_columns(tmp_path: Path) -> None:
    text = "Site Name;Lat;Long;Country;Aliases\n"
    text = (
        text.replace("Site Name", "Name")
        + "Zarvanek;33.9;42.1;Iraq;Zarvanik|زرفانك\n#loc;#lat;#lon;;\nBad;x;1;;\n"
    )
    given = read_places(written(tmp_path, "sites.csv", text))
    (place,) = given.places
    assert (place.name, place.names, place.latitude, place.country) == (
        "Zarvanek",
        ("Zarvanik", "زرفانك"),
        33.9,
        "IQ",
    )
    assert (given.form, given.left_out, place.code) == ("csv", 1, "sites.csv:1")


def test_points_and_areas_of_a_map(tmp_path: Path) -> None:
    square = [[[42.0, 33.0], [42.2, 33.0], [42.2, 33.4], [42.0, 33.4], [42.0, 33.0]]]
    features = [
        {"type": "Feature", "properties": {"name": "Zarvanek", "type": "IDP camp"},
         "geometry": {"type": "Point", "coordinates": [42.1, 33.9]}},
        {"type": "Feature", "properties": {"name": "Old Quarter", "type": "area"},
         "geometry": {"type": "Polygon", "coordinates": square}},
        {"type": "Feature", "properties": {}, "geometry": None},
    ]  # fmt: skip
    text = json.dumps({"type": "FeatureCollection", "features": features})
    given = read_places(written(tmp_path, "sites.geojson", text))
    camp, quarter = given.places
    assert (camp.precision, camp.latitude, camp.longitude) == ("facility", 33.9, 42.1)
    assert (quarter.precision, round(quarter.latitude or 0, 2), round(quarter.longitude or 0, 2)) == (
        "area",
        33.2,
        42.1,
    )
    assert (given.form, given.left_out) == ("geojson", 1)


@pytest.mark.parametrize("zipped", [True, False])
def test_a_geonames_dump(tmp_path: Path, zipped: bool) -> None:
    path = written(tmp_path, "IQ.txt", GEONAMES + "\n" + GEONAMES.replace("9001", "x") + "\n")
    if zipped:
        with zipfile.ZipFile(tmp_path / "IQ.zip", "w") as archive:
            archive.write(path, "IQ.txt")
            archive.writestr("readme.txt", "long " * 1000)
        path = tmp_path / "IQ.zip"
    given = read_places(path)
    (place,) = given.places
    assert (place.code, place.precision, place.admin1, place.population) == (
        "geonames:9001",
        "town",
        "01",
        1200,
    )
    assert "زرفانك" in place.names
    assert (given.form, given.left_out) == ("geonames", 1)


def test_p_codes_take_the_position_of_the_area_of_their_name(tmp_path: Path) -> None:
    text = "Location,Admin Level,P-Code,Name,Parent P-Code\nIRQ,1,IQG01,Al-Anbar,IRQ\nIRQ,2,IQG01Q99,Zarvanek,IQG01\n"
    given = read_places(written(tmp_path, "pcodes.csv", text))
    anbar, unknown = given.places
    assert (anbar.code, anbar.country, anbar.precision) == ("ocha:IQG01", "IQ", "admin1")
    assert anbar.latitude is not None and 31 < anbar.latitude < 36
    assert (unknown.latitude, unknown.inside) == (None, "IQG01")


@needs_shared
def test_the_shared_p_codes_and_towns_are_read() -> None:
    folder = SHARED / "data" / "place" / "gazetteer"
    assert len(read_places(folder / "ocha_pcodes_adm1-2.csv").places) > 32_000
    assert read_places(folder / "geonames_cities5000.zip").form == "geonames"


@pytest.mark.parametrize(
    ("name", "text", "fault"),
    [
        ("a.csv", "one,two\n1,2\n", "no column of names; its columns are: one, two"),
        ("a.csv", "name,size\nZarvanek,2\n", "no columns of latitude and longitude"),
        ("a.csv", "name,lat,lon\n,1,2\n", "holds no place"),
        ("a.geojson", '{"type": "Point"}', "no list of features"),
        ("a.geojson", "{broken", "is not JSON"),
        ("a.csv", "", "no column of names"),
    ],
)
def test_what_cannot_be_read_says_why(tmp_path: Path, name: str, text: str, fault: str) -> None:
    with pytest.raises(BadUse, match=fault):
        read_places(written(tmp_path, name, text))


def test_bytes_that_are_no_text_say_why(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(b"name,lat,lon\n\xff\xfe,1,2\n")
    with pytest.raises(BadUse, match="not UTF-8"):
        read_places(tmp_path / "a.csv")


def test_p_codes_with_every_level_in_a_row(tmp_path: Path) -> None:
    text = (
        "ADM0_EN,ADM0_PCODE,ADM1_EN,ADM1_AR,ADM1_PCODE,ADM2_EN,ADM2_PCODE,date\n"
        "Iraq,IQ,Al-Anbar,الأنبار,IQG01,Zarvanek,IQG01Q98,2020\n"
        "Iraq,IQ,Al-Anbar,الأنبار,IQG01,Velmora,IQG01Q99,2020\n"
        ",,,,,,,\n"
    )
    given = read_places(written(tmp_path, "pcodes.csv", text))
    anbar, first, second = given.places
    assert (anbar.code, anbar.names, anbar.precision, anbar.country) == (
        "ocha:IQG01",
        ("الأنبار",),
        "admin1",
        "IQ",
    )
    assert anbar.latitude is not None
    assert [(p.name, p.precision, p.inside, p.latitude) for p in (first, second)] == [
        ("Zarvanek", "admin2", "Al-Anbar", None),
        ("Velmora", "admin2", "Al-Anbar", None),
    ]
    assert (given.form, given.left_out) == ("ocha", 1)


@pytest.mark.parametrize(
    "header", ["admin1Name_en,admin1Pcode", "adm1_name,adm1_pcode", "ADM1_FR,ADM1_PCODE,ADM1_EN"]
)
def test_the_headers_in_which_p_codes_are_published(tmp_path: Path, header: str) -> None:
    text = header + "\n" + ",".join(["Zarvanek", "ZZ01", "Zarvaneq"][: header.count(",") + 1]) + "\n"
    (place,) = read_places(written(tmp_path, "pcodes.csv", text)).places
    assert (place.code, place.precision) == ("ocha:ZZ01", "admin1")
    assert place.name == ("Zarvaneq" if "ADM1_FR" in header else "Zarvanek")


def test_an_area_of_a_map_without_a_kind_is_an_area(tmp_path: Path) -> None:
    square = [[[42.0, 33.0], [42.2, 33.0], [42.2, 33.4], [42.0, 33.0]]]
    features = [
        {"type": "Feature", "properties": properties, "geometry": {"type": "Polygon", "coordinates": square}}
        for properties in ({"name": "Zarvan valley"}, {"ADM2_EN": "Velmora", "ADM2_PCODE": "ZZ0101"})
    ]
    text = json.dumps({"type": "FeatureCollection", "features": features})
    assert [p.precision for p in read_places(written(tmp_path, "a.geojson", text)).places] == [
        "area",
        "admin2",
    ]
