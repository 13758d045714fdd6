"""Times on the calendar. Sentences are invented; every date was worked out by hand."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from edtf import parse_edtf
from hypothesis import given
from hypothesis import strategies as st

from riwaya.locate import moments as at
from riwaya.locate.moments import bounds
from riwaya.locate.timed import Anchor, Time
from riwaya.locate.times import times


def read(text: str, published: str | None = None) -> list[Time]:
    moment = bounds(published)
    anchor = Anchor(moment, f"the publication date {published}") if moment else None
    return [t for t in times(text, anchor) if t.dated]


WEDNESDAY = "2023-05-17"

CASES = [
    ("The mill burned on 3 March 2021.", "2021-03-03"),
    ("The mill burned on March 3, 2021.", "2021-03-03"),
    ("The mill burned on Wednesday, 3 March 2021.", "2021-03-03"),
    ("The mill burned on the 3rd of March 2021.", "2021-03-03"),
    ("The mill burned on the third of March 2021.", "2021-03-03"),
    ("It burned on the evening of the twelfth of May.", "2023-05-12"),
    ("The mill burned on the thirty-first of January 2021.", "2021-01-31"),
    ("Logged 2021-03-03 at the gate.", "2021-03-03"),
    ("Logged 03.03.2021 at the gate.", "2021-03-03"),
    ("Logged 25/03/2021 at the gate.", "2021-03-25"),
    ("The ferry sank on Feb. 9.", "2023-02-09"),
    ("The ferry sank on 9 November.", "2022-11-09"),
    ("The ferry will sail on 9 November.", "2023-11-09"),
    ("The ferry sank in November.", "2022-11"),
    ("The ferry sank in May.", "2023-05"),
    ("The wells ran dry in 2019.", "2019"),
    ("The road was mined in the 1990s.", "199X"),
    ("The road was mined in the late 1990s.", "1996/1999"),
    ("The road was mined in early 2020.", "2020-01/2020-04"),
    ("Rain came in late March.", "2023-03-21/2023-03-31"),
    ("Rain came in mid-March.", "2023-03-11/2023-03-20"),
    ("Rain came last summer.", "2022-22"),
    ("Rain came in the winter of 2019.", "2019-24"),
    ("They met yesterday.", "2023-05-16"),
    ("They met the day before yesterday.", "2023-05-15"),
    ("They met this morning.", "2023-05-17"),
    ("They met last night.", "2023-05-16"),
    ("They met overnight.", "2023-05-16/2023-05-17"),
    ("They met on Monday.", "2023-05-15"),
    ("They met on Wednesday.", "2023-05-17"),
    ("They will meet on Monday.", "2023-05-22"),
    ("They met last Wednesday.", "2023-05-10"),
    ("They are to meet next Wednesday.", "2023-05-24"),
    ("The mayor declared Friday a day of mourning.", "2023-05-19"),
    ("Two barges had been due to dock on Friday.", "2023-05-19"),
    ("They met last week.", "2023-05-08/2023-05-14"),
    ("They met earlier this month.", "2023-05"),
    ("They met last month.", "2023-04"),
    ("They met last year.", "2022"),
    ("They met over the weekend.", "2023-05-13/2023-05-14"),
    ("They met three days ago.", "2023-05-14"),
    ("They met two months ago.", "2023-03"),
    ("They met about two months ago.", "2023-03~"),
    ("They met twelve years ago.", "2011"),
    ("They meet a fortnight from today.", "2023-05-31"),
    ("They met on the 12th.", "2023-05-12"),
    ("They met on the 25th.", "2023-04-25"),
    ("They met on Saturday the 6th.", "2023-05-06"),
    ("They met in the first week of March.", "2023-03-01/2023-03-07"),
    ("They met on the last Friday of April.", "2023-04-28"),
    ("They met on New Year's Eve.", "2022-12-31"),
    ("The gate has been shut since the 3rd.", "2023-05-03/.."),
    ("The gate has been shut since 2018.", "2018/.."),
    ("The gate stays shut until 2 June 2023.", "../2023-06-02"),
    ("The camp filled between 8 and 11 January 2023.", "2023-01-08/2023-01-11"),
    ("The camp filled from 28 February to 4 March.", "2023-02-28/2023-03-04"),
    ("The camp filled between November and January.", "2022-11/2023-01"),
    ("The dam broke in the night from Sunday to Monday.", "2023-05-14/2023-05-15"),
    ("The dam broke shortly after 2 a.m. on Monday.", "2023-05-15"),
    ("The mill burned down a year ago today.", "2022-05-17"),
    ("The mill burned down two years ago this month.", "2021-05"),
    ("The court will sit again in ten days.", "2023-05-27"),
    ("The court will sit again in three weeks' time.", "2023-06-07"),
    ("The market reopens on Saturday.", "2023-05-20"),
    ("She lived in a tent from November 2019 until last month.", "2019-11/2023-04"),
    ("Shells fell in the week of 4 April.", "2023-04-03/2023-04-09"),
    ("The dam was finished in June last year.", "2022-06"),
    ("He was tried two Fridays ago.", "2023-05-05"),
    ("He was tried the Friday before last.", "2023-05-05"),
    ("He was tried around 15 February.", "2023-02-15~"),
    ("He was tried in 2021-22.", "2021/2022"),
    ("It snowed in the last couple of days.", "2023-05-15/2023-05-17"),
]


@pytest.mark.parametrize(("text", "wanted"), CASES)
def test_a_time_read_on_a_wednesday(text: str, wanted: str) -> None:
    assert [t.edtf for t in read(text, WEDNESDAY)] == [wanted]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Soldiers entered on 4 June 2022. Two men had been taken the previous day.", "2022-06-03"),
        ("Soldiers entered on 4 June 2022. The shop reopened two days later.", "2022-06-06"),
        ("Soldiers entered on 4 June 2022. That week the shop stayed shut.", "2022-05-30/2022-06-05"),
        ("A raft drifted in on 8 June 2022, eleven days after it broke loose.", "2022-05-28"),
        ("She leaves on 8 June 2022, two days before the permit ends.", "2022-06-10"),
        ("Soldiers entered on 4 June 2022. Shots were heard at about 10 p.m. by the well.", "2022-06-04"),
        (
            "Shells fell in the night of 12 May 2022. The school was closed on 4 May 2022. On the same night two died.",
            "2022-05-12",
        ),
        (
            "Harvest began on 5 September 2022. In the second week of harvest the mill burned.",
            "2022-09-12/2022-09-18",
        ),
    ],
)
def test_a_time_counted_from_a_dated_thing_in_the_text(text: str, wanted: str) -> None:
    assert read(text, "2023-01-11")[-1].edtf == wanted


@pytest.mark.parametrize(
    "text",
    ["They met last Friday.", "They met yesterday.", "The previous day they met.", "They met this year."],
)
def test_without_an_anchor_a_relative_time_stays_unknown_and_says_so(text: str) -> None:
    (time,) = read(text)
    assert time.edtf is None
    assert "not on the calendar" in time.why


def test_a_feast_that_moves_is_no_day_by_its_name() -> None:
    (time,) = read("It rained on Easter Monday.", WEDNESDAY)
    assert time.edtf is None
    assert "moves" in time.why


def test_a_length_after_a_named_event_counts_from_its_date() -> None:
    first, named = read("Ten days after the flood of 29 March the road opened.", WEDNESDAY)
    assert (first.edtf, named.edtf) == ("2023-04-08", "2023-03-29")


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("قتل خمسة أشخاص يوم الجمعة الماضي.", "2023-05-12"),
        ("وقع ذلك في 5 تشرين الثاني 2017.", "2017-11-05"),
        ("وقع ذلك في ٥ نوفمبر/تشرين الثاني ٢٠١٧.", "2017-11-05"),
        ("وقع ذلك أمس.", "2023-05-16"),
        ("وقع ذلك قبل ثلاثة أيام.", "2023-05-14"),
        ("وقع ذلك قبل أسبوعين.", "2023-05-03"),
        ("وقع ذلك الأسبوع الماضي.", "2023-05-08/2023-05-14"),
        ("المعبر مغلق منذ عام 2014.", "2014/.."),
    ],
)
def test_the_basics_of_arabic(text: str, wanted: str) -> None:
    moment = bounds(WEDNESDAY)
    assert moment is not None
    found = [t for t in times(text, Anchor(moment, "the publication date"), "ar") if t.dated]
    assert [t.edtf for t in found] == [wanted]


def test_without_an_anchor_a_date_keeps_its_missing_year_open() -> None:
    assert [t.edtf for t in read("It fell on Sept. 30 and in October.")] == ["XXXX-09-30", "XXXX-10"]


def test_an_anchor_known_to_the_month_gives_no_invented_days() -> None:
    (week,) = read("The town was retaken last week.", "2017-11")
    assert week.edtf == "2017-10/2017-11"
    (friday,) = read("The town was retaken on Friday.", "2017-11")
    assert friday.edtf == "2017-10/2017-11"
    (day,) = read("The town was retaken on Sept. 30.", "2017-11")
    assert day.edtf == "2017-09-30"


@pytest.mark.parametrize(
    "text",
    [
        "It lasted three weeks.",
        "She walked for two hours.",
        "He goes every Monday.",
        "The boy, 10 years old, laughed.",
        "May I come in? Do march on.",
        "The engine turned 2,019 times.",
        "Some 2000 people came.",
    ],
)
def test_lengths_habits_ages_and_counts_are_no_dates(text: str) -> None:
    assert read(text, WEDNESDAY) == []


@pytest.mark.parametrize(
    ("text", "saying"),
    [
        ("The bridge fell, the mason told this paper in March.", True),
        ("The bridge fell, the mason said on Friday.", True),
        ("The mason said the bridge fell on Friday.", False),
        ("Guards detained the mason on Friday.", False),
    ],
)
def test_the_time_of_a_saying_is_told_from_that_of_an_event(text: str, saying: bool) -> None:
    (time,) = read(text, WEDNESDAY)
    assert time.saying is saying


PIECES = """
the a an in on of at by since until from to and between last next this that previous every
Monday Friday May March Sept January week month year day weekend days weeks years
ago before after later earlier early mid late end first second third three 3 15 30 31 2019 1990s
3rd 31st 15th yesterday today tonight morning night noon summer winter 10:20 2021-02-30 31.02.2021
. , - ( ) – ! ' will was said Christmas couple few half hundred
"""
WORDS = PIECES.split()


def phrases() -> st.SearchStrategy[str]:
    return st.lists(st.sampled_from(WORDS), max_size=14).map(" ".join)


def anchors() -> st.SearchStrategy[str | None]:
    exact = st.dates(date(1850, 1, 1), date(2090, 12, 31)).map(lambda d: d.isoformat())
    rough = st.sampled_from(["2017-11", "2018", "2018-06-24/2018-07-31", "2017-11-05/..", "198X"])
    return st.one_of(st.none(), exact, rough)


@given(phrases(), anchors())
def test_every_edtf_parses_and_its_bounds_are_in_order(text: str, published: str | None) -> None:
    for time in read(text, published):
        assert text[time.words.start : time.words.end] == time.words.text
        assert time.why
        if time.moment is not None:
            parse_edtf(time.moment.edtf)
            if time.moment.lo and time.moment.hi:
                assert time.moment.lo <= time.moment.hi


@given(st.text(max_size=300), anchors())
def test_no_text_makes_it_raise(text: str, published: str | None) -> None:
    times(text, Anchor(m, "x") if (m := bounds(published)) else None)


@pytest.mark.parametrize(
    "piece", ["a ", "the last ", "3 ", "May ", "twenty-", "2019-", "1.", "'", "on the 3rd of "]
)
def test_long_repetition_is_read_in_linear_time(piece: str) -> None:
    read(piece * 4_000, WEDNESDAY)


DEICTIC = [
    "yesterday",
    "three days ago",
    "on Monday",
    "last Friday",
    "next week",
    "this morning",
    "last week",
]


@given(st.sampled_from(DEICTIC), st.dates(date(1950, 1, 1), date(2050, 1, 1)), st.integers(-40, 40))
def test_shifting_the_anchor_by_weeks_shifts_relative_times_as_far(words: str, day: date, weeks: int) -> None:
    def bounds_on(anchor: date) -> tuple[date, date]:
        (time,) = read(f"They met {words}.", anchor.isoformat())
        assert time.moment is not None and time.moment.lo is not None and time.moment.hi is not None
        return time.moment.lo, time.moment.hi

    moved = timedelta(weeks=weeks)
    lo, hi = bounds_on(day)
    assert bounds_on(day + moved) == (lo + moved, hi + moved)


@given(st.dates(date(1001, 1, 1), date(2900, 1, 1)), st.dates(date(1001, 1, 1), date(2900, 1, 1)))
def test_bounds_read_back_what_moments_write(a: date, b: date) -> None:
    for moment in (
        at.on(a),
        at.month(a.year, a.month),
        at.year(a.year),
        at.days(a, b),
        at.decade(a.year // 10 * 10),
    ):
        assert bounds(moment.edtf) == moment


def test_the_day_of_a_date_line_is_not_the_day_that_the_text_spoke_of() -> None:
    text = "Interim note, 17 May 2023\n\nTwo men came at dawn. A list was photographed at 15:45."
    assert [t.moment.edtf for t in read(text, WEDNESDAY) if t.moment] == ["2023-05-17"]
    same = read(
        "The pass opened on Wednesday, 17 May 2023, after a month. By noon forty had crossed.", WEDNESDAY
    )
    assert [t.moment.edtf for t in same if t.moment] == ["2023-05-17", "2023-05-17"]
    later = read("The mill burned on 3 March 2021. Two men came at dawn.", WEDNESDAY)
    assert [t.moment.edtf for t in later if t.moment] == ["2021-03-03", "2021-03-03"]
