"""Undated reports are dated by others that tell of the same event, whatever the order of adding."""

from __future__ import annotations

from itertools import permutations
from pathlib import Path

import pytest

from riwaya.ingest import Options
from riwaya.pipeline import add, default_stages
from riwaya.records import Basis, Report
from riwaya.store import open_ledger

REPORTS = {
    "dated": "Seventeen killed in market blast in Tel Orlec\n\nThe Northline, 12 May 2031\n\n"
    "ORLEC - A car bomb killed 17 people in the market of Tel Orlec on 9 May 2031, Colonel Idris Mansur, the"
    " police chief, said. The bomb went off beside the bus station of Tel Orlec.\n",
    "undated": "The market after the bomb\n\nA car bomb killed 17 people in the market of Tel Orlec last Friday,"
    " Colonel Idris Mansur, the police chief, said. The bomb went off beside the bus station of Tel Orlec."
    " Traders have not come back.\n",
    "apart": "Bakers of Sel Varon\n\nThe Valley Post, 2 June 2031\n\nThe bakers of Sel Varon want cheaper flour,"
    " their guild said.\n",
}


def ledger_of(folder: Path, names: tuple[str, ...]) -> dict[str, Report]:
    """The reports of a ledger to which these were added one by one, by the first word of their title."""
    stages = default_stages(Options())
    ledger = open_ledger(str(folder / f"{'-'.join(names)}.riwaya"), create=True)
    try:
        for name in names:
            path = folder / f"{name}.txt"
            path.write_text(REPORTS[name], "utf-8")
            add(ledger, [str(path)], stages, jobs=1)
        return {(r.title or "").split()[0]: r for r in ledger.reports()}
    finally:
        ledger.close()


@pytest.mark.parametrize("names", permutations(REPORTS))
def test_another_report_s_date_of_the_event_dates_it(tmp_path: Path, names: tuple[str, ...]) -> None:
    undated = ledger_of(tmp_path, names)["The"]
    assert (undated.published, undated.published_basis) == ("2031-05-10/2031-05-16", Basis.INFERRED)
    assert undated.published_why is not None
    assert "“last Friday” here is 2031-05-09" in undated.published_why


def test_without_the_other_it_stays_undated(tmp_path: Path) -> None:
    reports = ledger_of(tmp_path, ("undated", "apart"))
    assert reports["The"].published is None
    assert reports["Bakers"].published == "2031-06-02"
