"""Pairs of names in many settings, written before the rules were looked at: one name, or two."""

from __future__ import annotations

from pathlib import Path

import pytest

from riwaya.records import Kind
from riwaya.resolve.compare import SLIP, compare

Row = tuple[str, str, str, str]
LINES = Path(__file__).with_name("name_pairs.tsv").read_text("utf-8").splitlines()
ROWS = [line.split("\t") for line in LINES if not line.startswith("#")]
ONE = [(kind, one, other) for _, kind, truth, one, other, _ in ROWS if truth == "same"]
TWO = [(kind, one, other) for _, kind, truth, one, other, _ in ROWS if truth == "not"]
MISSED = {  # what the rules do not know: names of a place in two languages, French of the Sahel, short words
    "Liwa al-Tafuf",
    "Oumarou Diallo",
    "Dan Nan Ambassagou",
    "Baidoa",
    "Muqdisho",
}


def marked(row: tuple[str, str, str]) -> object:
    missed = [pytest.mark.xfail(strict=True, reason="not known to the rules")] if row[1] in MISSED else []
    return pytest.param(*row, id=f"{row[1]} = {row[2]}", marks=missed)


@pytest.mark.parametrize(("kind", "one", "other"), [marked(row) for row in ONE])
def test_one_name(kind: str, one: str, other: str) -> None:
    assert compare(one, other, Kind(kind)).score >= SLIP
    assert compare(other, one, Kind(kind)).score >= SLIP


@pytest.mark.parametrize(("kind", "one", "other"), TWO)
def test_two_names(kind: str, one: str, other: str) -> None:
    assert not compare(one, other, Kind(kind)).same
    assert not compare(other, one, Kind(kind)).same
