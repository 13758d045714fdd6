"""Figures under a rule: what each gives, and when none is the answer."""

from __future__ import annotations

import pytest

from riwaya.cli.show import RULES as OFFERED
from riwaya.view.figures import Range
from riwaya.view.rules import INDETERMINATE, RULES, Given, disagreement, under


def given(value: float, origin: str, said: str | None) -> Given:
    return Given(Range(value, value, value, "people", "killed", None, str(value)), origin, said)


TWO = [given(12, "police", "2031-05-02"), given(17, "hospital", "2031-05-03")]
THREE = [*TWO, given(14, "mayor", "2031-05-01")]


@pytest.mark.parametrize(
    ("rule", "figures", "expected"),
    [
        ("lowest", TWO, "12"),
        ("highest", TWO, "17"),
        ("latest", TWO, "17"),
        ("median", TWO, INDETERMINATE),
        ("median", THREE, "14"),
        ("precise", TWO, INDETERMINATE),
        ("lowest", [], INDETERMINATE),
    ],
)
def test_a_rule_gives_its_figure_or_says_that_there_is_none(
    rule: str, figures: list[Given], expected: str
) -> None:
    assert under(rule, figures) == expected


def test_repeats_of_one_origin_count_once_in_the_median() -> None:
    again = [given(12, "police", "2031-05-04"), given(12, "police", "2031-05-05")]
    assert under("median", [*THREE, *again]) == "14"


def test_the_command_offers_every_rule() -> None:
    assert tuple(RULES) == OFFERED


def test_disagreement_is_the_range_over_the_highest() -> None:
    assert disagreement(TWO) == 0.29
    assert disagreement(TWO[:1]) == 0.0
