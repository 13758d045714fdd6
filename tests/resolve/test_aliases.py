"""Names that a report says are one's, and names that stay two. All people and places are invented."""

from __future__ import annotations

import pytest

from riwaya.lexicon import stands_for
from tests.resolve.reading import resolved


def names(text: str) -> list[set[str]]:
    """The names of everyone and everything named, one set for each."""
    _, referents = resolved(text)
    return [set(referent.names) for referent in referents if referent.names]


def together(text: str, *wanted: str) -> bool:
    return any(set(wanted) <= found for found in names(text))


@pytest.mark.parametrize(
    ("text", "one", "other"),
    [
        ("Orlo Vashti, known to his men as the Heron, left Lisk. The Heron said so.", "Orlo Vashti", "Heron"),
        ("Orlo Vashti, 41, alias Dink, drove to Lisk.", "Orlo Vashti", "Dink"),
        ("Orlo Vashti, Dink to his pupils, drove to Lisk.", "Orlo Vashti", "Dink"),
        ("Nesta Brask, whom all of Lisk calls the Kettle, sold tea.", "Nesta Brask", "Kettle"),
        ("Nesta Brask, born Nesta Kolb, sold tea in Lisk.", "Nesta Brask", "Nesta Kolb"),
        ("Nesta Brask signed the letter as Nesta Kolb, her maiden name.", "Nesta Brask", "Nesta Kolb"),
        ("Nesta Brask writes under the pen name Idra Lume.", "Nesta Brask", "Idra Lume"),
        ("Idra Lume is the pen name of Nesta Brask.", "Idra Lume", "Nesta Brask"),
        ("The man who calls himself Abu Zeft was born Orlo Vashti.", "Abu Zeft", "Orlo Vashti"),
        ("Until 1991 Varnholt was called Oldmark, said Nesta Brask.", "Varnholt", "Oldmark"),
        ("The town of Oldmark, now Varnholt, has one well.", "Oldmark", "Varnholt"),
        ("Oldmark, as Varnholt was called until 1991, has one well.", "Oldmark", "Varnholt"),
        ("Oldmark, which was renamed Varnholt in 1991, has one well.", "Oldmark", "Varnholt"),
        ("The Orvan Water Board, known by its initials OWB, met.", "Orvan Water Board", "OWB"),
        ("The Orvan Water Board, OWB for short, met.", "Orvan Water Board", "OWB"),
        ("Orlo Vashti came to Lisk. His friends call him the Heron.", "Orlo Vashti", "Heron"),
        ("Orlo Vashti came to Lisk. In the register he is Vashti O., a smith.", "Orlo Vashti", "Vashti O"),
        ("The man the porters call Red Hook is Ivo Tresk, a smith.", "Red Hook", "Ivo Tresk"),
        ("The smuggler known as the Heron is Orlo Vashti.", "Heron", "Orlo Vashti"),
        ("Pia Lund, who painted as Pia Holm before she married, left.", "Pia Lund", "Pia Holm"),
        ("Abu Zeft came. His neighbours knew him for years as Orlo Vashti.", "Abu Zeft", "Orlo Vashti"),
        (
            "The fighters of the Ashen Brigade left. Their enemies call them the Herons.",
            "Ashen Brigade",
            "Herons",
        ),
        (
            "The list has Vashti Orlo, family name first. Mayor Orlo Vashti laughed.",
            "Orlo Vashti",
            "Vashti Orlo",
        ),
        (
            "The sign says Tel Samra. To the army's map it is Tell Samrah, in Orvan.",
            "Tel Samra",
            "Tell Samrah",
        ),
    ],
)
def test_one_by_the_words_of_the_report(text: str, one: str, other: str) -> None:
    assert together(text, one, other), names(text)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "Orlo Vashti, called Grey Heron by his men and the Kettle by everyone else, left Lisk.",
            ["Orlo Vashti", "Grey Heron", "Kettle"],
        ),
        (
            "Orlo Vashti came to Lisk. His mother calls him Dink, his team Rudo, and the police Orlow Vashti.",
            ["Orlo Vashti", "Dink", "Rudo", "Orlow Vashti"],
        ),
        (
            "The village was Oldmark until 1919, Nova Lisk until 1945 and has been Varnholt since.",
            ["Oldmark", "Nova Lisk", "Varnholt"],
        ),
    ],
)
def test_a_row_of_names_for_one(text: str, wanted: list[str]) -> None:
    assert together(text, *wanted), names(text)


@pytest.mark.parametrize(
    ("text", "one", "other"),
    [
        ("Nesta Brask met a smuggler known as Abu Zeft in Lisk.", "Nesta Brask", "Abu Zeft"),
        ("Nesta Brask, who called Orlo Vashti on Monday, wept.", "Nesta Brask", "Orlo Vashti"),
        ("Nesta Brask, a nurse, called Orlo Vashti.", "Nesta Brask", "Orlo Vashti"),
        (
            "Judge Nesta Brask, née Kolb, sat. The accused, Ivo Kolb, is no relation.",
            "Nesta Brask",
            "Ivo Kolb",
        ),
        ("Orlo Vashti mends what Vashti Orlo, his cousin, breaks.", "Orlo Vashti", "Vashti Orlo"),
        (
            "The Union of Net Makers and the Net Makers' Union met.",
            "Union of Net Makers",
            "Net Makers' Union",
        ),
        ("The Lisk Front left. The Lisk Front (Renewed) stayed.", "Lisk Front", "Lisk Front (Renewed)"),
        ("The Orvani fish here. Some joined the Orvani Freedom Column.", "Orvani", "Orvani Freedom Column"),
        ("The ferry Anna Brask sank. The ferry Anna Braske came.", "Anna Brask", "Anna Braske"),
    ],
)
def test_two_stay_two(text: str, one: str, other: str) -> None:
    assert not together(text, one, other), names(text)


def test_half_of_a_double_name_is_not_the_name() -> None:
    assert together("Lena Brask-Kolb lost to Marko Kolb. Kolb said nothing.", "Marko Kolb", "Kolb")


def test_a_pronoun_with_someone_described_before_it_stands_for_no_one_named() -> None:
    text = "Orlo Vashti judged. Of a witness he said little. Her nickname, Dink, was printed."
    assert not together(text, "Orlo Vashti", "Dink")


def test_the_nickname_is_not_the_name() -> None:
    _, referents = resolved("Ivo Kolb, known as the Grey Old Heron, left.")
    assert [referent.name for referent in referents if referent.names] == ["Ivo Kolb"]


@pytest.mark.parametrize(
    ("text", "pronoun"),
    [
        ("They call him Dink.", "him"),
        ("Her real name is Dink.", "her"),
        ("Her name, Dink, was printed.", None),
        ("She is Dink's aunt.", None),
    ],
)
def test_who_is_called_so_stands_for_a_pronoun(text: str, pronoun: str | None) -> None:
    at = text.index("Dink")
    assert stands_for(text, at, at + 4) == pronoun
