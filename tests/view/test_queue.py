"""The order of the queue and its reasons; how far reviewers agree."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from riwaya.pipeline import judge as judging
from riwaya.pipeline.correct import Edit
from riwaya.pipeline.judge import Saying
from riwaya.records import Field, Review, ReviewState, Stance, Verdict
from riwaya.records.review import Judged
from riwaya.store import open_ledger
from riwaya.store.ledger import WorkingLedger
from riwaya.view import queue as queues
from riwaya.view.agreement import agreements, kappa
from riwaya.view.editor import editing
from riwaya.view.queue import queue
from riwaya.view.reviewing import all_rows, changes, review_sentence
from tests.pipeline.small_stages import SMALL
from tests.pipeline.test_judge import put

A, B = Saying("A. Clerk", "heard it"), Saying("B. Young")


@pytest.fixture
def wells(tmp_path: Path) -> Iterator[WorkingLedger]:
    from riwaya.pipeline import add

    ledger = open_ledger(str(tmp_path / "wells.riwaya"), create=True)
    add(ledger, [put(tmp_path, n) for n in range(4)], SMALL, jobs=1)
    yield ledger
    ledger.close()


def test_contested_claims_come_first_each_with_its_reason(wells: WorkingLedger) -> None:
    found = queue(wells)
    assert found.total == 8 and found.counts["open"] == 8 and found.counts["all"] == 8
    assert (
        "accounts contradict it" in found.rows[0].reason or "account contradicts it" in found.rows[0].reason
    )
    assert [w.score for w in found.rows] == sorted((w.score for w in found.rows), reverse=True)
    assert all(w.reason.endswith(".") and not w.reason[0].islower() for w in found.rows)
    assert len(queue(wells, limit=3).rows) == 3 and queue(wells, limit=3).total == 8


def test_of_very_many_claims_the_weightiest_are_weighed(
    wells: WorkingLedger, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second, *_ = (w.telling.id for w in queue(wells).rows)
    judging.reject(wells, SMALL, next(wells.claims_as_read([second])), A)
    whole = queue(wells)
    monkeypatch.setattr(queues, "MOST", 4)
    some = queue(wells)
    assert some.rows[0] == whole.rows[0] and some.rows[0].telling.id == first
    assert some.counts == whole.counts and whole.weighed is None
    assert some.weighed == some.total == len(some.rows) <= 4
    assert queue(wells, "rejected").rows == queue(wells, "rejected").rows != ()


def test_states_assignments_and_counts(wells: WorkingLedger) -> None:
    first, second, third = (w.telling.id for w in queue(wells).rows[:3])
    one, two, three = (next(wells.claims_as_read([i])) for i in (first, second, third))
    judging.accept(wells, SMALL, one, A)
    judging.reject(wells, SMALL, two, A)
    judging.assign(wells, SMALL, three, "B. Young", A)
    judging.comment(wells, SMALL, three, Saying("A. Clerk", "the tape says otherwise"))
    assert [w.telling.id for w in queue(wells, "accepted").rows] == [first]
    assert [w.telling.id for w in queue(wells, "rejected").rows] == [second]
    mine = queue(wells, to="B. Young").rows
    assert [(w.telling.id, w.comments, w.assigned) for w in mine] == [(third, 1, "B. Young")]
    assert queue(wells).counts == {
        "open": 6, "accepted": 1, "corrected": 0, "rejected": 1, "disputed": 0, "all": 8,
    }  # fmt: skip
    judging.reject(wells, SMALL, one, B)
    assert [w.telling.id for w in queue(wells, "disputed").rows] == [first]
    assert "holds something else" in queue(wells, "disputed").rows[0].reason
    assert set(queue(wells).people) == {"A. Clerk", "B. Young"}
    (pair,) = agreements(wells.judged_claims())
    assert (pair.one, pair.other, pair.claims, pair.alike, pair.raw) == ("A. Clerk", "B. Young", 1, 0, 0.0)


def test_a_claim_says_what_people_hold_of_it_and_what_the_machine_read(wells: WorkingLedger) -> None:
    claim = next(wells.claims())
    judging.correct(wells, SMALL, claim, [Edit(Field.STANCE, (), "denied")], A)
    judging.reject(wells, SMALL, claim, B)
    judging.accept(wells, SMALL, claim, A)
    (made,) = wells.claims([claim.id])
    assert made.review is not None
    assert review_sentence(made.review).startswith("Corrected (stance) by A. Clerk on ")
    assert review_sentence(made.review).endswith("; B. Young disagrees: rejected.")
    assert [(w.name, w.before, w.after) for w in changes(claim, made)] == [("stance", "asserted", "denied")]
    rows = all_rows(wells.decisions(), wells.judgements())
    assert [r.what.split(" claim")[0] for r in rows] == [
        "corrected the stance of",
        "rejected the",
        "accepted the",
    ]


def test_the_editor_shows_rejected_claims_relations_and_the_neighbours(wells: WorkingLedger) -> None:
    claim = next(wells.claims())
    relation = next(wells.relations(claims=[claim.id]))
    judging.reject(wells, SMALL, claim, A)
    judging.dismiss(wells, SMALL, relation, A)
    shown = editing(wells, claim.report, claim.id)
    assert shown.chosen and shown.chosen.state == "rejected" and shown.chosen.after
    assert shown.open == len(shown.claims) - 1
    assert shown.chosen.last == 1 and [r.kind for r in shown.chosen.rows] == ["reject"]
    other = editing(wells, claim.report, shown.chosen.after).chosen
    assert other and other.before == claim.id


def held(*pairs: tuple[str, str]) -> list[tuple[ReviewState, ReviewState, bool]]:
    return [(ReviewState(a), ReviewState(b), a == b) for a, b in pairs]


def test_kappa_is_that_of_the_textbook() -> None:
    """20 both yes, 5 and 10 apart, 15 both no: observed .7, by chance .5, kappa .4."""
    yes, no = "accepted", "rejected"
    rows = held(*[(yes, yes)] * 20, *[(yes, no)] * 5, *[(no, yes)] * 10, *[(no, no)] * 15)
    assert kappa(rows) == pytest.approx(0.4)
    assert kappa(held((yes, yes), (yes, yes))) is None
    assert kappa(held((yes, no), (no, yes))) == pytest.approx(-1.0)


def test_two_who_corrected_otherwise_are_not_alike() -> None:
    from dataclasses import replace

    from tests.records.test_judgement import READ

    def verdict(by: str, agrees: bool) -> Verdict:
        return Verdict(Judged.CORRECT, ReviewState.CORRECTED, by, "2031-05-01T08:00:00Z", "", 1, agrees)

    review = Review(ReviewState.CORRECTED, (Field.STANCE,), (verdict("A", False), verdict("B", True)))
    claim = replace(READ, stance=Stance.DENIED, review=review)
    (pair,) = agreements([claim])
    assert pair.raw == 0.0
    assert review_sentence(review).endswith("A disagrees: corrected otherwise.")
