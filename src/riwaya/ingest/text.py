"""Plain text and Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterator

from riwaya.ingest.dates import timestamp
from riwaya.ingest.decode import decode
from riwaya.ingest.options import Options
from riwaya.ingest.piece import Block, Draft, Fact, Item, Piece
from riwaya.ingest.reflow import unwrap

_FRONT = re.compile(r"\A---\n(.{0,4000}?)\n---\s*\n", re.DOTALL)
_FIELDS = {
    **dict.fromkeys(("title", "headline"), "title"),
    **dict.fromkeys(("author", "authors", "byline"), "author"),
    **dict.fromkeys(("date", "published"), "published"),
    **dict.fromkeys(("source", "outlet", "publisher"), "outlet"),
    **dict.fromkeys(("lang", "language"), "language"),
}
_BINARY = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")


class Text:
    """Plain text in any encoding; Markdown with its marks taken off."""

    name = "text"
    says = "plain text or Markdown, any encoding"
    extensions = ("txt", "text", "md", "markdown", "asc")

    def sniff(self, head: bytes, item: Item) -> bool:
        """Whether the bytes can be text: hardly any control characters once decoded."""
        if not head.strip():
            return False
        text, encoding = decode(head[:4096])
        if encoding.startswith(("utf-16", "utf-32")):
            return sum(char.isprintable() or char.isspace() for char in text) > 0.95 * len(text)
        controls = len(_BINARY.findall(head))
        return controls <= len(head) / 500 and text.count("\ufffd") <= len(text) / 20

    def read(self, item: Item, options: Options) -> Iterator[Piece]:
        """One draft."""
        data = item.bytes(options.limits)
        text, encoding = decode(data)
        text = text.replace("\r\n", "\n").replace("\r", "\n")
        facts: tuple[Fact, ...] = ()
        if item.extension in {"md", "markdown"}:
            text, facts = _front_matter(text)
            text = plain(text)
        notes = () if encoding == "utf-8" else (("encoding", encoding),)
        yield Draft(
            item.source, self.name, data, (Block(unwrap(text)),), facts, item.url, item.retrieved, notes
        )


def _front_matter(text: str) -> tuple[str, tuple[Fact, ...]]:
    """The text below a front matter, and what that says."""
    match = _FRONT.match(text)
    if not match:
        return text, ()
    found = []
    for line in match[1].splitlines():
        key, colon, value = line.partition(":")
        field, value = _FIELDS.get(key.strip().lower()), value.strip().strip("\"'[]")
        if not colon or field is None or not value:
            continue
        if field == "published":
            value = timestamp(value) or ""
        if value:
            found.append(Fact(field, value, f"front matter, {key.strip()}"))
    return text[match.end() :], tuple(found)


def plain(text: str) -> str:
    """Markdown without its marks: headings, emphasis, links, pictures, rules."""
    text = re.sub(r"!\[([^\]\n]{0,300})\]\([^)\n]{0,2000}\)", r"\1", text)
    text = re.sub(r"\[([^\]\n]{1,300})\]\([^)\n]{0,2000}\)", r"\1", text)
    text = re.sub(r"^#{1,6}[ \t]+(.*?)[ \t#]*$", r"\1", text, flags=re.MULTILINE)
    text = re.sub(r"^[ \t]*([-*_][ \t]*){3,}$", "", text, flags=re.MULTILINE)
    text = re.sub(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1", r"\2", text)
    return re.sub(r"(?<![\w*])([*_])(?=\S)([^*_\n]+?)(?<=\S)\1(?![\w*])", r"\2", text)
