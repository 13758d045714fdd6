"""Dates and counts in the style of field reports, written before the rules were tried on them."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from riwaya.locate.counting import counting
from riwaya.locate.figures import figures_in
from riwaya.locate.language import language
from riwaya.locate.moments import bounds
from riwaya.locate.timed import Anchor
from riwaya.locate.times import times_in
from riwaya.locate.tokens import tokenise

HERE = Path(__file__).parent
DATES = tomllib.loads((HERE / "field_dates.toml").read_text(encoding="utf-8"))["rows"]
FIGURES = tomllib.loads((HERE / "field_figures.toml").read_text(encoding="utf-8"))["rows"]


def _right(found: str | None, gold: str) -> bool:
    """Whether a value is one of the right ones; "in A/B" asks for more than a day, inside A/B."""
    if not gold.startswith("in "):
        return (found or "") == gold
    value, hull = bounds(found), bounds(gold[3:])
    if not (value and hull and value.lo and value.hi and hull.lo and hull.hi):
        return False
    loose = value.lo < value.hi or (found or "").endswith("~")
    return loose and hull.lo <= value.lo <= value.hi <= hull.hi


@pytest.mark.parametrize("row", DATES, ids=lambda row: f"{row[2]}: {row[0][:40]}")
def test_times_in_field_style(row: list[str]) -> None:
    text, published, words, gold = row
    moment = bounds(published)
    anchor = Anchor(moment, f"the publication date {published}") if moment else None
    start = text.index(words)
    found = [
        t
        for t in times_in(tokenise(text), anchor, language("en"))
        if t.words.start < start + len(words) and start < t.words.end
    ]
    values = [t.edtf for t in found] or [None]
    assert any(_right(v, g) for v in values for g in gold.split(" | ")), values


@pytest.mark.parametrize("row", FIGURES, ids=lambda row: f"{row[1]}: {row[0][:40]}")
def test_counts_in_field_style(row: list[str]) -> None:
    text, words, low, best, high, unit, measure = row
    tokens = tokenise(text)
    start = text.index(words)
    found = [
        f.figure
        for f in figures_in(tokens, times_in(tokens, None, language("en")), counting("en"))
        if f.figure.words.start < start + len(words) and start < f.figure.words.end
    ]
    if not unit:
        assert found == []
        return
    assert len(found) == 1
    figure = found[0]
    for gold, value in ((low, figure.low), (best, figure.best), (high, figure.high)):
        if gold != "*":
            assert (None if value is None else round(value, 1)) == (float(gold) if gold else None), figure
    assert figure.unit == unit, figure
    assert measure in ("*", figure.measure), figure
