from __future__ import annotations

from riwaya.view.facts import Facts
from riwaya.view.kept import Kept
from tests.view.memory import Memory
from tests.view.story import halbat


def test_a_result_is_kept_until_the_ledger_changes() -> None:
    ledger = Memory()
    halbat().into(ledger)
    kept = Kept(ledger)
    asked: list[str] = []

    def count(facts: Facts) -> int:
        asked.append("once")
        return len(list(facts.reports()))

    assert (kept.get("reports", count), kept.get("reports", count)) == (5, 5)
    assert len(asked) == 1
    del ledger.documents[next(iter(ledger.documents))]
    assert kept.get("reports", count) == 4
