"""Stems, names and days: what comparing rests on."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riwaya.corroborate.times import edtf_of, gap, window
from riwaya.corroborate.words import proper, skeleton, stem, tokens, weighed


@pytest.mark.parametrize(
    "words",
    [
        ("closed", "closing", "closes", "close"),
        ("families", "family"),
        ("killed", "killing", "kills"),
        ("planned", "planning"),
    ],
)
def test_forms_of_one_word_meet(words: tuple[str, ...]) -> None:
    assert len({stem(w) for w in words}) == 1


@pytest.mark.parametrize(
    "names", [("Şermin", "Shermin", "Shermeen"), ("al-Qadisa", "Al Qadisa"), ("Duhayra", "Dhuhaira")]
)
def test_spellings_of_one_name_meet(names: tuple[str, ...]) -> None:
    assert len({"".join(skeleton(p) for p in n.replace("-", " ").split()) for n in names}) == 1


def test_names_are_told_from_sentence_openings() -> None:
    text = "Nobody slept. Ravel burned all night. The people of Ravel fled."
    assert proper(text) == {"ravel"}
    assert "~rvl" in weighed("Ravel burned", proper(text))


@given(st.text(max_size=80))
def test_tokens_point_at_their_words(text: str) -> None:
    for token in tokens(text):
        assert text[token.start : token.start + len(token.text)] == token.text


days = st.dates(date(1990, 1, 1), date(2060, 1, 1))


@given(days, days)
def test_the_gap_is_the_distance_and_goes_both_ways(a: date, b: date) -> None:
    x, y = window(a.isoformat()), window(b.isoformat())
    assert x and y
    assert gap(x, y) == gap(y, x) == abs((a - b).days)
    assert edtf_of(x) == a.isoformat()


@given(days, st.integers(0, 400))
def test_an_interval_holds_its_ends(start: date, length: int) -> None:
    end = start + timedelta(days=length)
    w = window(f"{start.isoformat()}/{end.isoformat()}")
    assert w and (w.first, w.last) == (start.toordinal(), end.toordinal())


@pytest.mark.parametrize(
    ("edtf", "days"),
    [
        ("2031-05", 31),
        ("2031", 365),
        ("2031-05-07~", 1),
        ("XXXX-02-29", 1),
        ("2031-05-XX", 31),
        ("203X", 3652),
    ],
)
def test_how_many_days_an_expression_covers(edtf: str, days: int) -> None:
    w = window(edtf)
    assert w and w.days == days


@pytest.mark.parametrize("edtf", [None, "", "XXXX", "soon", "2031-13-41", "2031-05-09/2031-05-01"])
def test_what_cannot_be_compared_has_no_window(edtf: str | None) -> None:
    assert window(edtf) is None


def test_a_day_without_a_year_meets_the_same_day_of_any_year() -> None:
    a, b, far = window("XXXX-12-31"), window("2031-01-01"), window("2031-07-01")
    assert a and b and far
    assert gap(a, b) == 1
    assert gap(a, far) > 100


def test_open_ends_reach_as_far_as_asked() -> None:
    since, day = window("2031-05-07/.."), window("2044-01-01")
    assert since and day
    assert gap(since, day) == 0
