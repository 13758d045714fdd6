"""What numbers count in the many wordings of reports, and what counts nothing. Sentences are invented."""

from __future__ import annotations

import pytest

from riwaya.locate.figures import figures

NOTHING = [
    # ages
    "One of the carters, now 23, was first held at 15.",
    "The nurse, then 31, left.",
    "A girl of 7 fell into the cistern.",
    "It was a widow of about sixty who spoke.",
    "Children of 8 and 9 carry bricks there.",
    "Boys between 12 and 16 carry bricks there.",
    "He was nine when the dam broke.",
    "She turned 60.",
    "He began to mend nets at 11 and never stopped.",
    "She had worked there from the age of 14.",
    "Her sisters, 7 and 9, were found.",
    "It is a family of carters, the youngest 14.",
    "Age: 34.",
    "A bell was stolen on Monday and a third the day after.",
    "He walked 30 day marches and slept a 3 night stay.",
    # hours
    "The clinic had shut at 5 and the nurse had gone.",
    "Two of them were arrested at 6."[7:],
    "The market is open from 8 to 2.",
    "The well is locked at 9 every evening.",
    # names with numbers
    "Bill 88 is before the house.",
    "Clause 12 was struck out.",
    "Wards 3 and 4 are shut.",
    "See pages 12 to 15.",
    # lengths of writing
    "The ruling runs to 64 pages.",
    "It is a report of 40 pages.",
    # money
    "The pump will cost 3,000 crowns.",
    "The mule was worth 90 talents.",
    "It was 9 degrees below zero.",
    # rates
    "Delivered each week: 12 litres per household.",
    "Tents needed: none. Fuel: 9 litres a day.",
]  # fmt: skip


@pytest.mark.parametrize("text", NOTHING)
def test_ages_hours_names_lengths_and_prices_are_no_counts(text: str) -> None:
    assert figures(text) == ()


Row = tuple[float | None, float | None, float | None, str | None]

COUNTS: list[tuple[str, list[Row]]] = [
    ("The mayor put the dead at nine.", [(9, 9, 9, "people")]),
    ("The toll stands at 14.", [(14, 14, 14, "people")]),
    ("She counted fifty jars and stopped. There were 31.", [(50, 50, 50, "jars"), (31, 31, 31, "jars")]),
    ("Up to 40 miners were below. By Sunday 12 had been pulled out.", [(None, None, 40, "people"), (12, 12, 12, "people")]),
    ("The wardens let the number of cells from 6 to 9.", [(6, 6, 6, "cells"), (9, 9, 9, "cells")]),
    ("The count of boats went from 12 to 30.", [(12, 12, 12, "boats"), (30, 30, 30, "boats")]),
    ("Blankets needed: >150.", [(150, None, None, "blankets")]),
    ("Wells repaired: 12.", [(12, 12, 12, "wells")]),
    ("~90 stoves for 2,100+ people.", [(None, 90, None, "stoves"), (2100, None, None, "people")]),
    ("Forty-odd mules were led away.", [(40, 40, None, "mules")]),
    ("They burned 4 of the hamlet's 11 drying floors.", [(4, 4, 4, "floors"), (11, 11, 11, "floors")]),
    ("Nine water points were repaired.", [(9, 9, 9, "points")]),
    ("Over 80 laundresses struck.", [(80, None, None, "people")]),
    ("Upwards of 300 homes are without water.", [(300, None, None, "homes")]),
    ("Twelve pages were torn out.", [(12, 12, 12, "pages")]),
    ("Traders delivered 900 litres of milk to the camp.", [(900, 900, 900, "litres")]),
    ("Nine out of every ten families left.", [(90, 90, 90, "percent")]),
    ("One in eight of the 640 voters came.", [(80, 80, 80, "people"), (640, 640, 640, "people")]),
    ("The vote was 214 to 163.", [(214, 214, 214, "votes"), (163, 163, 163, "votes")]),
    ("Its population has shrunk from 5,000 to fewer than 800.", [(5000, 5000, 5000, "people"), (None, None, 800, "people")]),
    ("The organisers claimed 20,000 had come.", [(20000, 20000, 20000, "people")]),
    ("The barge carried 300 tonnes of coal and a crew of 7.", [(300, 300, 300, "tonnes"), (7, 7, 7, "people")]),
    ("At the second gate 5 more were waiting.", [(5, 5, 5, "people")]),
    ("A score of houses burned.", [(20, 20, 20, "houses")]),
    ("Only one in ten has a job.", [(10, 10, 10, "percent")]),
    ("A crew of 9 was taken off.", [(9, 9, 9, "people")]),
    ("Some 900 day porters have left.", [(None, 900, None, "people")]),
    ("They hired 300 to 450 night watchmen.", [(300, None, 450, "people")]),
    ("Forty foot soldiers and two night trains were held.", [(40, 40, 40, "people"), (2, 2, 2, "trains")]),
    ("Boats: 3. Mills turning: 1 of 5.", [(3, 3, 3, "boats"), (1, 1, 1, "mills"), (5, 5, 5, "mills")]),
    ("Boats: 3. Mills turning: 2 out of 5.", [(3, 3, 3, "boats"), (2, 2, 2, "mills"), (5, 5, 5, "mills")]),
    ("Wells working: 3 of 8. Schools open: 12.", [(3, 3, 3, "wells"), (8, 8, 8, "wells"), (12, 12, 12, "schools")]),
    ("The camp holds 2,300, twice what it should.", [(2300, 2300, 2300, "people")]),
    ("Slightly under 200 carters and nigh on 40 mules were out.", [(None, 200, 200, "people"), (None, 40, 40, "mules")]),
    ("A shade over 500 goats were counted.", [(500, 500, None, "goats")]),
    ("Missing: just under 40.", [(None, 40, 40, "people")]),
    ("Wounded: between 10 and 12.", [(10, None, 12, "people")]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "wanted"), COUNTS)
def test_counts_keep_their_bounds_and_unit(text: str, wanted: list[Row]) -> None:
    assert [(f.low, f.best, f.high, f.unit) for f in figures(text)] == wanted
