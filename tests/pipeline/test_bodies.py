"""Whoever speaks for a body is one voice with it in a ledger, too, in whatever order reports are added."""

from __future__ import annotations

from itertools import permutations
from pathlib import Path

import pytest

from riwaya.ingest import Options
from riwaya.pipeline import add, default_stages
from riwaya.records import RelationKind
from riwaya.store import open_ledger

REPORTS = {
    "one.txt": "The ferry off Dell\nMaritime Guard of Sulanda, 12 May 2031\n\nDELL, Sulanda - Seven passengers lost "
    "their lives when a ferry overturned off Dell on Sunday.",
    "two.txt": "Grief in Dell\nValley Voice, 13 May 2031\n\nDELL, Sulanda - Rain fell on Dell. The "
    "ferry killed seven people, Commander Ada Talmar of {} told reporters.",
    "three.txt": "Bread in Dell\nHill Post, 13 May 2031\n\nDELL, Sulanda - Bakers of Dell gave bread away on Monday.",
}


def agreements(folder: Path, order: tuple[str, ...], body: str) -> int:
    ledger = open_ledger(str(folder / f"{'-'.join(order)}.riwaya"), create=True)
    stages = default_stages(Options())
    for name in order:
        (folder / name).write_text(REPORTS[name].format(body), encoding="utf-8")
        add(ledger, [str(folder / name)], stages, jobs=1)
    found = sum(r.kind is RelationKind.CORROBORATES for r in ledger.relations())
    ledger.close()
    return found


@pytest.mark.parametrize("body", ["the Maritime Guard", "the Harbour Guild"])
def test_a_body_is_not_backed_by_its_own_commander_in_any_order(tmp_path: Path, body: str) -> None:
    found = {order: agreements(tmp_path, order, body) for order in list(permutations(REPORTS))[::2]}
    assert all(bool(many) == (body == "the Harbour Guild") for many in found.values()), found
