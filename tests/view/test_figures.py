from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riwaya.view.figures import Range, axis, range_words

Bounds = tuple[float | None, float | None, float | None]
counts = st.one_of(st.none(), st.integers(0, 10**7).map(float))


def ranged(low: float | None, best: float | None, high: float | None) -> Range:
    return Range(low, best, high, "people", "killed", None, "words")


@pytest.mark.parametrize(
    ("low", "best", "high", "words"),
    [
        (9, 9, 9, "9"),
        (None, 300, None, "about 300"),
        (1000, None, None, "at least 1,000"),
        (None, None, 600, "up to 600"),
        (24, None, 99, "24–99"),
        (None, 50, 50, "nearly 50"),
        (50, 50, None, "just over 50"),
        (12.5, 12.5, 12.5, "12.5"),
        (None, None, None, "not stated"),
    ],
)
def test_words(low: float | None, best: float | None, high: float | None, words: str) -> None:
    assert range_words(low, best, high) == words


@given(st.lists(st.tuples(counts, counts, counts), min_size=2, max_size=6))
def test_every_mark_lies_on_the_axis(bounds: list[Bounds]) -> None:
    rows = [("source", ranged(*sorted3(b)), True) for b in bounds]
    drawn = axis(rows)
    if drawn is None:
        assert all(v is None for b in bounds for v in b)
        return
    for mark in drawn.marks:
        for at in (mark.start, mark.point, mark.end):
            assert at is None or -1e-9 <= at <= 1 + 1e-9
    places = [at for at, _ in drawn.ticks]
    assert places == sorted(places)
    assert 2 <= len(places) <= 12


def sorted3(
    b: tuple[float | None, float | None, float | None],
) -> tuple[float | None, float | None, float | None]:
    known = sorted(v for v in b if v is not None)
    low, best, high = (known.pop(0) if v is not None else None for v in b)
    return low, best, high


def test_an_open_end_has_room_on_the_axis() -> None:
    drawn = axis([("a", ranged(15, None, None), True), ("b", ranged(9, 9, 9), True)])
    assert drawn
    assert drawn.marks[0].start is not None and drawn.marks[0].start < 1
    assert drawn.marks[0].end is None


def test_one_figure_needs_no_axis() -> None:
    assert axis([("a", ranged(9, 9, 9), True)]) is None
