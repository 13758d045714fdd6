"""For admins: who has an account, with which role, and who asked for what."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from riwaya.desk.guard import Role
from riwaya.desk.setting import Desk
from riwaya.desk.team import access
from riwaya.desk.team.accounts import Accounts
from riwaya.desk.team.door import TeamDoor
from riwaya.errors import BadUse


def routes(desk: Desk, door: TeamDoor) -> Sequence[BaseRoute]:
    """The accounts and the access log."""
    accounts = door.accounts

    def users(request: Request, status: int = 200, said: str = "") -> Response:
        roles = [role.value for role in Role]
        return desk.page(request, "users", status, accounts=accounts.all(), roles=roles, said=said)

    def log(request: Request) -> Response:
        asked = request.query_params.get("before", "")
        before = int(asked) if asked.isdecimal() and len(asked) < 18 else None
        return desk.page(request, "users_log", lines=access.entries(accounts.tables, before))

    async def change(request: Request) -> Response:
        async with request.form(max_files=0, max_fields=20) as form:
            try:
                await run_in_threadpool(_changing(accounts, form))
            except BadUse as error:
                return users(request, 400, str(error))
        return RedirectResponse("/users", status_code=303)

    return [
        Route("/users", users),
        Route("/users", change, methods=["POST"]),
        Route("/users/log", log),
    ]


def _changing(accounts: Accounts, form: FormData) -> Callable[[], None]:
    """What the form asks to be done. BadUse where it asks for nothing that there is."""
    name, password = str(form.get("name", "")), str(form.get("password", ""))
    match form.get("do"):
        case "add":
            return partial(accounts.add, name, _role(form), password)
        case "role":
            return partial(accounts.set_role, name, _role(form))
        case "password":
            return partial(accounts.set_password, name, password)
        case "remove":
            return partial(accounts.remove, name)
    raise BadUse("the form asks for nothing that can be done; load the page again")


def _role(form: FormData) -> Role:
    given = str(form.get("role", ""))
    if given not in tuple(Role):
        raise BadUse(f"{given[:40]!r} is no role; take one of {', '.join(Role)}")
    return Role(given)
