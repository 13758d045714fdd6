from __future__ import annotations

from dataclasses import replace

from riwaya.extract.anchor import check
from riwaya.records import Source, Span, Words
from tests.extract.reading import reading, report

TEXT = "The mayor said that the well was dry. It rained on Friday."


def test_words_that_do_not_stand_in_the_report_are_refused_and_counted() -> None:
    found = reading(TEXT)
    first, second = found.claims
    invented = replace(first, text="the well was full")
    link = replace(first.chain[0], source=Source(Words("The major", 0, 9)))
    moved = replace(first, chain=(link,))
    checked = check(report(TEXT), replace(found, claims=(invented, moved, second)))
    assert (checked.claims, checked.refused) == ((second,), 2)


def test_segments_must_be_in_order_and_inside_the_text() -> None:
    found = reading(TEXT)
    first = found.claims[0]
    outside = replace(first, segments=(Span(20, 500),), text=TEXT[20:])
    crossed = replace(first, segments=(Span(20, 30), Span(25, 36)), text=TEXT[20:36])
    assert check(report(TEXT), replace(found, claims=(outside, crossed))).refused == 2


def test_claims_on_furniture_are_refused() -> None:
    found = reading(TEXT)
    at = TEXT.index("It rained")
    checked = check(report(TEXT, furniture=(Span(at, len(TEXT)),)), found)
    assert [claim.text for claim in checked.claims] == ["the well was dry"]
    assert checked.refused == 1
