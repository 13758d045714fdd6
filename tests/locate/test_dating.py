"""Undated reports. Texts are invented."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from riwaya.locate import date_report, infer_published
from riwaya.records import Basis, Report, Span
from tests.shared_data import SHARED, needs_shared


def report(text: str, furniture: tuple[Span, ...] = ()) -> Report:
    return Report("r1", "a.txt", "text", "0", text, "1", furniture=furniture)


def test_the_date_in_the_head_is_stated() -> None:
    dated = date_report(
        report("Mill burns in Orsova\n\nValley Post | Tuesday 4 June 2019\n\nThe mill burned.")
    )
    assert (dated.published, dated.published_basis) == ("2019-06-04", Basis.STATED)
    assert dated.published_why


def test_a_known_date_is_never_touched() -> None:
    known = Report("r1", "a.txt", "text", "0", "On 4 June 2019 it rained.", "1", published="2020-01-01")
    assert date_report(known) is known


def test_a_length_of_time_ties_the_newest_date_to_its_year() -> None:
    text = (
        "The army took Orsova on Nov. 5, 2017. Shells still fall at night, herders told us on June 24. "
        "Their sons were taken during the operation, almost eight months before."
    )
    assert (found := infer_published(report(text))) is not None
    assert found[0] == "2018-06-24/2018-07-31"
    assert "eight months" in found[1]


def test_a_recent_talk_of_the_reporter_ties_it_too() -> None:
    text = "The camp filled in late October. A guard told this paper in July 2019 that he crossed at night."
    assert (found := infer_published(report(text))) is not None
    assert found[0] == "2019-10-21/2019-11-30"


def test_with_nothing_to_tie_the_year_only_a_lower_bound_is_given() -> None:
    assert (
        found := infer_published(report("The bridge fell in March 2015. It was mended on 3 June."))
    ) is not None
    assert found[0] == "2015-03/.."


@pytest.mark.parametrize(
    "text", ["It rained on Friday.", "It rained on 3 June.", "The league, founded in 1911, met."]
)
def test_where_no_year_is_told_nothing_is_guessed(text: str) -> None:
    assert infer_published(report(text)) is None
    assert date_report(report(text)).published is None


def test_page_furniture_dates_nothing() -> None:
    text = "It rained.\nCopyright 4 May 2022 Valley Post"
    assert infer_published(report(text, (Span(11, len(text)),))) is None


REAL = {  # first letters of the file's name, and the interval its text allows
    "001": ("2019-09", "2019-12"),
    "002": ("2017-11", "2017-11"),
    "004": ("2018-06", "2018-08"),
}


@needs_shared
@pytest.mark.parametrize("name", sorted(REAL))
def test_the_three_real_reports_are_dated_from_their_text(name: str) -> None:
    (path,) = Path(SHARED / "reports" / "al-qaim").glob(f"{name}_*.txt")
    text = path.read_text(encoding="utf-8")
    assert hashlib.sha256(text.encode()).hexdigest()
    published = date_report(report(text)).published
    assert published is not None
    first, last = published.split("/")[0], published.split("/")[-1]
    assert REAL[name][0] <= first[:7] <= last[:7] <= REAL[name][1]
