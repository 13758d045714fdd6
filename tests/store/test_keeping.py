"""Backup and restore, with the real file and a writer at work."""

from __future__ import annotations

import hashlib
import sqlite3
import threading
from pathlib import Path

import pytest

from riwaya.errors import BadUse, LedgerError
from riwaya.store import open_ledger
from riwaya.store.keeping import backup, restore
from tests.pipeline.content import content
from tests.store import cases
from tests.store.test_checking import path, whole  # noqa: F401 - fixtures


def problems(path: Path) -> list[str]:  # noqa: F811
    book = open_ledger(str(path))
    found = [problem.record for problem in book.verify()]
    book.close()
    return found


def test_a_backup_holds_everything_and_comes_back(whole: Path, tmp_path: Path) -> None:  # noqa: F811
    copy = tmp_path / "copy.riwaya"
    made = backup(str(whole), copy)
    assert made.sha256 == hashlib.sha256(copy.read_bytes()).hexdigest() and made.reports == 3
    assert [file.name for file in tmp_path.iterdir() if "copy" in file.name] == ["copy.riwaya"]
    assert content(copy) == content(whole)
    restore(copy, str(tmp_path / "again.riwaya"), replace=False)
    assert content(tmp_path / "again.riwaya") == content(whole)
    assert problems(tmp_path / "again.riwaya") == []


def test_nothing_is_replaced_unasked_and_what_was_replaced_is_kept(whole: Path, tmp_path: Path) -> None:  # noqa: F811
    copy = tmp_path / "copy.riwaya"
    backup(str(whole), copy)
    with pytest.raises(BadUse, match="a backup replaces nothing"):
        backup(str(whole), copy)
    with pytest.raises(BadUse, match="--replace"):
        restore(copy, str(whole), replace=False)
    held = open_ledger(str(whole))
    text = "Omar Issel said the ferry runs again."
    held.put_report(cases.document(text, "late.txt"), cases.reading(text), ())  # stays in the -wal file
    before = content(whole)
    _, kept = restore(copy, str(whole), replace=True)
    held.close()
    assert kept is not None and content(Path(kept)) == before
    assert content(whole) == content(copy) != before


def test_a_backup_made_while_someone_writes_is_whole(tmp_path: Path) -> None:
    ledger = tmp_path / "town.riwaya"
    book = open_ledger(str(ledger), create=True)
    stop = threading.Event()
    written = 0

    def write() -> None:
        nonlocal written
        while not stop.is_set():
            text = f"Dalia Renn said {written} wells were dug."
            book.put_report(cases.document(text, f"{written}.txt"), cases.reading(text), ())
            written += 1

    writer = threading.Thread(target=write)
    writer.start()
    try:
        made = [backup(str(ledger), tmp_path / f"{number}.riwaya") for number in range(5)]
    finally:
        stop.set()
        writer.join()
        book.close()
    assert written > made[0].reports
    assert [copy.reports for copy in made] == sorted(copy.reports for copy in made)
    assert all(problems(Path(copy.path)) == [] for copy in made)
    assert problems(ledger) == []


def test_what_is_no_ledger_or_damaged_is_not_copied(whole: Path, tmp_path: Path) -> None:  # noqa: F811
    other = tmp_path / "other.db"
    with sqlite3.connect(other) as raw:
        raw.execute("CREATE TABLE shop (id)")
    raw.close()
    with pytest.raises(LedgerError, match="no ledger"):
        backup(str(other), tmp_path / "x.riwaya")
    damage(whole, "claim")
    with pytest.raises(LedgerError, match="riwaya doctor"):
        backup(str(whole), tmp_path / "x.riwaya")
    with pytest.raises(BadUse, match="there is no backup"):
        restore(tmp_path / "none.riwaya", str(tmp_path / "y.riwaya"), replace=False)
    assert not [file for file in tmp_path.iterdir() if "x.riwaya" in file.name]


def damage(path: Path, table: str) -> None:  # noqa: F811
    """The first page of a table filled with junk, as a failing disk does."""
    raw = sqlite3.connect(path)
    raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    (root,) = raw.execute("SELECT rootpage FROM sqlite_master WHERE name = ?", (table,)).fetchone()
    (size,) = raw.execute("PRAGMA page_size").fetchone()
    raw.close()
    with path.open("r+b") as file:
        file.seek((root - 1) * size)
        file.write(b"\xff" * size)
