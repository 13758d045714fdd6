"""Spellings compared. All people and places are invented, but for the look-alikes that must stay apart."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riwaya.records import Kind, Referent
from riwaya.resolve import keys
from riwaya.resolve.compare import compare

SAME = [
    (Kind.PLACE, "Tel Samra", "Tell Samrah"),
    (Kind.PLACE, "Dourab", "Durab"),
    (Kind.PLACE, "al-Zaghour", "az-Zaghur"),
    (Kind.PLACE, "Qal'at Sinn", "Qalat Sin"),
    (Kind.PLACE, "Şemrak", "Shemrak"),
    (Kind.PLACE, "القائم", "al-Qa'im"),
    (Kind.PLACE, "دوراب", "Dourab"),
    (Kind.PLACE, "Врадово", "Vradovo"),
    (Kind.PERSON, "Sheikh Jabir al-Tamouri", "Jaber al-Tamuri"),
    (Kind.PERSON, "Abd al-Rahim Tolan", "Abdulrahim Tolan"),
    (Kind.PERSON, "Abdel Rahim Tolan", "Abd-ul-Rahim Tolan"),
    (Kind.PERSON, "Mir Dad", "Mirdad"),
    (Kind.PERSON, "Saif al-Din Orak", "Saifuddin Orak"),
    (Kind.PERSON, "Hryhoriy Malko", "Grigory Malko"),
    (Kind.PERSON, "J. Tamouri", "Jabir Tamouri"),
    (Kind.PERSON, "Jabir Hatem al-Tamouri", "Jabir al-Tamouri"),
    (Kind.GROUP, "Islamic State", "Daesh"),
    (Kind.GROUP, "Northern Valley Guard", "NVG"),
    (Kind.ORGANIZATION, "Ministry of Health", "Health Ministry"),
    (Kind.ORGANIZATION, "Orvan Relief Organisation", "Orvan Relief Organization"),
]
DIFFERENT = [
    (Kind.PLACE, "Karabla", "Karbala"),
    (Kind.PLACE, "Karbala", "Karbouly"),
    (Kind.PLACE, "al-Qaim", "al-Qaeda"),
    (Kind.GROUP, "Kataib al-Imam Ali", "Kataeb al-Hamza"),
    (Kind.PERSON, "Jabir al-Tamouri", "Nasser al-Tamouri"),
    (Kind.PERSON, "Jamal Tolan", "Jamil Tolan"),
    (Kind.PERSON, "Tarek ag Behn", "Behn ag Tarek"),
    (Kind.PERSON, "Jabir Hatem Tolan", "Jabir Salem Tolan"),
    (Kind.FACILITY, "Tel Samra bridge", "Tel Samra camp"),
    (Kind.GROUP, "5th Brigade", "6th Brigade"),
    (Kind.ORGANIZATION, "Iraqi Ministry of Health", "Syrian Ministry of Health"),
]


@pytest.mark.parametrize(("kind", "one", "other"), SAME)
def test_spellings_of_one_name(kind: Kind, one: str, other: str) -> None:
    assert compare(one, other, kind).same
    assert compare(other, one, kind).same
    assert set(keys(referent(one, kind))) & set(keys(referent(other, kind)))


@pytest.mark.parametrize(("kind", "one", "other"), DIFFERENT)
def test_look_alikes(kind: Kind, one: str, other: str) -> None:
    assert not compare(one, other, kind).same
    assert not compare(other, one, kind).same


def test_a_bare_family_name_is_a_part_and_not_the_same() -> None:
    verdict = compare("Jabir al-Tamouri", "Tamouri", Kind.PERSON)
    assert verdict.part and not verdict.same


def test_every_verdict_names_both_spellings() -> None:
    for kind, one, other in SAME + DIFFERENT:
        why = compare(one, other, kind).why
        assert one in why and other in why


def referent(name: str, kind: Kind) -> Referent:
    return Referent("p1", "r1", kind, name, (name,), True, ())


# --- the same name in another listed romanisation ---

SYLLABLES = st.sampled_from(
    ["qa", "rou", "kha", "dhi", "sham", "gho", "zee", "mar", "nu", "tib", "fa", "lo", "sa"]
)
BARE = st.lists(SYLLABLES, min_size=2, max_size=4).map("".join)
PAIRS = "q k,ou u,ee i,kh h,dh d,gh g,a â,u ou,m mm,i î,b bb"
RESPELL = st.sampled_from([(a, b) for a, b in (pair.split() for pair in PAIRS.split(","))])


@given(BARE, RESPELL, st.sampled_from(["", "al-", "Al ", "el-"]), st.sampled_from(["", "h"]))
def test_another_romanisation_is_the_same_place(
    name: str, change: tuple[str, str], article: str, ending: str
) -> None:
    other = article + name.replace(*change).title() + (ending if name.endswith("a") else "")
    one = name.title()
    assert compare(one, other, Kind.PLACE).same, (one, other)
    assert set(keys(referent(one, Kind.PLACE))) & set(keys(referent(other, Kind.PLACE)))


@given(BARE, BARE, RESPELL, st.sampled_from(["", "Sheikh ", "Col. ", "Dr "]))
def test_another_romanisation_is_the_same_person(
    first: str, last: str, change: tuple[str, str], title: str
) -> None:
    one = f"{first.title()} al-{last.title()}"
    other = f"{title}{first.replace(*change).title()} el-{last.replace(*change).title()}"
    assert compare(one, other, Kind.PERSON).same, (one, other)


@given(BARE, BARE)
def test_comparing_is_symmetric(one: str, other: str) -> None:
    for kind in (Kind.PERSON, Kind.PLACE):
        assert compare(one, other, kind).score == compare(other, one, kind).score
