from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import create_engine, inspect

from riwaya.errors import LedgerError
from riwaya.store import open_ledger, schema
from riwaya.store.migrations import VERSION, _looks
from riwaya.store.waiting import Step
from tests.store import cases
from tests.store.cases import FIRST
from tests.store.older import before


def test_a_missing_ledger_is_told_with_the_way_out(tmp_path: Path) -> None:
    with pytest.raises(LedgerError, match="riwaya add"):
        open_ledger(str(tmp_path / "none.riwaya"))
    assert not list(tmp_path.iterdir())


def test_a_file_that_is_no_database_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("not a ledger " * 100)
    with pytest.raises(LedgerError, match=r"notes\.txt: .*not a ledger"):
        open_ledger(str(path), create=True)
    assert path.read_text().startswith("not a ledger")


def test_another_database_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "shop.db"
    with sqlite3.connect(path) as shop:
        shop.execute("CREATE TABLE orders (id)")
    shop.close()
    before = path.read_bytes()
    with pytest.raises(LedgerError, match="not a ledger"):
        open_ledger(str(path), create=True)
    assert path.read_bytes() == before


def test_a_newer_ledger_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "town.riwaya"
    open_ledger(str(path), create=True).close()
    with sqlite3.connect(path) as raw:
        raw.execute("UPDATE riwaya SET version = ?", (VERSION + 1,))
    raw.close()
    with pytest.raises(LedgerError, match="update riwaya"):
        open_ledger(str(path))


@pytest.mark.parametrize("address", ["", "nowhere/town.riwaya"])
def test_a_place_where_no_file_can_be_is_refused(address: str, tmp_path: Path) -> None:
    with pytest.raises(LedgerError, match="folder"):
        open_ledger(str(tmp_path / address), create=True)


def test_an_address_of_another_kind_is_refused() -> None:
    with pytest.raises(LedgerError, match=r"mysql:// is no address of a ledger.*postgresql://"):
        open_ledger("mysql://localhost/town")


def test_an_empty_file_becomes_a_ledger_only_when_asked(tmp_path: Path) -> None:
    path = tmp_path / "town.riwaya"
    path.touch()
    with pytest.raises(LedgerError, match="empty"):
        open_ledger(str(path))
    open_ledger(str(path), create=True).close()
    open_ledger(str(path)).close()


def test_the_migrations_make_the_tables_of_the_schema(tmp_path: Path) -> None:
    path = tmp_path / "town.riwaya"
    open_ledger(str(path), create=True).close()
    engine = create_engine(f"sqlite:///{path}")
    found = inspect(engine)
    for name, table in schema.metadata.tables.items():
        made = [(column["name"], str(column["type"])) for column in found.get_columns(name)]
        kinds = {"FLOAT": "REAL"}
        assert made == [(c.name, kinds.get(str(c.type), str(c.type))) for c in table.columns], name
    made_tables = {name for name in found.get_table_names() if not name.startswith("passage_words")}
    assert made_tables == set(schema.metadata.tables)
    engine.dispose()


def test_a_ledger_from_before_looks_resolves_everyone_anew(tmp_path: Path) -> None:
    path = tmp_path / "town.riwaya"
    ledger = open_ledger(str(path), create=True)
    mayor = cases.referent(FIRST, "Dalia Renn")
    ledger.put_report(cases.document(FIRST), cases.reading(FIRST), [mayor])
    ledger.put_entities([cases.entity(mayor)])
    ledger.settled(Step.RESOLVE, [mayor.id])
    ledger.rekey({"c1": ["c:mill"]})
    ledger.close()
    before(path, _looks, f"INSERT INTO blocking VALUES ('r:p:rn', '{mayor.id}')")

    ledger = open_ledger(str(path))
    assert ledger.unsettled(Step.RESOLVE, 9) == (mayor.id,)
    assert [e.referents for e in ledger.entities()] == [(mayor.id,)]  # until then as it was
    assert ledger.sharing([mayor.id]) == (mayor.id,)
    assert ledger.unsettled(Step.COMPARE, 9) == ("c1",)
    assert ledger.put_looks({mayor.id: "k1"}, {mayor.id: ["r:p:rn"]}) == {"k1"}
    ledger.close()


def test_write_ahead_stays_with_the_file(tmp_path: Path) -> None:
    path = tmp_path / "town.riwaya"
    open_ledger(str(path), create=True).close()
    raw = sqlite3.connect(path)
    assert raw.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    raw.close()
