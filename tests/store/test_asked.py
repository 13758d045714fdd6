from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riwaya.records import Entity, Kind, Name
from riwaya.store import open_ledger
from riwaya.store.asked import Known
from riwaya.store.ledger import WorkingLedger
from riwaya.store.summed import Summed
from tests.store import cases

TEXTS = (
    "The bridge at Tel Sarim was shut, Idris al-Halmi said.",
    "أعلن إدريس الحلمي أن جسر تل سارم مغلق.",
    "Traders in Tal Sareem sold grain, and the lorries came back.",
    "Nobody spoke of the harbour, the pier or any boat.",
)


def named(letter: str, kind: Kind, *names: str) -> Entity:
    made = tuple(Name(n, (cases.report(TEXTS[0]).id,)) for n in names)
    return Entity(f"n{letter}", kind, names[0], made, (), True, None, (), "one name")


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Iterator[WorkingLedger]:
    made = open_ledger(str(tmp_path_factory.mktemp("asked") / "town.riwaya"), create=True)
    for text in TEXTS:
        made.put_report(cases.document(text), cases.reading(text), [])
    made.put_entities(
        [
            named("1", Kind.PLACE, "Tel Sarim", "Tal Sareem", "تل سارم"),
            named("2", Kind.PERSON, "Idris al-Halmi", "al-Halmi", "إدريس الحلمي"),
        ]
    )
    yield made
    made.close()


def found(ledger: WorkingLedger, words: str, meaning: bool = False) -> set[int]:
    """Numbers of the texts that a search finds."""
    reports = {cases.report(text).id: n for n, text in enumerate(TEXTS)}
    return {reports[hit.report] for hit in ledger.search(words, 20, meaning)}


@pytest.mark.parametrize("name", ["Tel Sarim", "tal sareem", "تل سارم", '"Tal Sareem"'])
def test_any_spelling_finds_every_spelling(ledger: WorkingLedger, name: str) -> None:
    assert found(ledger, name) == {0, 1, 2}


@pytest.mark.parametrize("name", ["al-Halmi", "Halmi", "el-Halmi", "Idris al-Halmi", "إدريس الحلمي"])
def test_an_article_may_be_left_out(ledger: WorkingLedger, name: str) -> None:
    assert found(ledger, name) == {0, 1}


@pytest.mark.parametrize(("slip", "meant"), [("Tel Sarin", {0, 1, 2}), ("Helmi", {0, 1}), ("Sareeem", {2})])
def test_a_slip_in_a_name_is_set_right_and_said(ledger: WorkingLedger, slip: str, meant: set[int]) -> None:
    assert found(ledger, slip) >= meant
    assert [t.corrected for t in ledger.terms(slip)] == [True]


@pytest.mark.parametrize("words", ["grain", "lorries", "who", "Xyzzyq", "pears"])
def test_what_stands_there_or_is_like_nothing_is_left_alone(ledger: WorkingLedger, words: str) -> None:
    assert not any(t.corrected for t in ledger.terms(words))


@pytest.mark.parametrize(
    "words", ["tel", "sarim", "tel sarim", "el sarim", "sareem tal", "al", "تل", "", "none"]
)
def test_names_in_memory_tell_who_bears_a_name(ledger: WorkingLedger, words: str) -> None:
    assert ledger.spelled(words) == Summed.spelled(cast(Summed, ledger), words)


def test_the_words_of_asking_are_not_searched_for(ledger: WorkingLedger) -> None:
    assert [t.asked for t in ledger.terms("Who was in Tel Sarim, and how many lorries?")] == [
        "Tel Sarim",
        "lorries",
    ]
    assert [t.asked for t in ledger.terms("who")] == ["who"]  # unless there is nothing else
    assert ledger.terms(" ?! ") == ()


@pytest.mark.parametrize("words", ['"', "a AND (b", 'x" OR "y', "*", "NEAR(", "-bridge", "col:on", "\x00"])
def test_no_words_are_a_query_language(ledger: WorkingLedger, words: str) -> None:
    list(ledger.search(words))


def test_a_new_name_is_known_at_once(tmp_path: Path) -> None:
    made = open_ledger(str(tmp_path / "town.riwaya"), create=True)
    made.put_report(cases.document(TEXTS[0]), cases.reading(TEXTS[0]), [])
    assert not any(t.corrected for t in made.terms("Sarrim"))
    made.put_entities([named("1", Kind.PLACE, "Sarim")])
    assert [t.phrases for t in made.terms("Sarrim")] == [("sarim",)]
    made.close()


@given(st.lists(st.text("aeб ", max_size=9), max_size=12), st.text("aeб", min_size=4, max_size=8))
def test_a_slip_is_looked_for_in_all_parts_of_names_about_as_long(names: list[str], word: str) -> None:
    parts = [part for name in sorted(names) for part in (*name.split(), name.replace(" ", ""))]
    near = [p for p in dict.fromkeys(parts) if len(p) > 2 and abs(len(p) - len(word)) <= 2]
    assert Known.of("", reversed(names)).about_as_long(word) == near
