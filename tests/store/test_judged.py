"""Judgements in a ledger: numbered with the decisions, found by what they are about, laid over the claims."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from riwaya.records import (
    Correction,
    Decided,
    Decision,
    Field,
    Judged,
    Judgement,
    ReviewState,
    Source,
    Stance,
)
from riwaya.store import open_ledger
from riwaya.store.ledger import ANY_FIGURE, Wanted, WorkingLedger
from riwaya.store.migrations import _reviewed
from tests.store.cases import FIRST, SECOND, claim, document, reading, words
from tests.store.older import before

ONE = claim(FIRST, "40 families came back to Tell Sefar", "Mayor Dalia Renn", count="40")
TWO = claim(SECOND, "the bridge is open", "Traders")


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[WorkingLedger]:
    book = open_ledger(str(tmp_path / "x.riwaya"), create=True)
    for text, one in ((FIRST, ONE), (SECOND, TWO)):
        book.put_report(document(text), reading(text, (one,)), ())
    yield book
    book.close()


def row(kind: Judged, target: str, *made: Correction, undoes: int | None = None) -> Judgement:
    return Judgement(0, kind, target, "A", "2031-05-01T08:00:00Z", "so", None, made, undoes=undoes)


def test_decisions_and_judgements_share_one_row_of_numbers(ledger: WorkingLedger) -> None:
    made = Decision(0, Decided.MERGE, ("p1",), ("p2",), ("x", "y"), "A", "2031-05-01T08:00:00Z", "so")
    numbers = [
        ledger.judge(row(Judged.ACCEPT, ONE.id)).number,
        ledger.decide(made).number,
        ledger.judge(row(Judged.COMMENT, TWO.id)).number,
    ]
    assert numbers == [1, 2, 3]
    assert [j.number for j in ledger.judgements()] == [1, 3]
    assert [j.number for j in ledger.judgements([TWO.id, "none"])] == [3]
    assert list(ledger.verify()) == []


def test_a_claim_stands_as_judged_and_as_read(ledger: WorkingLedger) -> None:
    speaker = Correction(Field.SOURCE, source=Source(words(FIRST, "The bridge"), "p9"))
    ledger.judge(row(Judged.CORRECT, ONE.id, speaker))
    (shown,) = ledger.claims([ONE.id])
    assert shown.chain[0].source.referent == "p9" and shown.review is not None
    assert list(ledger.claims_as_read([ONE.id])) == [ONE]
    assert list(ledger.claims(report=ONE.report)) == [shown] == list(ledger.judged_claims())
    assert ledger.claims_about(["p9"]) == (ONE.id,)
    ledger.judge(row(Judged.UNDO, ONE.id, undoes=1))
    assert list(ledger.claims([ONE.id])) == [ONE] and list(ledger.judged_claims()) == []


def test_a_claim_is_chosen_by_what_it_says_as_judged(ledger: WorkingLedger) -> None:
    """A corrected speaker and stance are what a search is thinned out by."""
    assert [h.printed for h in ledger.held([ONE.id])] == [("Mayor Dalia Renn",)]
    speaker = Correction(Field.SOURCE, source=Source(words(FIRST, "The bridge"), "p9"))
    ledger.judge(row(Judged.CORRECT, ONE.id, speaker, Correction(Field.STANCE, stance=Stance.DENIED)))
    (held,) = ledger.held([ONE.id], Wanted(Stance.DENIED))
    assert held.printed == ("The bridge",) and held.stance == "denied"
    assert list(ledger.held([ONE.id], Wanted(Stance.ASSERTED))) == []


def test_only_claims_with_such_a_figure_are_wanted(ledger: WorkingLedger) -> None:
    every = [ONE.id, TWO.id]
    assert [h.claim for h in ledger.held(every, Wanted(figure=ANY_FIGURE))] == [ONE.id]
    assert list(ledger.held(every, Wanted(figure="killed"))) == []


def test_a_rejected_claim_is_counted_nowhere(ledger: WorkingLedger) -> None:
    ledger.judge(row(Judged.CORRECT, ONE.id, Correction(Field.STANCE, stance=Stance.DENIED)))
    ledger.judge(row(Judged.REJECT, TWO.id))
    assert [c.id for c in ledger.claims()] == [ONE.id]
    (gone,) = ledger.judged_claims([TWO.id])
    assert gone.review is not None and gone.review.state is ReviewState.REJECTED
    totals = ledger.totals()
    assert totals.claims == 1 and totals.stances["denied"] == 1
    assert ledger.claim_counts([TWO.report]) == {TWO.report: 0}
    assert len(list(ledger.claims_as_read())) == 2


def test_an_older_ledger_learns_to_be_judged(tmp_path: Path) -> None:
    """A ledger of the schema before is opened, and nothing in it changes."""
    path = tmp_path / "old.riwaya"
    book = open_ledger(str(path), create=True)
    book.put_report(document(FIRST), reading(FIRST, (ONE,)), ())
    book.close()
    before(path, _reviewed)
    again = open_ledger(str(path))
    assert list(again.claims()) == [ONE] and again.judgements() == ()
    assert list(again.verify()) == []
    again.close()
