"""http(s) addresses -> items: public addresses only, at every step, with limits on size and time."""

from __future__ import annotations

import ipaddress
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from riwaya import __version__
from riwaya.errors import Unreadable
from riwaya.ingest.options import MIB, Limits
from riwaya.ingest.piece import Item

if TYPE_CHECKING:
    import httpx

Resolve = Callable[[str, int], list[str]]


def resolve(host: str, port: int) -> list[str]:
    """The addresses of a host name, as the system knows them."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


def fetch(
    address: str, limits: Limits, look_up: Resolve = resolve, transport: httpx.BaseTransport | None = None
) -> Item:
    """The bytes behind an address; raises Unreadable for a private address, an error, or a limit passed.

    The name is looked up once and the connection goes to the very address that was checked, so that a name
    that changes its answer (DNS rebinding) gains nothing. Redirects are followed by hand, each one checked.
    """
    import httpx

    until = time.monotonic() + limits.seconds
    url = address
    with (
        httpx.Client(
            transport=transport, trust_env=False, follow_redirects=False, timeout=limits.seconds
        ) as client,
        _closed_after(limits.seconds, client),
    ):
        for _ in range(limits.redirects + 1):
            try:
                answer = _ask(client, url, look_up, limits, until, address)
            except (
                httpx.HTTPError,
                httpx.InvalidURL,
                httpx.StreamError,
                OSError,
                RuntimeError,
                UnicodeError,
                ValueError,
            ) as error:
                if time.monotonic() > until:
                    raise Unreadable(_too_long(address, limits)) from error
                said = " ".join(str(error).split())[:120] or type(error).__name__
                raise Unreadable(
                    f"{address} cannot be fetched ({said}); save the page and add the file"
                ) from error
            if isinstance(answer, Item):
                return answer
            url = urljoin(url, answer)
    raise Unreadable(f"{address} redirects more than {limits.redirects} times; add the address it ends at")


@contextmanager
def _closed_after(seconds: float, client: httpx.Client) -> Iterator[None]:
    """A stretch at whose end the connection goes, however slowly a server lets its answer drip."""
    clock = threading.Timer(seconds, client.close)
    clock.daemon = True
    clock.start()
    try:
        yield
    finally:
        clock.cancel()


def _too_long(asked: str, limits: Limits) -> str:
    return f"{asked} took more than {limits.seconds:.0f} s; save the page and add the file"


def _ask(
    client: httpx.Client, url: str, look_up: Resolve, limits: Limits, until: float, asked: str
) -> Item | str:
    """The item at one address, or where it redirects to."""
    import httpx

    parsed = httpx.URL(url)
    if parsed.scheme not in ("http", "https") or not parsed.host:
        raise Unreadable(f"{asked} leads to {url[:200]}, which is no http(s) address")
    host = parsed.host
    port = parsed.port or (443 if parsed.scheme == "https" else 80)
    number = _public(host, look_up(host, port), asked)
    request = client.build_request(
        "GET",
        parsed.copy_with(host=f"[{number}]" if ":" in number else number),
        headers={
            "Host": parsed.netloc.decode("ascii").rsplit("@", 1)[-1],
            "User-Agent": f"riwaya/{__version__}",
        },
        extensions={"sni_hostname": host},
        timeout=max(0.1, until - time.monotonic()),
    )
    response = client.send(request, stream=True)
    try:
        if response.is_redirect:
            return str(response.headers["location"])
        if response.status_code != 200:
            raise Unreadable(
                f"{asked} answers {response.status_code} {response.reason_phrase}; save the page and add that"
            )
        data = _body(response, limits, until, asked)
        media = response.headers.get("content-type")
        how = f"GET {url} answered {response.status_code} {response.reason_phrase}, {media}, from {number}"
        return Item(asked, data=data, media=media, url=url, how=" ".join(how.split())[:500])
    finally:
        response.close()


def _body(response: httpx.Response, limits: Limits, until: float, asked: str) -> bytes:
    """The bytes of an answer, unpacked, within the limits of size and time."""
    pieces: list[bytes] = []
    size = 0
    for piece in response.iter_bytes():
        pieces.append(piece)
        size += len(piece)
        if size > limits.download:
            raise Unreadable(
                f"{asked} has more than {limits.download // MIB} MiB; save the page and add the file"
            )
        if time.monotonic() > until:
            raise Unreadable(_too_long(asked, limits))
    return b"".join(pieces)


_CARRY = tuple(
    map(ipaddress.IPv6Network, ("64:ff9b::/96", "64:ff9b:1::/48", "::/96"))
)  # RFC 6052, 8215, 4291


def _carried(ip: ipaddress.IPv4Address | ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    """The IPv4 address that an IPv6 address stands for behind a translator; None for any other."""
    if isinstance(ip, ipaddress.IPv6Address) and any(ip in network for network in _CARRY):
        return ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
    return None


def _public(host: str, numbers: list[str], asked: str) -> str:
    """The first address of a host if all are public; raises Unreadable for a private or reserved one."""
    if not numbers:
        raise Unreadable(f"{asked}: {host} has no address; check the name")
    for number in numbers:
        ip = ipaddress.ip_address(number.split("%")[0])
        ip = getattr(ip, "ipv4_mapped", None) or getattr(ip, "sixtofour", None) or _carried(ip) or ip
        if not ip.is_global or ip.is_multicast:
            raise Unreadable(
                f"{asked} leads to {host} ({number}), an address of this machine or network; refused"
            )
    return numbers[0]
