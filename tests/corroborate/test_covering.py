"""Words near in meaning, and what passes through a way."""

from __future__ import annotations

import pytest

from riwaya.corroborate.covering import match, terms
from riwaya.corroborate.meaning import near
from riwaya.corroborate.times import days_in, printed
from riwaya.corroborate.traffic import passes, ways

NOBODY: frozenset[str] = frozenset()


def test_words_of_one_meaning_are_near_and_others_are_not() -> None:
    assert near("inmates", "prisoners") > near("inmates", "guards")
    assert near("siren", "bread") == 0.0


def test_a_term_is_matched_by_a_word_near_in_meaning() -> None:
    said = terms("the ammunition was stored", NOBODY)
    (term,) = terms("bullets", NOBODY)
    assert match(term, said) > 0.5
    assert match(term, terms("the bakery was shut", NOBODY)) == 0.0


@pytest.mark.parametrize(
    ("text", "passing"),
    [("No lorry has crossed since Monday", False), ("Cars were passing again", True), ("It rained", None)],
)
def test_what_passes_says_whether_a_way_is_open(text: str, passing: bool | None) -> None:
    found = passes(text)
    assert (found[0] if found else None) is passing


def test_vehicles_pass_through_ways_of_their_kind() -> None:
    assert "bridg" in ways("two lorries") and "port" in ways("a ferry")


def test_printed_days_are_read_with_and_without_a_year() -> None:
    assert [printed(w) for w in days_in("on March 2 and again on 8 November 2031")] == [
        "2 March",
        "8 November 2031",
    ]
