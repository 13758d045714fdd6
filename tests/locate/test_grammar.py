"""The grammar of times under fire: any row of its own classes is read without a hang, and what it emits is EDTF."""

from __future__ import annotations

import time
from datetime import date
from itertools import pairwise

import pytest
from edtf import parse_edtf
from hypothesis import given, settings
from hypothesis import strategies as st

from riwaya.locate.counting import counting
from riwaya.locate.figures import figures_in
from riwaya.locate.language import Language, language
from riwaya.locate.moments import bounds, on
from riwaya.locate.timed import Anchor
from riwaya.locate.times import times_in
from riwaya.locate.tokens import tokenise

_DIGITAL = {
    "DAY": ["3", "15", "31"], "NTH": ["3rd", "15th"], "YEAR": ["2017", "1999"], "NUM": ["40", "1,200"],
    "DECADE": ["1990s", "'80s"], "ISO": ["2019-05-03", "2019-02-30"], "SLASHED": ["03/05/2019", "31.12.19"],
    "CLOCK": ["14:30", "2 p.m."], "WORD": ["mill", "Varda"], "OTHER": ["“", "%"],
}  # fmt: skip


def words_of(lang: Language) -> dict[str, list[str]]:
    """Class -> written words, with capitals where the class asks for them."""
    found = {name: list(some) for name, some in _DIGITAL.items()}
    for word, (name, _) in lang.words.items():
        found.setdefault(name, []).append(word.title() if name in lang.capital else word)
    for entries in lang.phrases.values():
        for parts, name, _ in entries:
            found.setdefault(name, []).append(" ".join(parts))
    return found


def forms(code: str) -> st.SearchStrategy[str]:
    """A written form of the language's table, filled with its own words, between ordinary ones."""
    lang = language(code)
    words = words_of(lang)
    one = st.sampled_from(lang.patterns).flatmap(
        lambda pattern: st.tuples(*(_piece(piece, words) for piece in pattern.form.split())).map(" ".join)
    )
    frame = st.sampled_from(["The mill burned {}.", "It will open {}.", "{}", "since {}", "from {} to {}"])
    return st.tuples(frame, one).map(lambda got: got[0].replace("{}", got[1]))


def _piece(piece: str, words: dict[str, list[str]]) -> st.SearchStrategy[str]:
    optional = piece.startswith("[")
    names = piece.strip("[]").split("|")
    choices = [w for n in names for w in words.get("NUMBER" if n == "COUNT" else n, [n])]
    return st.sampled_from([*choices, ""] if optional else choices)


@pytest.mark.parametrize("code", ["en", "ar"])
@settings(max_examples=400, deadline=2000)
@given(data=st.data(), day=st.none() | st.dates(date(1900, 1, 1), date(2090, 1, 1)))
def test_every_written_form_is_read_and_its_edtf_parses(
    code: str, data: st.DataObject, day: date | None
) -> None:
    text = data.draw(forms(code))
    tokens = tokenise(text)
    found = times_in(tokens, Anchor(on(day), "today") if day else None, language(code))
    figures_in(tokens, found, counting(code))
    for one in found:
        assert text[one.words.start : one.words.end] == one.words.text
        assert one.why
        if one.edtf is not None:
            parse_edtf(one.edtf)
            span = bounds(one.edtf)
            if span is not None and span.lo and span.hi:
                assert span.lo <= span.hi


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.sampled_from(sorted(w for some in words_of(language("en")).values() for w in some)), max_size=120
    )
)
def test_rows_of_its_own_words_neither_raise_nor_hang(row: list[str]) -> None:
    tokens = tokenise(" ".join(row))
    begin = time.perf_counter()
    found = times_in(tokens, Anchor(on(date(2022, 3, 10)), "today"), language("en"))
    figures_in(tokens, found, counting("en"))
    assert time.perf_counter() - begin < 2
    assert all(a.last < b.first for a, b in pairwise(found))
