from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from riwaya.errors import BadUse
from riwaya.pipeline import Progress, add
from riwaya.records import Claim, RelationKind
from riwaya.store import open_ledger
from riwaya.store.ledger import WorkingLedger
from riwaya.store.waiting import Step
from tests.pipeline.content import content
from tests.pipeline.small_stages import SMALL

TOLD = {
    "a.txt": "Dalia Renn said 40 wells were dug. Omar Issel said 12 boats sank.",
    "b.txt": "Renn said 55 wells were dug near the mill.",
    "c.txt": "Omar Renn said 12 boats sank off the cape.",
    "d.txt": "Issel said 12 boats sank. Petra Vance said 40 wells were dug.",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "reports"
    folder.mkdir()
    for name, text in TOLD.items():
        (folder / name).write_text(text)
    return folder


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[WorkingLedger]:
    book = open_ledger(str(tmp_path / "town.riwaya"), create=True)
    yield book
    book.close()


def test_reports_go_in_and_what_they_say_together_comes_out(ledger: WorkingLedger, folder: Path) -> None:
    summary = add(ledger, [str(folder)], SMALL)
    assert (summary.added, summary.already, summary.claims, summary.set_aside) == (4, 0, 6, [])
    assert summary.words == sum(len(text.split()) for text in TOLD.values())
    assert summary.ledger == ledger.counts()
    assert {e.name for e in ledger.entities()} == {
        "Dalia Renn",
        "Omar Issel",
        "Omar Renn",
        "Petra Vance",
        "Renn",
    }
    kinds = [relation.kind for relation in ledger.relations()]
    assert kinds.count(RelationKind.CONTRADICTS) == 2  # 55 wells against 40 and 40
    assert kinds.count(RelationKind.ECHOES) == 1  # Omar Issel, twice
    assert sorted(event.event_type for event in ledger.events()) == ["boats", "wells"]
    assert not any(ledger.count_unsettled(step) for step in Step)
    assert not list(ledger.verify())


def test_adding_again_changes_nothing(ledger: WorkingLedger, folder: Path, tmp_path: Path) -> None:
    add(ledger, [str(folder)], SMALL)
    before = content(tmp_path / "town.riwaya")
    summary = add(ledger, [str(folder), str(folder / "a.txt")], SMALL)
    assert (summary.added, summary.already) == (0, 5)
    assert content(tmp_path / "town.riwaya") == before


def test_a_file_that_is_in_the_ledger_is_not_opened_by_any_reader(
    ledger: WorkingLedger, folder: Path
) -> None:
    from dataclasses import replace

    add(ledger, [str(folder)], SMALL)

    def never(source: str) -> Iterator[object]:
        raise AssertionError(source)

    (folder / "copy.txt").write_text(TOLD["a.txt"])
    assert add(ledger, [str(folder)], replace(SMALL, ingest=never)).already == 5  # type: ignore[arg-type]


@pytest.mark.parametrize("seed", range(6))
def test_the_order_of_adding_does_not_matter(folder: Path, tmp_path: Path, seed: int) -> None:
    files = sorted(map(str, folder.iterdir()))
    dumps = []
    for number, order in enumerate([files, random.Random(seed).sample(files, len(files))]):
        path = tmp_path / f"{number}.riwaya"
        book = open_ledger(str(path), create=True)
        for part in order if number else [files]:
            add(book, [part] if isinstance(part, str) else part, SMALL)
        book.close()
        dumps.append(content(path, history=False))
    assert dumps[0] == dumps[1]


def test_a_new_report_that_renames_an_entity_relates_old_claims_anew(
    ledger: WorkingLedger, folder: Path
) -> None:
    add(ledger, [str(folder / "b.txt"), str(folder / "a.txt")], SMALL)
    assert [r.kind for r in ledger.relations()] == [RelationKind.UPDATES]  # Renn is Dalia Renn
    add(ledger, [str(folder / "c.txt")], SMALL)
    of_wells = [r for r in ledger.relations() if r.kind is RelationKind.CONTRADICTS]
    assert len(of_wells) == 1  # which Renn is no longer known
    assert "Renn: 55.0" in of_wells[0].why


def test_what_cannot_be_read_is_set_aside_and_the_rest_goes_on(ledger: WorkingLedger, folder: Path) -> None:
    (folder / "b.txt").write_text("BAD")
    (folder / "c.txt").write_text("CRASH here. Omar Renn said 3 mills burned.")
    summary = add(ledger, [str(folder)], SMALL)
    assert summary.added == 2
    bad, crashed = summary.set_aside
    assert (bad.source, bad.reason) == (f"{folder}/b.txt", f"{folder}/b.txt is bad; make it good")
    assert "ZeroDivisionError: the reader divided by zero" in crashed.reason
    assert list(ledger.set_aside()) == [bad, crashed]


def test_a_file_made_good_is_read_and_waits_no_longer(ledger: WorkingLedger, folder: Path) -> None:
    (folder / "b.txt").write_text("BAD")
    add(ledger, [str(folder)], SMALL)
    (folder / "b.txt").write_text(TOLD["b.txt"])
    summary = add(ledger, [str(folder)], SMALL)
    assert (summary.added, summary.already, summary.set_aside) == (1, 3, [])
    assert not list(ledger.set_aside())
    assert not list(ledger.verify())


def test_a_container_with_a_bad_part_is_opened_again_next_time(ledger: WorkingLedger, folder: Path) -> None:
    pile = folder / "pile.many"
    pile.write_text("---\n".join([TOLD["a.txt"], "BAD", TOLD["b.txt"], "CRASH"]))
    first = add(ledger, [str(pile)], SMALL)
    assert (first.added, len(first.set_aside)) == (2, 2)
    again = add(ledger, [str(pile)], SMALL)
    assert (again.added, again.already, len(again.set_aside)) == (0, 2, 2)


def test_words_that_do_not_stand_in_the_report_are_refused(ledger: WorkingLedger, folder: Path) -> None:
    (folder / "a.txt").write_text("Dalia Renn said 40 LIE. Omar Issel said 12 boats sank.")
    summary = add(ledger, [str(folder / "a.txt")], SMALL)
    assert (summary.claims, summary.refused) == (1, 1)
    assert [claim.text for claim in ledger.claims()] == ["12 boats sank"]
    assert not list(ledger.verify())


def test_several_processes_make_the_same_ledger(folder: Path, tmp_path: Path) -> None:
    (folder / "bad.txt").write_text("BAD")
    (folder / "crash.txt").write_text("CRASH")
    for jobs in (1, 2):
        book = open_ledger(str(tmp_path / f"{jobs}.riwaya"), create=True)
        assert len(add(book, [str(folder)], SMALL, jobs=jobs).set_aside) == 2
        book.close()
    assert content(tmp_path / "1.riwaya") == content(tmp_path / "2.riwaya")


def test_progress_counts_files_to_the_end(ledger: WorkingLedger, folder: Path) -> None:
    seen: list[Progress] = []
    add(ledger, [str(folder)], SMALL, watch=seen.append)
    reading = [now for now in seen if now.stage == "reading"]
    assert [now.done for now in reading] == sorted(now.done for now in reading)
    assert (reading[-1].done, reading[-1].total, reading[-1].reports) == (4, 4, 4)
    for stage in ("resolving", "keying", "comparing", "concluding"):
        last = [now for now in seen if now.stage == stage][-1]
        assert last.done == last.total


def test_copies_name_their_original_whichever_came_first(folder: Path, tmp_path: Path) -> None:
    (folder / "z.txt").write_text("Again: " + TOLD["d.txt"])
    for order in (["d.txt", "z.txt"], ["z.txt", "d.txt"]):
        book = open_ledger(str(tmp_path / f"{order[0]}.riwaya"), create=True)
        for name in order:
            add(book, [str(folder / name)], SMALL)
        (original,) = (report for report in book.reports() if report.text == TOLD["d.txt"])
        assert [report.echo_of for report in book.reports() if report != original] == [original.id]
        assert original.echo_of is None
        assert not list(book.verify())
        book.close()


def test_hidden_files_of_a_folder_are_left_alone(ledger: WorkingLedger, folder: Path) -> None:
    (folder / ".git").mkdir()
    (folder / ".git" / "config").write_text("BAD")
    assert not add(ledger, [str(folder)], SMALL).set_aside


def test_a_source_that_is_not_there_is_bad_use(ledger: WorkingLedger) -> None:
    with pytest.raises(BadUse, match=r"gone\.txt"):
        add(ledger, ["gone.txt"], SMALL)


def test_a_fault_in_a_stage_costs_what_it_happened_at(ledger: WorkingLedger, folder: Path) -> None:
    whole = add(ledger, [str(folder)], SMALL).ledger["claims"]
    other = open_ledger(str(folder.parent / "other.riwaya"), create=True)
    poisoned = min(claim.id for claim in ledger.claims())

    def fails(claim: Claim, *given: Any) -> Any:
        if claim.id == poisoned:
            raise ZeroDivisionError("made up for this test")
        return SMALL.claim_keys(claim, *given)

    summary = add(other, [str(folder)], replace(SMALL, claim_keys=fails))
    assert (summary.faults, summary.ledger["claims"]) == (1, whole)
    assert not any(other.count_unsettled(step) for step in Step)
    assert summary.ledger["relations"] > 0
    assert not list(other.verify())
    assert add(other, [str(folder)], SMALL).faults == 0
    other.close()
