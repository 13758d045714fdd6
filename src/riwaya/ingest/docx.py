"""DOCX: paragraphs and tables of the body, headers and footers as furniture."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from io import BytesIO
from typing import TYPE_CHECKING

from riwaya.ingest.archive import BROKEN, check_members, member_names
from riwaya.ingest.names import names_outlet
from riwaya.ingest.options import Options
from riwaya.ingest.piece import Block, Draft, Fact, Item, Piece, readable

if TYPE_CHECKING:
    from lxml.etree import _Element

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_LEFT_OUT = frozenset(
    (f"{_W}del", f"{_W}moveFrom", f"{_MC}Fallback", f"{_W}instrText", f"{_W}pPr", f"{_W}rPr")
)
_CHARACTERS = {
    f"{_W}tab": "\t",
    f"{_W}br": "\n",
    f"{_W}cr": "\n",
    f"{_W}noBreakHyphen": "\u2011",
    f"{_W}softHyphen": "",
}


class Docx:
    """A Word document (2007 and later)."""

    name = "docx"
    says = "Word document"
    extensions = ("docx", "docm")

    def sniff(self, head: bytes, item: Item) -> bool:
        """Whether it is a ZIP file with a Word document in it."""
        return head.startswith(b"PK") and "word/document.xml" in member_names(item)

    def read(self, item: Item, options: Options) -> Iterator[Piece]:
        """One draft."""
        import docx
        from docx.opc.exceptions import OpcError
        from lxml import etree

        data = item.bytes(options.limits)
        errors = (OpcError, etree.XMLSyntaxError, AttributeError, *BROKEN)
        with readable(item, "a Word document", *errors):
            with zipfile.ZipFile(BytesIO(data)) as archive:
                check_members(archive, item, options.limits)
            document = docx.Document(BytesIO(data))
            blocks = [Block(text) for text in _texts(document.element.body)]
            blocks += [
                Block(text, "header or footer")
                for section in document.sections
                for part in (section.header, section.footer)
                if not part.is_linked_to_previous
                for text in _texts(part._element)
            ]
            facts = list(_facts(document.core_properties))
        yield Draft(item.source, self.name, data, tuple(blocks), tuple(facts), item.url, item.retrieved)


def _facts(properties: object) -> Iterator[Fact]:
    title = str(getattr(properties, "title", "") or "").strip()
    author = str(getattr(properties, "author", "") or "").strip()
    language = str(getattr(properties, "language", "") or "").strip()
    made = getattr(properties, "created", None)
    if len(title.split()) >= 3:
        yield Fact("title", title, "the file's title")
    if len(author.split()) >= 2 and "python-docx" not in author:
        yield Fact("outlet" if names_outlet(author) else "author", author, "the file's author")
    if language:
        yield Fact("language", language, "the file's language")
    # Word copies the template's date into new files, so years before DOCX existed mean nothing
    if made is not None and made.year >= 2007 and author != "python-docx":
        yield Fact("made", made.date().isoformat(), "the file's creation date")


def _texts(container: _Element) -> Iterator[str]:
    """The paragraphs in order; a row of a table as one line with its cells parted by bars."""
    for child in container:
        if child.tag == f"{_W}p":
            yield _words(child)
        elif child.tag == f"{_W}tbl":
            for row in child.iter(f"{_W}tr"):
                cells = [" ".join(_words(cell).split()) for cell in row.iterchildren(f"{_W}tc")]
                yield " | ".join(cell for cell in cells if cell)
        elif child.tag in (f"{_W}sdt", f"{_W}sdtContent", f"{_W}customXml", f"{_W}ins", f"{_W}body"):
            yield from _texts(child)


def _words(element: _Element) -> str:
    """The words in an element as they stand after all changes are accepted."""
    from lxml import etree

    words: list[str] = []
    left_out: _Element | None = None
    for event, node in etree.iterwalk(element, events=("start", "end")):
        if event == "end":
            if node is left_out:
                left_out = None
            elif left_out is None and node.tag == f"{_W}p" and node is not element:
                words.append("\n")
        elif left_out is None:
            if node.tag in _LEFT_OUT:
                left_out = node
            elif node.tag == f"{_W}t":
                words.append(node.text or "")
            else:
                words.append(_CHARACTERS.get(str(node.tag), ""))
    return "".join(words).strip("\n")
