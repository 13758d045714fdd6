"""The guard: every request passes its questions in this order, or is answered here."""

from __future__ import annotations

from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from riwaya.desk.guard import csrf
from riwaya.desk.guard.door import Door, bearer
from riwaya.desk.guard.headers import armed
from riwaya.desk.guard.hosts import Hosts, is_foreign
from riwaya.desk.guard.limits import Limits, Meter, body_limit, counted, too_large
from riwaya.desk.guard.refusals import refused
from riwaya.desk.guard.roles import READS, needed
from riwaya.desk.guard.visitor import Visitor, present

NOT_OURS = "This is not the address of the desk."
FOREIGN = "Another site asked for a part of the desk; open the desk itself."
NOT_FROM_US = "This did not come from a page of the desk, or the page is too old; load it again and repeat."
NOT_YOURS = "You are {} ({}); this needs the role {}. Ask an admin of this desk for it."
SLOWER = "Too many requests; try again in {} s."


class Guard:
    """Lets a request through when its host is ours, its visitor known and allowed, and its form our own."""

    def __init__(self, app: ASGIApp, door: Door, hosts: Hosts, limits: Limits | None = None) -> None:
        self.app = app
        self.door = door
        self.hosts = hosts
        self.limits = limits or Limits()
        self._asking = Meter(self.limits.asking)
        self._changing = Meter(self.limits.changing)
        self._entering = Meter(self.limits.entering)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1008})
            return
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        sending = armed(send, scope)
        status = 500

        async def noting(message: Message) -> None:
            nonlocal status
            status = message.get("status", status)
            await sending(message)

        present(None)
        who = None
        answer = self._misdirected(scope, headers) or await self.door.enter(scope, headers)
        if answer is None:
            admitted = await self._admitted(scope, headers)
            who, answer = (None, admitted) if isinstance(admitted, Response) else (admitted, None)
        if who is not None:
            present(who)
            body = await self._body(scope, headers, receive, who)
            receive, answer = (receive, body) if isinstance(body, Response) else (body, None)
        await (answer or self.app)(scope, receive, noting)
        await self.door.seen(who, scope, status)

    def _misdirected(self, scope: Scope, headers: Headers) -> Response | None:
        """The answer to a request that was not meant for this desk, or not by its user."""
        path = str(scope["path"])
        if not self.hosts.is_ours(headers.get("host", "")):
            return refused(path, 421, NOT_OURS)
        if is_foreign(headers, scope["method"]):
            return refused(path, 403, FOREIGN)
        if len(scope["query_string"]) > self.limits.query:
            return refused(path, 414, "The address is too long; ask for less.")
        return None

    async def _admitted(self, scope: Scope, headers: Headers) -> Visitor | Response:
        """Who may ask for this, or the answer to who may not."""
        path, method = str(scope["path"]), str(scope["method"])
        address = scope["client"][0] if scope.get("client") else "?"
        who = await self.door.known(headers)
        admitted = who or await self.door.stranger(scope, headers)
        if isinstance(admitted, Response):
            wait = self._entering.wait(address)
            return self._slower(path, wait) if wait else admitted
        asker = f"{admitted.name}" if who else f" {address}"
        changes = method not in READS
        wait = self._asking.wait(asker) or (self._changing.wait(asker) if changes else 0)
        if wait:
            return self._slower(path, wait)
        role = needed(method, path)
        if not admitted.role.may(role):
            return refused(path, 403, NOT_YOURS.format(admitted.name, admitted.role, role))
        return admitted

    def _slower(self, path: str, wait: int) -> Response:
        return refused(path, 429, SLOWER.format(wait), {"retry-after": str(wait)})

    async def _body(
        self, scope: Scope, headers: Headers, receive: Receive, who: Visitor
    ) -> Receive | Response:
        """What is sent, within its limit and, where it changes something, shown to come from us."""
        path = str(scope["path"])
        limit = body_limit(self.limits, path)
        length = headers.get("content-length", "0")
        if not length.isdecimal() or int(length) > limit:
            return refused(path, 413, too_large(limit))
        within = counted(receive, limit)
        if scope["method"] in READS or bearer(headers) is not None:
            return within
        if not self.hosts.comes_from_us(headers, scope.get("scheme", "http")):
            return refused(path, 403, NOT_FROM_US)
        try:
            again = await csrf.replayed(within, headers, who.csrf)
        except HTTPException as error:
            return refused(path, error.status_code, error.detail)
        return again or refused(path, 403, NOT_FROM_US)
