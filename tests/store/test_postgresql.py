"""What is PostgreSQL's own: addresses, passwords, faults of the server, one writer after the other."""

from __future__ import annotations

import json
import multiprocessing
import os
import signal
from pathlib import Path

import pytest

from riwaya.errors import BadUse, LedgerError
from riwaya.store import open_ledger
from riwaya.store.addresses import check, name_of, parted, shown
from riwaya.store.examining import examine
from riwaya.store.keeping import backup, restore
from riwaya.store.salvaging import salvage
from tests.pipeline.content import content
from tests.postgresql import LOCKED, PASSWORD, server
from tests.store import cases
from tests.store.cases import FIRST, SECOND
from tests.store.test_ledger import fill


@pytest.mark.parametrize(
    ("address", "without", "password"),
    [
        ("postgresql://ada:x%40y@db.example:5433/town", "postgresql://ada@db.example:5433/town", "x@y"),
        ("postgresql://ada@db/town?sslmode=require", "postgresql://ada@db/town?sslmode=require", None),
        ("postgresql://db/town?user=ada&password=x", "postgresql://db/town?user=ada", "x"),
        ("postgresql:///town", "postgresql:///town", None),
        ("postgresql://ada:@/town", "postgresql://ada@/town", ""),
    ],
)
def test_a_password_is_taken_out_of_an_address(address: str, without: str, password: str | None) -> None:
    assert parted(address) == (without, password)
    assert shown(address) == without
    assert name_of(address) == "town"


@pytest.mark.parametrize("typed", ["ada:x@y@db/town", "ada:x/y@db/town", "ada:x?y@db/town"])
def test_an_address_in_which_a_password_would_be_taken_for_a_host_is_refused(typed: str) -> None:
    with pytest.raises(LedgerError, match="%40") as told:
        check(f"postgresql://{typed}")
    assert "x" not in str(told.value).replace("%", "")


def test_a_server_that_is_not_there_is_told_in_one_line(tmp_path: Path) -> None:
    server()
    for address, way in (
        ("postgresql://ada:secret@127.0.0.1:1/town", "server runs"),
        (f"postgresql://ada:secret@/town?host={tmp_path}", "folder of its socket"),
        ("postgresql://ada:secret@nowhere.invalid/town?connect_timeout=5", "name of the host"),
        ("postgresql://ada:secret@db:99999999/town", ""),
        ("postgresql://ada:secret@db/town?nonsense=1", "no address"),
    ):
        with pytest.raises(LedgerError) as told:
            open_ledger(address)
        assert way in str(told.value) and "\n" not in str(told.value)
        assert "secret" not in str(told.value) and "ada@" in str(told.value)


def test_wrong_names_and_passwords_are_told_with_the_way_out(monkeypatch: pytest.MonkeyPatch) -> None:
    locked = server().address(user=LOCKED)
    with pytest.raises(LedgerError, match="PGPASSWORD"):
        open_ledger(locked)
    with pytest.raises(LedgerError, match="check the name, and the password") as told:
        open_ledger(locked.replace(LOCKED, f"{LOCKED}:guessed", 1))
    assert "guessed" not in str(told.value)
    with pytest.raises(LedgerError, match="createdb"):
        open_ledger(server().address(database="nowhere"))
    with pytest.raises(LedgerError, match="role"):
        open_ledger(server().address(user="nobody"))
    with pytest.raises(LedgerError, match="CREATE SCHEMA"):
        open_ledger(server().address("options=-csearch_path%3Dnowhere"))
    monkeypatch.setenv("PGPASSWORD", PASSWORD)
    with pytest.raises(LedgerError, match="riwaya add"):  # let in, and nothing is there
        open_ledger(locked)


def test_a_driver_that_is_missing_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "psycopg", None)
    with pytest.raises(LedgerError, match=r"pip install 'riwaya\[postgresql\]'"):
        open_ledger("postgresql://localhost/town")


def test_another_database_is_left_alone() -> None:
    address = server().schema()
    with pytest.raises(LedgerError, match="is empty"):
        open_ledger(address)
    with server().connect() as raw:
        raw.execute(f"CREATE TABLE {address.rsplit('%3D')[-1]}.orders (id integer)")
    with pytest.raises(LedgerError, match="not a ledger"):
        open_ledger(address, create=True)


def test_a_ledger_in_a_schema_of_its_own_holds_what_it_is_given() -> None:
    address = server().schema()
    book = open_ledger(address, create=True)
    fill(book)
    book.close()
    again = open_ledger(address)
    assert again.counts()["reports"] == 2 and not list(again.verify())
    again.close()


def test_every_character_comes_back() -> None:
    book = open_ledger(server().ledger())
    odd = ["a\x00b", "\x10", "\x100\x101\x00", "\U0010ffff", "قال"]
    for number, text in enumerate(odd):
        book.put_report(cases.document(text + ".", f"{number}{text}"), cases.reading(text + "."), ())
    assert sorted(r.source for r in book.reports()) == sorted(f"{n}{t}" for n, t in enumerate(odd))
    assert not list(book.verify())
    book.close()


def test_verify_finds_rows_that_were_changed_behind_its_back() -> None:
    address = server().ledger()
    book = open_ledger(address)
    _, people = fill(book)
    book.put_entities([cases.entity(*people)])
    with server().connect_to(address) as raw:
        raw.execute("UPDATE report SET text = text || ' More.' WHERE source = 'a.txt'")
        raw.execute("UPDATE entity SET name = 'Somebody'")
        raw.execute("UPDATE passage_words SET words = '''else'':1' WHERE id = 1")
        raw.execute("DELETE FROM log WHERE number = 2")
    told = " ".join(problem.what for problem in book.verify())
    for part in (
        "the archived text has",
        "table entity",
        "the search index has other words",
        "log was changed",
    ):
        assert part in told
    book.close()


def _hold(address: str, holding: object) -> None:
    book = open_ledger(address)
    with book.transaction():
        book.put_report(cases.document(SECOND), cases.reading(SECOND), ())
        holding.set()  # type: ignore[attr-defined]
        signal.pause()


def test_a_writer_that_was_killed_leaves_nothing_and_lets_go_of_the_lock() -> None:
    address = server().ledger()
    apart = multiprocessing.get_context("spawn")
    holding = apart.Event()
    writer = apart.Process(target=_hold, args=(address, holding))
    writer.start()
    assert holding.wait(120)
    book = open_ledger(address)
    assert not list(book.reports())
    assert writer.pid is not None
    os.kill(writer.pid, signal.SIGKILL)
    fill(book)
    writer.join()
    assert book.counts()["reports"] == 2 and not list(book.verify())
    book.close()


def test_a_server_that_goes_away_is_told_and_found_again() -> None:
    address = server().ledger()
    book = open_ledger(address)
    with pytest.raises(LedgerError, match="nothing whole is lost"), book.transaction():
        book.put_report(cases.document(FIRST), cases.reading(FIRST), ())
        server().stop()
        book.put_report(cases.document(SECOND), cases.reading(SECOND), ())
    try:
        with pytest.raises(LedgerError, match="server runs"):
            book.counts()
    finally:
        server().start()
    assert book.counts()["reports"] == 0  # without being opened again
    fill(book)
    assert book.counts()["reports"] == 2 and not list(book.verify())
    book.close()


def test_a_backup_is_a_ledger_in_a_file_and_goes_back_to_either(tmp_path: Path) -> None:
    address = server().ledger()
    book = open_ledger(address)
    _, people = fill(book)
    book.put_entities([cases.entity(*people)])
    book.put_set_aside(cases.BROKEN)
    made = backup(address, tmp_path / "copy.riwaya")
    assert made.reports == 2
    copy = open_ledger(made.path)
    assert not list(copy.verify())
    assert [e.hash for e in copy.log_entries()] == [e.hash for e in book.log_entries()]
    assert list(copy.search("bridge")) == list(book.search("bridge"))
    copy.close()

    other = server().schema()
    back, kept = restore(Path(made.path), other, replace=False)
    assert (back.reports, kept) == (2, None)
    with pytest.raises(BadUse, match="--replace"):
        restore(Path(made.path), other, replace=False)
    _, kept = restore(Path(made.path), other, replace=True)
    assert kept is not None and "_before_1" in kept
    again = open_ledger(other)
    assert not list(again.verify()) and again.counts() == book.counts()
    again.close()
    backup(other, tmp_path / "again.riwaya")
    assert content(tmp_path / "again.riwaya") == content(Path(made.path))
    book.close()


def test_the_doctor_looks_at_what_can_be_seen_from_here(tmp_path: Path) -> None:
    address = server().ledger()
    book = open_ledger(address)
    fill(book)
    book.close()
    found = list(examine(address))
    assert all(f.good for f in found)
    assert any("every table can be read" in f.what for f in found)
    assert any("the log is unbroken: 2 entries" in f.what for f in found)
    saved = salvage(address, tmp_path / "saved")
    assert (saved.originals, saved.lost) == (2, 0)
    assert len((tmp_path / "saved" / "log.jsonl").read_text().splitlines()) == 2
    with server().connect_to(address) as raw:
        raw.execute("UPDATE log SET what = 'no' WHERE number = 1")
        raw.execute("DROP TABLE possible")
    told = {f.what for f in examine(address) if not f.good}
    assert any("table possible is missing" in what for what in told)
    (nobody,) = examine(address.replace("host=", "host=%2Fnowhere"))
    assert not nobody.good and "server runs" in nobody.what
    assert "no ledger" in next(f.what for f in examine(server().schema()) if not f.good)


def test_who_may_only_read_reads(tmp_path: Path) -> None:
    address = server().ledger()
    book = open_ledger(address)
    fill(book)
    book.close()
    with server().connect_to(address) as raw:
        raw.execute("CREATE ROLE looking LOGIN")
        raw.execute("GRANT SELECT ON ALL TABLES IN SCHEMA public TO looking")
    reader = open_ledger(address.replace("riwaya@", "looking@", 1))
    assert len(list(reader.search("bridge"))) == 2 and not list(reader.verify())
    with pytest.raises(LedgerError, match="have it granted"):
        reader.note("read", "x", {})
    reader.close()
    assert any("only be read" in f.what for f in examine(address.replace("riwaya@", "looking@", 1)))


def test_the_log_tells_nothing_of_the_password(monkeypatch: pytest.MonkeyPatch) -> None:
    from urllib.parse import quote

    address = server().ledger().replace("riwaya@", f"{LOCKED}:{quote(PASSWORD, safe='')}@", 1)
    book = open_ledger(address)
    fill(book)
    told = json.dumps([*map(str, book.log_entries()), book.address])
    assert PASSWORD not in told and quote(PASSWORD, safe="") not in told
    book.close()
