"""Whose name the desk answers to; a page that points its own name here (DNS rebinding) is refused."""

from __future__ import annotations

import ipaddress
from collections.abc import Collection
from urllib.parse import urlsplit

from starlette.datastructures import Headers

LOOPBACK = ("localhost", "127.0.0.1", "[::1]")
EVERYWHERE = ("0.0.0.0", "::")  # noqa: S104  compared, not bound


class Hosts:
    """The names of the desk: loopback, the host it is bound to, and those given.

    Bound to all addresses it answers to any literal address as well: only names can be rebound.
    """

    def __init__(self, bound: str, more: Collection[str] = ()) -> None:
        self._bound = bound.casefold()
        self._names = {*LOOPBACK, self._bound, f"[{self._bound}]", *(m.casefold() for m in more)}

    def is_ours(self, header: str) -> bool:
        """Whether the Host header names this desk."""
        name = header.casefold()
        if not name.endswith("]"):
            name = name.rpartition(":")[0] if ":" in name else name
        if name in self._names:
            return True
        return self._bound in EVERYWHERE and _is_address(name)

    def comes_from_us(self, headers: Headers, scheme: str) -> bool:
        """Whether a request that changes something was sent by a page of this desk, as far as it says."""
        origin = headers.get("origin")
        if origin is not None:
            parts = urlsplit(origin)
            return parts.scheme in (scheme, "https") and parts.netloc == headers.get("host", "")
        return headers.get("sec-fetch-site", "same-origin") in ("same-origin", "none")


def is_foreign(headers: Headers, method: str) -> bool:
    """Whether a page of another site asks for a part of the desk: a picture, a script, a frame, a fetch.

    Following a link is allowed; what comes of it is decided by the cookie, which other sites cannot send.
    """
    if headers.get("sec-fetch-site", "none") not in ("cross-site", "same-site"):
        return False
    follows = headers.get("sec-fetch-mode") == "navigate" and headers.get("sec-fetch-dest") == "document"
    return not (follows and method in ("GET", "HEAD"))


def _is_address(name: str) -> bool:
    try:
        ipaddress.ip_address(name.strip("[]"))
    except ValueError:
        return False
    return True
