"""Accounts on both databases: a file beside the ledger's file, a schema beside the ledger's schema."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from argon2 import PasswordHasher

from riwaya.desk.guard import Role
from riwaya.desk.guard.visitor import Visitor
from riwaya.desk.team import passwords
from riwaya.desk.team.access import entries, note
from riwaya.desk.team.accounts import IDLE, Accounts, NotLetIn
from riwaya.errors import BadUse
from riwaya.store import open_ledger
from riwaya.store.keeping import backup
from tests.postgresql import server

PASSWORD = "nine loose tiles over the well"
WHERE: dict[str, Callable[[Path], str]] = {
    "sqlite": lambda folder: str(folder / "town.riwaya"),
    "postgresql": lambda _: server().ledger(),
}


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    little = PasswordHasher(time_cost=1, memory_cost=16, parallelism=1)
    monkeypatch.setattr(passwords, "_hasher", lambda: little)
    monkeypatch.setattr(passwords, "_nobody", lambda: little.hash("nobody"))


@pytest.fixture(params=sorted(WHERE))
def address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    made = WHERE[request.param](tmp_path)
    open_ledger(made, create=True).close()
    return made


def test_people_have_accounts_sessions_and_a_log(address: str, tmp_path: Path) -> None:
    now = [1_000_000.0]
    accounts = Accounts(address, lambda: now[0])
    accounts.add("Amal", Role.ADMIN, PASSWORD)
    accounts.add("bo", Role.READER, PASSWORD)
    accounts.add("Ämin", Role.READER, PASSWORD)
    assert [a.name for a in accounts.all()] == ["Amal", "bo", "Ämin"]
    for taken in ("AMAL", "amal"):
        with pytest.raises(BadUse, match="already"):
            accounts.add(taken, Role.READER, PASSWORD)
    accounts.add("ämin", Role.READER, PASSWORD)  # letters of ASCII alone are taken for one another
    with pytest.raises(BadUse, match="only admin"):
        accounts.remove("amal")

    session = accounts.enter("aMAL", PASSWORD, "192.0.2.1")
    found = accounts.who(session, "browser")
    assert found is not None and (found.name, found.role) == ("Amal", Role.ADMIN)
    assert accounts.who(session, "program") is None and accounts.who("made up", "browser") is None
    again = Accounts(address, lambda: now[0])  # as another process sees it
    assert again.key() == accounts.key() and again.who(session, "browser") is not None
    now[0] += IDLE + 1
    assert accounts.who(session, "browser") is None

    for _ in range(5):
        with pytest.raises(NotLetIn):
            accounts.enter("bo", "wrong", "192.0.2.7")
    with pytest.raises(NotLetIn, match="Too many"):
        accounts.enter("BO", PASSWORD, "192.0.2.7")
    assert accounts.enter("bo", PASSWORD, "192.0.2.8")

    scope = {"path": "/reports", "query_string": b"token=x&at=2", "client": ("192.0.2.1", 1), "method": "GET"}
    note(accounts.tables, Visitor("Amal", Role.ADMIN, "", account=True), scope, 200)
    note(accounts.tables, None, scope, 403)
    assert [(e.name, e.path, e.status) for e in entries(accounts.tables)] == [
        (None, "/reports?at=2", 403),
        ("Amal", "/reports?at=2", 200),
    ]
    assert len(entries(accounts.tables, before=2)) == 1

    ledger = open_ledger(address)  # the accounts are no part of it, and do not travel with it
    assert not list(ledger.verify())
    ledger.close()
    backup(address, tmp_path / "copy.riwaya")
    assert b"argon2" not in (tmp_path / "copy.riwaya").read_bytes()


def test_a_server_without_a_ledger_has_no_accounts() -> None:
    with pytest.raises(BadUse, match="riwaya add"):
        Accounts(server().schema())
