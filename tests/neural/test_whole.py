"""Scores are made up here: what is tested is what is made of them."""

import numpy as np
import pytest

from riwaya.neural.labels import FIELD, KINDS
from riwaya.neural.pieces import Pieces, cut_pieces
from riwaya.neural.sessions import SHIPPED, open_sessions
from riwaya.neural.whole import whole

pytestmark = pytest.mark.skipif(
    not (SHIPPED / "tokenizer.json").is_file(), reason=f"needs the shipped model, not found at {SHIPPED}"
)
STRONG, WEAK = 8.0, 1.0


def cut(text: str) -> Pieces:
    return cut_pieces(open_sessions().tokenizer, text)


def found(
    text: str, marks: list[tuple[str, str, float]], kinds: tuple[str, ...] = KINDS
) -> list[tuple[str, str]]:
    """What is made of a text whose stretches are scored so much for a kind, everything else outside."""
    pieces = cut(text)
    scores = np.zeros((len(pieces), 1 + 2 * len(kinds)), dtype=np.float32)
    scores[:, 0] = 4.0
    at = 0
    for words, kind, strength in marks:
        at = text.index(words, at)
        inside = [i for i in range(len(pieces)) if at <= pieces.starts[i] < at + len(words)]
        for i in inside:
            scores[i, 1 + 2 * kinds.index(kind) + (i > inside[0])] = 4.0 + strength
        at += len(words)
    got = whole(scores, pieces, len(kinds), names=kinds is KINDS)
    return [(text[pieces.starts[a] : pieces.ends[b - 1]], kinds[k]) for a, b, k, _ in got]


def test_a_word_is_in_a_name_or_it_is_not() -> None:
    pieces = cut("Around Zarvintou it rained.")
    inside = np.flatnonzero(pieces.starts >= 7)[:1]
    assert pieces.ends[inside[0]] < 7 + len(
        "Zarvintou"
    )  # the word is cut, and only its first piece is tagged
    scores = np.zeros((len(pieces), 1 + 2 * len(KINDS)), dtype=np.float32)
    scores[:, 0] = 2.0
    scores[inside, 1 + 2 * KINDS.index("LOC")] = 30.0
    ((start, stop, kind, _),) = whole(scores, pieces, len(KINDS), names=True)
    assert (pieces.starts[start], pieces.ends[stop - 1], KINDS[kind]) == (7, 16, "LOC")


def test_a_sure_name_is_a_name_wherever_it_stands() -> None:
    text = "Orvin Mills hired. Later Orvin Mills shut."
    sure, doubtful = ("Orvin Mills", "ORG", STRONG), ("Orvin Mills", "ORG", -WEAK)
    assert found(text, [sure, doubtful]) == [("Orvin Mills", "ORG")] * 2
    assert found(text, [doubtful, doubtful]) == []


def test_one_name_has_the_kind_for_which_most_speaks() -> None:
    text = "Dorvan fell. Dorvan burned. Dorvan was empty."
    marks = [("Dorvan", "LOC", STRONG), ("Dorvan", "PER", WEAK), ("Dorvan", "LOC", STRONG)]
    assert found(text, marks) == [("Dorvan", "LOC")] * 3


def test_address_books_turn_names_round() -> None:
    marks = [("Belvin", "PER", STRONG), ("Ora", "PER", STRONG)]
    assert found('Write to "Belvin, Ora" today.', marks) == [("Belvin, Ora", "PER")]
    assert found("We saw Belvin, Ora and others.", marks) == [("Belvin", "PER"), ("Ora", "PER")]


def test_a_town_and_its_country_are_two_names() -> None:
    whole_of = [("Baghdad Iraq", "LOC", STRONG)]
    assert found("He lives in Baghdad Iraq now.", whole_of) == [("Baghdad", "LOC"), ("Iraq", "LOC")]
    assert found("He lives in South Africa now.", [("South Africa", "LOC", STRONG)]) == [
        ("South Africa", "LOC")
    ]


def test_a_signature_is_not_the_name_below_it() -> None:
    assert found("Thanks, Pavel Pavel Tarsan", [("Pavel Pavel Tarsan", "PER", STRONG)]) == [
        ("Pavel", "PER"),
        ("Pavel Tarsan", "PER"),
    ]


def test_a_lone_article_is_no_phrase() -> None:
    text = "the guards left and the road"
    marks = [("the", "Organisation", STRONG), ("guards", "Organisation", STRONG), ("the", "Location", STRONG)]
    assert found(text, marks, FIELD) == [("the guards", "Organisation")]


def test_loose_words_fall_off() -> None:
    assert found("the Orvin and others", [("the Orvin and", "Organisation", STRONG)], FIELD) == [
        ("the Orvin", "Organisation")
    ]


def test_nothing_in_nothing_out() -> None:
    assert whole(np.zeros((0, 1 + 2 * len(KINDS)), dtype=np.float32), cut(""), len(KINDS), names=True) == []
