"""Wrong passwords slow down whoever gives them; after enough of them each one doubles the wait.

Counted by name and address together first, so that nobody far away locks a colleague out.
"""

from __future__ import annotations

import math

from riwaya.desk.team.tables import Asking

WINDOW = 3600.0  # seconds for which a wrong password counts
LONGEST = 900  # seconds one waits at most
_FREE = (  # what is counted together, and how many are free
    (("name", "address"), 5),
    (("address",), 20),
    (("name",), 50),
)


def failed(db: Asking, name: str, address: str, now: float) -> None:
    """One more wrong password."""
    db.execute("DELETE FROM failure WHERE at < ?", (now - WINDOW,))
    db.execute("INSERT INTO failure VALUES (?, ?, ?)", (name[:100], address, now))


def forget(db: Asking, name: str) -> None:
    """The wrong passwords of a name count no longer: the right one was given."""
    db.execute("DELETE FROM failure WHERE lower(name) = lower(?)", (name[:100],))


def wait(db: Asking, name: str, address: str, now: float) -> int:
    """For how many seconds no password is looked at; 0 where one is."""
    longest = 0
    given = {"name": name[:100], "address": address}
    for together, free in _FREE:
        which = " AND ".join(f"lower({one}) = lower(?)" for one in together)
        count, last = db.execute(
            f"SELECT count(*), max(at) FROM failure WHERE at > ? AND {which}",  # noqa: S608  our own words
            (now - WINDOW, *(given[one] for one in together)),
        ).fetchone()
        if count >= free:
            until = last + min(2 ** (count - free), LONGEST)
            longest = max(longest, math.ceil(until - now))
    return max(longest, 0)
