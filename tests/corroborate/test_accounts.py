"""Who is held responsible in single claims, whatever the sentence is built like."""

from __future__ import annotations

import pytest

from riwaya.corroborate import accounts
from riwaya.records import Stance
from tests.corroborate.build import World


@pytest.mark.parametrize(
    ("words", "by", "stance", "expected"),
    [
        ("the Lantern Guild was behind the raid", "a clerk", "asserted", ("blames", "the Lantern Guild")),
        ("the raid was likely conducted by Sorvania", "some", "possible", ("blames", "Sorvania")),
        ("army pilots had fired the missiles", "two shepherds", "asserted", ("blames", "army pilots")),
        ("its fighters had planted the mine", "the Lantern Guild", "asserted", ("admits", None)),
        ("responsibility", "The army", "denied", ("disowns", None)),
        ("it was involved", "The Alliance", "denied", ("disowns", None)),
        ("Nobody has claimed the shelling", None, "asserted", ("open", None)),
        ("it is not clear who fired the rockets", "a nurse", "asserted", ("open", None)),
        ("the army had conducted a census", "a clerk", "asserted", None),
        ("the rockets were fired at dawn", "a nurse", "asserted", None),
        ("the mill had closed", "The miller", "denied", None),
    ],
)
def test_manner(words: str, by: str | None, stance: str, expected: tuple[str, str | None] | None) -> None:
    world = World()
    text = f"KADRA - {by}: {words}." if by else f"KADRA - {words}."
    report = world.report("Harbour Wire", text)
    claim = world.claim(report, words, by, stance=Stance(stance))
    found = [(a.manner.value, a.party) for a in accounts([claim], report)]
    assert found == ([expected] if expected else [])
    assert [a.speaker for a in accounts([claim], report)] == ([by] if expected else [])
