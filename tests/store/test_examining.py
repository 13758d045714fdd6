"""What `riwaya doctor` says of ledgers that are well, damaged, cut off, and in the hands of others."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import pytest

from riwaya.store import open_ledger
from riwaya.store.examining import examine
from tests.cli.call import call
from tests.store import cases
from tests.store.test_checking import path, tamper, whole  # noqa: F401 - fixtures
from tests.store.test_keeping import damage


def wrong(path: Path) -> list[str]:  # noqa: F811
    return [f"{one.what}; {one.way_out}" for one in examine(str(path)) if not one.good]


def test_a_good_ledger_is_well_and_unchanged_by_the_looking(whole: Path) -> None:  # noqa: F811
    before = whole.read_bytes()
    told = call("doctor", str(whole))
    assert told.code == 0 and "every page of the file holds together" in told.out
    assert "1 files are set aside" in told.out and "no backup yet" in told.out
    assert whole.read_bytes() == before
    assert json.loads(call("doctor", str(whole), "--json").out)["good"] is True


def test_it_looks_while_someone_writes(whole: Path) -> None:  # noqa: F811
    book = open_ledger(str(whole))
    with book.transaction():
        text = "Omar Issel said the ferry runs again."
        book.put_report(cases.document(text, "late.txt"), cases.reading(text), ())
        assert wrong(whole) == []
    book.close()


@pytest.mark.parametrize(
    "table", ["claim", "report", "original", "log", "entity", "sqlite_autoindex_report_1"]
)
def test_a_damaged_page_is_named_with_two_ways_out(whole: Path, table: str) -> None:  # noqa: F811
    damage(whole, table)
    told = wrong(whole)
    assert told
    assert all("riwaya restore" in one and "--salvage" in one for one in told)
    assert call("doctor", str(whole)).code == 1
    for command in ("verify", "contested"):
        ran = call(command, str(whole))
        assert "Traceback" not in ran.err and ran.err.count("\n") <= 1


def test_a_damaged_head_is_told(whole: Path) -> None:  # noqa: F811
    with whole.open("r+b") as file:
        file.write(b"\xff" * 16)
    assert "does not begin like a ledger" in wrong(whole)[0]
    whole.write_bytes(whole.read_bytes()[:0])
    assert "it is empty" in wrong(whole)[0]
    assert "there is no file" in wrong(whole.with_name("none"))[0]


@pytest.mark.parametrize("table", ["claim", "report", "log", "decision"])
def test_the_originals_of_a_damaged_ledger_are_saved_and_read_again(
    whole: Path,  # noqa: F811
    tmp_path: Path,
    table: str,
) -> None:
    damage(whole, table)
    saved = call("doctor", str(whole), "--salvage", str(tmp_path / "saved"))
    lost = 1 if table == "decision" else 0  # the log tells of one that is gone
    assert saved.code == lost and "3 originals saved" in saved.out and f", {lost} lost" in saved.out, saved
    found = {file.read_bytes() for file in (tmp_path / "saved" / "originals").iterdir()}
    assert {cases.FIRST.encode(), cases.SECOND.encode()} < found
    ran = call(
        "add", str(tmp_path / "new.riwaya"), str(tmp_path / "saved" / "originals"), "--reader", "rules"
    )
    assert ran.code == 0 and "3 reports added" in ran.out
    assert call("doctor", str(whole), "--salvage", str(tmp_path / "saved")).code == 2


def test_originals_that_are_no_longer_what_they_were_count_as_lost(whole: Path, tmp_path: Path) -> None:  # noqa: F811
    tamper(whole, "UPDATE original SET packed = x'00' WHERE sha256 = ?", cases.report(cases.FIRST).sha256)
    saved = call("doctor", str(whole), "--salvage", str(tmp_path / "saved"))
    assert saved.code == 1 and "2 originals saved, 3 things that people gave or decided, 1 lost" in saved.out


def test_a_clock_that_went_back_is_told_and_changes_nothing(whole: Path) -> None:  # noqa: F811
    for moment, good in (("1999-01-01T00:00:00Z", True), ("2999-01-01T00:00:00Z", False)):
        _write_at(whole, moment)
        told = [one for one in examine(str(whole)) if "clock" in one.what]
        assert told and all(one.good for one in told) is good
        book = open_ledger(str(whole))
        assert list(book.verify()) == []
        book.close()


def _write_at(ledger: Path, moment: str) -> None:
    """One entry as a machine with another clock would write it."""
    from riwaya.store import log

    real = log._now
    log._now = lambda: moment
    try:
        book = open_ledger(str(ledger))
        book.note("exported", "town.jsonl", {})
        book.close()
    finally:
        log._now = real


def test_a_changed_log_and_a_newer_ledger_are_told(whole: Path) -> None:  # noqa: F811
    tamper(whole, "UPDATE log SET what = 'nothing' WHERE number = 3")
    assert wrong(whole)[0].startswith("the log was changed at entry 3; `riwaya verify")
    with sqlite3.connect(whole) as raw:
        raw.execute("UPDATE riwaya SET version = 999")
    raw.close()
    assert "update riwaya" in wrong(whole)[0]
