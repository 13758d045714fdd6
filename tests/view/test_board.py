from __future__ import annotations

import pytest

from riwaya.records import About
from riwaya.store.paged import Asked
from riwaya.view import board
from riwaya.view.board import groups, items, surest
from riwaya.view.contested import contested
from riwaya.view.dates import bounds
from riwaya.view.places import same_place
from tests.view.memory import Memory

ALL = Asked()


def test_the_board_holds_what_the_whole_ledger_gives(ledger: Memory) -> None:
    shown = items(ledger, ledger.disagreements(ALL, 0, 99))
    assert {i.id for i in shown} == {i.id for i in contested(ledger)}
    assert ledger.disagreements_counted(ALL).total == len(shown)


def test_without_reading_the_claims_nothing_is_lost(ledger: Memory, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(board, "FEW", 0)
    found = ledger.disagreements(ALL, 0, 99)
    assert {i.id for i in items(ledger, found)} == {i.id for i in contested(ledger)}
    assert sum(g.about is About.DENIAL for g in groups(ledger)) == 1


def test_disagreements_of_a_place_and_of_a_time(ledger: Memory) -> None:
    here = ledger.disagreements(Asked(places=same_place(ledger, "Halabat")), 0, 99)
    assert {i.id for i in items(ledger, here)} >= {i.id for i in contested(ledger, place="Halabat")}
    assert ledger.disagreements(Asked(places=frozenset()), 0, 99) == ()
    late, early = (Asked(since=bounds(day)[0]) for day in ("2031-05-04", "2020"))
    assert ledger.disagreements(late, 0, 99)
    assert ledger.disagreements(early, 0, 99) == ledger.disagreements(ALL, 0, 99)


def test_a_claim_leads_to_the_disagreement_that_it_stands_in(ledger: Memory) -> None:
    leads = ledger.disagreements_among([c.id for c in ledger.claims()])
    for item in contested(ledger):
        assert {leads[t.id] for s in item.sides for t in s.tellings if t.id in leads} == {item.id}


def test_of_a_large_disagreement_the_surest_part_is_read(ledger: Memory) -> None:
    large = max(ledger.disagreements(ALL, 0, 99), key=lambda g: g.claims)
    assert large.claims > 2
    assert len(surest(ledger, [large], 2)[large.id]) == 1
