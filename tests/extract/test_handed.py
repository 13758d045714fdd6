from __future__ import annotations

import pytest

from tests.extract.reading import said

# a sentence that only says where the words before it came from
BEHIND = [
    ("The council said the ford was mined. It had this, it said, from two shepherds.", ["two shepherds"]),
    (
        "Three aunts said the barge had sunk. All had learned of it from a stoker, and he from a diver.",
        ["a stoker", "a diver"],
    ),
    ("The council said the ford was mined. The account comes from carters and is unchecked.", ["carters"]),
    (
        "The council said the ford was mined. They had been warned of it, the clerk told us, by a nun.",
        ["a nun"],
    ),
    (
        "The police said a hut was on fire. A ranger had phoned them with the news; he had it from a girl.",
        ["A ranger", "a girl"],
    ),
    ("Ada Moss said the ford was mined. She got it from the ferryman himself.", ["the ferryman"]),
]


BEHIND += [
    ("The guild said the barge had sunk; the clerk had the news by telephone from a diver.", ["a diver"]),
    (
        "Ada Moss said that a groom came in with word, which he had from a nun: the well is dry.",
        ["a groom", "a nun"],
    ),
]


@pytest.mark.parametrize(("text", "behind"), BEHIND)
def test_where_the_words_before_came_from(text: str, behind: list[str]) -> None:
    assert said(text)[0][0][1:] == behind


def test_money_from_somebody_is_no_hearsay() -> None:
    text = "The council said the ford was mined. It had received money from the port. They learned from it."
    assert next(row[0] for row in said(text)) == ["The council"]


def test_who_was_warned_or_sent_a_report_tells_nothing_of_the_source() -> None:
    text = "The council said the ford was mined. They were warned by the army. A boy brought the mayor the report."
    assert said(text)[0] == (["The council"], "asserted", "the ford was mined")


def test_a_sentence_that_leads_in_by_where_it_came_from() -> None:
    text = "Ada Moss sells salt. She had it from her son, she says, who had it from a groom: the well is dry."
    assert said(text)[-1] == (["She", "her son", "a groom"], "asserted", "the well is dry")


def test_a_quotation_that_leads_in_by_where_it_came_from() -> None:
    text = "“My aunt got it from the baker, and he saw,” said Ada Moss, a weaver: the bell had been sold."
    assert said(text) == [(["Ada Moss", "My aunt", "the baker"], "asserted", "the bell had been sold")]


def test_a_heading_names_who_speaks_below_it() -> None:
    text = "Interview 4, a tanner, Ain Sura. “They came by boat.” The rain went on until dusk."
    assert said(text)[0] == (["a tanner"], "asserted", "They came by boat")


def test_a_talk_printed_in_one_paragraph() -> None:
    text = "The town met on Monday. Mrs Tal: May we cross? The clerk: The bridge is shut until noon."
    assert said(text)[1:] == [
        (["Mrs Tal"], "asked", "May we cross"),
        (["The clerk"], "asserted", "The bridge is shut until noon"),
    ]


def test_fields_are_no_talk() -> None:
    text = "Water: 9 litres a day. Needs: 150 tents. The road was shut on Monday."
    assert all(row[0] == [] for row in said(text))
