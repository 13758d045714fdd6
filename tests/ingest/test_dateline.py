"""Datelines."""

from __future__ import annotations

import pytest

from riwaya.ingest.dateline import dateline

BODY = "The bridge over the river was closed on Monday, the governor said."


@pytest.mark.parametrize(
    ("start", "place", "agency", "when"),
    [
        ("OLDEN, Vasta, June 20 (Norwire) —", "OLDEN, Vasta", "Norwire", (None, 6, 20)),
        ("OLDEN, Vasta —", "OLDEN, Vasta", None, None),
        ("PORT ELAN, Aug 11 (Baywire) -", "PORT ELAN", "Baywire", (None, 8, 11)),
        ("OLDEN, 10 February –", "OLDEN", None, (None, 2, 10)),
        ("Olden, 3 May 2021 (Norwire) -", "Olden", "Norwire", (2021, 5, 3)),
        ("ÇEMBER —", "ÇEMBER", None, None),
        ("AL-WADI, Vasta (Norwire) —", "AL-WADI, Vasta", "Norwire", None),
    ],
)
def test_latin_datelines(start: str, place: str, agency: str | None, when: tuple[int, ...] | None) -> None:
    found = dateline(f"{start} {BODY}")
    assert found is not None
    assert (found.text, found.place, found.agency) == (start, place, agency)
    printed = found.when
    assert (None if printed is None else (printed.year, printed.month, printed.day)) == when


@pytest.mark.parametrize(
    ("start", "place", "agency"),
    [
        ("النهرين (نوروير) -", "النهرين", "نوروير"),
        ("النهرين، 5 نوفمبر 2017 (نوروير) -", "النهرين", "نوروير"),
        ("النهرين - نوروير:", "النهرين", "نوروير"),
        ("النهرين، وستا —", "النهرين, وستا", None),
    ],
)
def test_arabic_datelines(start: str, place: str, agency: str | None) -> None:
    found = dateline(f"{start} أعلن المحافظ إغلاق الجسر فوق النهر يوم الاثنين")
    assert found is not None
    assert (found.text, found.place, found.agency) == (start, place, agency)


@pytest.mark.parametrize(
    "line",
    [
        BODY,
        "The mayor – who asked for more time – said the bridge would open again next week.",
        "Some 40 families - all of them from the east bank - were told to leave.",
        "Two men (Norwire reported) were held at the crossing for a day and a night.",
        "OLDEN — a portrait",
        "قال المحافظ إن الجسر أغلق يوم الاثنين وسيفتح الأسبوع المقبل",
        "",
    ],
)
def test_what_is_no_dateline(line: str) -> None:
    assert dateline(line) is None
