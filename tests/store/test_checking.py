"""Every kind of tampering that `verify` must name, done to the file behind the ledger's back."""

from __future__ import annotations

import json
import re
import sqlite3
import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from riwaya import __version__
from riwaya.records import Decided, Decision, Kind, Mention, Status
from riwaya.records.given import GivenPlace, PlaceFile, Setting
from riwaya.store import migrations, open_ledger, schema, sealing
from riwaya.store.ledger import Problem
from tests.store import cases
from tests.store.cases import FIRST
from tests.store.older import before
from tests.store.test_ledger import fill, findings

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
    (whole,) = raw.execute(query, (HOME,)).fetchone()
    raw.close()
    for place in range(len(whole)):
        yield whole[:place] + chr(ord(whole[place]) ^ 1) + whole[place + 1 :], place


def test_every_flipped_byte_of_a_text_is_found_and_its_report_named(path: Path) -> None:
    for changed, place in flipped(path, "SELECT text FROM report WHERE id = ?"):
        if place % 7 == 0:
            tamper(path, "UPDATE report SET text = ? WHERE id = ?", changed, HOME)
            assert HOME in {problem.record for problem in problems(path)}


def test_a_text_changed_together_with_its_hash_is_found_through_the_log(path: Path) -> None:
    changed = FIRST.replace("closed", "opened")
    tamper(
        path,
        "UPDATE report SET text = ?, text_sha256 = ? WHERE id = ?",
        changed,
        cases.report(changed).sha256,
        HOME,
    )
    found = problems(path)[0]
    assert found.record == HOME and "log" in found.what


def test_changed_original_bytes_are_found(path: Path) -> None:
    tamper(
        path,
        "UPDATE original SET packed = ? WHERE sha256 = ?",
        zlib.compress(b"other"),
        cases.report(FIRST).sha256,
    )
    assert problems(path)[0].record == HOME
    tamper(path, "UPDATE original SET packed = ? WHERE sha256 = ?", b"junk", cases.report(FIRST).sha256)
    assert "unpacked" in problems(path)[0].what


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


# one edit of every table that `riwaya` fills: as someone with the sqlite3 program would make it
EDITS = {
    "original": "UPDATE original SET size = size + 1",
    "report": "UPDATE report SET outlet = 'Another Post'",
    "report, body and all": 'UPDATE report SET body = replace(body, \'"title":"T"\', \'"title":"U"\')',
    "report.echo_of": "UPDATE report SET echo_of = 'r0'",
    "passage": "UPDATE passage SET past = past + 1",
    "claim": "UPDATE claim SET stance = 'denied'",
    "claim_referent": "DELETE FROM claim_referent",
    "mention": "UPDATE mention SET kind = 'group'",
    "referent": "UPDATE referent SET name = 'Somebody else'",
    "referent.entity": "UPDATE referent SET entity = NULL",
    "entity": "UPDATE entity SET body = replace(body, 'one name', 'two names')",
    "spelling": "DELETE FROM spelling",
    "event": "INSERT INTO event (id, event_type, body) VALUES ('v1', 'fight', '{}')",
    "event_claim": "INSERT INTO event_claim VALUES ('c1', 'v1')",
    "relation": "UPDATE relation SET body = replace(body, '40', '400')",
    "relation, all": "DELETE FROM relation",
    "possible": "INSERT INTO possible VALUES ('x9', 'c1', 'c2', 0.4, '{}')",
    "tie": "INSERT INTO tie VALUES ('c1', 'c2')",
    "status": "UPDATE status SET value = 'open'",
    "status_claim": "DELETE FROM status_claim",
    "dating": "INSERT INTO dating (report, edtf, why) VALUES ('r1', '2020', 'because')",
    "blocking": "DELETE FROM blocking",
    "unsettled": "INSERT INTO unsettled VALUES ('key', 'r1', 'c1')",
    "set_aside": "DELETE FROM set_aside",
    "finished": "INSERT INTO finished VALUES ('00', 1)",
    "decision": "UPDATE decision SET body = replace(body, 'the same man', 'another man')",
    "decision_referent": "DELETE FROM decision_referent",
    "setting": "UPDATE setting SET body = replace(body, 'off', 'on')",
    "place_file": "UPDATE place_file SET body = replace(body, 'sites.csv', 'other.csv')",
    "place": "UPDATE place SET body = replace(body, '34.1', '35.1')",
    "seal": "UPDATE seal SET sum = '1' WHERE name = 'claim'",
    "related": "INSERT INTO related VALUES ('k1', 'k2')",
    "judgement": "INSERT INTO judgement VALUES (9, 'accept', 'c1', 'dana', NULL, '{}')",
    "judgement_on": "INSERT INTO judgement_on VALUES ('c1', 9)",
    "reviewed": "INSERT INTO reviewed VALUES ('c1', 'rejected', '{}')",
    "dismissed": "INSERT INTO dismissed VALUES ('x1')",
    "referent.look": "UPDATE referent SET look = 'another'",
    "stamp": "INSERT INTO stamp VALUES (1, 1, 'http://t.example', '2020-01-01T00:00:00Z', x'00')",
    "log": "UPDATE log SET detail = replace(detail, 'dana', 'someone') WHERE what = 'decided'",
    "seal of the log": "UPDATE seal SET sum = '1' WHERE name = 'log'",
    "log, its end": "DELETE FROM log WHERE number = (SELECT max(number) FROM log)",
}


@pytest.fixture
def whole(tmp_path: Path) -> Path:
    """A ledger with at least one row in every table that people and reports fill."""
    path = tmp_path / "whole.riwaya"
    book = open_ledger(str(path), create=True)
    claims, people = fill(book)
    third = "Omar Issel said the mill stands. Nobody works there."
    omar = Mention(cases.words(third, "Omar Issel"), Kind.PERSON, True)
    book.put_report(cases.document(third, "c.txt"), cases.reading(third, (), (omar,)), ())
    book.put_looks({one.id: f"k{one.id}" for one in people}, {one.id: ["r:p:rn"] for one in people})
    book.put_set_aside(cases.BROKEN)
    entity = cases.entity(*people)
    book.put_entities([entity])
    book.put_findings([claim.id for claim in claims], findings(claims))
    book.finish("ab" * 32, 1)
    claim = claims[0]
    sides = (entity.referents, (*entity.referents, "m9"))
    book.decide(
        Decision(0, Decided.MERGE, *sides, ("A", "B"), "dana", "2024-01-02T03:04:05Z", "the same man")
    )
    book.set_value(Setting(0, "transliteration", "off", "dana", "2024-01-02T03:04:05Z", "too loose"))
    file = PlaceFile(0, "sites.csv", "csv", "ab", 1, "dana", "2024-01-02T03:04:05Z")
    book.put_places(file, [GivenPlace("sites.csv:1", "Tell Sefar", (), 34.1, 41.2, None, "town")])
    status = Status("s1", entity.id, "open", "closed", None, None, (claim.id,), "it says so")
    book.put_statuses([(entity.id, "open")], [status])
    book.note("exported", "town.jsonl", {"public": 0})
    book.close()
    return path


def test_a_whole_ledger_is_good(whole: Path) -> None:
    assert problems(whole) == []


@pytest.mark.parametrize("table", list(EDITS))
def test_an_edit_of_any_table_is_found(whole: Path, table: str) -> None:
    tamper(whole, EDITS[table])
    found = problems(whole)
    assert found, table
    assert all(problem.what for problem in found)


def test_every_table_is_sealed_or_checked_in_its_own_way() -> None:
    own = {"riwaya", "log", "seal", "stamp"}
    index = {"meaning", "meaning_signs"}  # made anew from the passages, which are sealed
    summed = {table.name for table in sealing.SUMMED}  # added up again
    assert {table.name for table in sealing.SEALED} | summed | own | index == set(schema.metadata.tables)
    edited = {re.split("[,. ]", name)[0] for name in EDITS}
    assert set(schema.metadata.tables) <= edited | index | summed | {"riwaya"}


def test_an_edit_that_brings_its_seal_along_is_found_through_the_log(whole: Path) -> None:
    tamper(whole, "UPDATE relation SET body = replace(body, '40', '400')")
    engine = create_engine(f"sqlite:///{whole}")
    with engine.connect() as connection, connection.begin():
        for name, total in sealing.added_up(connection):
            connection.execute(
                text("UPDATE seal SET sum = :s WHERE name = :n"), {"n": name, "s": f"{total:x}"}
            )
    engine.dispose()
    assert [problem.record for problem in problems(whole)] == ["seals"]


def test_a_ledger_from_before_there_were_seals_is_sealed_as_it_is(whole: Path) -> None:
    before(whole, migrations._custody)
    assert problems(whole) == []
    tamper(whole, "UPDATE entity SET body = replace(body, 'one name', 'two names')")
    assert [problem.record for problem in problems(whole)][-1] == "table entity"


def test_a_table_that_was_dropped_shows(whole: Path) -> None:
    raw = sqlite3.connect(whole)
    raw.execute("DROP TABLE place")
    raw.close()
    assert "table place" in [problem.record for problem in problems(whole)]


def test_the_log_says_when_and_by_which_version(whole: Path) -> None:
    raw = sqlite3.connect(whole)
    details = [json.loads(detail) for (detail,) in raw.execute("SELECT detail FROM log")]
    raw.close()
    assert all(detail["riwaya"] == __version__ and detail["at"].endswith("Z") for detail in details)
