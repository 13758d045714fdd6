"""Conflicts that may be are listed apart, masked like all else, and never counted."""

from __future__ import annotations

from dataclasses import replace

from riwaya.records import About, Relation, RelationKind
from riwaya.view.contested import contested
from riwaya.view.possible import possible
from riwaya.view.public_form import PublicForm
from tests.view.memory import Memory


def maybe(ledger: Memory) -> Relation:
    """Two accounts of the story of which the judge holds that they may contradict each other."""
    one, other, *_ = sorted(c.id for c in ledger.claims())
    why = "Col. Idris Mansour says this, and the traders say that."
    made = Relation("x1", RelationKind.CONTRADICTS, About.STATUS, (one, other), why, 0.41)
    ledger.maybe = (made,)
    return made


def test_both_accounts_with_the_score_and_why(ledger: Memory) -> None:
    counted = contested(ledger)
    made = maybe(ledger)
    (found,) = possible(ledger)
    assert {found.one.id, found.other.id} == set(made.claims)
    assert (found.kind, found.score, found.why) == ("Status", 0.41, made.why)
    assert contested(ledger) == counted


def test_filters(ledger: Memory) -> None:
    maybe(ledger)
    assert possible(ledger, about=About.STATUS, most=1) and not possible(ledger, most=0)
    assert not possible(ledger, about=About.FIGURE)
    assert not possible(ledger, place="Nowhere") and not possible(ledger, since_date="2032")


def test_public_form_names_neither_claims_nor_people_of_the_ledger(ledger: Memory) -> None:
    made = maybe(ledger)
    (relation,) = PublicForm(ledger, "salt").possible()
    assert set(relation.claims).isdisjoint(made.claims) and relation.score == made.score


def test_what_is_only_worth_a_second_look_is_shown_to_nobody(ledger: Memory) -> None:
    made = maybe(ledger)
    update = replace(made, id="x2", kind=RelationKind.UPDATES)
    ledger.maybe = (replace(made, why=""), update)
    assert not possible(ledger)
