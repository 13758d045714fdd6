"""The access log: who asked for what, when, from where, and what came of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import parse_qsl, urlencode

from starlette.types import Scope

from riwaya.desk.guard.visitor import Visitor
from riwaya.desk.team.tables import Tables

_NEWEST = 2**62  # above every number of a line
_LONGEST = 400  # characters of an address
_UNTOLD = ("/static", "/look.css")  # style sheets and scripts say nothing of who read what


@dataclass(frozen=True, slots=True)
class Asked:
    """One line of the log."""

    number: int
    at: str
    name: str | None  # None: nobody who is known
    role: str | None
    address: str
    method: str
    path: str
    status: int


def note(tables: Tables, who: Visitor | None, scope: Scope, status: int) -> None:
    """One more line."""
    path = str(scope["path"])
    if path.startswith(_UNTOLD):
        return
    asked = parse_qsl(scope["query_string"].decode("latin-1"))
    asked = [(n, v) for n, v in asked if n != "token"]
    told = (path + (f"?{urlencode(asked)}" if asked else ""))[:_LONGEST]
    address = scope["client"][0] if scope.get("client") else ""
    at = datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
    known = who is not None and who.account
    row = (at, who.name if who and known else None, who.role.value if who and known else None)
    with tables.open(write=True) as db:
        db.execute(
            "INSERT INTO access (at, name, role, address, method, path, status) VALUES (?, ?, ?, ?, ?, ?, ?)",
            (*row, address, scope["method"], told, status),
        )


def entries(tables: Tables, before: int | None = None, limit: int = 200) -> tuple[Asked, ...]:
    """The newest lines first, or those before a line."""
    with tables.open() as db:
        rows = db.execute(
            "SELECT number, at, name, role, address, method, path, status FROM access"
            " WHERE number < ? ORDER BY number DESC LIMIT ?",
            (_NEWEST if before is None else before, limit),
        ).fetchall()
    return tuple(Asked(*row) for row in rows)
