from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from riwaya.cli.import_ import put
from riwaya.errors import AnchorError, BadUse
from riwaya.export.jsonl import line, lines
from riwaya.export.jsonl_back import take
from riwaya.export.whole import extra_objects
from riwaya.extract.reader import Reader
from riwaya.pipeline.stages import Stages
from riwaya.records import Compared, SetAside
from riwaya.store import open_ledger
from riwaya.store.ledger import WorkingLedger
from riwaya.view.public_form import PublicForm
from tests.view.memory import Memory
from tests.view.story import halbat


def _no_reader() -> Reader:
    raise AssertionError("import reads nothing again")


STAGES = Stages(
    ingest=lambda source: (),
    reader=_no_reader,
    locate=lambda report, reading: reading,
    within=lambda report, reading: (reading, ()),
    referent_keys=lambda referent: [n.casefold() for n in referent.names],
    look=lambda referent: referent.id,
    related=lambda fresh, near: (),
    across=lambda referents: (),
    claim_keys=lambda claim, report, entities: [claim.event_type or "other"],
    compare=lambda fresh, claims, reports, entities: Compared((), ()),
    spread=lambda of, claims, compared, reports, entities: (),
    events=lambda of, claims, compared, reports, entities: (),
    statuses=lambda of, claims, compared, reports, entities: (),
    copies=lambda reports: {},
)


@pytest.fixture
def original(tmp_path: Path) -> Iterator[WorkingLedger]:
    ledger = open_ledger(str(tmp_path / "one.riwaya"), create=True)
    halbat().into(ledger)
    ledger.put_set_aside(SetAside("pile/scan.pdf", "pdf", "no text layer", None))
    yield ledger
    ledger.close()


@pytest.fixture
def copy(tmp_path: Path) -> Iterator[WorkingLedger]:
    ledger = open_ledger(str(tmp_path / "two.riwaya"), create=True)
    yield ledger
    ledger.close()


def whole(ledger: WorkingLedger) -> list[str]:
    return [*lines(ledger), *map(line, extra_objects(ledger))]


def test_export_import_export_is_the_same(original: WorkingLedger, copy: WorkingLedger) -> None:
    written = list(lines(original))
    put(copy, take(written), STAGES)
    assert list(lines(copy)) == written
    assert list(copy.verify()) == []


def test_with_originals_nothing_is_lost(original: WorkingLedger, copy: WorkingLedger) -> None:
    written = whole(original)
    put(copy, take(written), STAGES)
    assert whole(copy) == written
    assert list(copy.verify()) == []
    for report in original.reports():
        assert copy.report(report.id) == report
        assert copy.original(report.id) == original.original(report.id)
        assert list(copy.claims(report=report.id)) == list(original.claims(report=report.id))
    assert list(copy.readings()) == list(original.readings())
    assert list(copy.entities()) == list(original.entities())
    assert list(copy.set_aside()) == list(original.set_aside())


def test_a_public_export_comes_back_too(original: WorkingLedger, copy: WorkingLedger) -> None:
    written = list(lines(PublicForm(original, "salt")))
    put(copy, take(written), STAGES)
    assert list(lines(copy)) == written


def test_what_is_taken_back_can_be_searched(original: WorkingLedger, copy: WorkingLedger) -> None:
    put(copy, take(lines(original)), STAGES)
    (hit,) = copy.search("outside fighters")
    assert len(hit.claims) == 2


def test_an_original_that_is_not_there_is_said(original: WorkingLedger, copy: WorkingLedger) -> None:
    from riwaya.errors import NoOriginal

    put(copy, take(lines(original)), STAGES)
    with pytest.raises(NoOriginal, match="--with-originals"):
        copy.original(next(copy.reports()).id)


def changed(kind: str, **values: object) -> list[str]:
    """An export in which the first object of a kind has other values."""
    ledger = Memory()
    halbat().into(ledger)
    objects = [json.loads(written) for written in lines(ledger)]
    first = next(o for o in objects if o["type"] == kind)
    first.update(values)
    return [json.dumps(o) for o in objects]


def test_words_that_are_not_in_the_report_are_refused() -> None:
    with pytest.raises(AnchorError, match="does not stand at"):
        take(changed("claim", text="words that nobody said"))


@pytest.mark.parametrize(
    ("bad", "says"),
    [
        (["{"], "line 1 is no JSON"),
        (["[]"], "line 1 is no JSON object"),
        (["", '{"type":"poem"}'], "line 2 is of type 'poem'"),
        (['{"type":"relation","id":"x"}'], "line 1: this relation has no"),
        (changed("claim", stance="sung"), "cannot be read: 'sung'"),
        (changed("claim", segments=[]), "cannot be read"),
        (changed("claim", report="d" + "0" * 20), "is not in the export"),
        (changed("relation", claims=["one"]), "cannot be read"),
        (changed("report", furniture=[[9, 2]]), "cannot be read"),
    ],
)
def test_what_is_wrong_is_named_with_its_line(bad: list[str], says: str) -> None:
    with pytest.raises(BadUse, match=says):
        take(bad)


def test_an_original_with_another_hash_is_refused(original: WorkingLedger) -> None:
    written = [json.loads(w) for w in whole(original)]
    archive = next(o for o in written if o["type"] == "archive" and "original" in o)
    archive["original"] = "AAAA"
    with pytest.raises(AnchorError, match="SHA-256"):
        take(map(json.dumps, written))
