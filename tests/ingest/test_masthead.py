"""The head of a printed report: title, outlet, writers, date."""

from __future__ import annotations

import pytest

from riwaya.records import Basis
from tests.ingest.reading import origin, report

BODY = (
    "The bridge over the Sarn was closed to lorries on Monday after two of its cables had parted, the district "
    "engineer said.\n\nTraders on the east bank said that nobody had warned them."
)


@pytest.mark.parametrize(
    ("head", "title", "outlet", "authors", "published"),
    [
        ("Bridge shut after cables part\n\nSarn Post | Tuesday 3 March 2020", "Bridge shut after cables part", "Sarn Post", (), "2020-03-03"),
        ("Bridge shut after cables part\n\nSarn Valley Voice\nTuesday, 3 March 2020", "Bridge shut after cables part", "Sarn Valley Voice", (), "2020-03-03"),
        ("The river keeps its own time\n\nBy Ida Moll, The Long Bend\n3 March 2020", "The river keeps its own time", "The Long Bend", ("Ida Moll",), "2020-03-03"),
        ("Bridge shut after cables part\n\nBy Ida Moll and Jon Petrak\n", "Bridge shut after cables part", None, ("Ida Moll", "Jon Petrak"), None),
        ("Sarn Observer\n\nBridge shut after two cables part", "Bridge shut after two cables part", "Sarn Observer", (), None),
        ("Statement of the Union of Ferrymen on the Sarn bridge\n\n3 March 2020", "Statement of the Union of Ferrymen on the Sarn bridge", "Union of Ferrymen", (), "2020-03-03"),
        ("Shelter Desk – Bulletin 9: Sarn\n\nTuesday 3 March 2020", "Shelter Desk – Bulletin 9: Sarn", "Shelter Desk", (), "2020-03-03"),
        ("Radio Sarn: evening bulletin (transcript)", "Radio Sarn: evening bulletin (transcript)", "Radio Sarn", (), None),
        ("Bridge shut after cables part\n\nSarn / 3 March 2020", "Bridge shut after cables part", None, (), "2020-03-03"),
        ("Bridge shut after cables part\n\nSarn Online / 03.03.2020 / 18:45", "Bridge shut after cables part", "Sarn Online", (), "2020-03-03"),
        ("Sarn Post > The river > Tuesday 3 March 2020\n\nBridge shut after cables part", "Bridge shut after cables part", "Sarn Post", (), "2020-03-03"),
        ("Bridge shut after cables part\n\nBy Ida Moll, Norwire\n3 March 2020", "Bridge shut after cables part", "Norwire", ("Ida Moll",), "2020-03-03"),
        ("Radio Sarn, evening bulletin, 3 March 2020", "Radio Sarn, evening bulletin, 3 March 2020", "Radio Sarn", (), "2020-03-03"),
        ("Bridge shut after cables part\n\nFrom Norwire and our own correspondents", "Bridge shut after cables part", None, (), None),
        ("Title: Bridge shut after cables part\nSource: Sarn Relief Forum\nDate: 3 March 2020", "Bridge shut after cables part", "Sarn Relief Forum", (), "2020-03-03"),
        ("إغلاق الجسر بعد انقطاع اثنين من كابلاته\n\nصحيفة السارن\n3 آذار 2020\nبقلم: سلمى درويش", "إغلاق الجسر بعد انقطاع اثنين من كابلاته", "صحيفة السارن", ("سلمى درويش",), "2020-03-03"),
    ],
)  # fmt: skip
def test_heads(
    head: str, title: str, outlet: str | None, authors: tuple[str, ...], published: str | None
) -> None:
    found = report("report.txt", f"{head}\n\n{BODY}")
    assert (found.title, found.outlet, found.authors, found.published) == (title, outlet, authors, published)
    assert found.published_basis == (Basis.STATED if published else None)
    assert (found.published_why is None) == (published is None)


def test_the_agency_of_the_dateline_is_the_outlet() -> None:
    found = report("a.txt", f"Bridge shut after cables part\n\nOLDEN, Vasta, March 3 (Norwire) — {BODY}")
    assert found.outlet == "Norwire"
    assert origin(found, "outlet") == "agency in the dateline"
    assert found.dateline == "OLDEN, Vasta, March 3 (Norwire) —"
    assert found.published is None  # no year is printed and none is guessed


def test_a_dateline_with_a_year_is_a_date() -> None:
    found = report("a.txt", f"Bridge shut\n\nOLDEN, March 3, 2020 (Norwire) — {BODY}")
    assert found.published == "2020-03-03"
    assert found.published_why == "The dateline says “OLDEN, March 3, 2020 (Norwire) —”."


def test_the_outlet_that_sources_speak_to() -> None:
    told = " ".join(
        f"A {who} told Delta-Monitor that the ferry had not run." for who in ("cook", "guard", "nurse")
    )
    found = report("a.txt", f"Ferry idle for a week\n\n{told}")
    assert found.outlet == "Delta-Monitor"


def test_an_issuer_is_completed_from_the_text() -> None:
    text = "Statement of the River Guard on the Sarn bridge\n\nThe River Guard of the Eastern Reach rejects the charge that its men cut the cables."
    assert report("a.txt", text).outlet == "River Guard of the Eastern Reach"


def test_a_text_without_a_head_has_none() -> None:
    found = report("a.txt", BODY)
    assert (found.title, found.outlet, found.published, found.published_why) == (None, None, None, None)


def test_a_weekday_that_does_not_fit_is_remarked() -> None:
    found = report("a.txt", f"Bridge shut after cables part\n\nMonday 3 March 2020\n\n{BODY}")
    assert found.published == "2020-03-03"
    assert found.published_why is not None and "another day's" in found.published_why
