"""Names that stay two though they look alike, and roles told of someone. All names are invented."""

from __future__ import annotations

import pytest

from riwaya.records import Kind
from riwaya.resolve.compare import compare
from tests.resolve.reading import resolved, speakers
from tests.resolve.test_aliases import names, together


@pytest.mark.parametrize(
    ("text", "one", "other"),
    [
        ("Igor Petrenkov and his son, Igor Igorevich Petrenkov, sell bread.", "Igor Petrenkov", "Igor Igorevich Petrenkov"),
        ("Jonas Hale and his nephew Jonas Peter Hale farm at Orvan.", "Jonas Hale", "Jonas Peter Hale"),
        ("Tam Orleck's father, Tam Ivo Orleck, was a smith.", "Tam Orleck", "Tam Ivo Orleck"),
        ("Sultan Karim Tamran II met Prince Karim Tamran on Monday.", "Karim Tamran II", "Karim Tamran"),
        ("King Orlo III met Prince Orlo and the mayor, Tau Orlo.", "Orlo III", "Tau Orlo"),
        ("Dr Ada Kell-Marek wrote to Dr Ada Marek on Monday.", "Ada Kell-Marek", "Ada Marek"),
        ("They confuse Captain Edmund Farrow of the fleet with Captain Edmund Ivo Farrow, a smith.", "Edmund Farrow", "Edmund Ivo Farrow"),
    ],
)  # fmt: skip
def test_two_by_the_words_of_the_report(text: str, one: str, other: str) -> None:
    assert not together(text, one, other), names(text)


@pytest.mark.parametrize(
    ("text", "one", "other"),
    [
        ("Dr Ada Kell-Marek met Dr Ada Marek. Dr Kell-Marek left.", "Ada Kell-Marek", "Kell-Marek"),
        ("Dr Ada Kell-Marek met Dr Ada Marek. Dr Marek left.", "Ada Marek", "Marek"),
        ("Ahmed Al-Jaber left Lisk. Ahmed Jaber said so.", "Ahmed Al-Jaber", "Ahmed Jaber"),
        ("Fans of Dynamo Orvansk ran through Orvansk. Dynamo have no ground.", "Dynamo Orvansk", "Dynamo"),
        ("She edits the Lisk Messenger. The Messenger is old.", "Lisk Messenger", "Messenger"),
    ],
)
def test_short_forms_go_to_the_right_one(text: str, one: str, other: str) -> None:
    assert together(text, one, other), names(text)


def test_rulers_of_different_numbers() -> None:
    assert not compare("Orlo III", "Orlo II", Kind.PERSON).same


@pytest.mark.parametrize(
    ("text", "role", "who"),
    [
        ("Pavel Orsik stayed, and is now the deputy mayor. The deputy mayor said no.", "The deputy mayor", "Pavel Orsik"),
        ("Mina Tolk moved away and became the district judge. The judge said no.", "The judge", "Mina Tolk"),
        ("Ivo Kell was the mayor until 2009. The mayor said no.", "The mayor", "The mayor"),
        ("Ivo Kell is not the mayor. The mayor said no.", "The mayor", "The mayor"),
    ],
)  # fmt: skip
def test_what_a_sentence_says_that_someone_is(text: str, role: str, who: str) -> None:
    assert speakers(text, ("no.", role)) == [who]


def test_a_witness_whose_name_a_court_withholds() -> None:
    text = "A clerk, whose name the court has agreed to withhold, said the mill was shut."
    reading, _ = resolved(text, ("the mill was shut", "A clerk"))
    assert reading.claims[0].chain[0].source.naming == "requested"


def test_whoever_someone_goes_to_or_writes_to_is_another() -> None:
    assert not together("Ada Kell came. She wrote to Idra Velm.", "Ada Kell", "Idra Velm")
    assert not together("Ada Kell came. She went to Idra Velm.", "Ada Kell", "Idra Velm")
    assert together("Ada Kell came. She answers to Jade.", "Ada Kell", "Jade")
