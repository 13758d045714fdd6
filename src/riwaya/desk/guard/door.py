"""The way in: who a request comes from, and what happens to someone who is not known."""

from __future__ import annotations

import getpass
import hashlib
import hmac
import secrets
from http.cookies import CookieError, SimpleCookie
from typing import Protocol
from urllib.parse import parse_qsl, urlencode

from starlette.datastructures import Headers
from starlette.responses import RedirectResponse, Response
from starlette.types import Scope

from riwaya.desk.guard.csrf import derived
from riwaya.desk.guard.refusals import refused
from riwaya.desk.guard.visitor import Role, Visitor

CLOSED = "The desk is closed without its token: open the whole address that `riwaya serve` printed."


class Door(Protocol):
    """Who may come in."""

    async def enter(self, scope: Scope, headers: Headers) -> Response | None:
        """The answer to someone who shows a key in the address; None where there is none."""
        ...

    async def known(self, headers: Headers) -> Visitor | None:
        """Who sends these headers; None for a stranger."""
        ...

    async def stranger(self, scope: Scope, headers: Headers) -> Visitor | Response:
        """The answer to a stranger, or as whom he may pass."""
        ...

    async def seen(self, who: Visitor | None, scope: Scope, status: int) -> None:
        """Something was answered with that status."""
        ...


class TokenDoor:
    """One local user, let in by the token in the printed address, which becomes a cookie.

    A program sends the token as `Authorization: Bearer TOKEN` instead.
    """

    def __init__(self, token: str, role: Role = Role.ADMIN) -> None:
        self._token = token
        self._key = secrets.token_bytes(32)
        self._session = hmac.new(self._key, b"session", hashlib.sha256).hexdigest()
        self._role = role
        self.cookie = f"riwaya_{hashlib.sha256(token.encode()).hexdigest()[:8]}"

    async def known(self, headers: Headers) -> Visitor | None:
        """The local user, if the cookie or the token is right."""
        given = bearer(headers)
        if given is not None:
            return self._user() if _same(given, self._token) else None
        return self._user() if _same(cookie_of(headers, self.cookie), self._session) else None

    def _user(self) -> Visitor:
        return Visitor(user_name(), self._role, derived(self._key, self._session))

    async def enter(self, scope: Scope, headers: Headers) -> Response | None:
        """The redirect that turns the token in an address into a cookie."""
        query = parse_qsl(scope["query_string"].decode("latin-1"), keep_blank_values=True)
        given = next((value for name, value in query if name == "token"), None)
        if scope["method"] != "GET" or given is None:
            return None
        if not _same(given, self._token):
            return refused(str(scope["path"]), 403, CLOSED)
        rest = urlencode([(n, v) for n, v in query if n != "token"])
        path = "/" + str(scope["path"]).lstrip("/\\")  # never an address of another host
        made = RedirectResponse(path + (f"?{rest}" if rest else ""), status_code=303)
        made.set_cookie(
            self.cookie, self._session, httponly=True, samesite="strict", path="/", secure=is_secure(scope)
        )
        return made

    async def stranger(self, scope: Scope, headers: Headers) -> Visitor | Response:
        """Closed."""
        return refused(str(scope["path"]), 403, CLOSED)

    async def seen(self, who: Visitor | None, scope: Scope, status: int) -> None:
        """Nothing: what one user does on his own machine is not written down."""


def is_secure(scope: Scope) -> bool:
    """Whether the request came encrypted, so that cookies need never be sent otherwise."""
    return scope.get("scheme") == "https"


def bearer(headers: Headers) -> str | None:
    """The token of a program, if one is sent."""
    kind, _, value = headers.get("authorization", "").partition(" ")
    return value.strip() if kind.casefold() == "bearer" else None


def cookie_of(headers: Headers, name: str) -> str:
    """The value of a cookie; nothing if it is not there."""
    try:
        cookies = SimpleCookie(headers.get("cookie", ""))
    except CookieError:
        return ""
    return cookies[name].value if name in cookies else ""


def user_name() -> str:
    """What the local user is called on this machine."""
    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):
        return "local user"


def _same(given: str, wanted: str) -> bool:
    return hmac.compare_digest(given.encode("utf-8", "replace"), wanted.encode())
