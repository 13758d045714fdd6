"""Saved web pages: every readable block in order, and which of them are the report."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from riwaya.errors import Unreadable
from riwaya.ingest.blocks import Chunk, chunks
from riwaya.ingest.decode import decode
from riwaya.ingest.options import Options
from riwaya.ingest.page import page_facts
from riwaya.ingest.piece import Block, Draft, Item, Piece, readable

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?([\w.:-]{2,40})", re.IGNORECASE)
# browsers note in a comment where a page was saved from
_SAVED = re.compile(r"<!--\s*saved from url=\(\d+\)(https?://[^\s>]+)")
_MOST_ELEMENTS = 20_000  # ten times a long page; trafilatura takes minutes over much larger ones
_PROSE = frozenset(("p", "div", "blockquote", "li", "td", "dd", "pre"))
_TAGS = re.compile(
    r"<(?:p|div|br|span|a|h1|h2|ul|li|table|article|body|head|title|meta|section)\b[^>]*>", re.IGNORECASE
)
_ENDS = re.compile(r"</(?:body|html)\s*>", re.IGNORECASE)
_OPENS = re.compile(
    r"\s*(?:<\?xml[^>]*\?>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.I | re.S
)


class Html:
    """A saved page: meta data, the report, and everything around it as furniture."""

    name = "html"
    says = "saved web page"
    extensions = ("html", "htm", "xhtml", "mht.html")

    def sniff(self, head: bytes, item: Item) -> bool:
        """Whether the bytes open like a page, or hold several tags of one."""
        text = peek(head)
        if _OPENS.match(text):
            return True
        return (
            text.lstrip().startswith("<")
            and len(_TAGS.findall(text)) >= 3
            and not text.lstrip().startswith("<?xml")
        )

    def read(self, item: Item, options: Options) -> Iterator[Piece]:
        """One draft."""
        data = item.bytes(options.limits)
        text, encoding = decode(data, _claimed(data, item.media))
        tree = parse(text, item)
        saved = _SAVED.search(text[:4096])
        facts, url = page_facts(tree, item.url or (saved[1] if saved else None))
        notes = () if encoding == "utf-8" else (("encoding", encoding),)
        blocks = tuple(judged(tree))
        yield Draft(item.source, self.name, data, blocks, facts, url, item.retrieved, notes)


def peek(head: bytes) -> str:
    """The first bytes as characters, good enough to look for tags and headers."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf")) or b"\x00" in head[:200]:
        return decode(head)[0]
    return head.decode("latin-1")


def parse(text: str, item: Item) -> HtmlElement:
    """The tree of a page or fragment; raises Unreadable for a page without a single element."""
    from lxml import etree, html

    # a declaration of encoding contradicts text that is already decoded; NUL ends the page for libxml2
    cleaned = re.sub(r"^\s*<\?xml[^>]*\?>", "", text.replace("\x00", " "))
    cleaned = re.sub("[\ud800-\udfff]", "\ufffd", cleaned)
    cleaned = _ENDS.sub("", cleaned)  # a browser shows what stands after them, libxml2 does not read it
    # huge_tree: pages nest deeper than libxml2's 256; what is too much even so ends in the limited child
    parser = html.HTMLParser(huge_tree=True, remove_comments=True, remove_pis=True)
    with readable(item, "a web page", etree.ParserError, etree.XMLSyntaxError, ValueError, AssertionError):
        tree = html.document_fromstring(cleaned, parser=parser)
    _check_whole({entry.type_name for entry in parser.error_log}, item)
    if tree is None:
        raise Unreadable(f"{item.source} holds no page; save it again from the browser")
    return tree


def _check_whole(errors: set[str], item: Item) -> None:
    """Nothing; libxml2 goes on with the part of a page that it has, so this raises where that is not all."""
    if "ERR_NO_MEMORY" in errors:
        raise MemoryError
    if "ERR_RESOURCE_LIMIT" in errors:
        raise Unreadable(f"{item.source} nests its tags too deep to be read whole; save it as text or PDF")


def fragment(markup: str, item: Item) -> tuple[Block, ...]:
    """The blocks of a piece of HTML that is content as a whole: a feed entry, a mail body."""
    if "<" not in markup and "&" not in markup:
        return (Block(markup),)
    tree = parse(f"<html><body><div>{markup}</div></body></html>", item)
    return tuple(Block(chunk.text, chunk.structure) for chunk in chunks(tree))


def _claimed(data: bytes, media: str | None) -> str | None:
    """The encoding that the server or the page names."""
    if media and (match := re.search(r"charset=[\"']?([\w.:-]+)", media, re.IGNORECASE)):
        return match[1]
    found = _CHARSET.search(data[:4096])
    return found[1].decode("ascii") if found else None


def judged(tree: HtmlElement) -> Iterator[Block]:
    """Every block in order, furniture with its reason: by structure, then by trafilatura's main text."""
    found = list(chunks(tree))
    main = _main_text(tree)
    inside = [_is_in(chunk.text, main) for chunk in found]
    # too little recognised: a bulletin or a table, no article; then only the structure tells furniture apart
    known = sum(len(chunk.text) for chunk, ok in zip(found, inside, strict=True) if ok)
    if known <= 0.15 * sum(len(chunk.text) for chunk in found):
        inside = [chunk.structure is None for chunk in found]
    body = [i for i, chunk in enumerate(found) if inside[i] and chunk.structure is None and _is_prose(chunk)]
    first, last = (body[0], body[-1]) if body else (len(found), -1)
    titles = [i for i, chunk in enumerate(found[: first + 1]) if chunk.tag == "h1"]
    top = titles[-1] if titles else max(0, first - 6)
    for i, chunk in enumerate(found):
        if chunk.tag == "h1" and chunk.structure in (None, "banner"):
            yield Block(chunk.text)
        elif chunk.structure is not None and not (
            inside[i] and chunk.structure == "aside" and chunk.in_article
        ):
            yield Block(chunk.text, chunk.structure)
        elif inside[i] or (first <= i <= last and _is_prose(chunk)) or (top <= i < first and _is_head(chunk)):
            yield Block(chunk.text)
        else:
            yield Block(chunk.text, "outside the main text")


def _is_prose(chunk: Chunk) -> bool:
    """Whether a block reads like a paragraph of the report."""
    ends = re.search(r"[.!?؟…۔]['\"”’»)\]]*$", chunk.text)
    return bool(ends) and len(chunk.text.split()) >= 6 and chunk.tag in _PROSE


def _is_head(chunk: Chunk) -> bool:
    """Whether a block between title and text may be the byline, the date or the standfirst."""
    return len(chunk.text.split()) <= 60 and chunk.tag != "li"


def _main_text(tree: HtmlElement) -> tuple[str, frozenset[str]]:
    """What trafilatura takes for the text of the page: squeezed together, and as a set of squeezed lines."""
    import copy

    from trafilatura import extract

    if sum(1 for _ in tree.iter()) > _MOST_ELEMENTS:
        return "", frozenset()
    # tables and comments are kept apart; fast: the fallbacks double the time and cut reports short
    found = (
        extract(
            copy.deepcopy(tree), fast=True, include_comments=False, include_tables=True, favor_recall=True
        )
        or ""
    )
    return _squeezed(found), frozenset(_squeezed(line.lstrip("- ")) for line in found.splitlines())


def _squeezed(text: str) -> str:
    return re.sub(r"[\W_]+", "", text)


def _is_in(text: str, main: tuple[str, frozenset[str]]) -> bool:
    squeezed = _squeezed(text)
    if len(squeezed) < 25:
        return squeezed in main[1] and bool(squeezed)
    return squeezed in main[0]
