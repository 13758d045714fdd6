"""What is read in one moment, on every backend."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from riwaya.errors import LedgerError
from riwaya.records import Kind
from riwaya.store.ledger import WorkingLedger
from tests.store import cases
from tests.store.cases import FIRST, SECOND
from tests.store.test_ledger import BACKENDS, Opening


@pytest.fixture(params=sorted(BACKENDS))
def opening(request: pytest.FixtureRequest, tmp_path: Path) -> Opening:
    return BACKENDS[request.param](tmp_path)


@pytest.fixture
def two(opening: Opening) -> Iterator[tuple[WorkingLedger, WorkingLedger]]:
    """One ledger, opened twice, with a report in it."""
    ledger, other = opening(), opening()
    ledger.put_report(cases.document(FIRST), cases.reading(FIRST), [])
    yield ledger, other
    ledger.close()
    other.close()


def test_in_one_moment_nothing_changes(two: tuple[WorkingLedger, WorkingLedger]) -> None:
    ledger, other = two
    with ledger.moment():
        assert ledger.counts()["reports"] == 1
        version = ledger.version()
        other.put_report(cases.document(SECOND), cases.reading(SECOND), [])
        with ledger.moment():
            assert ledger.counts()["reports"] == 1
        assert [len(list(ledger.reports())), len(list(ledger.search("bridge", meaning=False)))] == [1, 1]
        assert ledger.version() == version
    assert ledger.counts()["reports"] == 2
    assert len(list(ledger.search("bridge", meaning=False))) == 2
    assert ledger.version() != version


def test_after_a_moment_that_failed_the_ledger_is_read_anew(
    two: tuple[WorkingLedger, WorkingLedger],
) -> None:
    ledger, other = two
    with pytest.raises(LedgerError), ledger.moment():
        ledger.report("nothing")
    other.put_report(cases.document(SECOND), cases.reading(SECOND), [])
    assert ledger.counts()["reports"] == 2


def test_what_is_written_within_a_moment_stands_after_it(
    two: tuple[WorkingLedger, WorkingLedger],
) -> None:
    ledger, _ = two
    with ledger.moment():
        ledger.put_report(cases.document(SECOND), cases.reading(SECOND), [])
    assert ledger.counts()["reports"] == 2


def test_what_is_kept_of_a_search_within_a_moment_is_of_that_moment(
    two: tuple[WorkingLedger, WorkingLedger],
) -> None:
    ledger, other = two
    town, same = (
        cases.referent(FIRST, "Tell Sefar", Kind.PLACE),
        cases.referent(SECOND, "Tall Safar", Kind.PLACE),
    )
    with ledger.moment():
        assert ledger.counts()["entities"] == 0
        other.put_entities([cases.entity(town, same)])
        assert [t.phrases for t in ledger.terms('"Tell Sefar"')] == [("tell sefar",)]
    assert [t.phrases for t in ledger.terms('"Tell Sefar"')] == [("tall safar", "tell sefar")]
