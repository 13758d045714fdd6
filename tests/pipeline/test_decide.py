"""Decisions carried into a ledger: kept, respected by later additions, undone, whatever the order of adding."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from riwaya.errors import BadUse
from riwaya.ingest import Options
from riwaya.pipeline import Stages, add, default_stages
from riwaya.pipeline.decide import merge, split, undo
from riwaya.records import Decided, Entity
from riwaya.store import open_ledger
from riwaya.store.ledger import WorkingLedger

TOLD = {
    "a.txt": "Valley Radio, 3 March 2021\n\nOrlan Beck, a baker, said 12 families left the mill.",
    "b.txt": "Harbour Post, 4 March 2021\n\nIlse Marrow, a teacher, said 14 families left the mill.",
    "c.txt": "Upland Courier, 5 March 2021\n\nOrlan Beck said nothing had changed.",
    "d.txt": "Relief Bulletin, 6 March 2021\n\nIlse Marrow said the road was open again.",
}


@pytest.fixture
def stages() -> Stages:
    return default_stages(Options())


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in TOLD.items():
        (tmp_path / name).write_text(text)
    return tmp_path


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[WorkingLedger]:
    book = open_ledger(str(tmp_path / "town.riwaya"), create=True)
    yield book
    book.close()


def called(ledger: WorkingLedger, name: str) -> list[Entity]:
    return [e for e in ledger.entities() if any(n.text == name for n in e.names)]


def everything(ledger: WorkingLedger) -> tuple[object, ...]:
    """All that the ledger concludes."""
    return tuple(
        tuple(rows()) for rows in (ledger.entities, ledger.events, ledger.relations, ledger.statuses)
    )


def add_all(ledger: WorkingLedger, folder: Path, stages: Stages, *names: str) -> None:
    add(ledger, [str(folder / name) for name in names or sorted(TOLD)], stages)


def test_a_merge_is_kept_with_who_when_and_why(ledger: WorkingLedger, folder: Path, stages: Stages) -> None:
    add_all(ledger, folder, stages)
    (beck,), (marrow,) = called(ledger, "Orlan Beck"), called(ledger, "Ilse Marrow")
    made = merge(ledger, stages, beck, marrow, "A. Clerk", "the same voice on the telephone")
    assert (made.number, made.kind, made.by, made.why) == (
        1, Decided.MERGE, "A. Clerk", "the same voice on the telephone",
    )  # fmt: skip
    assert made.at.endswith("Z")
    assert called(ledger, "Orlan Beck") == called(ledger, "Ilse Marrow")
    assert ledger.decisions() == (made,)
    assert list(ledger.verify()) == []


@pytest.mark.parametrize("undoing", [True, False])
def test_splitting_or_undoing_restores_the_ledger(
    ledger: WorkingLedger, folder: Path, stages: Stages, undoing: bool
) -> None:
    add_all(ledger, folder, stages)
    before = everything(ledger)
    (beck,), (marrow,) = called(ledger, "Orlan Beck"), called(ledger, "Ilse Marrow")
    made = merge(ledger, stages, beck, marrow, "x", "so")
    assert everything(ledger) != before
    if undoing:
        undo(ledger, stages, made.number, "x", "not so")
    else:
        (whole,) = called(ledger, "Orlan Beck")
        split(ledger, stages, whole, marrow.referents, "x", "not so")
    assert everything(ledger) == before
    assert len(ledger.decisions()) == 2


def test_later_additions_respect_a_merge_and_a_split(
    ledger: WorkingLedger, folder: Path, stages: Stages
) -> None:
    add_all(ledger, folder, stages, "a.txt", "b.txt")
    (beck,), (marrow,) = called(ledger, "Orlan Beck"), called(ledger, "Ilse Marrow")
    merge(ledger, stages, beck, marrow, "x", "so")
    add_all(ledger, folder, stages, "c.txt", "d.txt")
    (whole,) = called(ledger, "Orlan Beck")
    assert called(ledger, "Ilse Marrow") == [whole]
    assert len({r for n in whole.names for r in n.reports}) == 4

    of_c = [
        r.id for r in ledger.referents(whole.referents) if ledger.report(r.report).source.endswith("c.txt")
    ]
    split(ledger, stages, whole, of_c, "x", "another baker")
    assert len(called(ledger, "Orlan Beck")) == 2


def test_decisions_and_reports_in_any_order_give_the_same_ledger(
    tmp_path: Path, folder: Path, stages: Stages
) -> None:
    found = []
    for seed in range(3):
        book = open_ledger(str(tmp_path / f"{seed}.riwaya"), create=True)
        names = sorted(TOLD)
        random.Random(seed).shuffle(names)
        add_all(book, folder, stages, *[n for n in names if n in ("a.txt", "b.txt")])
        (beck,), (marrow,) = called(book, "Orlan Beck"), called(book, "Ilse Marrow")
        sides = sorted((beck, marrow), key=lambda e: e.id)
        merge(book, stages, sides[0], sides[1], "x", "so")
        for name in names:
            add_all(book, folder, stages, name)
        found.append([e.names for e in book.entities()])
        book.close()
    assert found[0] == found[1] == found[2]


def test_what_cannot_be_decided_is_refused(ledger: WorkingLedger, folder: Path, stages: Stages) -> None:
    add_all(ledger, folder, stages)
    (beck,) = called(ledger, "Orlan Beck")
    with pytest.raises(BadUse, match="are one already"):
        merge(ledger, stages, beck, beck, "x", "so")
    with pytest.raises(BadUse, match="some and not all"):
        split(ledger, stages, beck, beck.referents, "x", "so")
    with pytest.raises(BadUse, match="there is no decision 7"):
        undo(ledger, stages, 7, "x", "so")
    (marrow,) = called(ledger, "Ilse Marrow")
    made = merge(ledger, stages, beck, marrow, "x", "so")
    undo(ledger, stages, made.number, "x", "no")
    with pytest.raises(BadUse, match="undone already"):
        undo(ledger, stages, made.number, "x", "no")
