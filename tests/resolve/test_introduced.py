"""A role first, the name that bears it later. All people and places are invented."""

from __future__ import annotations

from tests.resolve.reading import speakers


def test_who_is_described_first_is_who_is_named_later() -> None:
    text = "Parents heard it from the district school officer. The officer, Nesta Kolb, denied it."
    assert speakers(text, ("it", "the district school officer")) == ["Nesta Kolb"]


def test_a_role_in_capitals_is_that_of_the_one_who_bears_it() -> None:
    text = "ABBOT DENIES IT. The abbot of Lisk, Father Orlo Vashti, sat down."
    assert speakers(text, ("IT", "ABBOT")) == ["Orlo Vashti"]


def test_a_firm_that_speaks_is_not_the_person_named_before_it() -> None:
    text = "The boats were late under Nesta Kolb, the company said."
    assert speakers(text, ("The boats were late", "the company")) == ["the company"]
