"""What the three real reports disagree and agree on, as a user sees it; none of their words stand here."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from riwaya.ingest import Options
from riwaya.pipeline import add, default_stages
from riwaya.records import About, RelationKind
from riwaya.store import open_ledger
from riwaya.store.ledger import WorkingLedger
from riwaya.store.paged import Asked
from riwaya.view import board
from riwaya.view.contested import Contested, contested
from tests.shared_data import SHARED, needs_shared

pytestmark = needs_shared


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> Iterator[WorkingLedger]:
    path: Path = tmp_path_factory.mktemp("real") / "real.riwaya"
    ledger = open_ledger(str(path), create=True)
    add(ledger, [str(SHARED / "reports" / "al-qaim")], default_stages(Options()))
    yield ledger
    ledger.close()


def told(item: Contested) -> list[tuple[str, bool]]:
    """Stance of every account, and whether it is the report's own."""
    return sorted((t.stance.value, not t.steps) for s in item.sides for t in s.tellings)


def of(ledger: WorkingLedger, about: About) -> Contested:
    (item,) = contested(ledger, about=about)
    return item


def test_one_disagreement_for_each_matter(real: WorkingLedger) -> None:
    found = contested(real)
    assert sorted(str(i.about) for i in found) == ["figure", "responsibility", "status"]
    assert board.items(real, real.disagreements(Asked(), 0, 9)) == found


def test_the_strike_is_denied_by_one_laid_on_another_and_confirmed_by_nobody(real: WorkingLedger) -> None:
    item = of(real, About.RESPONSIBILITY)
    assert told(item) == [("asserted", True), ("asserted", True), ("denied", False), ("possible", False)]
    assert (item.origins, item.context and item.context.endswith("17 June 2018")) == (3, True)
    assert item.headline.startswith("Who is responsible:") and "Denied by the " in item.headline


def test_the_militias_left_or_did_not(real: WorkingLedger) -> None:
    item = of(real, About.DENIAL)
    assert item.abouts == (About.STATUS, About.DENIAL)
    first, others = item.columns
    assert [s.telling.stance.value for s in first] == ["asserted"]
    assert sorted(s.telling.stance.value for s in others) == ["asserted", "denied"]
    assert all(s.telling.named for s in (*first, *others) if s.telling.stance.value == "asserted")
    assert all(len(s.telling.speaker.split()) > 3 for s in (*first, *others))  # nobody by half a name


def test_how_many_escaped(real: WorkingLedger) -> None:
    item = of(real, About.FIGURE)
    assert {(s.figure.best, s.figure.high) for s in item.sides if s.figure} == {(100, 100), (None, 600)}


def test_the_retaking_is_told_by_reports_that_do_not_rest_on_each_other(real: WorkingLedger) -> None:
    claims = {c.id: c for c in real.claims()}
    agreed = [r for r in real.relations(RelationKind.CORROBORATES) if r.about is About.EVENT]
    pairs = [{claims[c].report for c in r.claims} for r in agreed if "retaken" in r.why]
    assert len(pairs) == 2 and all(len(p) == 2 for p in pairs)
    retaken = [e for e in real.events() if e.when == "2017-11-05" and "retaken" in e.event_type]
    assert [len({claims[c].report for c in e.claims}) for e in retaken] == [3]
