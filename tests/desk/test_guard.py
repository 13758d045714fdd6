from __future__ import annotations

import pytest
from starlette.testclient import TestClient
from starlette.websockets import WebSocketDisconnect

from riwaya.desk.app import make_app
from riwaya.desk.guard import TokenDoor
from riwaya.store.ledger import WorkingLedger
from tests.desk.conftest import BASE, TOKEN

PATHS = ("/", "/contested", "/reports", "/search?q=bomb", "/look.css", "/static/desk.css", "/no/such/page")


@pytest.mark.parametrize("path", PATHS)
def test_without_the_token_nothing_is_shown(path: str, stranger: TestClient) -> None:
    answer = stranger.get(path)
    assert answer.status_code == 403
    assert "Mansour" not in answer.text


@pytest.mark.parametrize("token", ["", "wrong", TOKEN + "x", TOKEN[:-1], "é"])
def test_a_wrong_token_opens_nothing(token: str, stranger: TestClient) -> None:
    assert stranger.get("/", params={"token": token}).status_code == 403
    stranger.cookies.set(TokenDoor(TOKEN).cookie, token.encode("ascii", "replace").decode())
    assert stranger.get("/").status_code == 403
    bearer = {b"authorization": f"Bearer {token}".encode()}
    assert stranger.get("/", headers=bearer).status_code == 403


def test_the_cookie_is_not_the_token(reader: TestClient) -> None:
    assert reader.cookies and TOKEN not in str(dict(reader.cookies))
    reader.cookies.clear()
    reader.cookies.set(TokenDoor(TOKEN).cookie, TOKEN)
    assert reader.get("/").status_code == 403


def test_a_program_sends_the_token_in_a_header(stranger: TestClient) -> None:
    assert stranger.get("/", headers={"authorization": f"Bearer {TOKEN}"}).status_code == 200


def test_the_token_leaves_the_address_and_becomes_a_cookie(stranger: TestClient) -> None:
    answer = stranger.get(f"/search?q=bomb&token={TOKEN}")
    assert (answer.status_code, answer.headers["location"]) == (303, "/search?q=bomb")
    cookie = answer.headers["set-cookie"].casefold()
    assert "httponly" in cookie and "samesite=strict" in cookie
    assert stranger.get("/search?q=bomb").status_code == 200


def test_the_redirect_never_leaves_the_desk(stranger: TestClient) -> None:
    for path in ("//evil.example/", "/\\evil.example/", "///evil.example"):
        answer = stranger.get(f"{BASE}{path}", params={"token": TOKEN})
        location = answer.headers.get("location", "/")
        assert location.startswith("/") and not location.startswith(("//", "/\\"))


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "10.0.0.7:8742", "", "[::2]:1"])
def test_another_host_is_refused(host: str, reader: TestClient) -> None:
    answer = reader.get("/", headers={"host": host})
    assert answer.status_code == 421
    assert "Mansour" not in answer.text


@pytest.mark.parametrize("host", ["127.0.0.1:8742", "localhost:8742", "localhost", "[::1]:8742", "127.0.0.1"])
def test_our_own_names_pass(host: str, reader: TestClient) -> None:
    assert reader.get("/", headers={"host": host}).status_code == 200


def test_bound_to_all_any_literal_address_passes_and_no_name(facts: WorkingLedger) -> None:
    client = TestClient(make_app(facts, TOKEN, "0.0.0.0"), base_url=BASE)
    client.get(f"/?token={TOKEN}")
    assert client.get("/", headers={"host": "192.168.1.9:8742"}).status_code == 200
    assert client.get("/", headers={"host": "rebound.example:8742"}).status_code == 421


@pytest.mark.parametrize("path", PATHS)
def test_every_answer_says_what_it_may_load(path: str, reader: TestClient, stranger: TestClient) -> None:
    policy = reader.get(path).headers["content-security-policy"]
    assert "default-src 'none'" in policy and "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy and "form-action 'self'" in policy
    assert reader.get(path).headers["x-content-type-options"] == "nosniff"
    assert reader.get(path).headers["referrer-policy"] == "same-origin"


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE"])
def test_nothing_is_changed_without_a_token_of_ours(method: str, reader: TestClient) -> None:
    assert reader.request(method, "/contested").status_code == 403


@pytest.mark.parametrize(
    ("mode", "dest", "status"),
    [
        ("navigate", "document", 200),
        ("navigate", "iframe", 403),
        ("no-cors", "image", 403),
        ("cors", "empty", 403),
    ],
)
def test_other_sites_may_link_to_the_desk_and_load_nothing_of_it(
    mode: str, dest: str, status: int, reader: TestClient
) -> None:
    headers = {"sec-fetch-site": "cross-site", "sec-fetch-mode": mode, "sec-fetch-dest": dest}
    assert reader.get("/contested", headers=headers).status_code == status


def test_refusals_of_the_api_are_problems(stranger: TestClient) -> None:
    answer = stranger.get("/api/v1/reports")
    assert answer.status_code == 403
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["status"] == 403 and "riwaya serve" in answer.json()["detail"]


def test_a_socket_is_closed(reader: TestClient) -> None:
    with pytest.raises(WebSocketDisconnect), reader.websocket_connect("/"):
        pass
