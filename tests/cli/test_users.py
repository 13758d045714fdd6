from __future__ import annotations

import io
import shutil
import sqlite3
from pathlib import Path

import pytest
from argon2 import Type, extract_parameters

from riwaya.desk.team.accounts import Accounts
from tests.cli.call import Called, call

PASSWORD = "nine loose tiles over the well"


@pytest.fixture
def ledger(town: str, tmp_path: Path) -> str:
    path = tmp_path / "town.riwaya"
    shutil.copy(town, path)
    return str(path)


def typed(monkeypatch: pytest.MonkeyPatch, password: str, *words: str) -> Called:
    monkeypatch.setattr("sys.stdin", io.StringIO(password + "\n"))
    return call("users", *words)


def test_from_the_first_admin_to_nobody(ledger: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "make the first with" in call("users", "list", ledger).out
    assert typed(monkeypatch, PASSWORD, "add", ledger, "amal", "--role", "admin").code == 0
    assert typed(monkeypatch, PASSWORD, "add", ledger, "beck").code == 0
    assert "beck" in call("users", "list", ledger).out
    assert '"role": "admin"' in call("users", "list", ledger, "--json").out
    assert call("users", "role", ledger, "beck", "editor").out == "beck is editor\n"
    assert typed(monkeypatch, "another dozen loose tiles", "password", ledger, "beck").code == 0
    assert Accounts(ledger).enter("beck", "another dozen loose tiles", "x")
    token = call("users", "token", ledger, "beck").out.strip()
    found = Accounts(ledger).who(token, "program")
    assert found and found.name == "beck"
    assert call("users", "remove", ledger, "beck").code == 0
    assert Accounts(ledger).who(token, "program") is None
    assert call("users", "log", ledger).out == ""


def test_passwords_are_kept_at_the_cost_that_is_advised(ledger: str, monkeypatch: pytest.MonkeyPatch) -> None:
    typed(monkeypatch, PASSWORD, "add", ledger, "amal")
    raw = sqlite3.connect(f"{ledger}-team")
    (kept,) = raw.execute("SELECT password FROM account").fetchone()
    raw.close()
    found = extract_parameters(kept)
    assert (found.type, found.memory_cost >= 64 * 1024, found.time_cost >= 3) == (Type.ID, True, True)


def test_what_cannot_be_is_told(ledger: str, nowhere: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert call("users", "list", nowhere).code == 2
    assert typed(monkeypatch, "short", "add", ledger, "amal").code == 2
    assert call("users", "remove", ledger, "nobody").code == 2
    assert typed(monkeypatch, PASSWORD, "add", ledger, "amal", "--role", "admin").code == 0
    gone = call("users", "remove", ledger, "amal")
    assert gone.code == 2 and "only admin" in gone.err


def test_the_ledgers_folder_can_be_added_with_the_accounts_in_it(
    ledger: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    typed(monkeypatch, PASSWORD, "add", ledger, "amal")
    (Path(ledger).parent / "a.txt").write_text("The mill burned, the mayor said.", encoding="utf-8")
    added = call("add", ledger, str(Path(ledger).parent), "--reader", "rules")
    assert (added.code, added.err) == (0, "") and "1 report added" in added.out


def test_a_team_needs_an_admin_and_no_open_network(ledger: str) -> None:
    nobody = call("serve", ledger, "--team", "--port", "0")
    assert nobody.code == 2 and "users add" in nobody.err
    unsafe = call("serve", ledger, "--team", "--host", "0.0.0.0")
    assert unsafe.code == 2 and "unencrypted" in unsafe.err and "--certificate" in unsafe.err
