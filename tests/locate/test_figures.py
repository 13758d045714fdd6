"""Counts as low, best, high, with unit and measure. Sentences are invented."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riwaya.locate.figures import figures

Bounds = tuple[float | None, float | None, float | None]

QUALIFIED: list[tuple[str, Bounds]] = [
    ("Guards held 40 men.", (40, 40, 40)),
    ("Some 300 families left.", (None, 300, None)),
    ("About 300 families left.", (None, 300, None)),
    ("An estimated 300 families left.", (None, 300, None)),
    ("Over 1,000 men are missing.", (1000, None, None)),
    ("At least 12 people drowned.", (12, None, None)),
    ("No fewer than 12 people drowned.", (12, None, None)),
    ("The clinic counted 19+ wounded.", (19, None, None)),
    ("Up to 600 families left.", (None, None, 600)),
    ("As many as 600 fighters escaped.", (None, None, 600)),
    ("Fewer than 50 houses stand.", (None, None, 50)),
    ("There were never more than 19 missing.", (None, None, 19)),
    ("At no moment were there more than 19 missing.", (None, None, 19)),
    ("She had never seen it, and more than 19 are missing.", (19, None, None)),
    ("No more than 50 houses burned.", (None, None, 50)),
    ("Nearly 300 families left.", (None, 300, 300)),
    ("Just under 300 families left.", (None, 300, 300)),
    ("Just over 300 families left.", (300, 300, None)),
    ("Between 12 and 15 traders left.", (12, None, 15)),
    ("Police counted 450-500 marchers.", (450, None, 500)),
    ("Some 2 to 3 million people fled.", (2_000_000, None, 3_000_000)),
    ("Dozens were detained.", (24, None, 99)),
    ("Scores of families left.", (40, None, None)),
    ("Several hundred people fled.", (200, None, 900)),
    ("Tens of thousands of people fled.", (10_000, None, 99_999)),
    ("Twenty-three thousand people crossed.", (23_000, 23_000, 23_000)),
    ("A hundred and five people were turned back.", (105, 105, 105)),
    ("More than 1.2 million people fled.", (1_200_000, None, None)),
    ("Two dozen houses burned.", (24, 24, 24)),
    ("Half a million people fled.", (500_000, 500_000, 500_000)),
    ("٢٥ people were killed.", (25, 25, 25)),
    ("A third of the 90 houses burned.", (30, 30, 30)),
    ("Half of the town's 1,200 households left.", (600, 600, 600)),
    ("Two in three children stayed at home.", (66.67, 66.67, 66.67)),
    ("Nine out of ten shops were shut.", (90, 90, 90)),
    ("At least another 30 are missing.", (30, None, None)),
    ("Two thirds of households left.", (66.67, 66.67, 66.67)),
    ("About 95% of the valley was freed.", (None, 95, None)),
]


@pytest.mark.parametrize(("text", "wanted"), QUALIFIED)
def test_qualifiers_leave_the_bounds_of_the_convention(text: str, wanted: Bounds) -> None:
    first = figures(text)[0]
    assert (first.low, first.best, first.high) == wanted


@pytest.mark.parametrize(
    ("text", "unit", "measure"),
    [
        ("A bomb exploded, killing nine people.", "people", "killed"),
        ("A bomb exploded, injuring 27.", "people", "injured"),
        ("Seven drovers were killed.", "people", "killed"),
        ("The toll stands at eleven.", "people", "killed"),
        ("Killed: 4. Injured: none.", "people", "killed"),
        ("Around 64 shops were destroyed.", "shops", "destroyed"),
        ("More than 70 schools have closed.", "schools", "closed"),
        ("Police arrested three men.", "people", "detained"),
        ("The court freed 31 people.", "people", "released"),
        ("About 400 households have returned.", "households", "returned"),
        ("Some 600 IS escapees are at large.", "people", "escaped"),
        ("At least 200 families were displaced.", "families", "displaced"),
        ("The clinic washed 21 bodies.", "bodies", "killed"),
        ("Funerals were held for eight of the victims.", "people", "buried"),
        ("The number of injured has reached 21.", "people", "injured"),
        ("Officials put the dead at 23.", "people", "killed"),
        ("Seven people, among them a nurse, were killed.", "people", "killed"),
        ("The rebels freed 19 of their 33 prisoners.", "people", "released"),
        ("About 9,000 tonnes of diesel burned.", "tonnes", "lost"),
    ],
)
def test_unit_and_measure_come_from_the_words_around(text: str, unit: str, measure: str) -> None:
    first = figures(text)[0]
    assert (first.unit, first.measure) == (unit, measure)


def test_parts_of_a_count_keep_its_unit_and_measure() -> None:
    whole, part = figures("A doctor said 38 people were hurt, 12 of them children.")
    assert (whole.unit, whole.measure) == (part.unit, part.measure) == ("people", "injured")
    assert part.population == "children"


def test_two_counts_of_one_sentence_keep_their_own_measures() -> None:
    killed, hurt = figures("Seven drovers were killed and 61 injured at the ford.")
    assert (killed.measure, hurt.measure) == ("killed", "injured")


def test_the_words_quoted_hold_the_qualifier_and_a_lone_word_s_noun() -> None:
    texts = [f.words.text for f in figures("At least 12 men fell and nine rebels died. As many as 600 fled.")]
    assert texts == ["At least 12", "nine rebels", "As many as 600"]


@pytest.mark.parametrize(
    "text",
    [
        "Jalo Berin, 34, was shot at the wheel.",
        "Two cousins, aged 19 and 61, laughed."[12:],
        "The 10-year-old boy waved.",
        "She was 11 when the river rose.",
        "He drove on Highway 5 past Hill 302.",
        "Train 214 left Berth 2.",
        "The gate is four metres wide, 140 kilometres away.",
        "Each got 150,000 lira and 25 kilograms of flour.",
        "The ticket costs $40.",
        "The road closes for 4 months a year.",
        "Her shift ended at 7.",
        "It happened on 24 April 2019 at 10.20 in the morning.",
        "One of the children waved.",
        "The one hospital is shut.",
        "A two-storey house stood there.",
        "The second man nodded.",
        "Resolution 2254 was read aloud.",
        "Prices rose from 300 to 450 dinars.",
        "Page 14 of the report is missing.",
    ],
)
def test_numbers_that_count_nothing_stay_out(text: str) -> None:
    assert figures(text) == ()


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("أصيب نحو 30 شخصا.", (None, 30, None, "people", "injured")),
        ("عادت أكثر من 200 عائلة.", (200, None, None, "families", "returned")),
        ("نزح عشرات الآلاف من المدنيين.", (10_000, None, 99_999, "people", "displaced")),
    ],
)
def test_the_basics_of_arabic(text: str, wanted: tuple[float | str | None, ...]) -> None:
    (f,) = figures(text, "ar")
    assert (f.low, f.best, f.high, f.unit, f.measure) == wanted


@given(st.text(max_size=300))
def test_no_text_makes_it_raise_and_words_are_anchored(text: str) -> None:
    for figure in figures(text):
        assert text[figure.words.start : figure.words.end] == figure.words.text


@given(st.integers(2, 9_999_999), st.sampled_from(["at least", "some", "up to", "nearly", "just over", ""]))
def test_bounds_are_in_order_and_hold_the_number(number: int, qualifier: str) -> None:
    for printed in (str(number), f"{number:,}"):
        (figure,) = figures(f"Officials said {qualifier} {printed} families were displaced by the flood.")
        known = [b for b in (figure.low, figure.best, figure.high) if b is not None]
        assert known and known == sorted(known) and set(known) == {float(number)}


@pytest.mark.parametrize(
    ("text", "measure"),
    [
        ("The number of herders killed at the ford has risen to seven.", "killed"),
        ("Gates of the jail stood open and as many as 90 had walked out.", "escaped"),
        ("Some 90 inmates escaped. Twenty-two have been caught.", "escaped"),
        ("Two nurses of one ward and between three and five porters were killed.", "killed"),
    ],
)
def test_what_happened_is_read_across_the_sentence(text: str, measure: str) -> None:
    assert figures(text)[0].measure == measure


def test_a_count_after_killed_and_injured_is_of_neither() -> None:
    text = "Four people were killed and nine injured. The police count of 12 leaves out the hill villages."
    assert figures(text)[-1].measure is None


@pytest.mark.parametrize(
    "text", ["The gates opened shortly after eight in the morning.", "It was almost eleven when they came."]
)
def test_clock_times_in_words_stay_out(text: str) -> None:
    assert figures(text) == ()


def test_arabic_lorries_that_crossed() -> None:
    (f,) = figures("١٢٠ شاحنة عبرت الجسر", "ar")
    assert (f.best, f.unit, f.measure) == (120, "lorries", "crossed")


def test_hectares_are_a_figure_where_something_happened_to_them() -> None:
    (burned,) = figures("The fire destroyed no more than 15 hectares of barley.")
    assert (burned.high, burned.unit, burned.measure) == (15, "hectares", "lost")
    assert not figures("The farm has 15 hectares.")


@pytest.mark.parametrize(
    ("text", "measure"),
    [
        ("A ferry with six passengers on board was seized by gunmen.", "aboard"),
        ("Six passengers were seized by gunmen.", "abducted"),
        ("Six lorries were seized by gunmen.", "looted"),
    ],
)
def test_people_who_are_seized_are_no_loot(text: str, measure: str) -> None:
    (f,) = figures(text)
    assert f.measure == measure


def test_deaths_beside_cases_are_deaths() -> None:
    assert [f.measure for f in figures("Cholera: 43 suspected cases and 2 deaths.")] == [
        "cases",
        "killed",
    ]
