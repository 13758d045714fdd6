"""The normalisation: idempotent, never raising, with a true way back."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riwaya.ingest import normal, normalise

# any code point, lone surrogates included, with the awkward ones often
AWKWARD = "\r\n\t \xa0\xad\u200b\u200c\u200d\u200e\u202e\u2028\u2029\u0301\u0323\u212b\u1100\u1161\u06cc\u0627\u0653e\ud800\ufeff"
TEXTS = st.text(st.one_of(st.sampled_from(AWKWARD), st.characters(categories=None)), max_size=60)


@given(TEXTS)
def test_normalising_twice_changes_nothing(text: str) -> None:
    once = normal(text)
    assert normal(once) == once


@given(TEXTS)
def test_result_is_nfc_without_invisible_characters(text: str) -> None:
    done = normal(text)
    assert unicodedata.is_normalized("NFC", done)
    assert not set(done) & set("\r\t\xa0\xad\u200b\u200e\u202e\ufeff\u2028")
    assert "\n\n\n" not in done and " \n" not in done
    done.encode("utf-8")


@given(TEXTS)
def test_every_character_knows_where_it_came_from(text: str) -> None:
    done = normalise(text)
    assert len(done.origin) == len(done.text)
    assert list(done.origin) == sorted(done.origin)
    assert all(0 <= raw < len(text) for raw in done.origin)
    for at, char in enumerate(done.text):
        raw = text[done.raw(at)]
        if raw.isascii() and raw.isalpha() and char.isalpha():
            assert char == raw or unicodedata.normalize("NFD", char)[0] == raw
        if char not in " \n\ufffd" and unicodedata.is_normalized("NFC", text):
            assert char == raw


@given(TEXTS, st.data())
def test_place_and_raw_are_each_others_way_back(text: str, data: st.DataObject) -> None:
    done = normalise(text)
    if not done.text:
        return
    at = data.draw(st.integers(0, len(done.text) - 1))
    assert done.place(done.raw(at)) <= at
    assert done.raw(done.place(done.raw(at))) == done.raw(at)


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("one\r\ntwo\rthree", "one\ntwo\nthree"),
        ("a\xa0b\tc\u2009d", "a b c d"),
        ("so\xadft\u200b hy\ufeffphen", "soft hyphen"),
        ("abc\u202edef\u2066", "abcdef"),
        ("cafe\u0301", "café"),
        ("می\u200cخواهد", "می\u200cخواهد"),  # the joiner is spelling here
        ("se\u200ccret", "secret"),  # and hiding here
        ("a  \n\n\n\n b", "a\n\n b"),
        ("\n\nx\n", "x"),
        ("\ud800x", "\ufffdx"),
        ("", ""),
    ],
)
def test_what_becomes_of_it(raw: str, expected: str) -> None:
    assert normal(raw) == expected


def test_a_composed_character_points_at_its_base() -> None:
    done = normalise("x e\u0301 y")
    assert done.text == "x é y"
    assert [done.raw(i) for i in range(5)] == [0, 1, 2, 4, 5]


def test_a_megabyte_takes_no_time() -> None:
    assert len(normal("word\u0301 " * 200_000)) == 200_000 * 6 - 1
