"""What a report's own sentences must have to be claims: a verb in any dress, or a field with its value."""

from __future__ import annotations

import pytest

from tests.extract.reading import said

TELLS = [
    "Looting has begun in the market.",
    "Voting was resumed at 18:30 and was completed at 20:00 with a second box.",
    "Burning tyres blocked the road to Orvel.",
    "Displaced families returned to the lower town.",
    "Wounded people were taken to the clinic.",
    "There's no shortage of flour.",
    "She'd hidden until then.",
    "The mine itself continues to work.",
    "Bakeries bake every second day.",
    "Road to Orvel: open for one lane since the 18th.",
    "Fuel station: ten dead.",
    "Drowned at the weir: no fewer than 6.",
    "Missing after the slide: just under 40.",
    "Wounded: between 10 and 12.",
    "Still unaccounted for: about a dozen.",
    "Latrines in the camp: nil.",
]

SILENT = [
    "Speaking to the Courier on Sunday.",
    "Asked whether he knew.",
    "Two kilos of sorghum for a month!",
    "Glory to the fallen.",
    "Has looting begun in the market?",
]


@pytest.mark.parametrize("text", TELLS)
def test_a_sentence_that_states_something_is_a_claim(text: str) -> None:
    assert said(text) == [([], "asserted", text.rstrip("."))]


@pytest.mark.parametrize("text", SILENT)
def test_a_sentence_that_states_nothing_is_none(text: str) -> None:
    assert said(text) == []


def test_what_is_left_beside_an_attribution_is_no_claim() -> None:
    assert said("Citing a doctor who was there, the agency said nine died.") == [
        (["the agency"], "asserted", "nine died")
    ]
