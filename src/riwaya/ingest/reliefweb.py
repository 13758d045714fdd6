"""Saved answers of the ReliefWeb API: every report in `data`."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from riwaya.errors import Unreadable
from riwaya.ingest.dates import timestamp
from riwaya.ingest.decode import decode
from riwaya.ingest.html import fragment, peek
from riwaya.ingest.options import Options
from riwaya.ingest.piece import Block, Draft, Fact, Item, Piece, readable
from riwaya.records import SetAside


class ReliefWeb:
    """An answer of api.reliefweb.int as saved: `{"data": [{"id": …, "fields": {…}}]}`."""

    name = "reliefweb"
    says = "saved ReliefWeb API answer (JSON)"
    extensions = ()

    def sniff(self, head: bytes, item: Item) -> bool:
        """Whether it is one JSON object that names the parts of an answer."""
        text = peek(head)
        if not text.lstrip("\ufeff \t\r\n").startswith("{"):
            return False
        return bool(re.search(r'"data"\s*:\s*\[\s*\{', text)) and bool(re.search(r'"fields"\s*:\s*\{', text))

    def read(self, item: Item, options: Options) -> Iterator[Piece]:
        """One draft a report; one without words is set aside."""
        with readable(item, "a ReliefWeb answer", ValueError, RecursionError):
            answer = json.loads(decode(item.bytes(options.limits))[0])
        entries = answer.get("data") if isinstance(answer, dict) else None
        if not isinstance(entries, list):
            raise Unreadable(f"{item.source} has no list of reports in `data`; save the API's answer again")
        for number, entry in enumerate(entries, 1):
            yield _draft(entry, number, item)


def _draft(entry: object, number: int, item: Item) -> Piece:
    fields = entry.get("fields") if isinstance(entry, dict) else None
    name = str(entry.get("id", number)) if isinstance(entry, dict) else str(number)
    source = f"{item.source}!/{name}"
    original = json.dumps(entry, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")
    here = Item(source, data=original)
    if not isinstance(fields, dict):
        return SetAside(
            source, "reliefweb", f"{source} has no `fields`; ask the API for title and body", here.sha256()
        )
    title = _string(fields.get("title"))
    try:
        body = _body(fields, here)
    except Unreadable as error:
        return SetAside(source, "reliefweb", str(error), here.sha256())
    if not any(block.text.strip() for block in body):
        return SetAside(
            source, "reliefweb", f"{source} has no body; ask the API for the field body", here.sha256()
        )
    blocks = (Block(title), *body) if title else body
    url = (
        _string(fields.get("url_alias"))
        or _string(fields.get("origin"))
        or _string(fields.get("url"))
        or None
    )
    return Draft(source, "reliefweb", original, blocks, tuple(_facts(fields, title)), url, item.retrieved)


def _body(fields: dict[str, Any], item: Item) -> tuple[Block, ...]:
    """The body, from its HTML where that is there (the plain form is Markdown)."""
    markup = _string(fields.get("body-html"))
    if markup:
        return fragment(markup, item)
    from riwaya.ingest.text import plain

    return (Block(plain(_string(fields.get("body")))),)


def _facts(fields: dict[str, Any], title: str) -> Iterator[Fact]:
    if title:
        yield Fact("title", title, "ReliefWeb title")
    sources = [_string(source.get("name")) for source in _dicts(fields.get("source"))]
    if any(sources):
        yield Fact("outlet", ", ".join(filter(None, sources)), "ReliefWeb source")
    dates = fields.get("date")
    if isinstance(dates, dict):
        for key in ("original", "created"):
            if day := timestamp(_string(dates.get(key))):
                yield Fact("published", day, f"ReliefWeb's date.{key}")
    for language in _dicts(fields.get("language")):
        yield Fact("language", _string(language.get("code")), "ReliefWeb language")


def _dicts(value: object) -> list[dict[str, Any]]:
    values = value if isinstance(value, list) else [value]
    return [entry for entry in values if isinstance(entry, dict)]


def _string(value: object) -> str:
    return value.strip() if isinstance(value, str) else ""
