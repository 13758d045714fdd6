from __future__ import annotations

import re
import sqlite3
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest
from argon2 import PasswordHasher
from starlette.routing import BaseRoute, Mount, Route
from starlette.testclient import TestClient

from riwaya.desk.adding import Jobs
from riwaya.desk.adding import feature as adding
from riwaya.desk.app import make_app
from riwaya.desk.guard import Limits, Role
from riwaya.desk.guard.limits import Rate
from riwaya.desk.team import passwords
from riwaya.desk.team.access import entries
from riwaya.desk.team.accounts import IDLE, LONGEST, Accounts, NotLetIn
from riwaya.desk.team.door import TeamDoor
from riwaya.desk.team.pages import feature as signing_in
from riwaya.desk.team.pages import inside
from riwaya.errors import BadUse
from riwaya.store import open_ledger
from riwaya.store.ledger import WorkingLedger
from tests.desk.conftest import BASE
from tests.view.story import halbat

PASSWORD = "nine loose tiles over the well"
FREE = Limits(asking=Rate(100_000, 1e6), changing=Rate(100_000, 1e6), entering=Rate(100_000, 1e6))


@pytest.fixture(scope="module", autouse=True)
def quick() -> Iterator[None]:
    """Argon2 as it is, with parameters that cost little; what is used outside is tested once."""
    with pytest.MonkeyPatch.context() as patch:
        little = PasswordHasher(time_cost=1, memory_cost=16, parallelism=1)
        patch.setattr(passwords, "_hasher", lambda: little)
        patch.setattr(passwords, "_nobody", lambda: little.hash("nobody"))
        yield


class Team:
    """A desk for several people, with one account for each role, named after it."""

    def __init__(self, folder: Path, cap: Role = Role.ADMIN) -> None:
        self.path = str(folder / "town.riwaya")
        self.ledger: WorkingLedger = open_ledger(self.path, create=True)
        halbat().into(self.ledger)
        self.now = [1_000_000.0]
        self.accounts = Accounts(self.path, lambda: self.now[0])
        for role in Role:
            self.accounts.add(role.value, role, PASSWORD)
        door = TeamDoor(self.accounts, cap)
        self.jobs = Jobs(self.path)
        more = [signing_in(door), adding(self.jobs)]
        self.app = make_app(self.ledger, door, "127.0.0.1", more=more, limits=FREE)

    def browser(self) -> TestClient:
        return TestClient(self.app, base_url=BASE, follow_redirects=False)

    def signed_in(self, name: str) -> TestClient:
        client = self.browser()
        assert sign_in(client, name).status_code == 303
        return client

    def close(self) -> None:
        self.jobs.close()
        self.ledger.close()


@pytest.fixture(scope="module")
def team(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Team]:
    made = Team(tmp_path_factory.mktemp("team"))
    yield made
    made.close()


@pytest.fixture
def own(tmp_path: Path) -> Iterator[Team]:
    """One that the test may change."""
    made = Team(tmp_path)
    yield made
    made.close()


def token(client: TestClient, path: str) -> str:
    found = re.search(r'name="csrf" value="([0-9a-f]{64})"', client.get(path).text)
    assert found, path
    return found[1]


def sign_in(client: TestClient, name: str, password: str = PASSWORD, path: str = "/login"):  # type: ignore[no-untyped-def]
    return client.post(path, data={"csrf": token(client, path), "name": name, "password": password})


# --- accounts -----------------------------------------------------------------------------------------------


def test_the_file_holds_no_password_and_no_session(own: Team) -> None:
    session = own.accounts.enter("reader", PASSWORD, "here")
    program = own.accounts.token("reader")
    held = b"".join(p.read_bytes() for p in Path(own.path).parent.glob("town.riwaya-team*"))
    assert b"argon2id" in held
    for secret in (PASSWORD, session, program):
        assert secret.encode() not in held
    assert stat.S_IMODE(Path(own.path + "-team").stat().st_mode) == 0o600


def test_the_ledger_holds_nothing_of_it(own: Team) -> None:
    own.signed_in("editor").get("/")
    held = sqlite3.connect(own.path)
    names = {row[0] for row in held.execute("SELECT name FROM sqlite_master")}
    held.close()
    assert not names & {"account", "session", "access", "failure"}


@pytest.mark.parametrize("name", ["", " ", "a b", "<b>", "a/b", "-x", "_x", "a" * 41, "a\n", "../x"])
def test_a_name_that_is_none(name: str, team: Team) -> None:
    with pytest.raises(BadUse, match="no name"):
        team.accounts.add(name, Role.READER, PASSWORD)


@pytest.mark.parametrize("password", ["", "short", "x" * 257, "aaaaaaaaaaaaaaaa", "newcomer-newcomer"])
def test_a_password_that_is_none(password: str, team: Team) -> None:
    with pytest.raises(BadUse, match="password"):
        team.accounts.add("newcomer", Role.READER, password)
    assert "newcomer" not in {a.name for a in team.accounts.all()}


def test_names_are_one_whatever_their_case(own: Team) -> None:
    with pytest.raises(BadUse, match="already"):
        own.accounts.add("Reader", Role.ADMIN, PASSWORD)
    assert own.accounts.who(own.accounts.enter("READER", PASSWORD, "x"), "browser")


def test_there_is_always_an_admin(own: Team) -> None:
    for attempt in (own.accounts.remove, lambda n: own.accounts.set_role(n, Role.READER)):
        with pytest.raises(BadUse, match="only admin"):
            attempt("admin")
    own.accounts.set_role("editor", Role.ADMIN)
    own.accounts.remove("admin")
    with pytest.raises(BadUse, match="only admin"):
        own.accounts.remove("editor")
    with pytest.raises(BadUse, match="no account"):
        own.accounts.remove("admin")


def test_a_session_ends(own: Team) -> None:
    start = own.now[0]
    session = own.accounts.enter("reader", PASSWORD, "x")
    own.now[0] = start + IDLE - 1
    assert own.accounts.who(session, "browser")
    own.now[0] += IDLE - 1
    assert own.accounts.who(session, "browser")
    own.now[0] += IDLE + 1
    assert own.accounts.who(session, "browser") is None
    own.now[0] = start
    session = own.accounts.enter("reader", PASSWORD, "x")
    while own.now[0] < start + LONGEST + IDLE:
        own.now[0] += IDLE - 1
        found = own.accounts.who(session, "browser")
    assert found is None


def test_sessions_end_with_the_password_and_with_the_account(own: Team) -> None:
    session, program = own.accounts.enter("reader", PASSWORD, "x"), own.accounts.token("reader")
    own.accounts.set_password("reader", "another dozen loose tiles")
    assert own.accounts.who(session, "browser") is None and own.accounts.who(program, "program") is None
    session = own.accounts.enter("reader", "another dozen loose tiles", "x")
    own.accounts.remove("reader")
    assert own.accounts.who(session, "browser") is None


def test_a_browsers_session_is_no_programs_token(own: Team) -> None:
    assert own.accounts.who(own.accounts.enter("reader", PASSWORD, "x"), "program") is None
    assert own.accounts.who(own.accounts.token("reader"), "browser") is None


def test_wrong_passwords_slow_down_and_lock_nobody_else_out(own: Team) -> None:
    for _ in range(5):
        with pytest.raises(NotLetIn, match="not the name"):
            own.accounts.enter("reader", "a wrong password", "10.0.0.9")
    with pytest.raises(NotLetIn, match="Too many") as slow:
        own.accounts.enter("reader", PASSWORD, "10.0.0.9")
    assert slow.value.wait >= 1
    assert own.accounts.enter("editor", PASSWORD, "10.0.0.9")
    assert own.accounts.enter("reader", PASSWORD, "10.0.0.1")
    for _ in range(5):
        own.now[0] += 1000
        with pytest.raises(NotLetIn, match="not the name"):
            own.accounts.enter("nobody", PASSWORD, "10.0.0.9")


def test_waits_double(own: Team) -> None:
    waits = []
    for _ in range(11):
        try:
            own.accounts.enter("reader", "a wrong password", "x")
        except NotLetIn as error:
            waits.append(error.wait)
            own.now[0] += error.wait
    assert [w for w in waits if w] == [1, 2, 4]


# --- at the desk --------------------------------------------------------------------------------------------


def test_strangers_are_led_to_the_sign_in_page_and_see_nothing(team: Team) -> None:
    client = team.browser()
    for path in ("/", "/contested", "/reports", "/search?q=bomb", "/users", "/add"):
        answer = client.get(path)
        assert answer.status_code == 303 and answer.headers["location"].startswith("/login?next=%2F")
        assert "Mansour" not in answer.text
    assert client.get("/api/v1/claims").status_code == 401
    assert client.post("/users", data={"do": "add"}).status_code == 403
    page = client.get("/login").text
    assert "Contested" not in page and "Mansour" not in page


def test_signing_in_leads_on_and_signing_out_ends_it(team: Team) -> None:
    client = team.browser()
    answer = sign_in(client, "reader", path="/login?next=%2Fcontested%3Fabout%3Ddenial")
    assert (answer.status_code, answer.headers["location"]) == (303, "/contested?about=denial")
    cookie = next(c for c in answer.headers.get_list("set-cookie") if "entry" not in c).casefold()
    assert "httponly" in cookie and "samesite=strict" in cookie
    assert client.get("/contested").status_code == 200
    session = dict(client.cookies)
    assert client.post("/logout", data={"csrf": token(client, "/account")}).status_code == 303
    client.cookies.update(session)
    assert client.get("/contested").status_code == 303


@pytest.mark.parametrize(
    "wanted", ["//evil.example", "/\\evil.example", "https://evil.example", "javascript:1", "", "/a\r\nx: y"]
)
def test_signing_in_never_leads_away(wanted: str) -> None:
    assert inside(wanted) == "/"


def test_the_sign_in_form_has_a_token_of_its_own(team: Team) -> None:
    client, other = team.browser(), team.browser()
    sent = {"name": "reader", "password": PASSWORD}
    assert client.post("/login", data=sent).status_code == 403
    assert client.post("/login", data=sent, headers={"authorization": "Bearer x"}).status_code == 403
    assert client.post("/login", data={"csrf": token(other, "/login"), **sent}).status_code == 403


def test_a_wrong_password_is_told_and_a_name_is_not(own: Team) -> None:
    client = own.browser()
    wrong, nobody = sign_in(client, "reader", "wrong wrong wrong"), sign_in(client, "nobody")
    assert wrong.status_code == nobody.status_code == 403
    said = "That is not the name and the password of an account."
    assert said in wrong.text and said in nobody.text
    for _ in range(5):
        last = sign_in(client, "reader", "wrong wrong wrong")
    assert last.status_code == 429 and int(last.headers["retry-after"]) >= 1


def test_a_role_counts_from_the_next_request_on(own: Team) -> None:
    client = own.signed_in("editor")
    assert client.get("/add").status_code == 200
    own.accounts.set_role("editor", Role.READER)
    assert client.get("/add").status_code == 403


def test_a_program_asks_with_its_own_token(own: Team) -> None:
    client = own.browser()
    asking = {"authorization": f"Bearer {own.accounts.token('reviewer')}"}
    assert client.get("/api/v1/", headers=asking).json()["you"] == {"name": "reviewer", "role": "reviewer"}
    assert client.get("/api/v1/", headers={"authorization": "Bearer x"}).status_code == 401


def test_everybody_may_change_the_own_password(own: Team) -> None:
    client = own.signed_in("reader")
    new = "eleven jars behind the door"
    sent = {"csrf": token(client, "/account"), "old": PASSWORD, "new": new, "again": new}
    for wrong in (
        {"old": "not the password"},
        {"again": "something else entirely"},
        {"new": "short", "again": "short"},
    ):
        assert client.post("/account", data=sent | wrong).status_code == 400
    assert client.post("/account", data=sent).status_code == 303
    assert client.get("/account").status_code == 303
    assert sign_in(own.browser(), "reader", new).status_code == 303


def test_admins_keep_the_accounts(own: Team) -> None:
    client = own.signed_in("admin")
    csrf = {"csrf": token(client, "/users")}
    new = {"do": "add", "name": "amal", "role": "editor", "password": PASSWORD}
    assert client.post("/users", data=csrf | new).status_code == 303
    assert client.post("/users", data=csrf | new).status_code == 400
    assert (
        client.post("/users", data=csrf | {"do": "role", "name": "amal", "role": "king"}).status_code == 400
    )
    assert client.post("/users", data=csrf | {"do": "dance"}).status_code == 400
    assert (
        client.post("/users", data=csrf | {"do": "role", "name": "amal", "role": "reader"}).status_code == 303
    )
    assert {a.name: a.role for a in own.accounts.all()}["amal"] is Role.READER
    change = {"do": "password", "name": "amal", "password": "six kettles under the stairs"}
    assert client.post("/users", data=csrf | change).status_code == 303
    assert sign_in(own.browser(), "amal", "six kettles under the stairs").status_code == 303
    assert client.post("/users", data=csrf | {"do": "remove", "name": "amal"}).status_code == 303
    assert "amal" not in client.get("/users").text


def test_the_access_log_tells_who_asked_for_what(own: Team) -> None:
    client = own.signed_in("editor")
    client.get("/search?q=bomb&token=x")
    client.get("/users")
    own.browser().get("/contested")
    lines = [(a.name, a.role, a.method, a.path, a.status) for a in entries(own.accounts.tables)]
    assert lines[:3] == [
        (None, None, "GET", "/contested", 303),
        ("editor", "editor", "GET", "/users", 403),
        ("editor", "editor", "GET", "/search?q=bomb", 200),
    ]
    assert PASSWORD not in str(lines)
    seen = own.signed_in("admin").get("/users/log").text
    assert "/search?q=bomb" in seen


def test_in_public_mode_nobody_does_more_than_read(tmp_path: Path) -> None:
    own = Team(tmp_path, cap=Role.READER)
    client = own.signed_in("admin")
    assert [client.get(path).status_code for path in ("/", "/add", "/users")] == [200, 403, 403]
    own.close()


# --- every address, for every role -------------------------------------------------------------------------

# What a role may do, told once more and apart from the table of the guard: first match counts.
MAY: tuple[tuple[str, str, Role], ...] = (
    ("*", r"/(login|logout|account)", Role.READER),
    ("*", r"/users(/.*)?", Role.ADMIN),
    ("*", r"/add(/.*)?", Role.EDITOR),
    ("*", r"(/api/v1)?/review(/.*)?", Role.REVIEWER),
    ("GET", r"/.*", Role.READER),
    ("*", r"/.*", Role.ADMIN),
)


def addresses(routes: list[BaseRoute], before: str = "") -> Iterator[tuple[str, str]]:
    """Every method and path the desk answers to, with what is mounted in it."""
    for route in routes:
        if isinstance(route, Mount):
            if route.routes:
                yield from addresses(list(route.routes), before + route.path)
            else:
                yield "GET", before + route.path + "/desk.css"
        else:
            path = before + str(getattr(route, "path", ""))
            for method in sorted(getattr(route, "methods", None) or {"GET"}):
                yield method, re.sub(r"\{[^}]*\}", "c00000000000000000000", path)


def test_every_address_asks_for_its_role(team: Team) -> None:
    """Each role asks for everything with a right form token; whoever may not is refused before anything runs."""
    found = sorted(set(addresses(list(team.app.routes))))
    assert len(found) > 40 and ("POST", "/users") in found and ("POST", "/add") in found
    for role in Role:
        client = team.signed_in(role.value)
        csrf = token(client, "/account")
        for method, path in found:
            if path.endswith("/events") or path in ("/logout", "/login"):
                continue
            needs = next(
                r
                for m, p, r in MAY
                if m in ("*", "GET" if method == "HEAD" else method) and re.fullmatch(p, path)
            )
            answer = client.request(method, path, headers={"X-CSRF-Token": csrf})
            refused = answer.status_code == 403 and "needs the role" in answer.text
            if method == "HEAD":
                refused = answer.status_code == 403
            assert refused != role.may(needs), (role, method, path, answer.status_code)
            assert answer.status_code < 500, (role, method, path)


def test_no_address_answers_a_stranger(team: Team) -> None:
    client = team.browser()
    for method, path in sorted(set(addresses(list(team.app.routes)))):
        if path in ("/login", "/look.css", "/static/desk.css"):
            continue
        answer = client.request(method, path)
        assert answer.status_code in (303, 401, 403), (method, path)
        assert "Mansour" not in answer.text


def test_the_routes_that_change_need_the_token(team: Team) -> None:
    client = team.signed_in("admin")
    changing = [a for a in set(addresses(list(team.app.routes))) if a[0] not in ("GET", "HEAD")]
    assert len(changing) >= 4
    for method, path in changing:
        assert client.request(method, path).status_code == 403, (method, path)


def test_routes_are_what_they_seem(team: Team) -> None:
    assert all(isinstance(route, Route | Mount) for route in team.app.routes)
