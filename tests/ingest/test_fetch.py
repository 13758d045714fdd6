"""Addresses: public ones only, at every step."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress

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
        "http://[64:ff9b::7f00:1]/", "http://[64:ff9b:1::a00:1]/", "http://[::7f00:1]/", "http://[::]/", "http://[2002:7f00:1::]/",
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


class Here(httpx.HTTPTransport):
    """Real connections, to a server of the test whatever public number is asked for."""

    def __init__(self, port: int) -> None:
        super().__init__()
        self.port = port

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        request.url = request.url.copy_with(host="127.0.0.1", port=self.port)
        return super().handle_request(request)


@contextmanager
def dripping(head: bytes) -> Iterator[int]:
    """The port of a server that sends its answer one byte every so often, for ever."""
    stop = threading.Event()
    with socket.create_server(("127.0.0.1", 0)) as server:

        def serve() -> None:
            peer, _ = server.accept()
            with peer, suppress(OSError):
                peer.sendall(head)
                while not stop.wait(0.05):
                    peer.sendall(b"a")

        thread = threading.Thread(target=serve)
        thread.start()
        try:
            yield server.getsockname()[1]
        finally:
            stop.set()
            thread.join()


@pytest.mark.parametrize("head", [b"HTTP/1.1 200 OK\r\nX-Slow: ", b"HTTP/1.1 200 OK\r\n\r\n"])
def test_an_answer_that_drips_is_given_up_in_time(head: bytes) -> None:
    with dripping(head) as port, pytest.raises(Unreadable, match="took more than 1 s"):
        fetch("http://post.example/", Limits(seconds=0.6), look_up, Here(port))


def test_a_name_that_changes_its_answer_gains_nothing() -> None:
    answers = iter([["93.184.216.34"], ["127.0.0.1"], ["127.0.0.1"]])
    asked: list[str] = []

    def rebinding(host: str, port: int) -> list[str]:
        return next(answers)

    def page(request: httpx.Request) -> httpx.Response:
        asked.append(request.url.host)
        return httpx.Response(302, headers={"location": "/again"})

    with pytest.raises(Unreadable, match="refused"):
        fetch("http://post.example/", Limits(), rebinding, httpx.MockTransport(page))
    assert asked == ["93.184.216.34"]


def test_how_a_page_was_come_by_is_kept() -> None:
    item = fetch("https://post.example/moved", Limits(), look_up, httpx.MockTransport(answer))
    assert item.how == "GET https://post.example/page answered 200 OK, text/html, from 93.184.216.34"
