"""Signing in and out, and one's own password."""

from __future__ import annotations

import secrets
from collections.abc import Sequence

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from riwaya.desk.guard import Role, Visitor, visitor
from riwaya.desk.guard.csrf import derived
from riwaya.desk.guard.door import cookie_of, is_secure
from riwaya.desk.guard.visitor import present
from riwaya.desk.setting import Desk, Feature
from riwaya.desk.team import admin
from riwaya.desk.team.accounts import NotLetIn
from riwaya.desk.team.door import TeamDoor
from riwaya.errors import BadUse


def feature(door: TeamDoor) -> Feature:
    """The pages of a desk for several people."""

    def routes(desk: Desk) -> Sequence[BaseRoute]:
        return [*_entering(desk, door), *_account(desk, door), *admin.routes(desk, door)]

    return Feature(routes)


def _entering(desk: Desk, door: TeamDoor) -> Sequence[BaseRoute]:
    def sign_in_page(request: Request, status: int = 200, said: str = "", name: str = "") -> Response:
        entry = cookie_of(request.headers, door.entry) or secrets.token_urlsafe(24)
        present(Visitor("", Role.READER, derived(door.key, entry)))
        wanted = inside(request.query_params.get("next", "/"))
        page = desk.page(request, "login", status, said=said, name=name, wanted=wanted)
        _set(page, request, door.entry, entry)
        return page

    async def sign_in(request: Request) -> Response:
        if request.method != "POST":
            return sign_in_page(request)
        async with request.form(max_files=0, max_fields=20) as form:
            name, password = str(form.get("name", ""))[:100], str(form.get("password", ""))
        address = request.client.host if request.client else ""
        try:
            session = await run_in_threadpool(door.accounts.enter, name, password, address)
        except NotLetIn as error:
            page = sign_in_page(request, 429 if error.wait else 403, str(error), name)
            if error.wait:
                page.headers["retry-after"] = str(error.wait)
            return page
        answer = RedirectResponse(inside(request.query_params.get("next", "/")), status_code=303)
        _set(answer, request, door.cookie, session)
        answer.delete_cookie(door.entry)
        return answer

    async def sign_out(request: Request) -> Response:
        await run_in_threadpool(door.accounts.leave, cookie_of(request.headers, door.cookie))
        answer = RedirectResponse("/login", status_code=303)
        answer.delete_cookie(door.cookie)
        return answer

    return [
        Route("/login", sign_in, methods=["GET", "POST"]),
        Route("/logout", sign_out, methods=["POST"]),
    ]


def _account(desk: Desk, door: TeamDoor) -> Sequence[BaseRoute]:
    def page(request: Request) -> Response:
        return desk.page(request, "users_account", said="")

    async def new_password(request: Request) -> Response:
        async with request.form(max_files=0, max_fields=20) as form:
            old, new, again = (str(form.get(field, "")) for field in ("old", "new", "again"))
        name = visitor().name
        address = request.client.host if request.client else ""
        try:
            if new != again:
                raise BadUse("the new password was not given twice the same; write it again")
            session = await run_in_threadpool(door.accounts.enter, name, old, address)
            await run_in_threadpool(door.accounts.leave, session)
            await run_in_threadpool(door.accounts.set_password, name, new)
        except (NotLetIn, BadUse) as error:
            return desk.page(request, "users_account", 400, said=str(error))
        return RedirectResponse("/login", status_code=303)

    return [Route("/account", page), Route("/account", new_password, methods=["POST"])]


def inside(wanted: str) -> str:
    """An address of this desk to go on to, never one of another host."""
    plain = wanted.startswith("/") and not wanted.startswith(("//", "/\\")) and wanted.isprintable()
    return wanted if plain else "/"


def _set(answer: Response, request: Request, name: str, value: str) -> None:
    secure = is_secure(request.scope)
    answer.set_cookie(name, value, httponly=True, samesite="strict", path="/", secure=secure)
