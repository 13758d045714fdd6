"""What was concluded is named row by row, and the search index is built anew and compared."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from riwaya.store import migrations, open_ledger
from tests.store.older import before
from tests.store.test_checking import HOME, path, problems, tamper, whole

assert path and whole  # fixtures


def ids(ledger: Path, query: str) -> list[str]:
    raw = sqlite3.connect(ledger)
    found = [str(row[0]) for row in raw.execute(query)]
    raw.close()
    return found


@pytest.mark.parametrize(
    ("table", "statement"),
    [
        ("entity", "UPDATE entity SET body = replace(body, 'one name', 'two names') WHERE id = ?"),
        ("entity", "UPDATE entity SET name = 'Nobody' WHERE id = ?"),
        ("relation", "UPDATE relation SET body = replace(body, '40', '400') WHERE id = ?"),
        ("relation", "UPDATE relation SET score = 0.01 WHERE id = ?"),
        ("status", "UPDATE status SET value = 'open' WHERE id = ?"),
        ("event", "UPDATE event SET event_type = 'fight' WHERE id = ?"),
    ],
)
def test_the_changed_row_is_named_before_its_table(whole: Path, table: str, statement: str) -> None:
    some = ids(whole, f"SELECT id FROM {table}")[0]
    tamper(whole, statement, some)
    found = [problem.record for problem in problems(whole)]
    assert found[0] == some and f"table {table}" in found
    assert not [
        record for record in found if record != some and record in ids(whole, f"SELECT id FROM {table}")
    ]


@pytest.mark.parametrize(
    ("statement", "owner", "table"),
    [
        ("DELETE FROM spelling", "SELECT id FROM entity", "spelling"),
        ("DELETE FROM status_claim", "SELECT id FROM status", "status_claim"),
        ("UPDATE referent SET entity = NULL", "SELECT id FROM entity", "membership"),
        ("INSERT INTO event_claim VALUES ('c1', 'v1')", "SELECT 'v1'", "event_claim"),
    ],
)
def test_links_are_named_by_what_they_hang_on(whole: Path, statement: str, owner: str, table: str) -> None:
    tamper(whole, statement)
    found = problems(whole)
    assert set(ids(whole, owner)) & {problem.record for problem in found}
    assert any(table in problem.what for problem in found)


def test_rows_of_a_ledger_from_before_they_were_marked_are_marked_as_they_are(whole: Path) -> None:
    before(whole, migrations._named)
    assert problems(whole) == []
    some = ids(whole, "SELECT id FROM entity")[0]
    tamper(whole, "UPDATE entity SET name = 'Nobody' WHERE id = ?", some)
    assert problems(whole)[0].record == some


@pytest.mark.parametrize(
    ("statement", "what"),
    [
        ("INSERT INTO passage_words (passage_words, rowid, words) VALUES ('delete', 1, ?)", "words"),
        ("INSERT INTO passage_words (rowid, words) VALUES (1, 'ferry ' || ?)", "words"),
        ("UPDATE meaning SET vector = zeroblob(length(vector)) WHERE id = 1 OR ? = ''", "meaning"),
        ("DELETE FROM meaning WHERE id = 1 OR ? = ''", "meaning"),
        ("UPDATE meaning_signs SET packed = zeroblob(length(packed)) WHERE ? != ''", "meaning"),
    ],
)
def test_a_passage_hidden_from_the_search_is_named(path: Path, statement: str, what: str) -> None:
    raw = sqlite3.connect(path)
    report, first, past, text = raw.execute(
        "SELECT report, p.first, p.past, text FROM passage p JOIN report r ON r.id = p.report WHERE p.id = 1"
    ).fetchone()
    with raw:
        from riwaya.store.folding import fold

        raw.execute(statement, (fold(text[first:past]),))
    raw.close()
    found = problems(path)
    assert found[0].record == report == HOME
    assert found[0].what == f"the search index has other {what} for the passage at {first}..{past}"


def test_words_under_a_passage_that_is_not_there_are_found(path: Path) -> None:
    raw = sqlite3.connect(path)
    with raw:
        raw.execute("INSERT INTO passage_words (rowid, words) VALUES (999, 'bomb')")
    raw.close()
    (found,) = problems(path)
    assert (found.record, found.what) == (
        "search index",
        "the search index has other words for the passage at no. 999",
    )


def test_a_ledger_that_is_read_only_is_checked_too(path: Path) -> None:
    path.chmod(0o444)
    path.parent.chmod(0o555)
    try:
        book = open_ledger(str(path))
        assert list(book.verify()) == []
        book.close()
    finally:
        path.parent.chmod(0o755)
