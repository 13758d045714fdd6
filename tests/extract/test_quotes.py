from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riwaya.extract.quotes import quotations
from riwaya.extract.sentences import paragraphs


def inner(text: str) -> list[str]:
    found = quotations(text, paragraphs(text))
    return [quote.inner.of(text) for start in sorted(found) for quote in found[start]]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("“One,” he said, “two.”", ["One,", "two."]),
        ('"One," he said, "two."', ["One,", "two."]),
        ("«Un», dit-il.", ["Un"]),
        ("‘One,’ said the dog’s owner.", ["One,"]),
        ("The dogs’ owner didn't say 'no'.", ["no"]),
        ("“He said ‘go’ and “run” twice,” she said.", ["He said ‘go’ and “run” twice,"]),
        ("The 'bakers' union' is small.", ["bakers' union"]),
        ("“Never closed.\n\nThe next paragraph.", ["Never closed."]),
    ],
)
def test_quotations(text: str, wanted: list[str]) -> None:
    assert inner(text) == wanted


def test_a_speech_is_carried_over_paragraphs() -> None:
    text = "“One.\n\n“Two.”\n\nThree."
    found = quotations(text, paragraphs(text))
    assert [quote.carried for start in sorted(found) for quote in found[start]] == [False, True]


@given(st.text(alphabet="“”\"'‘’«» ab.\n", max_size=50))
def test_quotations_stay_in_their_paragraph_and_in_order(text: str) -> None:
    for paragraph in paragraphs(text):
        quotes = quotations(text, (paragraph,))[paragraph.start]
        assert all(paragraph.contains(quote.span) and quote.span.contains(quote.inner) for quote in quotes)
        assert all(a.span.end <= b.span.start for a, b in pairwise(quotes))
