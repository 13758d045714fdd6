"""What the guard adds to the rules: names they pass over, details, and that an office weighs more."""

from __future__ import annotations

from pytest import MonkeyPatch

from riwaya.neural.found import Marked
from riwaya.neural.guard import Watched
from riwaya.records import Kind, Span
from riwaya.resolve import within
from riwaya.resolve.guarding import passed_by, watch
from riwaya.resolve.named import Who
from tests.resolve.reading import read
from tests.resolve.test_private import marks


def test_a_name_in_small_letters_is_found_and_masked() -> None:
    assert marks("ask kostya about the lorry, he lives behind the mill in Besko.").get("kostya")


def test_a_name_read_as_a_place_is_a_persons_where_the_guard_is_sure() -> None:
    assert marks("The widow Besko slept in the school with her two girls, and Besko's mother cooked.")[
        "Besko"
    ]


def test_who_holds_an_office_stays() -> None:
    assert not marks("Governor Ilan Tarsan said on Monday that nobody had been hurt in Sarm.")["Ilan Tarsan"]


def test_words_that_lead_to_someone_are_kept_beside_them() -> None:
    report, reading = read("Idra Velm, a tailor, wept. She lives above the pharmacy in Sarm.")
    _, referents = within(report, reading)
    beside = [
        (told.kind, told.words.text) for one in referents if one.name == "Idra Velm" for told in one.beside
    ]
    assert any(kind == "home" and "above the pharmacy" in words for kind, words in beside)
    assert all(report.text[t.words.start : t.words.end] == t.words.text for r in referents for t in r.beside)


def test_where_a_report_was_filed_takes_more_to_be_somebody(monkeypatch: MonkeyPatch) -> None:
    def found(text: str, score: float) -> bool:
        monkeypatch.setattr(
            Watched, "names", lambda self, least: iter([Marked(Span(0, 9), "private", score)])
        )
        town = {(0, 9): Who(Kind.PLACE, named=True)}  # what reading took it for
        return bool([*passed_by(watch(text), text, town, (), {})])

    filed, told = "TAL ORVEN — Nine died on Monday.", "TAL ORVEN wept on Monday."
    assert [found(filed, 0.85), found(told, 0.85), found(filed, 0.95)] == [False, True, True]
