from __future__ import annotations

import itertools
from pathlib import Path

import pytest

from riwaya.records import About, Kind, RelationKind
from riwaya.store import open_ledger
from riwaya.store.ledger import WorkingLedger
from riwaya.store.paged import Asked
from riwaya.view.public_form import PublicForm
from tests.view.memory import Memory
from tests.view.story import halbat


@pytest.fixture
def ledger(tmp_path: Path) -> WorkingLedger:
    made = open_ledger(str(tmp_path / "town.riwaya"), create=True)
    halbat().into(made)
    return made


@pytest.fixture
def plain() -> Memory:
    made = Memory()
    halbat().into(made)
    return made


def test_totals_are_what_counting_every_record_gives(ledger: WorkingLedger) -> None:
    totals = ledger.totals()
    claims = list(ledger.claims())
    assert totals.reports == len(list(ledger.reports()))
    assert (totals.claims, totals.narrated) == (len(claims), sum(not c.chain for c in claims))
    assert sum(totals.stances.values()) == len(claims)
    assert totals.events == len(list(ledger.events()))
    assert totals.contradictions == len(list(ledger.relations(RelationKind.CONTRADICTS)))
    assert totals.named["place"] == 1


def test_every_question_has_the_answer_that_the_records_give(ledger: WorkingLedger, plain: Memory) -> None:
    claims = [c.id for c in ledger.claims()]
    referents = [r.id for r in ledger.referents()]
    entities = [e.id for e in ledger.entities()]
    places = [e.id for e in ledger.entities() if e.kind is Kind.PLACE]
    assert set(ledger.report_dates()) == set(plain.report_dates())
    assert ledger.claim_counts([r.id for r in ledger.reports()]) == plain.claim_counts(
        [r.id for r in plain.reports()]
    )
    assert ledger.reports_of(claims) == plain.reports_of(claims)
    assert set(ledger.contradictions()) == set(plain.contradictions())
    assert set(ledger.events_placed()) == set(plain.events_placed())
    assert ledger.events_of(claims) == plain.events_of(claims)
    assert ledger.claims_about(referents) == plain.claims_about(referents)
    assert ledger.referent_reports(referents) == plain.referent_reports(referents)
    assert ledger.claims_counted(entities) == {k: n for k, n in plain.claims_counted(entities).items() if n}
    assert [ledger.events_with(p) for p in places] == [plain.events_with(p) for p in places]
    assert ledger.claims_at(places) == plain.claims_at(places)
    assert list(ledger.named([Kind.PLACE])) == list(plain.named([Kind.PLACE]))
    assert ledger.spelled("halabat") == plain.spelled("halabat") == tuple(places)
    assert ledger.spelled("alaba") == ()


def test_every_page_is_the_one_that_reading_everything_gives(ledger: WorkingLedger, plain: Memory) -> None:
    days = [None, *sorted(ledger.reports_by_day())[1:]]
    assert ledger.reports_by_day() == plain.reports_by_day()
    for low, high in itertools.product(days, days):
        assert ledger.newest_reports(1, 2, low, high) == plain.newest_reports(1, 2, low, high)
        assert ledger.reports_within(low, high) == plain.reports_within(low, high)
    kinds = (Kind.PERSON, Kind.PLACE)
    assert ledger.ranked(kinds, 1, 3) == plain.ranked(kinds, 1, 3)
    entities = list(ledger.entities())
    assert ledger.counted([e.id for e in entities]) == plain.counted([e.id for e in entities])
    for entity in entities:
        assert ledger.reports_naming([entity.id]) == plain.reports_naming([entity.id])
    for entity, claims in itertools.product(entities, (1, 3, 99)):
        assert ledger.latest_referents(entity, claims) == plain.latest_referents(entity, claims)
    assert ledger.events_in_order(0, 9) == plain.events_in_order(0, 9)
    assert ledger.events_counted() == plain.events_counted()


def test_every_disagreement_is_the_one_that_reading_everything_gives(
    ledger: WorkingLedger, plain: Memory
) -> None:
    places = [None, frozenset[str](), *(frozenset([e.id]) for e in ledger.entities())]
    abouts = (None, *About, "nothing")
    for place, about, since in itertools.product(places, abouts, (None, 741_000, 741_850)):
        asked = Asked(place, about, since)
        assert ledger.disagreements(asked, 0, 99) == plain.disagreements(asked, 0, 99)
        assert ledger.disagreements_counted(asked) == plain.disagreements_counted(asked)
    every = ledger.disagreements(Asked(), 0, 99)
    assert every
    for at, one in enumerate(every, 1):
        behind = Asked(behind=one)
        assert ledger.disagreements(behind, 0, 99) == plain.disagreements(behind, 0, 99) == every[at:]
    names = [one.id for one in every]
    for most in (1, 99):
        assert ledger.contradictions_of(names, most) == plain.contradictions_of(names, most)
    for one in every:
        edges = ledger.contradictions_of([one.id], 99)[one.id]
        assert {ledger.disagreement_of(e) for e in edges} == {one}
        assert ledger.disagreements_beside(one.id, 9) == plain.disagreements_beside(one.id, 9)
    claims = [c.id for c in ledger.claims()]
    assert ledger.disagreements_among(claims) == plain.disagreements_among(claims)
    assert ledger.disagreement_of("none") is plain.disagreement_of("none") is None


def test_relations_and_reports_by_their_ids(ledger: WorkingLedger) -> None:
    _, second, *_ = ledger.relations()
    assert list(ledger.relations(ids=[second.id, "none"])) == [second]
    report = next(ledger.reports())
    assert list(ledger.reports([report.id, "none"])) == [report]


def test_the_version_changes_with_the_ledger_and_only_then(ledger: WorkingLedger, tmp_path: Path) -> None:
    before = ledger.version()
    list(ledger.claims())
    assert ledger.version() == before
    ledger.note("looked", "nothing", {})
    noted = ledger.version()
    assert noted != before
    other = open_ledger(str(tmp_path / "town.riwaya"))
    other.note("looked", "from elsewhere", {})
    assert ledger.version() != noted
    other.close()
    ledger.close()


def test_in_public_form_a_masked_name_is_not_found_and_ids_are_public(ledger: WorkingLedger) -> None:
    assert ledger.spelled("barakat")
    public = PublicForm(ledger, "salt")
    assert public.spelled("barakat") == ()
    hidden = set(ledger.spelled("barakat"))
    assert not hidden & {i for i, _ in public.named([Kind.PERSON])}
    shown = [e.id for e in public.entities([i for i, _ in public.named(list(Kind))])]
    assert sorted(shown) == sorted(i for i, _ in public.named(list(Kind)))
