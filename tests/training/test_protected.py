"""Passages that teach whom to protect: what their marks say, what is refused, and that all of them hold."""

from __future__ import annotations

from pathlib import Path

import pytest

from training.marked import Unmarked
from training.protected.markup import passage, read_passages

FOLDER = Path(__file__).parents[2] / "training" / "protected"


def test_a_text_is_what_stands_without_the_marks() -> None:
    found = passage(
        "x", "In {keep Sarm} {victim Ada Tal}, of {home 4 Mill Row}, met {anonymity Idra}. Sarm slept."
    )
    assert found.text == "In Sarm Ada Tal, of 4 Mill Row, met Idra. Sarm slept."
    marked = [(found.text[m.start : m.end], m.kind) for m in found.marks]
    assert marked == [
        ("Sarm", "kept"),
        ("Ada Tal", "victim"),
        ("4 Mill Row", "home"),
        ("Idra", "requested"),
        ("Sarm", "kept"),
    ]


@pytest.mark.parametrize(
    "marked", ["{nobody Ada} slept.", "{victim Ada slept.", "Ada} slept.", "{victim} slept."]
)
def test_a_mark_that_says_nothing_is_refused(marked: str) -> None:
    with pytest.raises(Unmarked, match="x: "):
        passage("x", marked)


def test_every_passage_holds_to_the_format_under_a_name_of_its_own() -> None:
    every = [one for path in sorted(FOLDER.glob("*.txt")) for one in read_passages(path)]
    assert len(every) >= 1600
    assert len({one.name for one in every}) == len(every)
    assert len({one.text for one in every}) == len(every)
