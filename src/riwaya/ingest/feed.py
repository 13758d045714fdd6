"""RSS and Atom feeds: every entry a report."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from riwaya.errors import Unreadable
from riwaya.ingest.dates import timestamp
from riwaya.ingest.html import fragment, peek
from riwaya.ingest.options import Options
from riwaya.ingest.piece import Block, Draft, Fact, Item, Piece, readable
from riwaya.records import SetAside

_ROOT = re.compile(r"<(?:\w+:)?(?:rss|feed|RDF)\b[^>]*>")
# entities that a feed declares itself: never needed, and expanded they fill the memory
_DECLARED = re.compile(rb"<!DOCTYPE[^\[>]{0,500}\[.*?\]\s*>", re.DOTALL)
_ENTRY = re.compile(rb"<(item|entry)[\s>].*?</\1\s*>", re.DOTALL)


class Feed:
    """A news feed; the full content of an entry is read where the feed carries it, else its summary."""

    name = "feed"
    says = "RSS or Atom feed"
    extensions = ("rss", "atom")

    def sniff(self, head: bytes, item: Item) -> bool:
        """Whether the first element is that of a feed."""
        text = peek(head)
        return (
            text.lstrip("\ufeff \t\r\n").startswith("<")
            and bool(_ROOT.search(text[:2000]))
            and "<html" not in text[:2000]
        )

    def read(self, item: Item, options: Options) -> Iterator[Piece]:
        """One draft an entry; an entry without words is set aside."""
        import feedparser  # type: ignore[import-untyped]

        data = item.bytes(options.limits)
        with readable(
            item, "a feed", ValueError, LookupError, AttributeError, TypeError, RecursionError, AssertionError
        ):
            parsed = feedparser.parse(
                _DECLARED.sub(b"", data, count=1),
                response_headers={"content-type": item.media} if item.media else None,
            )
        if not parsed.entries:
            said = " ".join(str(parsed.get("bozo_exception", "no entries")).split())[:120]
            raise Unreadable(f"{item.source} is a feed without entries ({said}); fetch it again")
        raw = [match[0] for match in _ENTRY.finditer(data)]
        shared = tuple(_feed_facts(parsed.feed))
        for number, entry in enumerate(parsed.entries, 1):
            exact = len(raw) == len(parsed.entries)
            original = raw[number - 1] if exact else json.dumps(entry, sort_keys=True, default=str).encode()
            yield _draft(entry, f"{item.source}!/{number}", original, shared, item)


def _draft(entry: Any, source: str, original: bytes, shared: tuple[Fact, ...], item: Item) -> Piece:
    """The draft of one entry; its own words for the fields before the feed's."""
    here = Item(source, data=original)
    title = fragment(str(entry.get("title", "")), here)
    heading = " ".join(" ".join(block.text for block in title).split())
    try:
        body = fragment(_markup(entry), here)
    except Unreadable as error:
        return SetAside(source, "feed", str(error), here.sha256())
    if not any(block.text.strip() for block in (*title, *body)):
        return SetAside(
            source, "feed", f"{source} has neither title nor text; open its page and add that", here.sha256()
        )
    blocks = (Block(heading), *body) if heading else body
    link = str(entry.get("link", "") or "") or None
    facts = (*_entry_facts(entry, heading), *shared)
    return Draft(source, "feed", original, blocks, facts, link, item.retrieved)


def _markup(entry: Any) -> str:
    """The longest content of an entry, else its summary."""
    contents = [str(content.get("value", "")) for content in entry.get("content", [])]
    return max([*contents, str(entry.get("summary", ""))], key=len)


def _entry_facts(entry: Any, heading: str) -> Iterator[Fact]:
    if heading:
        yield Fact("title", heading, "title of the feed's entry")
    if source := entry.get("source", {}).get("title"):
        yield Fact("outlet", str(source), "source of the feed's entry")
    if publisher := entry.get("publisher"):
        yield Fact("outlet", str(publisher), "publisher of the feed's entry")
    names = [str(author.get("name", "")) for author in entry.get("authors", [])] or [
        str(entry.get("author", ""))
    ]
    for name in names:
        if name.strip() and "@" not in name:
            yield Fact("author", name.strip(), "author of the feed's entry")
    for field in ("published", "updated", "created"):
        if day := timestamp(str(entry.get(field, "") or "")):
            yield Fact("published", day, f"the feed's date ({field})")
    if code := (entry.get("title_detail", {}) or {}).get("language"):
        yield Fact("language", str(code), "language of the feed")


def _feed_facts(feed: Any) -> Iterator[Fact]:
    if title := str(feed.get("title", "") or "").strip():
        yield Fact("outlet", title, "title of the feed")
    if code := str(feed.get("language", "") or "").strip():
        yield Fact("language", code, "language of the feed")
