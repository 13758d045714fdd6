"""Places on the map, over a small gazetteer of real namesakes and an invented district."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from riwaya.locate.folding import fold, skeleton
from riwaya.locate.gazetteer import Gazetteer
from riwaya.locate.gazetteer_file import build, build_given
from riwaya.locate.places import position_mentions
from riwaya.locate.tokens import tokenise
from riwaya.records import Kind, Mention, Position, Words
from riwaya.records.given import GivenPlace

TOWNS = [
    (1, "Al Qā’im", 34.39, 40.99, "IQ", "01", 74_100, ["Qaim", "القائم", "al-Qaim"]),
    (2, "Rāwah", 34.48, 41.92, "IQ", "01", 13_000, ["Rawa", "Rawah"]),
    (3, "Rawa Mazowiecka", 51.76, 20.25, "PL", "74", 17_770, ["Rawa"]),
    (4, "Karbala", 32.62, 44.02, "IQ", "12", 1_218_732, []),
    (5, "Ālbū Kamāl", 34.45, 40.92, "SY", "07", 57_572, ["Abu Kamal"]),
    (6, "Torquel", -6.0, -79.0, "PE", "13", 900, ["Torkhel"]),
    (7, "Alexandria", 31.2, 29.92, "EG", "06", 3_811_516, []),
    (8, "Alexandria", 31.31, -92.45, "US", "LA", 47_889, []),
    (9, "Paris", 48.85, 2.35, "FR", "11", 2_138_551, []),
    (10, "Tadmur", 34.56, 38.28, "SY", "11", 51_015, ["Palmyra"]),
]


@pytest.fixture(scope="module")
def gazetteer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Gazetteer]:
    keys = (
        "geonameid",
        "name",
        "latitude",
        "longitude",
        "countrycode",
        "admin1code",
        "population",
        "alternatenames",
    )
    made = Gazetteer(
        build(
            tmp_path_factory.mktemp("g") / "g.sqlite", [dict(zip(keys, town, strict=True)) for town in TOWNS]
        )
    )
    yield made
    made.close()


def located(
    gazetteer: Gazetteer, text: str, *names: str, kind: Kind = Kind.PLACE, dateline: str | None = None
) -> dict[str, str | None]:
    mentions = [Mention(Words.cut(text, at := text.index(name), at + len(name)), kind) for name in names]
    found = position_mentions(mentions, tokenise(text), dateline, gazetteer)
    return {m.words.text: (m.position.gazetteer or m.position.country) if m.position else None for m in found}


def test_a_town_in_the_country_the_report_speaks_of(gazetteer: Gazetteer) -> None:
    text = "Iraqi forces hold al-Qaim and Rawa."
    assert located(gazetteer, text, "al-Qaim", "Rawa") == {"al-Qaim": "geonames:1", "Rawa": "geonames:2"}


def test_another_country_gives_another_namesake(gazetteer: Gazetteer) -> None:
    assert located(gazetteer, "Polish police closed Rawa.", "Rawa") == {"Rawa": "geonames:3"}


def test_a_far_namesake_never_stands_for_an_unknown_village(gazetteer: Gazetteer) -> None:
    assert located(gazetteer, "A bomb went off in Torkhel bazaar.", "Torkhel") == {"Torkhel": None}


def test_what_stands_behind_a_name_decides(gazetteer: Gazetteer) -> None:
    assert located(gazetteer, "A house burned in Alexandria, Louisiana.", "Alexandria") == {
        "Alexandria": "geonames:8"
    }
    assert located(gazetteer, "A house burned in Alexandria, Egypt.", "Alexandria") == {
        "Alexandria": "geonames:7"
    }


def test_a_city_known_everywhere_needs_no_support(gazetteer: Gazetteer) -> None:
    assert located(gazetteer, "Delegates met in Paris.", "Paris") == {"Paris": "geonames:9"}


def test_the_dateline_supports_its_country(gazetteer: Gazetteer) -> None:
    assert located(gazetteer, "Shells fell on Rawa.", "Rawa", dateline="QAIM, Iraq") == {"Rawa": "geonames:2"}


def test_a_country_is_placed_as_a_country(gazetteer: Gazetteer) -> None:
    assert located(gazetteer, "Trucks came from Iraq.", "Iraq") == {"Iraq": "IQ"}


@pytest.mark.parametrize(
    ("word", "iso"), [("Iraqi", "IQ"), ("Syrians", "SY"), ("UK", "GB"), ("Texas", "US"), ("W.Va.", "US")]
)
def test_peoples_states_and_short_forms_are_placed(gazetteer: Gazetteer, word: str, iso: str) -> None:
    text = f"Several officers of {word} went home."
    mention = Mention(Words.cut(text, at := text.index(word), at + len(word)), Kind.PLACE)
    (found,) = position_mentions([mention], tokenise(text), None, gazetteer)
    assert found.position is not None and found.position.country == iso


def test_a_state_of_the_us_is_told_from_the_country_of_its_name(gazetteer: Gazetteer) -> None:
    def country(text: str) -> str | None:
        mention = Mention(Words.cut(text, at := text.index("Georgia"), at + 7), Kind.PLACE)
        (found,) = position_mentions([mention], tokenise(text), None, gazetteer)
        return found.position.country if found.position else None

    assert country("Officials in Texas and Georgia, two U.S. states, met.") == "US"
    assert country("Georgian officers in Tbilisi said Georgia would vote.") == "GE"


def test_look_alikes_do_not_meet(gazetteer: Gazetteer) -> None:
    text = "Iraqi police searched Karabla."
    assert located(gazetteer, text, "Karabla") == {"Karabla": None}


def test_another_romanisation_counts_only_near_a_known_place(gazetteer: Gazetteer) -> None:
    near = "Syrian convoys left Abu Kamal for Tadmoor, in Syria."
    assert located(gazetteer, near, "Abu Kamal", "Tadmoor")["Tadmoor"] == "geonames:10"
    assert located(gazetteer, "A film set named Tadmoor.", "Tadmoor") == {"Tadmoor": None}


def test_a_facility_lies_near_the_place_it_is_named_with(gazetteer: Gazetteer) -> None:
    text = "Iraqi guards in Qaim opened the Qaim crossing."
    mentions = [
        Mention(Words.cut(text, 16, 20), Kind.PLACE),
        Mention(Words.cut(text, 32, 45), Kind.FACILITY),
    ]
    place, facility = position_mentions(mentions, tokenise(text), None, gazetteer)
    assert place.position is not None and facility.position is not None
    assert (place.position.precision, facility.position.precision) == ("town", "area")


@pytest.mark.parametrize("kind", [Kind.PERSON, Kind.GROUP, Kind.ORGANIZATION])
def test_persons_and_groups_are_never_on_the_map(gazetteer: Gazetteer, kind: Kind) -> None:
    assert located(gazetteer, "Iraqi officer Karbala spoke.", "Karbala", kind=kind) == {"Karbala": None}


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("al-Qaim", "Qaim"),
        ("Al Qā’im", "QAIM"),
        ("Al-Qa'im", "al-Qaim"),
        ("القائم", "القايم"),
        ("Deir ez-Zor", "Deir ez Zor"),
    ],
)
def test_spellings_of_one_name_fold_together(a: str, b: str) -> None:
    assert fold(a)[0] == fold(b)[0] or skeleton(fold(a)[0]) == skeleton(fold(b)[0])


def test_romanisations_meet_in_their_skeleton() -> None:
    assert skeleton(fold("Roumana")[0]) == skeleton(fold("Rumana")[0])
    assert skeleton(fold("Karabla")[0]) != skeleton(fold("Karbala")[0])


# --- what no gazetteer has, parts of the world, districts ---


def told(gazetteer: Gazetteer, text: str, name: str, kind: Kind = Kind.PLACE) -> Position | None:
    mention = Mention(Words.cut(text, at := text.index(name), at + len(name)), kind)
    (found,) = position_mentions([mention], tokenise(text), None, gazetteer)
    return found.position


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "Iraqi police searched the Zarvan area across the river from the city.",
            "across the river from the city",
        ),
        (
            "Zarvan, a village 12 km north of Tolan, was empty, Iraqi officers said.",
            "a village 12 km north of Tolan",
        ),
        ("Iraqi farmers left the village of Zarvan on Monday.", "the village of Zarvan"),
        ("A shell hit Zarvan near the mill, said Iraqi officers.", "Zarvan near the mill"),
        ("Ten km west of Zarvan the road ends. They came from 10 km west of Zarvan.", ""),
    ],
)
def test_a_place_that_no_gazetteer_has_keeps_what_is_said_of_where_it_is(
    gazetteer: Gazetteer, text: str, said: str
) -> None:
    position = told(gazetteer, text, "Zarvan")
    assert position is not None
    assert (position.latitude, position.longitude, position.precision) == (None, None, "unknown")
    assert said in position.why and "Zarvan" in position.why


def test_a_place_of_which_nothing_is_said_has_no_country_either(gazetteer: Gazetteer) -> None:
    position = told(gazetteer, "Iraqi police met in Zarvan.", "Zarvan")
    assert position is not None and position.country is None and "does not say where" in position.why


@pytest.mark.parametrize(
    ("name", "country"), [("Africa", None), ("the Sahel", None), ("Darfur", "SD"), ("EU", None)]
)
def test_parts_of_the_world_have_a_rough_middle(gazetteer: Gazetteer, name: str, country: str | None) -> None:
    position = told(gazetteer, f"Envoys flew from {name} to the talks.", name)
    assert position is not None and position.precision == "region" and position.latitude is not None
    assert position.country == country


def test_a_district_below_the_first_level_has_a_position(gazetteer: Gazetteer) -> None:
    position = told(gazetteer, "Iraqi officials in Rutba District met.", "Rutba District")
    assert position is not None and (position.precision, position.country) == ("admin2", "IQ")


def test_a_facility_at_a_place_that_no_gazetteer_has_lies_there_too(gazetteer: Gazetteer) -> None:
    text = "Iraqi medics in Zarvan, a village near the river, opened the Zarvan hospital."
    mentions = [
        Mention(Words.cut(text, at := text.index("Zarvan"), at + 6), Kind.PLACE),
        Mention(Words.cut(text, at := text.index("Zarvan hospital"), at + 15), Kind.FACILITY),
    ]
    _, facility = position_mentions(mentions, tokenise(text), None, gazetteer)
    assert facility.position is not None and facility.position.latitude is None
    assert "at “Zarvan”" in facility.position.why


def test_a_facility_or_area_of_ones_own_lies_where_its_own_name_says(
    gazetteer: Gazetteer, tmp_path: Path
) -> None:
    own = [
        GivenPlace("sites.csv:1", "Zarvan camp", (), 33.5, 42.5, "IQ", "facility"),
        GivenPlace("sites.csv:2", "Zarvan", (), 33.0, 42.0, "IQ", "town"),
        GivenPlace("map:3", "Roumanek area", (), 34.0, 41.0, "IQ", "area"),
    ]
    both = Gazetteer(build(tmp_path / "two.sqlite", []), build_given(tmp_path / "own2.sqlite", own))
    text = "Iraqi police met at Zarvan camp near Zarvan, then in the Roumanek area."
    camp = located(both, text, "Zarvan camp", kind=Kind.FACILITY)
    assert camp == {"Zarvan camp": "sites.csv:1"}
    assert located(both, text, "Roumanek area") == {"Roumanek area": "map:3"}
    both.close()


def test_places_of_ones_own_are_found_and_named_as_such(gazetteer: Gazetteer, tmp_path: Path) -> None:
    own = [
        GivenPlace("sites.csv:7", "Zarvan", ("Zarwan",), 33.0, 42.0, "IQ", "town"),
        GivenPlace("ocha:X1", "Tolanek", (), None, None, "IQ", "admin2", inside="Anbar"),
    ]
    first = build(tmp_path / "first.sqlite", [])
    both = Gazetteer(first, build_given(tmp_path / "own.sqlite", own))
    placed = told(both, "Iraqi police met in Zarwan.", "Zarwan")
    assert placed is not None and (placed.gazetteer, placed.latitude) == ("sites.csv:7", 33.0)
    without = told(both, "Iraqi police met in Tolanek.", "Tolanek")
    assert without is not None and (without.gazetteer, without.latitude) == ("ocha:X1", None)
    assert "in Anbar" in without.why
    both.close()
