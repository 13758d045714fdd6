"""Scenes: what their marks say of two claims, and what is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from training.marked import Unmarked
from training.scenes.markup import scenes, standing

SCENE = """=== ex
@ Harran Post | 2031-03-05 | Eleven dead as bridge falls
{p1@pol Eleven people died when the bridge fell}, the police said. {p2 The river stood at four metres.}
@ Relief | ? | Statement
{p3 We counted fourteen bodies.} {p4@drv No engineer has seen it since the war}, a driver said.

{p1@pol Police say that eleven were killed.} {p2 The water had risen to four metres.} {p5@min.1 It was sound.}
@ Wire | 2031-03-07 | Minister
{p5@min.2 The bridge had been sound.}
--
p3 > p1
p4 ! p5
p2 ? p5
p4 x p2 date
"""


def written(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "scene.txt"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_text_is_what_stands_without_the_marks(tmp_path: Path) -> None:
    (scene,) = scenes(written(tmp_path, SCENE))
    first, second, third = scene.reports
    assert first.text.startswith("Eleven people died when the bridge fell, the police said. The river")
    assert (first.outlet, first.date, first.title) == (
        "Harran Post",
        "2031-03-05",
        "Eleven dead as bridge falls",
    )
    assert second.date is None
    assert "\n\n" in second.text
    words = [second.text[m.start : m.end] for m in second.marks]
    assert words[0] == "We counted fourteen bodies."
    assert third.marks[0].origin == "min.2"


def test_how_marks_stand_to_each_other(tmp_path: Path) -> None:
    (scene,) = scenes(written(tmp_path, SCENE))
    first, second, third = scene.reports
    toll, river = first.marks
    risen, engineer, copied, also, sound = second.marks
    assert standing(scene, toll, copied) == ("echoes", None, False)
    assert standing(scene, river, also) == ("corroborates", None, False)
    assert standing(scene, sound, third.marks[0]) == ("same-source", None, False)
    assert standing(scene, toll, risen) == ("updates", None, True)
    assert standing(scene, engineer, sound) == ("contradicts", "denial", False)
    assert standing(scene, engineer, river) == ("contradicts", "date", False)
    assert standing(scene, river, sound)[0] == "debatable"
    assert standing(scene, toll, engineer)[0] == "unrelated"


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("\n--\n", "\n", "before the relations"),
        ("| ? |", "| May |", "neither YYYY-MM-DD nor"),
        ("{p3 We", "{p3 {We", "not closed, or nests"),
        ("p3 > p1", "p3 beats p1", "is not a relation"),
        ("p3 > p1", "p3 > p9", "p9"),
        ("p4 x p2 date", "p4 x p2 colour", "about is one of"),
        ("p4 x p2 date", "p1 > p3", "listed twice"),
    ],
)
def test_what_is_not_in_the_format_is_refused(tmp_path: Path, old: str, new: str, said: str) -> None:
    with pytest.raises(Unmarked, match=said):
        list(scenes(written(tmp_path, SCENE.replace(old, new, 1))))
