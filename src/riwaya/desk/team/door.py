"""The way in for people with accounts: a session as a cookie, or a token of a program."""

from __future__ import annotations

import hashlib
from urllib.parse import urlencode

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.responses import RedirectResponse, Response
from starlette.types import Scope

from riwaya.desk.guard.csrf import derived
from riwaya.desk.guard.door import bearer, cookie_of
from riwaya.desk.guard.refusals import API, problem, refused
from riwaya.desk.guard.visitor import Role, Visitor
from riwaya.desk.team import access
from riwaya.desk.team.accounts import Accounts

OPEN = ("/login", "/look.css")
SIGN_IN = "Sign in first; a program sends a token made by `riwaya users token`."


class TeamDoor:
    """Lets in whoever has a session; nobody does more than `cap` allows."""

    def __init__(self, accounts: Accounts, cap: Role = Role.ADMIN) -> None:
        self.accounts = accounts
        self.key = accounts.key()
        self._cap = cap
        mark = hashlib.sha256(self.key).hexdigest()[:8]
        self.cookie = f"riwaya_{mark}"
        self.entry = f"riwaya_entry_{mark}"  # holds what the form token of the sign-in page is made of

    async def enter(self, scope: Scope, headers: Headers) -> Response | None:
        """Nothing: no key stands in an address."""
        return None

    async def known(self, headers: Headers) -> Visitor | None:
        """Whose session it is."""
        token = bearer(headers)
        session = cookie_of(headers, self.cookie) if token is None else token
        if not session:
            return None
        kind = "browser" if token is None else "program"
        found = await run_in_threadpool(self.accounts.who, session, kind)
        if found is None:
            return None
        role = found.role if self._cap.may(found.role) else self._cap
        return Visitor(found.name, role, derived(self.key, session), account=True)

    async def stranger(self, scope: Scope, headers: Headers) -> Visitor | Response:
        """The sign-in page and what it looks like pass; everything else leads there."""
        path = str(scope["path"])
        if path in OPEN or path.startswith("/static/"):
            entry = cookie_of(headers, self.entry)
            return Visitor("", Role.READER, derived(self.key, entry) if entry else "")
        if path.startswith(API):
            return problem(401, SIGN_IN, headers={"www-authenticate": "Bearer"})
        if scope["method"] in ("GET", "HEAD"):
            query = scope["query_string"].decode("latin-1")
            wanted = path + (f"?{query}" if query else "")
            return RedirectResponse(f"/login?{urlencode({'next': wanted[:2000]})}", status_code=303)
        return refused(path, 403, SIGN_IN)

    async def seen(self, who: Visitor | None, scope: Scope, status: int) -> None:
        """A line in the access log."""
        await run_in_threadpool(access.note, self.accounts.tables, who, scope, status)
