"""Where things stand in time, on a scale and on the map."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest

from riwaya.records import Entity, Kind, Position
from riwaya.view.contested import contested
from riwaya.view.course import courses
from riwaya.view.dates import bounds
from riwaya.view.listing import columns
from riwaya.view.lookup import Lookup
from riwaya.view.mapping import frame, marks
from riwaya.view.strip import strip
from riwaya.view.telling import tell
from tests.view.memory import Memory


def test_a_line_of_dates_keeps_order_and_stacks_one_day() -> None:
    made = strip(
        "said",
        [
            ("c1", "a", "2031-05-03", 0),
            ("c2", "b", "2031-05-03", 1),
            ("c3", "c", "2031-05-09", 1),
            ("c4", "d", None, 0),
        ],
    )
    assert made
    assert [d.account for d in made.dots] == ["c1", "c2", "c3"]
    assert [d.level for d in made.dots] == [0, 1, 0]
    assert 0 < made.dots[0].at == made.dots[1].at < made.dots[2].at < 1
    assert (made.levels, made.undated) == (2, 1)
    assert strip("said", [("c1", "a", "2031", 0), ("c2", "b", "2031", 1)]) is None


def test_every_disagreement_says_when_its_accounts_were_given(ledger: Memory) -> None:
    drawn = [i.dates for i in contested(ledger)]
    assert any(d and {x.account for x in d.dots} for d in drawn)


def test_figures_over_time_keep_every_source(ledger: Memory) -> None:
    lookup = Lookup(ledger)
    told = [tell(c, lookup) for c in lookup.keep(ledger.claims())]
    killed = next(c for c in courses(told) if c.title == "killed")
    assert len(killed.given) == sum(1 for t in told for f in t.figures if f.measure == "killed")
    at_least = next(g for g in killed.given if g.figure.words == "at least 14")
    assert at_least.high is None and at_least.low is not None


def place(name: str, latitude: float, longitude: float, precision: str) -> Entity:
    at = Position(latitude, longitude, precision, None, "XX", "")
    return Entity(name, Kind.PLACE, name, (), (name,), position=at)


def test_marks_say_how_exactly_they_are_known() -> None:
    found = marks(
        [
            place("bridge", 10, 20, "facility"),
            place("town", 10, 20, "town"),
            place("district", 10, 20, "admin2"),
            place("land", 10, 20, "country"),
            place("lost", 10, 20, "unknown"),
        ],
        {"town": 4},
        {"town": 1},
        {},
    )
    drawn = {m.name: (m.shape, m.radius > 0) for m in found}
    assert drawn == {
        "bridge": ("point", False),
        "town": ("circle", True),
        "district": ("area", True),
        "land": ("country", False),
    }
    assert [m.name for m in found][:2] == ["land", "district"]  # below the others


def test_the_frame_holds_what_is_named_and_leaves_out_what_lies_far_off() -> None:
    near = [place(f"t{n}", 34 + n / 10, 41 + n / 10, "town") for n in range(10)]
    far = place("far", -30, 150, "town")
    counts = {e.id: 5 for e in near} | {"far": 1}
    part = frame(marks([*near, far], counts, {}, {}))
    assert part and part.south < 34 and part.north > 34.9 and part.east < 60
    alone = frame(marks([replace(far)], counts, {}, {}))
    assert alone and alone.west < 150 < alone.east
    assert frame(()) is None
    land = frame(marks([place("land", 39, -98, "country")], {}, {}, {}))
    assert land and land.north - land.south > 12  # a country is not the spot in its middle


@pytest.mark.parametrize(
    ("dates", "words"),
    [
        (["2031-05-03", "2031-07-01", None], ["May 2031", "June 2031", "July 2031"]),
        (["2020-05", "2031"], [str(y) for y in range(2020, 2032)]),
        ([None], []),
    ],
)
def test_a_chart_by_time_leaves_no_month_out(dates: list[str | None], words: list[str]) -> None:
    made = columns(Counter(bounds(d)[0] or 0 for d in dates))
    assert [c.words for c in made] == words
    assert sum(c.count for c in made) == sum(d is not None for d in dates)


def test_lists_come_in_the_order_of_their_dates(ledger: Memory) -> None:
    every = ledger.newest_reports(0, 99)
    published = {r.id: r.published for r in ledger.reports()}
    dates = [published[r] for r in every]
    known = [d for d in dates if d]
    assert known == sorted(known, reverse=True) and dates[len(known) :] == [None] * (len(dates) - len(known))
    day = bounds("2031-05-03")[0]
    assert {published[r] for r in ledger.newest_reports(0, 99, day, day)} == {"2031-05-03"}
    assert ledger.reports_within(None, None) == len(every)
    assert [e.edtf for e in ledger.events_in_order(0, 9)] == ["2031-05-02"]
