"""JSON lines, one report a line: `{"title", "text", "outlet", "published", "url"}`."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from functools import partial
from typing import Any

from riwaya.errors import Unreadable
from riwaya.ingest.dates import timestamp
from riwaya.ingest.html import peek
from riwaya.ingest.options import MIB, Options, is_edtf
from riwaya.ingest.piece import Block, Draft, Fact, Item, Member
from riwaya.records import SetAside

# field of a line -> field of a report; the first that is there counts
_NAMES = {
    "title": ("title", "headline"),
    "text": ("text", "body", "content", "maintext"),
    "outlet": ("outlet", "source", "publisher", "sitename", "site_name"),
    "author": ("authors", "author", "byline"),
    "published": ("published", "date", "date_publish", "published_at", "publication_date"),
    "url": ("url", "link"),
    "language": ("language", "lang"),
}


class JsonLines:
    """Reports as JSON lines; a bad line is set aside with its number."""

    name = "jsonl"
    says = "JSON lines of title, text, outlet, published, url"
    extensions = ("jsonl", "ndjson", "jl")

    def sniff(self, head: bytes, item: Item) -> bool:
        """Whether the first line is a JSON object with a text, whole or cut off by the end of the sample."""
        first = peek(head).lstrip("\ufeff \t\r\n").split("\n", 1)[0].strip()
        if not first.startswith("{") or not re.search(
            r'"(?:text|body|content|maintext|title)"\s*:\s*"', first
        ):
            return False
        return first.endswith("}") or len(first) > 4000

    def members(self, item: Item, options: Options) -> Iterator[Member]:
        """One draft a line, one SetAside a bad line."""
        with item.open() as stream:
            number = 0
            while line := stream.readline(options.limits.document + 1):
                number += 1
                line = line.removeprefix(b"\xef\xbb\xbf") if number == 1 else line
                if not line.strip():
                    continue
                yield partial(_line, line.strip(), number, item, options)


def _line(line: bytes, number: int, item: Item, options: Options) -> Draft | SetAside:
    source = f"{item.source}!/{number}"
    try:
        return _draft(line, source, number, item, options)
    except Unreadable as error:
        return SetAside(source, JsonLines.name, str(error), hashlib.sha256(line).hexdigest())


def _draft(line: bytes, source: str, number: int, item: Item, options: Options) -> Draft:
    """The report of one line; raises Unreadable naming the line."""
    where = f"{item.source}, line {number}"
    if len(line) > options.limits.document:
        raise Unreadable(f"{where} is longer than {options.limits.document // MIB} MiB; split it")
    try:
        entry = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise Unreadable(
            f"{where} is not JSON ({' '.join(str(error).split())[:100]}); mend the line"
        ) from error
    if not isinstance(entry, dict):
        raise Unreadable(f'{where} is not an object; write {{"title": …, "text": …}}')
    text, title = _one(entry, "text"), _one(entry, "title")
    if not text:
        raise Unreadable(f"{where} has no text; give it in the field `text`")
    blocks = (Block(text),) if not title or text.lstrip().startswith(title) else (Block(title), Block(text))
    facts = tuple(_facts(entry, title, where))
    return Draft(source, "jsonl", line, blocks, facts, _one(entry, "url") or None, item.retrieved)


def _facts(entry: dict[str, Any], title: str, where: str) -> Iterator[Fact]:
    if title:
        yield Fact("title", title, "field title")
    if outlet := _one(entry, "outlet"):
        yield Fact("outlet", outlet, "field outlet")
    for name in _NAMES["author"]:
        value = entry.get(name)
        writers = value if isinstance(value, list) else [value]
        yield from (
            Fact("author", w.strip(), f"field {name}") for w in writers if isinstance(w, str) and w.strip()
        )
    if language := _one(entry, "language"):
        yield Fact("language", language, "field language")
    written = _one(entry, "published")
    if written:
        day = written if is_edtf(written) else timestamp(written)
        if day is None:
            raise Unreadable(
                f"{where} has published {written[:40]!r}, which is no date; write it like 2019-11-04"
            )
        yield Fact("published", day, "the line's own date")


def _one(entry: dict[str, Any], field: str) -> str:
    """The first of a field's names that holds a string."""
    return next(
        (v.strip() for name in _NAMES[field] if isinstance(v := entry.get(name), str) and v.strip()), ""
    )
