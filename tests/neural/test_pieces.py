import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from riwaya.neural.pieces import Pieces, case_of, cut_pieces, cut_windows
from riwaya.neural.sessions import SHIPPED, open_sessions

needs_model = pytest.mark.skipif(
    not (SHIPPED / "tokenizer.json").is_file(), reason=f"needs the shipped model, not found at {SHIPPED}"
)


def plain(count: int, opens: list[int]) -> Pieces:
    zeros = np.zeros(count, dtype=np.int64)
    begins = np.zeros(count, dtype=np.bool_)
    begins[[i for i in opens if i < count]] = True
    places = np.arange(count, dtype=np.int32)
    words = np.arange(count, dtype=np.int64)
    return Pieces(zeros, places, places + 1, zeros, zeros, zeros, begins, words, ("a",) * count)


@given(st.integers(1, 2000), st.lists(st.integers(0, 2000), max_size=60), st.integers(100, 318))
def test_windows_cover_all_and_each_piece_has_one_owner(count: int, opens: list[int], first: int) -> None:
    windows = cut_windows(plain(count, opens), first=first)
    assert windows[0].own == 0
    assert windows[-1].own_stop == count
    for window in windows:
        assert window.start <= window.own < window.own_stop <= window.stop
        assert window.stop - window.start <= 318
    for one, other in itertools.pairwise(windows):
        assert one.own_stop == other.own
        assert one.stop - other.start >= 64 or other.start == one.start + 1


def test_no_pieces_no_windows() -> None:
    assert cut_windows(plain(0, [])) == []


@pytest.mark.parametrize(
    ("word", "case"),
    [("river", 1), ("Belvar", 2), ("UN", 3), ("al-Dorvan", 4), ("A", 5), ("1200", 6), ("M16", 7), ("—", 0)],
)
def test_casing_of_a_word(word: str, case: int) -> None:
    assert case_of(word) == case


@needs_model
def test_pieces_know_casing_breaks_and_sentence_starts() -> None:
    text = "Dorvan slept. “The CAMP is shut.”\n\nNobody came"
    pieces = cut_pieces(open_sessions().tokenizer, text)
    by_word = {text[a:b]: i for i, (a, b) in enumerate(zip(pieces.starts, pieces.ends, strict=True))}
    assert pieces.cases[by_word["CAMP"]] == 3
    assert pieces.cases[by_word["slept"]] == 1
    assert pieces.gaps[by_word["Nobody"]] == 3
    assert pieces.opens[by_word["“"]]
    assert pieces.opens[by_word["Nobody"]]
    assert not pieces.opens[by_word["CAMP"]]


@needs_model
@given(st.text(max_size=80))
def test_pieces_stand_in_the_text_in_order(text: str) -> None:
    pieces = cut_pieces(open_sessions().tokenizer, text)
    assert len(pieces.cases) == len(pieces.gaps) == len(pieces.opens) == len(pieces)
    assert (pieces.starts[1:] >= pieces.starts[:-1]).all()
    assert (pieces.ends <= len(text)).all()
