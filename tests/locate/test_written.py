from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riwaya.locate.dating import infer_published
from riwaya.locate.language import language
from riwaya.locate.moments import on
from riwaya.locate.timed import Anchor
from riwaya.locate.times import times_in
from riwaya.locate.tokens import tokenise
from riwaya.locate.written import Bounds, edtf_of, meeting, written_for
from riwaya.records import Report


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("The crossing opened for the first time since 2012.", "2012/.."),
        ("The bridge has been closed for six years, since 2012.", "2018/2019"),
        ("The market was hit last week, on 3 November 2017.", "2017-11-06/2017-11-12"),
        ("Yesterday (4 May 2019) the mill burned.", "2019-05-05"),
        ("He was shot three years ago, in 2014.", "2017"),
        ("Last year, in 2017, the town was empty.", "2018"),
        ("The school opened last month, in June 2018.", "2018-07-01/2018-07-31"),
        ("The dam will open on 5 May 2021, the ministry said. It was built in March 2019.", "2019-03-01/2021-05-05"),
        ("Nadira Velm, born in 1990, is a 27-year-old teacher.", "2017/2018"),
        ("Nothing is dated here.", None),
        ("The mayor said he was 44.", None),
    ],
)  # fmt: skip
def test_clues_bound_the_day_of_writing(text: str, wanted: str | None) -> None:
    found = infer_published(Report("r1", "a.txt", "text", "0", text, "1", language="en"))
    assert (found[0] if found else None) == wanted


def test_a_clue_against_the_others_is_left_out() -> None:
    firm = Bounds(date(2019, 5, 1), None, "firm")
    wrong = Bounds(None, date(2010, 1, 1), "wrong")
    assert meeting([firm, wrong]) == firm
    assert edtf_of(firm) == "2019-05-01/.."


@given(
    st.sampled_from(
        ["yesterday", "last week", "last Friday", "three days ago", "two weeks ago", "last month"]
    ),
    st.dates(date(1990, 1, 1), date(2040, 12, 31)),
)
def test_the_day_of_writing_is_among_those_its_relative_time_allows(words: str, day: date) -> None:
    (time,) = times_in(tokenise(f"The mill burned {words}."), Anchor(on(day), "today"), language("en"))
    assert time.moment is not None
    span = written_for(time.expression, time.ahead, time.moment)
    assert span is not None
    assert span[0] <= day <= span[1]
    assert span[1] - span[0] <= timedelta(62)
