from __future__ import annotations

import pytest
from starlette.testclient import TestClient

from riwaya.desk.app import make_app
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
    stranger.cookies.set(next(iter(make_cookie())), token.encode("ascii", "replace").decode())
    assert stranger.get("/").status_code == 403


def make_cookie() -> dict[str, str]:
    """The cookie that the right token gives."""
    from riwaya.desk.guard import Guard

    return {Guard(lambda *_: None, TOKEN, "127.0.0.1").cookie: TOKEN}  # type: ignore[arg-type]


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
    assert reader.get(path).headers["referrer-policy"] == "no-referrer"


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE"])
def test_nothing_can_be_changed(method: str, reader: TestClient) -> None:
    assert reader.request(method, "/contested").status_code == 405
