from __future__ import annotations

import pytest

from riwaya.records import About
from riwaya.view import board
from riwaya.view.board import at, by_claim, groups, items, surest, told_since
from riwaya.view.contested import contested
from riwaya.view.places import same_place
from tests.view.memory import Memory


def test_the_board_holds_what_the_whole_ledger_gives(ledger: Memory) -> None:
    assert {i.id for i in items(ledger, groups(ledger))} == {i.id for i in contested(ledger)}


def test_without_reading_the_claims_nothing_is_lost(ledger: Memory, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(board, "FEW", 0)
    found = groups(ledger)
    assert {i.id for i in items(ledger, found)} == {i.id for i in contested(ledger)}
    assert sum(g.about is About.DENIAL for g in found) == 1


def test_groups_of_a_place_and_of_a_time(ledger: Memory) -> None:
    found = groups(ledger)
    here = at(ledger, same_place(ledger, "Halabat"), found)
    assert {i.id for i in items(ledger, here)} >= {i.id for i in contested(ledger, place="Halabat")}
    assert at(ledger, frozenset(), found) == ()
    assert told_since(ledger, "2031-05-04", found) and told_since(ledger, "2020", found) == found


def test_a_claim_leads_to_the_disagreement_that_it_stands_in(ledger: Memory) -> None:
    leads = by_claim(groups(ledger))
    for item in contested(ledger):
        assert {leads[t.id] for s in item.sides for t in s.tellings if t.id in leads} == {item.id}


def test_of_a_large_disagreement_the_surest_part_is_read(ledger: Memory) -> None:
    large = max(groups(ledger), key=lambda g: len(g.claims))
    assert len(large.claims) > 2
    assert len(surest(ledger, large, 2)) == 1
