from __future__ import annotations

import pytest

from riwaya.locate.figures import figures
from riwaya.records import Implied


def implied(text: str) -> list[Implied]:
    return [one for f in figures(text) for one in f.implied]


@pytest.mark.parametrize(
    ("text", "best", "of"),
    [
        ("The clinic admitted 95 women in May, an 80% decrease from last year.", 475, "last year"),
        ("Returns reached 1,200 people in June, up 50 per cent from May.", 800, "May"),
        ("Arrivals rose by 20 per cent compared with 2019, to 300 people.", 250, "2019"),
        ("Admissions have fallen by 80% from last year's 95.", 19, "after a fall of 80 % from 95"),
    ],
)
def test_a_change_beside_a_count_gives_the_other_count(text: str, best: float, of: str) -> None:
    (one,) = implied(text)
    assert (one.best, one.of) == (best, of)
    assert " / " in one.why or " x " in one.why


def test_the_rounding_of_the_share_is_kept() -> None:
    (one,) = implied("The clinic admitted 95 women in May, an 80% decrease from last year.")
    assert (one.low, one.best, one.high) == (463, 475, 487)


@pytest.mark.parametrize(
    "text",
    [
        "Prices rose 20 % on last year, while 300 people were hurt.",
        "About 40 per cent of the houses were damaged.",
        "Over 70% of the 900 people have fled.",
        "Admissions fell by 80%.",
        "The clinic admitted 95 women.",
    ],
)
def test_without_a_base_or_a_count_nothing_follows(text: str) -> None:
    assert implied(text) == []


def test_households_stay_households_and_the_factor_is_shown() -> None:
    (figure,) = figures("Another 300 families fled on Monday.")
    assert (figure.unit, figure.best) == ("families", 300)
    (one,) = figure.implied
    assert (one.low, one.best, one.high, one.unit) == (1500, None, 1800, "people")
    assert "5 to 6 people each" in one.why


def test_the_report_s_own_factor_goes_first() -> None:
    text = "Displaced: 4,210 people (702 households). A further 100 households are on the road."
    (one,) = implied(text)
    assert (one.low, one.best, one.high) == (600, 600, 600)
    assert "in this report" in one.why
