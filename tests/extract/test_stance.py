from __future__ import annotations

import pytest

from riwaya.extract.stance import modal_stance, negated, untrue
from riwaya.extract.tokens import Tokens, tokens
from riwaya.records import Span


def read(text: str) -> Tokens:
    return tokens(text, Span(0, len(text)))


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("the road may be shut", "possible"),
        ("the road could be shut from Friday", "possible"),
        ("they could not sleep", "asserted"),
        ("the school will open", "predicted"),
        ("the inquest is to open on Monday", "predicted"),
        ("I would have seen it", "asserted"),
        ("the guards must leave", "wanted"),
        ("the man who may have fled was found", "asserted"),
        ("At no time did our crews tow the boat", "denied"),
        ("Their arrest has nothing to do with the rescue", "denied"),
        ("No man of the Column laid a wire under it", "denied"),
        ("No man came", "asserted"),
        ("the soldiers set fire to 41 houses", "asserted"),
        ("the port is set to reopen", "predicted"),
        ("there was nothing to do with the flour", "asserted"),
        ("perhaps the dogs were poisoned", "possible"),
        ("the guards planned the ambush", "asserted"),
        ("the guards planned to leave", "predicted"),
        ("the fire could have been prevented", "asserted"),
    ],
)
def test_modal_stance(text: str, stance: str) -> None:
    assert modal_stance(read(text)) == stance


@pytest.mark.parametrize(
    ("text", "negative"),
    [
        ("the men had not come", True),
        ("nobody came", True),
        ("it had received no answer", True),
        ("the clerk didn’t come", True),
        ("no more than 300 came", False),
        ("the man who had not slept came", False),
        ("they fled because there was no bread", False),
        ("not to use the school", True),
        ("Hospital No. 2 is working", False),
        ("Train No. 214 left the rails", False),
        ("no hospital is working", True),
    ],
)
def test_negated(text: str, negative: bool) -> None:
    assert negated(read(text)) is negative


def test_what_a_speaker_calls_untrue() -> None:
    content, false = untrue(read("it was untrue that nobody had come"))
    assert (content.low, false) == (["nobody", "had", "come"], True)
