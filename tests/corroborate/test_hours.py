"""The hour at which a thing began, and two accounts that give it other hours."""

from __future__ import annotations

import pytest

from riwaya.corroborate.hours import begun_at, hours_apart
from tests.corroborate.build import World


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("the rockets fell shortly after five in the afternoon", 16.5, 17.5),
        ("the fire broke out around 3 am", 2.5, 3.5),
        ("the blast happened at half past nine in the evening", 21.0, 22.0),
        ("the bus was hit at 14:30", 14.0, 15.0),
        ("the siege began at dawn", 4.0, 7.5),
        ("the shed exploded just after 12.15 a.m.", -0.25, 0.75),
    ],
)
def test_the_hours_at_which_a_thing_began(text: str, first: float, last: float) -> None:
    found = begun_at(text)
    assert found is not None
    assert (found.first, found.last) == (first, last)


@pytest.mark.parametrize(
    "text",
    [
        "the fire broke out at half past two",  # of the day or of the night
        "shells fell every night",
        "the wall collapsed after two people had leaned on it",
        "the barracks were attacked, and by evening the road was shut",
        "the wounded were brought at 9 p.m.",
        "the bus was hit at 2.30",
        "the fire broke out before 9 p.m.",
    ],
)
def test_no_hours_where_none_are_told_of_its_beginning(text: str) -> None:
    assert begun_at(text) is None


def test_the_small_hours_belong_to_the_night_before_and_the_morning_after() -> None:
    night, small, noon = (
        begun_at(f"the raid began {when}") for when in ("after dark", "at 2 a.m.", "at noon")
    )
    assert night and small and noon
    assert not hours_apart(night, small)
    assert hours_apart(noon, night)
    assert hours_apart(noon, small)


def test_one_shelling_by_daylight_and_after_dark() -> None:
    world = World()
    text = "Shells hit Nawl\n\nNAWL - Nawl was shelled on Sunday, 4 May. "
    a = world.report("Harbour Wire", text + "The shelling began at noon, a cook said.", "2031-05-05")
    b = world.report("Valley Voice", text + "The shelling began after dark, a guard said.", "2031-05-06")
    x = world.claim(a, "The shelling began at noon", "a cook", when="2031-05-04")
    y = world.claim(b, "The shelling began after dark", "a guard", when="2031-05-04")
    assert world.kinds(x, y) == {"contradicts date"}


def test_shellings_of_two_days_have_hours_of_their_own() -> None:
    world = World()
    text = "Shells hit Nawl\n\nNAWL - Nawl was shelled on {} May. "
    a = world.report(
        "Harbour Wire", text.format(4) + "The shelling began at noon, a cook said.", "2031-05-05"
    )
    b = world.report(
        "Valley Voice", text.format(9) + "The shelling began after dark, a guard said.", "2031-05-10"
    )
    x = world.claim(a, "The shelling began at noon", "a cook", when="2031-05-04")
    y = world.claim(b, "The shelling began after dark", "a guard", when="2031-05-09")
    assert not world.kinds(x, y)
