"""Quotations are found where they stand, and nowhere else."""

from __future__ import annotations

import pytest

from riwaya.extract.answers import ToldClaim, ToldLink
from riwaya.extract.asked import passages
from riwaya.extract.placed import Placed, Places
from riwaya.records import Stance
from tests.extract.reading import report

TEXT = """The miller Ora Belvin said the mill's roof had burned. Her cousin said the roof had burned, and the guard said the same.

“Nobody came,” she said, “and nobody will.” Sacks were lost.

“We are still waiting.”

Len Abara told her that a driver had seen smoke, and he said he feared the worst. He said it was dark.
"""


def link(source: str | None, cue: str | None, passage: int = 1, listener: str | None = None) -> ToldLink:
    return ToldLink(source, passage, cue, listener)


def told(passage: int, *content: str, chain: list[ToldLink]) -> ToldClaim:
    return ToldClaim(passage, content, tuple(chain), Stance.ASSERTED, False)


def place(*claims: ToldClaim, text: str = TEXT, near: range = range(1, 99)) -> tuple[list[Placed], int]:
    found = report(text)
    return Places(found, passages(found)).place(claims, near)


def words(placed: Placed, text: str = TEXT) -> tuple[str, ...]:
    first = placed.chain[0]
    parts = (*placed.content, first.source, first.cue)
    return tuple(span.of(text) for span in parts if span is not None)


def stands(claim: ToldClaim, text: str = TEXT) -> Placed:
    (placed,), refused = place(claim, text=text)
    assert refused == 0
    return placed


GUARD = told(1, "the same", chain=[link("the guard", "said")])


def test_words_are_found_in_their_passage() -> None:
    assert words(stands(GUARD)) == ("the same", "the guard", "said")


def test_of_several_places_the_nearest_to_the_cue_counts() -> None:
    placed = stands(told(1, "the roof had burned", chain=[link("Her cousin", "said")]))
    assert placed.content[0].start == TEXT.index("the roof had burned,")
    assert placed.chain[0].cue is not None
    assert placed.chain[0].cue.start == TEXT.index("said the roof had")


def test_an_interrupted_content_has_several_pieces() -> None:
    placed = stands(told(2, "Nobody came", "and nobody will", chain=[link("she", "said", 2)]))
    assert words(placed) == ("Nobody came", "and nobody will", "she", "said")


def test_the_shape_of_marks_and_white_space_may_differ() -> None:
    text = "The miller’s wife said the sacks —\nall forty — were “wet through” by then."
    placed = stands(
        told(1, 'the sacks - all forty - were "wet through"', chain=[link("The miller's wife", "said")]), text
    )
    assert placed.content[0].of(text) == "the sacks —\nall forty — were “wet through”"


def test_a_quotation_without_a_cue_has_a_speaker_from_before() -> None:
    placed = stands(told(3, "We are still waiting.", chain=[link("she", None, 2)]))
    assert placed.chain[0].cue is None
    assert placed.chain[0].source is not None and placed.chain[0].source.of(TEXT) == "she"


def test_hearsay_keeps_its_order() -> None:
    chain = [link("Len Abara", "told", 4, "her"), link("a driver", "had seen", 4)]
    placed = stands(told(4, "smoke", chain=chain))
    assert [one.source and one.source.of(TEXT) for one in placed.chain] == ["Len Abara", "a driver"]
    assert placed.chain[0].listener is not None


@pytest.mark.parametrize(
    "claim",
    [
        told(1, "the mill had burned", chain=[link("the guard", "said")]),  # invented
        told(1, "The same", chain=[link("the guard", "said")]),  # another capital
        told(1, "ame", chain=[link("the guard", "said")]),  # part of a word
        told(1, "the same", chain=[link("The guard", "said")]),
        told(1, "the same", chain=[link("the guard", "claimed")]),
        told(1, "the same", chain=[link("the guard", "said", listener="the mayor")]),
        told(2, "the same", chain=[link("the guard", "said", 2)]),  # a quotation from another passage
        told(2, "Sacks were lost", chain=[link("the guard", "said", 1)]),  # joined over passages
        told(9, "the same", chain=[link("the guard", "said")]),  # no such passage
        told(1, "the same", chain=[]),  # nobody's words
        told(1, "the same", chain=[link(None, None)]),
        told(1, "the same", chain=[link("the guard", None)]),  # no quotation, yet no cue
        told(2, "Nobody came", chain=[link("Ora Belvin", None, 1)]),  # the sentence says whose words they are
        told(3, "We are still waiting.", chain=[link("Len Abara", None, 4)]),  # a speaker from behind
        told(1, "the same", chain=[link("the guard", ",")]),  # a mark is no cue
        told(4, "said it was dark", chain=[link("He", "said", 4)]),  # the cue in the content
        told(1, chain=[link("the guard", "said")]),
        told(1, "", chain=[link("the guard", "said")]),
        told(1, "the same", "the guard", chain=[link("the guard", "said")]),  # pieces out of order
        told(1, "the same", chain=[link("the guard", "said"), link("the guard", "said")]),
        told(4, "it was dark", chain=[link("Len Abara", "said", 4)]),  # a source from another sentence
    ],
)  # fmt: skip
def test_what_does_not_stand_there_is_refused(claim: ToldClaim) -> None:
    assert place(claim) == ([], 1)


TWICE = (
    "“The gate is shut,” the guard said. “The gate is shut,” the guard said. Nobody passed the gate that day."
)


def test_words_that_stand_twice_alike_are_refused_unless_told_twice() -> None:
    once = told(1, "The gate is shut", chain=[link("the guard", "said")])
    assert place(once, text=TWICE) == ([], 1)
    both, refused = place(once, once, text=TWICE)
    assert refused == 0
    assert [placed.content[0].start for placed in both] == [1, TWICE.rindex("The gate")]
    assert [placed.chain[0].cue.start for placed in both if placed.chain[0].cue] == [30, TWICE.rindex("said")]
    assert place(once, once, once, text=TWICE)[1] == 1


def test_passages_that_were_not_shown_count_for_nothing() -> None:
    assert place(GUARD, near=range(2, 4)) == ([], 1)
