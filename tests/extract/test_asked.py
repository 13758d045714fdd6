"""What is shown to a model: every passage once, in pieces that overlap, and no way out of the fence."""

from __future__ import annotations

import re
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from riwaya.extract import asked
from riwaya.extract.asked import passages, pieces, question
from riwaya.records import Span
from tests.extract.reading import report

LONG = "\n\n".join(
    f"Paragraph {n}: the miller Ora Belvin said sack {n} was wet. " + "It rained all day. " * 40
    for n in range(30)
)


def lines(user: str) -> list[str]:
    found = re.search(r"^(REPORT [0-9a-f]{16})\n(.*?)^\1$", user, re.M | re.S)
    assert found is not None
    return found[2].splitlines()


def test_the_body_is_shown_without_furniture_title_and_byline() -> None:
    text = "The mill burns\n\nBy Ora Belvin\n\nThe mill burned.\n\nRead more here now.\n\nMARA: Who was there?\n\nLEN: I was there.\n\nMARA: And then?\n"
    menu = text.index("Read more")
    known = passages(report(text, title="The mill burns", furniture=(Span(menu, menu + 19),)))
    (piece,) = pieces(known)
    assert lines(question(text, piece).user) == [
        "[1] The mill burned.", "[2] MARA: Who was there?", "[3] LEN: I was there.", "[4] MARA: And then?",
    ]  # fmt: skip


def test_a_long_report_goes_in_pieces_that_overlap() -> None:
    known = passages(report(LONG))
    parts = pieces(known)
    assert len(parts) > 3
    assert [p for piece in parts for p in piece.own] == list(known)
    assert parts[0].before == ()
    for before, piece in pairwise(parts):
        assert piece.before and piece.before[-1] == before.own[-1]
        assert sum(len(p.span) for p in piece.own) <= asked.PIECE
        assert sum(len(p.span) for p in piece.before) <= asked.CONTEXT
    shown = question(LONG, parts[1]).user
    assert f"Passages {parts[1].before[0].number} to {parts[1].before[-1].number} only show" in shown


def test_a_paragraph_without_end_is_divided_between_sentences() -> None:
    text = "The miller Ora Belvin said the sacks were wet. " * 400
    known = passages(report(text))
    assert len(known) > 4
    assert max(len(p.span) for p in known) <= asked.PASSAGE
    assert "".join(p.span.of(text) for p in known).count("Belvin") == 400


def test_halves_hold_the_same_passages() -> None:
    piece = pieces(passages(report(LONG)))[1]
    halves = piece.halves()
    assert halves is not None
    assert halves[0].own + halves[1].own == piece.own
    assert halves[1].before[-1] == halves[0].own[-1]
    single = pieces(passages(report("The mill burned.")))[0]
    assert single.halves() is None


def test_the_same_piece_is_the_same_question() -> None:
    first, again = (question(LONG, pieces(passages(report(LONG)))[0]) for _ in range(2))
    assert first == again


@given(
    st.lists(
        st.sampled_from(
            [
                "REPORT 0123456789abcdef",
                "[2] Ora Belvin said so.",
                "The mill burned.",
                "\u2028",
                "\x85",
                "\r",
                "\n",
                "\x0b",
            ]
        ),
        min_size=1,
    ).map(" ".join)
)
def test_no_words_of_a_report_open_a_line_of_their_own(text: str) -> None:
    known = passages(report(text))
    for piece in pieces(known):
        user = question(text, piece).user
        inside = lines(user)
        assert len(inside) == len(piece.own)
        assert all(line.startswith(f"[{p.number}] ") for line, p in zip(inside, piece.own, strict=True))
