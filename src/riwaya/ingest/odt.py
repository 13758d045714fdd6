"""ODT: paragraphs, headings and tables of an OpenDocument text."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from io import BytesIO
from typing import TYPE_CHECKING

from riwaya.ingest.archive import BROKEN, check_members, member_names
from riwaya.ingest.dates import timestamp
from riwaya.ingest.names import names_outlet
from riwaya.ingest.options import Options
from riwaya.ingest.piece import Block, Draft, Fact, Item, Piece, readable

if TYPE_CHECKING:
    from lxml.etree import _Element

_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_META = "{urn:oasis:names:tc:opendocument:xmlns:meta:1.0}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_MIME = b"application/vnd.oasis.opendocument.text"
_LEFT_OUT = frozenset(
    (f"{_TEXT}note", f"{_OFFICE}annotation", f"{_TEXT}tracked-changes", f"{_TEXT}sequence-decls")
)


class Odt:
    """An OpenDocument text (LibreOffice and others)."""

    name = "odt"
    says = "OpenDocument text"
    extensions = ("odt", "ott")

    def sniff(self, head: bytes, item: Item) -> bool:
        """Whether it is a ZIP file that declares itself an OpenDocument text."""
        if not head.startswith(b"PK"):
            return False
        return _MIME in head[:200] or (item.extension == "odt" and "content.xml" in member_names(item))

    def read(self, item: Item, options: Options) -> Iterator[Piece]:
        """One draft."""
        from lxml import etree

        data = item.bytes(options.limits)
        parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
        errors = (etree.XMLSyntaxError, *BROKEN)
        with readable(item, "an OpenDocument text", *errors), zipfile.ZipFile(BytesIO(data)) as archive:
            check_members(archive, item, options.limits)
            content = etree.fromstring(archive.read("content.xml"), parser)
            meta = (
                etree.fromstring(archive.read("meta.xml"), parser)
                if "meta.xml" in archive.namelist()
                else None
            )
        body = content.find(f".//{_OFFICE}text")
        blocks = tuple(Block(text) for text in _texts(body)) if body is not None else ()
        facts = tuple(_facts(meta)) if meta is not None else ()
        yield Draft(item.source, self.name, data, blocks, facts, item.url, item.retrieved)


def _facts(meta: _Element) -> Iterator[Fact]:
    for field, path, least in (("title", "title", 3), ("author", "creator", 2), ("language", "language", 1)):
        value = (meta.findtext(f".//{_DC}{path}") or "").strip()
        if len(value.split()) >= least:
            institution = field == "author" and names_outlet(value)
            yield Fact("outlet" if institution else field, value, f"the file's {field}")
    if day := timestamp(meta.findtext(f".//{_META}creation-date") or ""):
        yield Fact("made", day, "the file's creation date")


def _texts(body: _Element) -> Iterator[str]:
    """The paragraphs in order; a row of a table as one line with its cells parted by bars."""
    rows = frozenset(body.iter(f"{_TABLE}table-row"))
    for element in body.iter(f"{_TEXT}p", f"{_TEXT}h", f"{_TABLE}table-row"):
        if any(above.tag in _LEFT_OUT or above in rows for above in element.iterancestors()):
            continue
        if element.tag == f"{_TABLE}table-row":
            cells = [" ".join(_words(cell).split()) for cell in element.iterchildren(f"{_TABLE}table-cell")]
            yield " | ".join(cell for cell in cells if cell)
        else:
            yield _words(element)


def _words(element: _Element) -> str:
    from lxml import etree

    words: list[str] = []
    left_out: _Element | None = None
    for event, node in etree.iterwalk(element, events=("start", "end")):
        if event == "start" and left_out is None:
            if node.tag in _LEFT_OUT:
                left_out = node
                continue
            if node.tag == f"{_TEXT}s":
                count = node.get(f"{_TEXT}c") or "1"
                words.append(" " * min(int(count) if count.isdigit() else 1, 100))
            elif node.tag == f"{_TEXT}tab":
                words.append("\t")
            elif node.tag == f"{_TEXT}line-break":
                words.append("\n")
            words.append(node.text or "")
        elif event == "end" and (left_out is None or node is left_out):
            left_out = None
            if node.tag == f"{_TEXT}p" and node is not element:
                words.append("\n")
            if node is not element:
                words.append(node.tail or "")
    return "".join(words).strip("\n")
