"""Which role an address asks for: one table, the longest prefix counts.

What is not in the table can be read by every reader and changed by admins alone, so that an address somebody
forgets here is closed rather than open.
"""

from __future__ import annotations

from riwaya.desk.guard.visitor import Role

READS = frozenset({"GET", "HEAD"})

# prefix of the path -> (role for reading, role for changing)
NEEDS: dict[str, tuple[Role, Role]] = {
    "/": (Role.READER, Role.ADMIN),
    "/login": (Role.READER, Role.READER),
    "/logout": (Role.READER, Role.READER),
    "/account": (Role.READER, Role.READER),
    "/review": (Role.REVIEWER, Role.REVIEWER),
    "/api/v1/review": (Role.REVIEWER, Role.REVIEWER),
    "/add": (Role.EDITOR, Role.EDITOR),
    "/users": (Role.ADMIN, Role.ADMIN),
}


def needed(method: str, path: str) -> Role:
    """The least role that may ask for this."""
    found = max((p for p in NEEDS if _below(path, p)), key=len, default="/")
    reading, changing = NEEDS[found]
    return reading if method in READS else changing


def _below(path: str, prefix: str) -> bool:
    return path == prefix or path.startswith(prefix.rstrip("/") + "/")
