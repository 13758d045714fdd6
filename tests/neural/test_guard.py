"""The guard: whom and what it finds to be masked, and how sure it is of given words."""

from __future__ import annotations

from pathlib import Path

import pytest

from riwaya.errors import BadUse
from riwaya.neural.guard import Guard, shipped

TEXT = (
    "The baker Ada Sarmo told us that her son Idris-Paul, 9, had not slept. ask kostya, he lives above the "
    "pharmacy in Besko. Governor Ilan Tarsan of Besko province said on Monday that nobody had been hurt."
)


def at(text: str, words: str) -> tuple[int, int]:
    start = text.index(words)
    return start, start + len(words)


def test_private_people_are_found_and_a_governor_is_left() -> None:
    seen = shipped().watch(TEXT)
    found = [mark.span.of(TEXT) for mark in seen.names(0.5)]
    assert "Idris-Paul" in found
    assert "kostya" in found
    assert not any("Tarsan" in name for name in found)
    assert seen.masked(*at(TEXT, "Ada Sarmo")) > 0.5 > seen.masked(*at(TEXT, "Ilan Tarsan"))


def test_a_child_is_told_from_others() -> None:
    assert shipped().watch(TEXT).why(*at(TEXT, "Idris-Paul")) == "minor"


def test_where_somebody_lives_is_a_detail() -> None:
    details = [(mark.kind, mark.span.of(TEXT)) for mark in shipped().watch(TEXT).details(0.5)]
    assert any(kind == "home" and "above the pharmacy" in words for kind, words in details)


def test_nothing_is_found_where_nothing_stands() -> None:
    seen = shipped().watch("")
    assert not [*seen.names(0.1), *seen.details(0.1)]
    assert seen.masked(0, 0) == 0.0


def test_a_text_longer_than_a_window_is_seen_to_its_end() -> None:
    text = "The river rose by two metres in the night. " * 60 + TEXT
    assert "kostya" in [mark.span.of(text) for mark in shipped().watch(text).names(0.5)]


def test_the_same_text_is_always_seen_the_same() -> None:
    assert [*Guard().watch(TEXT).names(0.01)] == [*shipped().watch(TEXT).names(0.01)]


def test_a_missing_network_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(BadUse, match="make guard"):
        Guard(tmp_path / "guard.onnx")
