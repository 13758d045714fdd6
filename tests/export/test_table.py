from __future__ import annotations

import csv

from riwaya.export.table import COLUMNS, lines
from tests.view.memory import Memory
from tests.view.story import halbat


def test_a_row_for_every_claim(ledger: Memory) -> None:
    rows = list(csv.DictReader(lines(ledger)))
    assert {r["id"] for r in rows} == {c.id for c in ledger.claims()}
    fourteen = next(r for r in rows if r["figure"] == "At least 14")
    assert (fourteen["low"], fourteen["best"], fourteen["measure"]) == ("14", "", "killed")
    assert tuple(rows[0]) == COLUMNS


def test_no_cell_is_a_formula() -> None:
    story = halbat()
    report = story.report("pile/f.txt", '=HYPERLINK("x") they said', title="@SUM(1)", outlet="+1")
    story.claim(report, "they said")
    ledger = Memory()
    story.into(ledger)
    row = next(r for r in csv.DictReader(lines(ledger)) if r["outlet"].endswith("+1"))
    assert row["title"] == "'@SUM(1)" and row["outlet"] == "'+1"
