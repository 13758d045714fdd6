"""Short ways to read bytes in tests."""

from __future__ import annotations

from riwaya.ingest import Options, read
from riwaya.records import Document, Report, SetAside


def documents(name: str, data: bytes, options: Options | None = None) -> list[Document]:
    """Every document of the bytes; nothing may be set aside."""
    found = list(read(name, options, data))
    aside = [item for item in found if isinstance(item, SetAside)]
    assert not aside, aside
    return [item for item in found if isinstance(item, Document)]


def report(name: str, data: bytes | str, options: Options | None = None) -> Report:
    """The one report of the bytes."""
    (document,) = documents(name, data.encode() if isinstance(data, str) else data, options)
    return document.report


def reason(name: str, data: bytes, options: Options | None = None) -> str:
    """Why the bytes are set aside."""
    (item,) = list(read(name, options, data))
    assert isinstance(item, SetAside), item
    return item.reason


def kept(found: Report) -> str:
    """The text without its furniture."""
    text, at = [], 0
    for span in found.furniture:
        text.append(found.text[at : span.start])
        at = span.end
    return "".join([*text, found.text[at:]])


def origin(found: Report, field: str) -> str:
    """Where a field of the report came from."""
    return dict(found.origins)[field]
