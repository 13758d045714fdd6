"""Joining lines that were broken to fit a page."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from riwaya.ingest.reflow import join, unwrap, words_of


def test_broken_words_are_mended() -> None:
    assert join(["the rein-", "forcement came"]) == "the reinforcement came"
    assert join(["the al-", "Wadi road"]) == "the al-Wadi road"
    assert join(["a cross-", "border road"]) == "a cross-border road"
    assert join(["the ferry-", "man"], words_of("A ferry-man is no ferryboat")) == "the ferry-man"
    assert join(["in 2019-", "2020"]) == "in 2019-2020"


@given(st.lists(st.text(st.sampled_from("abc -é1"), max_size=12), max_size=6))
def test_joining_loses_no_letter(lines: list[str]) -> None:
    letters = [char for char in "".join(lines) if char.isalnum()]
    assert [char for char in join(lines) if char.isalnum()] == letters


def test_text_of_other_shapes_is_left_alone() -> None:
    for text in (
        "A title\n\nOne long paragraph. " * 3,
        "- one\n- two\n- three",
        "short\nlines\nof a poem\nby nobody",
    ):
        assert unwrap(text) == text


def test_fifty_thousand_lines_take_no_time() -> None:
    assert join(["word " * 12] * 50_000).count("word") == 600_000
