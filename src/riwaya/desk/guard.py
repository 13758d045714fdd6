"""Who may see the desk: the token, kept as a cookie; the Host header; what a page may load."""

from __future__ import annotations

import hashlib
import hmac
import ipaddress
from http.cookies import CookieError, SimpleCookie
from urllib.parse import parse_qsl, urlencode

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

HEADERS = {
    "content-security-policy": "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; "
    "font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
    "cache-control": "no-store",
}
LOOPBACK = ("localhost", "127.0.0.1", "[::1]")


class Guard:
    """Lets a request through when its Host is ours and it carries the token; sets headers on every answer."""

    def __init__(self, app: ASGIApp, token: str, host: str) -> None:
        self.app = app
        self.token = token
        self.host = host.casefold()
        self.cookie = f"riwaya_{hashlib.sha256(token.encode()).hexdigest()[:8]}"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        refused = self._refused(scope)
        await (refused or self.app)(scope, receive, guarded)

    def _refused(self, scope: Scope) -> Response | None:
        """The answer to a request that may not pass, or the redirect that turns the token into a cookie."""
        headers = Headers(scope=scope)
        if not self._is_our_host(headers.get("host", "")):
            return PlainTextResponse("This is not the address of the desk.\n", status_code=421)
        query = parse_qsl(scope["query_string"].decode("latin-1"), keep_blank_values=True)
        given = next((value for name, value in query if name == "token"), None)
        if given is not None and scope["method"] == "GET":
            if not self._is_token(given):
                return _closed()
            rest = urlencode([(n, v) for n, v in query if n != "token"])
            path = "/" + str(scope["path"]).lstrip("/\\")  # never an address of another host
            answer = RedirectResponse(path + (f"?{rest}" if rest else ""), status_code=303)
            answer.set_cookie(self.cookie, self.token, httponly=True, samesite="strict", path="/")
            return answer
        return None if self._is_token(self._cookie_of(headers)) else _closed()

    def _is_token(self, given: str) -> bool:
        return hmac.compare_digest(given.encode(), self.token.encode())

    def _cookie_of(self, headers: Headers) -> str:
        try:
            cookies = SimpleCookie(headers.get("cookie", ""))
        except CookieError:
            return ""
        return cookies[self.cookie].value if self.cookie in cookies else ""

    def _is_our_host(self, header: str) -> bool:
        """Loopback names, the host the desk is bound to, and, when bound to all, any literal address.

        A page elsewhere that points its own name at this machine (DNS rebinding) sends its own name.
        """
        name = header.casefold()
        if not name.endswith("]"):
            name = name.rpartition(":")[0] if ":" in name else name
        if name in LOOPBACK or name in (self.host, f"[{self.host}]"):
            return True
        return self.host in ("0.0.0.0", "::") and _is_address(name)  # noqa: S104  compared, not bound


def _is_address(name: str) -> bool:
    try:
        ipaddress.ip_address(name.strip("[]"))
    except ValueError:
        return False
    return True


def _closed() -> Response:
    return PlainTextResponse(
        "The desk is closed without its token: open the whole address that `riwaya serve` printed.\n",
        status_code=403,
    )
