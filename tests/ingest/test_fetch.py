"""Addresses: public ones only, at every step."""

from __future__ import annotations

import httpx
import pytest

from riwaya.errors import Unreadable
from riwaya.ingest import Limits
from riwaya.ingest.fetch import fetch

NUMBERS = {
    "post.example": ["93.184.216.34"],
    "home.example": ["127.0.0.1"],
    "mixed.example": ["93.184.216.34", "10.0.0.1"],
}
ASKED: list[httpx.Request] = []


def look_up(host: str, port: int) -> list[str]:
    return NUMBERS.get(host, [host])


def answer(request: httpx.Request) -> httpx.Response:
    ASKED.append(request)
    path = request.url.path
    if path == "/away":
        return httpx.Response(302, headers={"location": "http://169.254.169.254/latest/meta-data"})
    if path == "/home":
        return httpx.Response(301, headers={"location": "//home.example/admin"})
    if path == "/file":
        return httpx.Response(302, headers={"location": "file:///etc/passwd"})
    if path == "/loop":
        return httpx.Response(302, headers={"location": "/loop"})
    if path == "/gone":
        return httpx.Response(404)
    if path == "/big":
        return httpx.Response(200, content=b"x" * 5000)
    if path == "/moved":
        return httpx.Response(301, headers={"location": "/page"})
    return httpx.Response(
        200, headers={"content-type": "text/html"}, content=b"<html><body><p>Hello.</p></body></html>"
    )


def get(address: str, limits: Limits | None = None) -> bytes:
    item = fetch(address, limits or Limits(), look_up, httpx.MockTransport(answer))
    assert item.data is not None
    return item.data


def test_a_page_is_asked_for_at_the_address_that_was_checked() -> None:
    ASKED.clear()
    assert b"Hello" in get("https://post.example/moved")
    assert [request.url.host for request in ASKED] == ["93.184.216.34", "93.184.216.34"]
    assert {request.headers["host"] for request in ASKED} == {"post.example"}
    assert ASKED[0].extensions["sni_hostname"] == "post.example"


@pytest.mark.parametrize(
    "address",
    [
        "http://127.0.0.1/", "http://localhost:8000/", "http://10.1.2.3/", "http://[::1]/", "http://169.254.169.254/x",
        "http://home.example/", "http://mixed.example/", "https://post.example/away", "https://post.example/home",
        "http://[::ffff:127.0.0.1]/", "http://0.0.0.0/", "http://192.168.1.1/", "http://100.64.0.1/", "http://[fe80::1]/",
    ],
)  # fmt: skip
def test_local_addresses_are_refused(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(NUMBERS, "localhost", ["127.0.0.1"])
    with pytest.raises(Unreadable, match="refused"):
        get(address)


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("https://post.example/file", "no http"),
        ("https://post.example/loop", "redirects more than 5 times"),
        ("https://post.example/gone", "answers 404"),
        ("https://post.example/big", "has more than 0 MiB"),
        ("http://", "no http"),
    ],
)
def test_what_else_is_refused(address: str, said: str) -> None:
    with pytest.raises(Unreadable, match=said):
        get(address, Limits(download=4000))


def test_a_name_nobody_knows() -> None:
    def unknown(host: str, port: int) -> list[str]:
        raise OSError("Name or service not known")

    with pytest.raises(Unreadable, match="cannot be fetched"):
        fetch("https://nowhere.example/", Limits(), unknown, httpx.MockTransport(answer))
