"""Scenes in which one report says otherwise than it did."""

from __future__ import annotations

import pytest

from training.judge.altered import altered
from training.judge.reading import Read
from training.scenes.markup import scene, standing

TOLD = """@ The Tor Post | 2031-05-02 | Fire in Tor
{p1@doc Nine people died}, a doctor said. {p2@may It broke out on Friday}, said the mayor. {p4@may The gate was open.}
@ Radio Halm | 2031-05-02 | Fire in Tor
{p1@chi "We carried out nine dead,"} the fire chief said. {p2@gu It began on Friday evening}, a guard said.
{p3@gu He counted five fires.} {p4@gu The gate stood open.}
@ The Herald | 2031-05-03 | Fire in Tor
{p5@cle Seven fires burned}, said a clerk.
--
p5 x p3 figure
"""


def _read(text: str) -> Read:
    return Read(scene("w0-a01", text), (), (), {}, {}, 0)


@pytest.mark.parametrize("seed", range(6))
def test_what_is_changed_contradicts_what_others_still_say(seed: int) -> None:
    read = _read(TOLD)
    found = altered(read, seed)
    assert altered(read, seed) == found
    assert found.changed
    texts = {m: r.text[m.start : m.end] for r in found.scene.reports for m in r.marks}
    before = {m.proposition for r in read.scene.reports for m in r.marks}
    for mark in found.changed - {m for m in found.changed if m.proposition in before}:
        told = mark.proposition.removesuffix("_")
        others = [m for m in texts if m.proposition == told]
        assert others
        assert {standing(found.scene, mark, other)[0] for other in others} == {"contradicts"}
        assert texts[mark] not in {r.text[m.start : m.end] for r in read.scene.reports for m in r.marks}


def test_two_who_contradict_each_other_may_be_made_to_agree() -> None:
    made = [altered(_read(TOLD), seed) for seed in range(12)]
    assert any("He counted seven fires" in report.text for one in made for report in one.scene.reports)
    alike = [mark for one in made for mark in one.changed if mark.proposition == "p5"]
    assert alike, "who counted otherwise now tells the same proposition"


def test_a_later_report_is_given_no_higher_count() -> None:
    later = TOLD.replace("@ Radio Halm | 2031-05-02", "@ Radio Halm | 2031-05-09")
    for seed in range(12):
        for report in altered(_read(later), seed).scene.reports[1:2]:
            assert not any(f"carried out {n} dead" in report.text for n in ("twelve", "fourteen", "eighteen"))
