from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from riwaya.errors import BadUse
from riwaya.lexicon.lists import table
from riwaya.lexicon.protecting import details, protecting, tightened


def found(text: str) -> list[tuple[str, str]]:
    return [(d.kind, text[d.start : d.end]) for d in details(text)]


def test_a_house_number_and_its_street_are_a_home() -> None:
    assert found("The shop at 31 Saddler Lane was shut.") == [("home", "31 Saddler Lane")]


def test_where_someone_lives_is_a_home_and_the_town_stays() -> None:
    there = found("He lives in the hut behind the mill at Sarm.")
    assert there[0] == ("home", "the hut behind the mill")
    assert not any("Sarm" in words for _, words in there)


def test_numbers_that_reach_or_tell_a_person() -> None:
    assert found("Ring 0791 220 4417 or write to a.tal@post.example; ID no. 22-1907.") == [
        ("contact", "0791 220 4417"),
        ("contact", "a.tal@post.example"),
        ("number", "22-1907"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Some 1,200 families left on 14 March 2021, 300 of them by road 47.",
        "The army lives on promises in Sarm.",
        "The ministry moved 40 lorries to the Saddler depot.",
        "It fell from 3.51 to 2.14 percent.",
    ],
)
def test_figures_dates_and_roads_are_no_details(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "words", "kind"),
    [
        ("message her on insta hana.zerik.91, please", "hana.zerik.91", "contact"),
        ("an unknown number, 8 (914) 555-20-17, and", "8 (914) 555-20-17", "contact"),
        ("the survivor code NS/23/118 is new", "NS/23/118", "number"),
        ("the recording interview_hana_zerik.mp3 is gone", "interview_hana_zerik", "file"),
        ("a shelter at N 36°12'44\" E 37°08'21\" was full", "N 36°12'44\" E 37°08'21\"", "coordinates"),
        ("Hana, a mechanic of Lime Lane, swept", "Lime Lane", "home"),
        ("it is the blue house with the fig tree on the Mill Road", None, "home"),
        ("She lives above the tyre shop by the ferry.", "above the tyre shop by the ferry", "home"),
        ("Source 7 (M, 50s, former clerk) told us", "M, 50s, former clerk", "attributes"),
        ("The whistleblower is a clerk at the ferry line.", "a clerk at the ferry line", "attributes"),
    ],
)
def test_what_leads_to_a_person_is_found(text: str, words: str | None, kind: str) -> None:
    assert any(k == kind and (words is None or w == words) for k, w in found(text)), found(text)


def test_no_rule_holds_a_control_letter() -> None:
    """In TOML "\\b" between double quotes is a backspace, and a rule with one never matches."""

    def texts(value: object) -> Iterator[str]:
        if isinstance(value, str):
            yield value
        elif isinstance(value, Mapping):
            yield from (t for one in value.values() for t in texts(one))
        elif isinstance(value, list):
            yield from (t for one in value for t in texts(one))

    assert not [t for t in texts(protecting()) if "\x08" in t or "\x0c" in t]


def test_words_found_always_and_near_a_child_only_are_both_kept() -> None:
    """Two rules may find one stretch, of which one needs nobody beside it."""
    text = "A girl of class 4 told the monitors where they had been held."
    found = [d for d in details(text) if text[d.start : d.end] == "class 4"]
    assert {d.needs for d in found} == {None, "minor"}


def test_a_newsroom_adds_words(tmp_path: Path) -> None:
    path = tmp_path / "rules.toml"
    path.write_text(
        '[medical]\nconditions = ["river fever"]\n[[detail]]\nkind = "number"\npatterns = ["KX-[0-9]+"]\n'
    )
    rules = tightened(table("protecting.toml"), path)
    assert rules["medical"]["conditions"][-1] == "river fever"
    assert len(rules["medical"]["conditions"]) == len(table("protecting.toml")["medical"]["conditions"]) + 1
    assert rules["detail"][-1]["patterns"] == ["KX-[0-9]+"]


@pytest.mark.parametrize(
    "written",
    [
        '[office]\nwords = ["baker"]\n',
        '[profession]\nwords = ["baker"]\n',
        "[unknown]\nparts = 9\n",
        '[person]\nage = ""\n',
        '[request]\nspeaker = ["("]\n',
        "[minor]\nnouns = [1]\n",
        '[victim]\ndone = "none"\n',
        '[[detail]]\nkind = "home"\npatterns = ["("]\n',
        "[nothing]\n",
        "no toml",
    ],
)
def test_a_newsroom_cannot_loosen(tmp_path: Path, written: str) -> None:
    path = tmp_path / "rules.toml"
    path.write_text(written)
    with pytest.raises(BadUse, match="RIWAYA_PROTECTION"):
        tightened(table("protecting.toml"), path)


@pytest.mark.parametrize(
    "piece",
    ["a", "a_", "(1", "Aa ", "M, 12, ", "1.1.1.", "x@", "1 2 3 ", "lives in the ", "Aa Aa School ", "A-"],
)
def test_no_text_of_an_attacker_takes_long(piece: str) -> None:
    begin = time.perf_counter()
    details(piece * (60_000 // len(piece)))
    assert time.perf_counter() - begin < 5
