"""Judgements unmask nobody: neither whom they reject or correct, nor who judged."""

from __future__ import annotations

from pathlib import Path

import pytest

from riwaya.export import jsonl, table
from riwaya.records import Correction, Field, Judged, Judgement, Naming, Source, Stance
from riwaya.store import open_ledger
from riwaya.view.mask import Masked
from tests.view.story import halbat


@pytest.mark.parametrize("how", ["reject", "source", "stance"])
def test_a_protected_source_stays_masked_whatever_is_judged(tmp_path: Path, how: str) -> None:
    ledger = open_ledger(str(tmp_path / "town.riwaya"), create=True)
    halbat().into(ledger)
    asked = next(c for c in ledger.claims() if c.chain and c.chain[0].source.naming is Naming.REQUESTED)
    made = {
        "reject": (Judged.REJECT, ()),
        "source": (Judged.CORRECT, (Correction(Field.SOURCE, source=Source(None)),)),
        "stance": (Judged.CORRECT, (Correction(Field.STANCE, stance=Stance.DENIED),)),
    }[how]
    why = "Yusuf Barakat told me himself"
    ledger.judge(
        Judgement(0, made[0], asked.id, "Nadia Reviewer", "2031-05-11T08:00:00Z", why, asked.report, made[1])
    )
    public = Masked(ledger, "salt")
    for line in (*jsonl.lines(public), *table.lines(public)):
        for word in ("Barakat", "Yusuf", "Nadia", "told me himself"):
            assert word not in line, line
    assert ("reviewer 1" in "".join(jsonl.lines(public))) is (how != "reject")
    ledger.close()
