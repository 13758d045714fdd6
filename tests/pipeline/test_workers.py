"""Reading processes that die: of one report, and of all."""

from __future__ import annotations

from pathlib import Path

import pytest

from riwaya.errors import RiwayaError
from riwaya.pipeline import add
from riwaya.store import open_ledger
from tests.pipeline.content import content
from tests.pipeline.small_stages import SMALL
from tests.pipeline.test_killed import pile


def test_a_report_that_its_process_dies_of_is_set_aside_and_the_rest_is_read(tmp_path: Path) -> None:
    folder = tmp_path / "pile"
    pile(folder, 20)
    expected = open_ledger(str(tmp_path / "expected.riwaya"), create=True)
    add(expected, [str(folder)], SMALL)
    expected.close()
    (folder / "007a.txt").write_text("Dalia Renn said 40 DEADLY wells.")
    (folder / "013a.txt").write_text("Omar Issel said 12 DEADLY boats.")
    book = open_ledger(str(tmp_path / "town.riwaya"), create=True)
    summary = add(book, [str(folder)], SMALL, jobs=2)
    assert [Path(item.source).name for item in summary.set_aside] == ["007a.txt", "013a.txt"]
    assert all(item.reason.endswith("die, twice; split it and add the parts") for item in summary.set_aside)
    assert summary.added == 20 and not list(book.verify())
    book.close()
    rows = [
        line
        for line in content(tmp_path / "town.riwaya", history=False).split("\n")
        if "set_aside" not in line
    ]
    assert rows == content(tmp_path / "expected.riwaya", history=False).split("\n")


def test_processes_that_die_whatever_they_read_end_the_run_with_the_way_out(tmp_path: Path) -> None:
    folder = tmp_path / "pile"
    folder.mkdir()
    for number in range(6):
        (folder / f"{number}.txt").write_text(f"Omar Issel said {number} DEADLY boats.")
    book = open_ledger(str(tmp_path / "town.riwaya"), create=True)
    with pytest.raises(RiwayaError, match=r"3 reading processes in a row died.*--jobs 1"):
        add(book, [str(folder)], SMALL, jobs=2)
    assert not list(book.verify())
    book.close()
