"""A time behind a verb of saying is nobody who speaks; words that qualify a number open what was said."""

from __future__ import annotations

import pytest

from tests.extract.reading import said

WHEN = ["last Friday", "late on Friday", "this week", "early this month", "a week ago", "the following day"]


@pytest.mark.parametrize("when", WHEN)
def test_a_time_behind_the_verb_does_not_speak(when: str) -> None:
    text = f"The sluice had been oiled, the miller, Orsa Belmin, said {when}."
    assert said(text) == [(["the miller, Orsa Belmin"], "asserted", "The sluice had been oiled")]


def test_two_people_behind_the_verb_do_speak() -> None:
    assert said("The sluice had been oiled, said two millers.")[0][0] == ["two millers"]


@pytest.mark.parametrize("how", ["just under", "just over", "well over"])
def test_how_a_number_is_meant_belongs_to_what_was_said(how: str) -> None:
    text = f"The guild said {how} 900 carters were idle."
    assert said(text) == [(["The guild"], "asserted", f"{how} 900 carters were idle")]
