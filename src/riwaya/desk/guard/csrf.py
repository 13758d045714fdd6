"""Whether a request that changes something was made by a page of ours: a token in a header or in the form.

The token stands in the form's first field, so that it is checked before anything else of an upload is read.
"""

from __future__ import annotations

import hashlib
import hmac
from urllib.parse import parse_qsl

from starlette.datastructures import Headers
from starlette.types import Message, Receive

from riwaya.desk.guard.visitor import FIELD, HEADER

_FIRST = 64 * 1024  # bytes of a form in which its first field must end


def derived(key: bytes, session: str) -> str:
    """The token of a session: nobody can tell it without the key of this desk."""
    return hmac.new(key, f"csrf {session}".encode(), hashlib.sha256).hexdigest()


async def replayed(receive: Receive, headers: Headers, wanted: str) -> Receive | None:
    """The body to be read from its beginning again if it carries the token; else None."""
    given = headers.get(HEADER)
    if given is not None:
        return receive if _same(given, wanted) else None
    kind = headers.get("content-type", "")
    if kind.startswith("application/x-www-form-urlencoded"):
        seen = await _read(receive, None)
        fields = parse_qsl(_bytes(seen).decode("latin-1"), keep_blank_values=True, max_num_fields=2000)
        token = next((value for name, value in fields if name == FIELD), "")
    elif kind.startswith("multipart/form-data"):
        seen = await _read(receive, _FIRST)
        token = _first_field(kind, _bytes(seen))
    else:
        return None
    return _again(seen, receive) if _same(token, wanted) else None


def _same(given: str, wanted: str) -> bool:
    return bool(wanted) and hmac.compare_digest(given.encode(), wanted.encode())


async def _read(receive: Receive, enough: int | None) -> list[Message]:
    """The messages of the body: all, or as many as hold enough bytes."""
    seen: list[Message] = []
    size = 0
    while enough is None or size < enough:
        message = await receive()
        seen.append(message)
        size += len(message.get("body", b""))
        if message["type"] != "http.request" or not message.get("more_body", False):
            break
    return seen


def _bytes(seen: list[Message]) -> bytes:
    return b"".join(message.get("body", b"") for message in seen)


def _again(seen: list[Message], receive: Receive) -> Receive:
    waiting = list(seen)

    async def receiving() -> Message:
        return waiting.pop(0) if waiting else await receive()

    return receiving


def _first_field(kind: str, start: bytes) -> str:
    """The value of the first part of a form if that is the token; else nothing."""
    from python_multipart.exceptions import FormParserError
    from python_multipart.multipart import MultipartParser, parse_options_header

    parts = 0
    head = bytearray()
    value = bytearray()

    def begun() -> None:
        nonlocal parts
        parts += 1

    def headed(data: bytes, first: int, past: int) -> None:
        if parts == 1:
            head.extend(data[first:past])

    def valued(data: bytes, first: int, past: int) -> None:
        if parts == 1:
            value.extend(data[first:past])

    try:
        parser = MultipartParser(
            parse_options_header(kind)[1].get(b"boundary", b""),
            {"on_part_begin": begun, "on_header_value": headed, "on_part_data": valued},
        )
        parser.write(start)
    except FormParserError:
        return ""
    named = parse_options_header(bytes(head))[1].get(b"name", b"")
    return value.decode("latin-1") if named == FIELD.encode() else ""
