"""Requests that change something, against a small application behind the guard."""

from __future__ import annotations

import pytest
from starlette.applications import Starlette
from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route
from starlette.testclient import TestClient

from riwaya.desk.guard import Guard, Hosts, Limits, Role, TokenDoor, visitor
from riwaya.desk.guard.limits import Meter, Rate
from riwaya.desk.guard.roles import needed
from tests.desk.conftest import BASE, TOKEN

PATHS = ("/change", "/add", "/users/new", "/review/x")


async def changed(request: Request) -> Response:
    async with request.form() as form:
        sizes = [len(await v.read()) for v in form.values() if isinstance(v, UploadFile)]
        return JSONResponse({"fields": sorted(form), "sizes": sizes, "csrf": visitor().csrf})


def guarded(limits: Limits | None = None, role: Role = Role.ADMIN) -> TestClient:
    routes = [Route(p, changed, methods=["GET", "POST"]) for p in PATHS]
    app = Guard(Starlette(routes=routes), TokenDoor(TOKEN, role), Hosts("127.0.0.1"), limits)
    client = TestClient(app, base_url=BASE, follow_redirects=False)
    client.get(f"/change?token={TOKEN}")
    return client


def csrf_of(client: TestClient) -> str:
    return str(client.get("/change").json()["csrf"])


def test_a_form_with_the_token_passes_and_is_read_whole() -> None:
    client = guarded()
    sent = {"csrf": csrf_of(client), "why": "a slip"}
    assert client.post("/change", data=sent).json()["fields"] == ["csrf", "why"]
    big = {"file": ("a.txt", b"x" * 300_000)}
    assert client.post("/change", data=sent, files=big).json()["sizes"] == [300_000]
    assert client.post("/change", headers={"X-CSRF-Token": sent["csrf"]}, json={}).status_code == 200


@pytest.mark.parametrize("token", [None, "", "wrong"])
def test_a_form_without_the_token_is_refused(token: str | None) -> None:
    client = guarded()
    sent = {"why": "a slip"} | ({} if token is None else {"csrf": token})
    assert client.post("/change", data=sent).status_code == 403
    assert client.post("/change", data=sent, files={"file": ("a.txt", b"x")}).status_code == 403
    assert client.post("/change", json=sent).status_code == 403
    assert client.post("/change", headers={"X-CSRF-Token": token or ""}).status_code == 403
    assert client.post("/change", content=b"csrf=", headers={"content-type": "text/plain"}).status_code == 403


def test_a_token_that_is_not_the_first_field_does_not_count() -> None:
    client = guarded()
    later = [("why", (None, "a slip")), ("csrf", (None, csrf_of(client)))]
    assert client.post("/change", files=later).status_code == 403


@pytest.mark.parametrize(
    "kind", ["multipart/form-data", "multipart/form-data; boundary=", "multipart/form-data; boundary=b"]
)
def test_a_form_that_is_none_is_refused(kind: str) -> None:
    client = guarded()
    for body in (b"", b"--", b"--b\r\n", b"csrf=" + csrf_of(client).encode(), b"\x00" * 100_000):
        assert client.post("/change", content=body, headers={"content-type": kind}).status_code == 403


def test_the_token_of_another_desk_does_not_count() -> None:
    client, other = guarded(), guarded()
    assert client.post("/change", data={"csrf": csrf_of(other)}).status_code == 403


def test_a_program_with_the_token_needs_no_form() -> None:
    client = guarded()
    client.cookies.clear()
    assert client.post("/change", headers={"authorization": f"Bearer {TOKEN}"}).status_code == 200


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "https://evil.example"},
        {"origin": "null"},
        {"origin": "http://127.0.0.1:9999"},
        {"origin": "http://127.0.0.1.evil.example:8742"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {"sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate", "sec-fetch-dest": "document"},
    ],
)
def test_what_another_site_sends_is_refused_even_with_the_token(headers: dict[str, str]) -> None:
    client = guarded()
    sent = {"csrf": csrf_of(client)}
    assert client.post("/change", data=sent, headers=headers).status_code == 403
    assert client.post("/change", data=sent, headers={"origin": BASE}).status_code == 200


def test_too_much_is_refused_before_it_is_read() -> None:
    client = guarded(Limits(body=1000, uploads={"/add": 5000}))
    sent = {"csrf": csrf_of(client), "why": "x" * 2000}
    assert client.post("/change", data=sent).status_code == 413
    assert client.post("/add", data=sent).status_code == 200
    kind = {"content-type": "application/x-www-form-urlencoded"}
    pieces = (piece for piece in (f"csrf={sent['csrf']}&why=".encode(), b"x" * 3000, b"x" * 3000))
    assert client.post("/add", content=pieces, headers=kind).status_code == 413
    assert client.post("/change", headers={"content-length": "-1"}).status_code == 413
    assert client.get("/change?q=" + "x" * 9000).status_code == 414


def test_an_upload_without_a_length_is_counted_while_it_comes() -> None:
    client = guarded(Limits(uploads={"/add": 200_000}))
    head = (
        b'--b\r\nContent-Disposition: form-data; name="csrf"\r\n\r\n' + csrf_of(client).encode() + b"\r\n"
        b'--b\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n\r\n'
    )
    pieces = (piece for piece in (head, *[b"x" * 50_000] * 6, b"\r\n--b--\r\n"))
    answer = client.post("/add", content=pieces, headers={"content-type": "multipart/form-data; boundary=b"})
    assert answer.status_code == 413 and "riwaya add" in answer.text


def test_who_asks_too_often_waits() -> None:
    client = guarded(Limits(asking=Rate(5, 0.1)))
    answers = [client.get("/change") for _ in range(7)]
    assert answers[3].status_code == 200 and answers[-1].status_code == 429
    assert int(answers[-1].headers["retry-after"]) >= 1
    assert "default-src 'none'" in answers[-1].headers["content-security-policy"]


def test_who_guesses_too_often_waits_and_who_knows_does_not() -> None:
    client = guarded(Limits(entering=Rate(3, 0.01)))
    guesses = [client.get("/change", headers={"authorization": f"Bearer {n}"}).status_code for n in range(5)]
    assert guesses == [403, 403, 403, 429, 429]
    assert client.get("/change").status_code == 200


def test_a_meter_fills_up_again_and_forgets_the_oldest() -> None:
    now = [0.0]
    meter = Meter(Rate(2, 0.5), lambda: now[0], most=1)
    assert [meter.wait("a") for _ in range(3)] == [0, 0, 2]
    now[0] = 2.0
    assert [meter.wait("a"), meter.wait("a")] == [0, 2]
    meter.wait("b")
    assert meter.wait("a") == 0


@pytest.mark.parametrize(
    ("role", "answers"),
    [
        (Role.READER, [200, 403, 403, 403, 403]),
        (Role.REVIEWER, [200, 200, 403, 403, 403]),
        (Role.EDITOR, [200, 200, 200, 403, 403]),
        (Role.ADMIN, [200, 200, 200, 200, 200]),
    ],
)
def test_a_role_is_asked_for_everywhere(role: Role, answers: list[int]) -> None:
    client = guarded(role=role)
    sent = {"csrf": csrf_of(client)}
    found = [client.get("/change").status_code]
    found += [client.post(p, data=sent).status_code for p in ("/review/x", "/add", "/users/new", "/change")]
    assert found == answers


def test_an_address_is_taken_as_it_is_written() -> None:
    assert needed("GET", "/users/new") is Role.ADMIN
    assert needed("GET", "/usersx") is Role.READER
    assert needed("POST", "/usersx") is Role.ADMIN
    assert needed("POST", "/review/7/accept") is Role.REVIEWER
