"""Accounts and their sessions. A session or token is kept as its hash: who reads the file cannot use it."""

from __future__ import annotations

import hashlib
import re
import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from riwaya.desk.guard.visitor import Role
from riwaya.desk.team import passwords
from riwaya.desk.team.slowing import failed, forget, wait
from riwaya.desk.team.tables import Asking, Tables, tables_of
from riwaya.errors import BadUse, RiwayaError

_NAME = re.compile(r"[^\W_][\w.-]{0,39}")
IDLE = 12 * 3600.0  # seconds after which a session that nobody used ends
LONGEST = 7 * 24 * 3600.0
_SEEN = 60.0  # a session is noted as used once a minute


class NotLetIn(RiwayaError):
    """A wrong name or password, or too many of them; `wait` is how many seconds to wait, if any."""

    def __init__(self, said: str, wait: int = 0) -> None:
        super().__init__(said)
        self.wait = wait


@dataclass(frozen=True, slots=True)
class Account:
    """One person at the desk."""

    name: str
    role: Role
    made: str


class Accounts:
    """The accounts of a ledger, apart from it (`docs/decisions/desk-team.md` says why)."""

    def __init__(self, ledger: str, clock: Callable[[], float] = time.time) -> None:
        self._tables = tables_of(ledger)
        self._tables.make()
        self._clock = clock

    @property
    def tables(self) -> Tables:
        """Where everything is kept."""
        return self._tables

    def key(self) -> bytes:
        """The secret with which form tokens are made."""
        with self._tables.open() as db:
            return bytes(db.execute("SELECT key FROM secret").fetchone()[0])

    # --- accounts ----------------------------------------------------------------------------------
    def all(self) -> tuple[Account, ...]:
        """Every account, by name."""
        with self._tables.open() as db:
            rows = db.execute("SELECT name, role, made FROM account ORDER BY lower(name)").fetchall()
        return tuple(Account(name, Role(role), made) for name, role, made in rows)

    def add(self, name: str, role: Role, password: str) -> None:
        """One more account. BadUse for a name that is taken or none, or a password that is none."""
        if not _NAME.fullmatch(name):
            raise BadUse(f"{name!r} is no name for an account; take letters, digits, . _ and -, at most 40")
        passwords.check(name, password)
        kept = passwords.hashed(password)
        made = datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
        with self._tables.open(write=True) as db:
            if _role(db, name) is not None:
                raise BadUse(f"there is an account {name} already; take another name")
            db.execute("INSERT INTO account VALUES (?, ?, ?, ?)", (name, role.value, kept, made))

    def remove(self, name: str) -> None:
        """The account and its sessions are gone. BadUse for one that is not there, and for the last admin."""
        with self._tables.open(write=True) as db:
            _check_admins(db, name, None)
            db.execute("DELETE FROM account WHERE lower(name) = lower(?)", (name,))
            db.execute("DELETE FROM session WHERE lower(name) = lower(?)", (name,))

    def set_role(self, name: str, role: Role) -> None:
        """The account has that role from its next request on. BadUse as for `remove`."""
        with self._tables.open(write=True) as db:
            _check_admins(db, name, role)
            db.execute("UPDATE account SET role = ? WHERE lower(name) = lower(?)", (role.value, name))

    def set_password(self, name: str, password: str) -> None:
        """A new password; every session and token of the account ends. BadUse for one that is none."""
        passwords.check(name, password)
        kept = passwords.hashed(password)
        with self._tables.open(write=True) as db:
            _need(db, name)
            db.execute("UPDATE account SET password = ? WHERE lower(name) = lower(?)", (kept, name))
            db.execute("DELETE FROM session WHERE lower(name) = lower(?)", (name,))
            forget(db, name)

    # --- sessions ----------------------------------------------------------------------------------
    def enter(self, name: str, password: str, address: str) -> str:
        """A new session for who gives the right password. NotLetIn for anyone else, who then waits longer."""
        now = self._clock()
        with self._tables.open() as db:
            kept = db.execute("SELECT password FROM account WHERE lower(name) = lower(?)", (name,)).fetchone()
            seconds = wait(db, name, address, now)
        if seconds:
            raise NotLetIn(f"Too many wrong passwords; try again in {seconds} s.", seconds)
        if not passwords.is_right(kept[0] if kept else None, password):
            with self._tables.open(write=True) as db:
                failed(db, name, address, now)
            raise NotLetIn("That is not the name and the password of an account.")
        with self._tables.open(write=True) as db:
            forget(db, name)
            db.execute("DELETE FROM session WHERE kind = 'browser' AND seen < ?", (now - IDLE,))
        return self._session(name, "browser")

    def token(self, name: str) -> str:
        """A token for a program of the account, good until its password is changed. BadUse if none."""
        with self._tables.open() as db:
            _need(db, name)
        return self._session(name, "program")

    def _session(self, name: str, kind: str) -> str:
        made = secrets.token_urlsafe(32)
        now = self._clock()
        with self._tables.open(write=True) as db:
            db.execute("INSERT INTO session VALUES (?, ?, ?, ?, ?)", (_hash(made), name, kind, now, now))
        return made

    def who(self, session: str, kind: str) -> Account | None:
        """Whose session it is; None for one that has ended or never was."""
        now = self._clock()
        with self._tables.open() as db:
            found = db.execute(
                "SELECT a.name, a.role, a.made, s.made, s.seen"
                " FROM session s JOIN account a ON lower(a.name) = lower(s.name)"
                " WHERE s.hash = ? AND s.kind = ?",
                (_hash(session), kind),
            ).fetchone()
        if found is None or (kind == "browser" and (now - found[4] > IDLE or now - found[3] > LONGEST)):
            return None
        if now - found[4] > _SEEN:
            with self._tables.open(write=True) as db:
                db.execute("UPDATE session SET seen = ? WHERE hash = ?", (now, _hash(session)))
        return Account(found[0], Role(found[1]), found[2])

    def leave(self, session: str) -> None:
        """The session has ended."""
        with self._tables.open(write=True) as db:
            db.execute("DELETE FROM session WHERE hash = ?", (_hash(session),))


def _hash(session: str) -> str:
    return hashlib.sha256(session.encode("utf-8", "replace")).hexdigest()


def _role(db: Asking, name: str) -> Role | None:
    found = db.execute("SELECT role FROM account WHERE lower(name) = lower(?)", (name,)).fetchone()
    return Role(found[0]) if found else None


def _need(db: Asking, name: str) -> Role:
    found = _role(db, name)
    if found is None:
        raise BadUse(f"there is no account {name}; `riwaya users list` shows who there is")
    return found


def _check_admins(db: Asking, name: str, then: Role | None) -> None:
    """Nothing; raises BadUse where the account is not there, or no admin would be left."""
    if _need(db, name) is Role.ADMIN and then is not Role.ADMIN:
        others = db.execute(
            "SELECT count(*) FROM account WHERE role = ? AND lower(name) != lower(?)",
            (Role.ADMIN.value, name),
        ).fetchone()[0]
        if not others:
            raise BadUse(f"{name} is the only admin; make someone else admin first")
