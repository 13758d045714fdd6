from __future__ import annotations

import csv
from dataclasses import replace

import pytest

from riwaya.export import acled, ucdp
from riwaya.export.coded import acled_deaths, acled_precision, days_of, ucdp_precision
from riwaya.locate.figures import figures
from riwaya.records import Aggregate, Stance
from tests.view.memory import Memory


@pytest.mark.parametrize(
    ("edtf", "middle", "of_acled", "of_ucdp"),
    [
        ("2024-05-05", "2024-05-05", 1, 1),
        ("2024-05-05/2024-05-06", "2024-05-05", 2, 2),
        ("2024-05-06/2024-05-12", "2024-05-09", 2, 3),
        ("2024-05", "2024-05-16", 3, 4),
        ("2024-05~", "2024-05-16", 3, 4),
        ("2024-22", "2024-07-16", None, 5),
        ("2024", "2024-07-01", None, 5),
        ("2023/2024", "2024-01-01", None, None),
    ],
)
def test_dates_are_as_precise_as_they_are_known(
    edtf: str, middle: str, of_acled: int | None, of_ucdp: int | None
) -> None:
    days = days_of(edtf)
    assert days is not None
    assert (acled_precision(days), ucdp_precision(days)) == (of_acled, of_ucdp)
    assert days.middle.isoformat()[:7] == middle[:7]


@pytest.mark.parametrize("edtf", [None, "2024-05-05/..", "../2024", "XXXX-05-05"])
def test_an_open_or_unknown_date_has_no_days(edtf: str | None) -> None:
    assert days_of(edtf) is None


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("At least 14 people were killed.", 14),
        ("Up to 60 people were killed.", 60),
        ("Dozens of people were killed.", 12),
        ("Several people were killed.", 3),
        ("Several hundred people were killed.", 100),
        ("Hundreds of people were killed.", 100),
        ("Between 5 and 9 people were killed.", 5),
        ("The army said 9 people were killed. The mayor said 7 people were killed.", 7),
    ],
)
def test_acled_counts_words_and_takes_the_lowest(text: str, wanted: float) -> None:
    assert acled_deaths(figures(text)) == wanted


def test_no_figure_is_no_number() -> None:
    assert acled_deaths(()) is None


@pytest.fixture
def coded(ledger: Memory) -> Memory:
    """The story's ledger, its first event with a type, a day and a count that is not settled."""
    one, *others = sorted(ledger.events(), key=lambda e: e.id)
    killed = Aggregate("killed", 14.0, None, 21.0, "indeterminate", one.claims)
    event = replace(one, acled="Battles/Armed clash", when="2031-05-04", figures=(killed,))
    ledger.findings = replace(ledger.findings, events=(event, *others))
    return ledger


def test_an_event_becomes_a_row_of_each(coded: Memory) -> None:
    (of_acled, *_) = csv.DictReader(acled.lines(coded))
    assert (of_acled["event_type"], of_acled["sub_event_type"]) == ("Battles", "Armed clash")
    assert (of_acled["event_date"], of_acled["time_precision"]) == ("2031-05-04", "1")
    assert of_acled["fatalities"] == "14"
    (of_ucdp, *_) = csv.DictReader(ucdp.lines(coded))
    assert (of_ucdp["low"], of_ucdp["best"], of_ucdp["high"]) == ("14", "14", "21")
    assert (of_ucdp["date_start"], of_ucdp["date_prec"]) == ("2031-05-04", "1")
    assert int(of_ucdp["number_of_sources"]) == len(of_ucdp["source_office"].split("; "))


def test_the_tags_name_the_other_books(coded: Memory) -> None:
    (row, *_) = csv.DictReader(acled.lines(coded))
    tags = dict(tag.split("=") for tag in row["tags"].split("; "))
    assert tags["plover"].startswith("ASSAULT") and tags["sector"]


def test_an_event_that_is_only_expected_is_in_neither(coded: Memory) -> None:
    of_acled, of_ucdp = (list(csv.DictReader(w.lines(coded))) for w in (acled, ucdp))
    gone = of_acled[0]["event_id_cnty"]
    assert any(r["id"] == gone for r in of_ucdp)
    event = next(e for e in coded.events() if e.id == gone)
    for name, reading in coded.readings.items():
        claims = tuple(
            replace(c, stance=Stance.PREDICTED) if c.id in event.claims else c for c in reading.claims
        )
        coded.readings[name] = replace(reading, claims=claims)
    assert all(r["event_id_cnty"] != gone for r in csv.DictReader(acled.lines(coded)))
    assert all(r["id"] != gone for r in csv.DictReader(ucdp.lines(coded)))


@pytest.mark.parametrize("writer", [acled, ucdp])
def test_a_row_has_every_column_and_unknown_ones_stay_empty(ledger: Memory, writer: object) -> None:
    rows = list(csv.reader(writer.lines(ledger)))  # type: ignore[attr-defined]
    assert tuple(rows[0]) == writer.COLUMNS  # type: ignore[attr-defined]
    assert all(len(r) == len(rows[0]) for r in rows)


def test_ucdp_takes_the_low_where_no_best_is_settled() -> None:
    assert ucdp.deaths_of(Aggregate("killed", 12, None, 17, "indeterminate", ())) == (12, 12, 17)
    assert ucdp.deaths_of(Aggregate("killed", 12, 14, 17, "median of independent sources", ())) == (
        12,
        14,
        17,
    )
    assert ucdp.deaths_of(Aggregate("killed", None, None, 60, "all equal", ())) == (60, 60, 60)
    assert ucdp.deaths_of(None) is None
