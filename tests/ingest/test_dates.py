"""Printed dates of publication."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riwaya.ingest.dates import address_date, date_label, only_date, timestamp


@pytest.mark.parametrize(
    ("line", "edtf"),
    [
        ("Friday, 13 June 2025", "2025-06-13"),
        ("Nov 2017", "2017-11"),
        ("11.02.2026 / 18:45", "2026-02-11"),
        ("May 4th, 2019, 10:30 a.m. GMT", "2019-05-04"),
        ("25/03/2026", "2026-03-25"),
        ("03/25/2026", "2026-03-25"),
        ("02/03/2026", "2026"),
        ("2019-11-04", "2019-11-04"),
        ("الجمعة ١٣ يونيو/حزيران ٢٠٢٥", "2025-06-13"),
        ("4 تشرين الثاني 2019", "2019-11-04"),
        ("le 4 novembre 2019", "2019-11-04"),
        ("June 20", None),
    ],
)
def test_dates_as_printed(line: str, edtf: str | None) -> None:
    printed = only_date(line)
    assert printed is not None
    assert printed.edtf == edtf


@pytest.mark.parametrize(
    "line", ["20 killed in May", "March of the teachers", "2019", "31 February 2020", "May", "Room 4"]
)
def test_what_is_no_date(line: str) -> None:
    printed = only_date(line)
    assert printed is None or (printed.day is None and printed.year is None)


def test_an_ambiguous_date_says_so() -> None:
    printed = only_date("02/03/2026")
    assert printed is not None and printed.doubt == "day and month of 02/03/2026 could be either way round"


def test_a_weekday_is_checked() -> None:
    right, wrong = only_date("Friday, 13 June 2025"), only_date("Monday, 13 June 2025")
    assert right is not None and right.weekday_fits
    assert wrong is not None and not wrong.weekday_fits


@given(
    st.dates(date(1950, 1, 1), date(2090, 12, 31)),
    st.sampled_from(["%d %B %Y", "%B %d, %Y", "%A, %d %b %Y", "%d.%m.%Y"]),
)
def test_every_day_comes_back(day: date, form: str) -> None:
    printed = only_date(day.strftime(form))
    assert printed is not None and printed.edtf == day.isoformat() and printed.weekday_fits


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2019-11-04T23:30:00+03:00", "2019-11-04"),
        ("Mon, 04 Nov 2019 22:00:00 +0300", "2019-11-04"),
        ("20191104", "2019-11-04"),
        ("November 4, 2019", "2019-11-04"),
        ("2019-13-04", None),
        ("yesterday", None),
        ("", None),
    ],
)
def test_timestamps(written: str, day: str | None) -> None:
    assert timestamp(written) == day


@given(st.text(max_size=40))
def test_timestamps_never_raise(written: str) -> None:
    timestamp(written)
    only_date(written)
    date_label(written)
    address_date(written)


def test_dates_in_addresses() -> None:
    assert address_date("https://site.example/2019/11/04/flood") == "2019-11-04"
    assert address_date("https://site.example/news/2019/nov/04/flood") == "2019-11-04"
    assert address_date("https://site.example/2019/11/flood") == "2019-11"
    assert address_date("https://site.example/flood-2019-11-04.html") == "2019-11-04"
    assert address_date("https://site.example/1234/99/99/x") is None


def test_labels_of_date_lines() -> None:
    assert date_label("Published: 4 May 2019") == ("published", "4 May 2019")
    assert date_label("Last updated 4 May 2019") == ("updated", "4 May 2019")
    assert date_label("Update on the flood") == (None, "Update on the flood")
