from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riwaya.view.dates import bounds, in_words, month_starts, order, since


@pytest.mark.parametrize(
    ("edtf", "words"),
    [
        ("2031-05-02", "2 May 2031"),
        ("2031-05", "May 2031"),
        ("2031", "2031"),
        ("2031-05-02~", "about 2 May 2031"),
        ("2031?", "perhaps 2031"),
        ("2031-22", "summer 2031"),
        ("203X", "2030s"),
        ("XXXX-05-02", "2 May, year unknown"),
        ("2031-05-02/2031-05-09", "2 to 9 May 2031"),
        ("2031-04-30/2031-05-09", "30 April to 9 May 2031"),
        ("2030-12/2031-02", "December 2030 to February 2031"),
        ("2012/..", "since 2012"),
        ("../2031-05", "until May 2031"),
        ("[2031-05-02,2031-05-03]", "2 May 2031 or 3 May 2031"),
        ("2031-05-02T03:30:00", "2 May 2031, 03:30"),
        ("some day", "some day"),
        (None, "date unknown"),
    ],
)
def test_in_words(edtf: str | None, words: str) -> None:
    assert in_words(edtf) == words


@given(st.dates(min_value=date(1, 1, 1), max_value=date(9990, 1, 1)))
def test_a_day_is_its_own_bounds(day: date) -> None:
    assert bounds(day.isoformat()) == (day.toordinal(), day.toordinal())


@given(st.dates(min_value=date(1000, 1, 1), max_value=date(9000, 1, 1)))
def test_a_day_lies_in_its_month_and_year(day: date) -> None:
    for wider in (day.isoformat()[:7], day.isoformat()[:4], f"{day.isoformat()[:3]}X"):
        low, high = bounds(wider)
        assert low is not None and high is not None
        assert low <= day.toordinal() <= high
        assert since(wider, day.isoformat())


@given(st.text(max_size=30))
def test_any_text_has_words_and_bounds(text: str) -> None:
    assert in_words(text)
    bounds(text)
    order(text)


def test_unknown_dates_come_last() -> None:
    assert sorted([None, "2031", "2030-05-02", "XXXX-05-02"], key=order)[:2] == ["2030-05-02", "2031"]


@given(st.integers(700_000, 730_000), st.integers(0, 9000))
def test_ticks_lie_on_the_axis(first: int, length: int) -> None:
    ticks = month_starts(first, first + length)
    assert len(ticks) <= 13
    assert all(first <= at <= first + length for at, _ in ticks)
