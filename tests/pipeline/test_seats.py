"""A status that rests on where a report stands is the same in whatever order reports are added."""

from __future__ import annotations

from itertools import permutations
from pathlib import Path

from riwaya.ingest import Options
from riwaya.pipeline import add, default_stages
from riwaya.store import open_ledger

REPORTS = {
    "one.txt": "A market day\nHarbour Wire, 10 May 2031\n\nORLA, Sarm - Rain fell on Orla on Monday. "
    "The bazaar has reopened, a tailor said.",
    "two.txt": "Mud in Orla\nValley Voice, 12 May 2031\n\nORLA, Sarm - The mayor of Orla said the roads were "
    "deep in mud. The main hospital is working, a nurse said.",
    "three.txt": "Kell waits\nHill Post, 13 May 2031\n\nKELL, Sarm - The mayor of Kell said that nobody came. "
    "The bazaar is closed, a baker said.",
}


def statuses(folder: Path, order: tuple[str, ...]) -> list[tuple[str, str, str]]:
    ledger = open_ledger(str(folder / f"{'-'.join(order)}.riwaya"), create=True)
    stages = default_stages(Options())
    for name in order:
        (folder / name).write_text(REPORTS[name], encoding="utf-8")
        add(ledger, [str(folder / name)], stages, jobs=1)
    names = {e.id: e.name for e in ledger.entities()}
    found = sorted((names[s.entity], s.aspect, s.value) for s in ledger.statuses())
    ledger.close()
    return found


def test_the_bazaar_of_a_town_in_any_order(tmp_path: Path) -> None:
    found = {order: statuses(tmp_path, order) for order in list(permutations(REPORTS))[::2]}
    assert all(
        made == [("Kell", "bazaar", "closed"), ("Orla", "bazaar", "open"), ("Orla", "hospital", "working")]
        for made in found.values()
    ), found
