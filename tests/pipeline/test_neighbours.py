"""Whole reports are neighbours: whatever the order of adding, the same claims are found to stand to each other."""

from __future__ import annotations

from itertools import permutations
from pathlib import Path

import pytest

from riwaya.ingest import Options
from riwaya.pipeline import add, default_stages
from riwaya.store import open_ledger

REPORTS = {
    "first": "Fire at the mill of Tel Marwan\n\nHarbour Wire, 7 May 2031\n\nThe mill of Tel Marwan burned down on"
    " Monday, 5 May 2031. Three workers died in the fire, the mayor of Tel Marwan said. The gate of the mill had"
    " been locked, the miller Odet Karsan said.\n",
    "second": "Mill fire: five dead\n\nHill Post, 9 May 2031\n\nFive workers died when the mill of Tel Marwan"
    " burned down on 5 May 2031, the hospital of Tel Marwan said. The guard Belen Tosk denied that the gate of the"
    " mill had been locked.\n",
    "third": "After the fire\n\nCoast Daily, 12 May 2031\n\nThe number of workers killed in the fire at the mill of"
    " Tel Marwan has risen to six, the mayor of Tel Marwan said on 12 May 2031. The mill stays closed.\n",
    "undated": "What the guard saw\n\nThe gate of the mill of Tel Marwan stood open on the night of the fire, the"
    " guard Belen Tosk said.\n",
}


def relations(folder: Path, batches: tuple[tuple[str, ...], ...]) -> list[tuple[str, str]]:
    """Kind and sentence of all relations of a ledger to which reports were added batch by batch."""
    stages = default_stages(Options(), "rules")
    ledger = open_ledger(str(folder / "book.riwaya"), create=True)
    try:
        for number, batch in enumerate(batches):
            pile = folder / str(number)
            pile.mkdir(exist_ok=True)
            for name in batch:
                (pile / f"{name}.txt").write_text(REPORTS[name], "utf-8")
            add(ledger, [str(pile)], stages, jobs=1)
        return sorted((r.kind, r.why) for r in ledger.relations())
    finally:
        ledger.close()


@pytest.mark.parametrize("names", list(permutations(REPORTS))[::3])
def test_the_order_of_adding_changes_nothing(tmp_path: Path, names: tuple[str, ...]) -> None:
    (tmp_path / "one").mkdir()
    (tmp_path / "all").mkdir()
    one_by_one = relations(tmp_path / "one", tuple((name,) for name in names))
    assert one_by_one == relations(tmp_path / "all", (tuple(REPORTS),))
    assert {kind for kind, _ in one_by_one} >= {"contradicts", "updates"}
