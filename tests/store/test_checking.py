"""Every kind of tampering that `verify` must name, done to the file behind the ledger's back."""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from riwaya.store import open_ledger
from riwaya.store.ledger import Problem
from tests.store import cases
from tests.store.cases import FIRST
from tests.store.test_ledger import fill

HOME = cases.report(FIRST).id


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "town.riwaya"
    book = open_ledger(str(path), create=True)
    fill(book)
    book.put_set_aside(cases.BROKEN)
    book.close()
    return path


def tamper(path: Path, statement: str, *values: object) -> None:
    raw = sqlite3.connect(path)
    with raw:
        assert raw.execute(statement, values).rowcount > 0
    raw.close()


def problems(path: Path) -> list[Problem]:
    book = open_ledger(str(path))
    found = list(book.verify())
    book.close()
    return found


def flipped(path: Path, query: str) -> Iterator[tuple[str, int]]:
    raw = sqlite3.connect(path)
    (text,) = raw.execute(query, (HOME,)).fetchone()
    raw.close()
    for place in range(len(text)):
        yield text[:place] + chr(ord(text[place]) ^ 1) + text[place + 1 :], place


def test_every_flipped_byte_of_a_text_is_found_and_its_report_named(path: Path) -> None:
    for text, place in flipped(path, "SELECT text FROM report WHERE id = ?"):
        if place % 7 == 0:
            tamper(path, "UPDATE report SET text = ? WHERE id = ?", text, HOME)
            assert HOME in {problem.record for problem in problems(path)}


def test_a_text_changed_together_with_its_hash_is_found_through_the_log(path: Path) -> None:
    text = FIRST.replace("closed", "opened")
    tamper(
        path,
        "UPDATE report SET text = ?, text_sha256 = ? WHERE id = ?",
        text,
        cases.report(text).sha256,
        HOME,
    )
    (found,) = problems(path)
    assert found.record == HOME and "log" in found.what


def test_changed_original_bytes_are_found(path: Path) -> None:
    tamper(
        path,
        "UPDATE original SET packed = ? WHERE sha256 = ?",
        zlib.compress(b"other"),
        cases.report(FIRST).sha256,
    )
    assert [problem.record for problem in problems(path)] == [HOME]
    tamper(path, "UPDATE original SET packed = ? WHERE sha256 = ?", b"junk", cases.report(FIRST).sha256)
    (found,) = problems(path)
    assert "unpacked" in found.what


@pytest.mark.parametrize("said", ["40 families", "Dalia", "said"])
def test_words_of_a_claim_that_do_not_stand_there_are_found(path: Path, said: str) -> None:
    tamper(path, "UPDATE claim SET body = replace(body, ?, 'xxxx') WHERE report = ?", said, HOME)
    found = problems(path)
    assert any(problem.record.startswith("c") and "xxxx" in problem.what for problem in found)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE claim SET body = replace(body, 'asserted', 'denied') WHERE report = ?",
        "UPDATE referent SET body = replace(body, 'person', 'group') WHERE report = ?",
        "UPDATE report SET retrieved = '1999-01-01T00:00:00Z' WHERE id = ?",
        "DELETE FROM claim WHERE report = ?",
        "DELETE FROM log WHERE record = ?",
        "UPDATE log SET detail = replace(detail, 'test-1', 'test-2') WHERE record = ?",
    ],
)
def test_anything_else_changed_in_a_reading_or_its_history_is_found(path: Path, statement: str) -> None:
    tamper(path, statement, HOME)
    assert problems(path)


def test_a_removed_report_is_found(path: Path) -> None:
    for table in ("claim", "referent", "passage"):
        tamper(path, f"DELETE FROM {table} WHERE report = ?", HOME)
    tamper(path, "DELETE FROM report WHERE id = ?", HOME)
    assert Problem(HOME, "the log says it was added, but it is not in the ledger") in problems(path)


def test_a_rewritten_log_is_found_where_it_was_rewritten(path: Path) -> None:
    tamper(path, "UPDATE log SET what = 'nothing' WHERE number = 3")
    assert [problem.record for problem in problems(path)][:1] == ["log 3"]
