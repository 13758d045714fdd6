"""PDF with a text layer: lines joined into paragraphs, running heads and page numbers told apart."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING

from riwaya.errors import Unreadable
from riwaya.ingest.dates import timestamp
from riwaya.ingest.names import names_outlet
from riwaya.ingest.options import Options
from riwaya.ingest.piece import Block, Draft, Fact, Item, Piece, readable
from riwaya.ingest.reflow import join, words_of

if TYPE_CHECKING:
    import pypdfium2  # type: ignore[import-untyped]

_PAGE_NUMBER = re.compile(
    r"[-–—| ]*(?:(?:page|p\.|seite|pagina|página|стр\.|صفحة|ص)\s*)?[\divxlc٠-٩]{1,5}"
    r"(?:\s*(?:/|of|de|sur|von|من)\s*\d{1,4})?[-–—| ]*",
    re.IGNORECASE,
)
_NUMBERED = re.compile(
    r"\b(?:page|seite|pagina|página|p\.|صفحة) ?[\d٠-٩]{1,4}(?: ?(?:of|/|de|von|من) ?\d{1,4})?$", re.I
)
_SENTENCE_END = re.compile(r"[.!?؟…:]['\"”’»)\]]*$")
_BULLET = re.compile(r"^\s*(?:[•·▪◦●‣–—-]\s|\d{1,3}[.)]\s|\([a-z\d]{1,3}\)\s)")


# PDFium writes U+FFFE for a hyphen at the end of a line and swallows the line end after it
_LINE = re.compile("[^\r\n\ufffe]+\ufffe?")


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line: its words and its box in points, from the lower left corner of the page."""

    text: str
    left: float
    right: float
    bottom: float
    top: float

    @property
    def height(self) -> float:
        """Height of its first letter's box."""
        return self.top - self.bottom


class Pdf:
    """A PDF file with a text layer; scanned pages through OCR where that is asked for."""

    name = "pdf"
    says = "PDF with a text layer (scanned: --ocr)"
    extensions = ("pdf",)

    def sniff(self, head: bytes, item: Item) -> bool:
        """Whether the mark of a PDF stands in the first kilobyte."""
        return b"%PDF-" in head[:1024]

    def read(self, item: Item, options: Options) -> Iterator[Piece]:
        """One draft; raises Unreadable for a locked, broken or scanned file."""
        import pypdfium2

        data = item.bytes(options.limits)
        with readable(item, "a PDF", pypdfium2.PdfiumError):
            document = _opened(data, item)
            try:
                if len(document) > options.limits.pages:
                    raise Unreadable(
                        f"{item.source} has {len(document)} pages, more than {options.limits.pages}; split it"
                    )
                pages = [_lines(document, number) for number in range(len(document))]
                facts = _facts(document)
                bare = [i for i, lines in enumerate(pages) if not lines]
                scans: dict[int, str] = {}
                if bare and options.ocr:
                    from riwaya.ingest.ocr import recognise

                    scans = {i: recognise(document[i], item, options) for i in bare}
            finally:
                document.close()
        if not any(pages) and not scans:
            raise Unreadable(f"{item.source} has no text layer; add it again with --ocr")
        notes = _notes(bare, scans, len(pages))
        yield Draft(
            item.source, self.name, data, tuple(_blocks(pages, scans)), facts, item.url, item.retrieved, notes
        )


def _opened(data: bytes, item: Item) -> pypdfium2.PdfDocument:
    import pypdfium2

    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise Unreadable(
                f"{item.source} is locked with a password; unlock it and add it again"
            ) from error
        raise


def _notes(bare: Sequence[int], scans: dict[int, str], count: int) -> tuple[tuple[str, str], ...]:
    if not bare:
        return ()
    pages = ", ".join(str(i + 1) for i in bare[:20])
    how = "read with OCR" if scans else "without a text layer, not read; add the file again with --ocr"
    return (("pages", f"{len(bare)} of {count} {how}: {pages}"),)


def _lines(document: pypdfium2.PdfDocument, number: int) -> list[Line]:
    """The printed lines of one page with their boxes, in the order of the file."""
    page = document[number]
    textpage = page.get_textpage()
    try:
        count = textpage.count_chars()
        text = textpage.get_text_range() if count > 0 else ""
        exact = len(text) == count  # otherwise places in the text are not places on the page
        lines: list[Line] = []
        for match in _LINE.finditer(text):
            words = match[0].strip()
            if not words:
                continue
            start = match.start() + len(match[0]) - len(match[0].lstrip())
            end = match.start() + len(match[0].rstrip()) - 1
            box = (0.0, 0.0, 0.0, 0.0)
            if exact:
                left, bottom, _, top = textpage.get_charbox(start)
                right = textpage.get_charbox(end - (words[-1] == "\ufffe"))[2]
                box = (min(left, right), max(left, right), bottom, top)
            lines.append(Line(words, *box))
        return lines
    finally:
        textpage.close()
        page.close()


def _facts(document: pypdfium2.PdfDocument) -> tuple[Fact, ...]:
    """Title, author and the day the file was made, as the file says."""
    meta = document.get_metadata_dict(skip_empty=True)
    found = []
    title = meta.get("Title", "").strip()
    # programs fill the field with file names and with their own
    if len(title.split()) >= 3 and not re.search(
        r"\.(docx?|odt|pdf|indd|qxd|pages)\b|^Microsoft|^untitled", title, re.I
    ):
        found.append(Fact("title", title, "the file's title"))
    author = meta.get("Author", "").strip()
    if len(author.split()) >= 2:
        found.append(Fact("outlet" if names_outlet(author) else "author", author, "the file's author"))
    written = re.match(r"D?:?(\d{4})(\d{2})(\d{2})", meta.get("CreationDate", ""))
    if written and (day := timestamp("-".join(written.groups()))):
        found.append(Fact("made", day, "the file's creation date"))
    return tuple(found)


def _blocks(pages: Sequence[Sequence[Line]], scans: dict[int, str]) -> Iterator[Block]:
    """Paragraphs; running heads follow the paragraph they would have interrupted."""
    running = _running(pages)
    known = words_of("\n".join(line.text for lines in pages for line in lines))
    open_lines: list[Line] = []
    waiting: list[Block] = []
    for number, lines in enumerate(pages):
        if number in scans:
            yield from _closed(open_lines, waiting, known)
            open_lines, waiting = [], []
            yield from (Block(part) for part in re.split(r"\n\s*\n", scans[number]) if part.strip())
            continue
        kept = []
        for line in lines:
            if (why := running.get((number, line))) is not None:
                waiting.append(Block(line.text, why))
            else:
                kept.append(line)
        paragraphs = _paragraphs(kept)
        for i, paragraph in enumerate(paragraphs):
            if open_lines and i == 0 and _goes_on(open_lines[-1], paragraph[0]):
                open_lines = [*open_lines, *paragraph]
                continue
            yield from _closed(open_lines, waiting if i else [], known)
            waiting = [] if i else waiting
            open_lines = paragraph
    yield from _closed(open_lines, waiting, known)


def _closed(lines: Sequence[Line], waiting: Sequence[Block], known: frozenset[str]) -> Iterator[Block]:
    if lines:
        yield Block(join((line.text for line in lines), known))
    yield from waiting


def _goes_on(before: Line, after: Line) -> bool:
    """Whether a paragraph goes on over the page break: it stopped in mid-sentence, this is no item."""
    stopped = not _SENTENCE_END.search(before.text)
    return stopped and not _BULLET.match(after.text) and abs(before.height - after.height) < 3


def _running(pages: Sequence[Sequence[Line]]) -> dict[tuple[int, Line], str]:
    """Lines at the edge of a page that come again on others, figures aside, and bare page numbers."""
    edges = [(n, line) for n, lines in enumerate(pages) for line in dict.fromkeys([*lines[:2], *lines[-2:]])]
    on_pages = Counter(key for number, key in {(number, _masked(line.text)) for number, line in edges})
    found: dict[tuple[int, Line], str] = {}
    for number, line in edges:
        if _PAGE_NUMBER.fullmatch(line.text) or (
            len(line.text.split()) <= 16 and _NUMBERED.search(line.text)
        ):
            found[number, line] = "page number"
        elif on_pages[_masked(line.text)] >= max(2, len(pages) // 3) and len(line.text.split()) <= 20:
            found[number, line] = "running head"
    return found


def _masked(text: str) -> str:
    return re.sub(r"[\d٠-٩]+", "#", text)


def _had_room(before: Line, line: Line, lines: Sequence[Line]) -> bool:
    """Whether the next word would have fitted on the line before: it was ended on purpose."""
    edge = max((other.right for other in lines if abs(other.left - before.left) < 30), default=before.right)
    if before.right <= before.left or before.text[-1] == "\ufffe":
        return False
    letter = (before.right - before.left) / len(before.text)
    word = len(line.text.split(maxsplit=1)[0]) + 1
    return edge - before.right > (word + 4) * letter


def _paragraphs(lines: Sequence[Line]) -> list[list[Line]]:
    """Lines of one page grouped by white space, indents, short last lines and the size of print."""
    if not lines:
        return []
    gaps = [a.bottom - b.bottom for a, b in pairwise(lines) if 0 < a.bottom - b.bottom < 60]
    usual = median(gaps) if gaps else 0.0
    groups: list[list[Line]] = [[lines[0]]]
    for before, line in pairwise(lines):
        gap = before.bottom - line.bottom
        apart = usual > 0 and (gap > 1.35 * usual or gap < -1)
        larger = abs(before.height - line.height) > 0.35 * max(before.height, line.height, 1)
        resized = larger and abs(gap) > 1.1 * usual
        indented = line.left - before.left > 8 and line.left - groups[-1][0].left > 8
        ended = bool(_SENTENCE_END.search(before.text)) and indented
        if apart or resized or ended or _had_room(before, line, lines) or _BULLET.match(line.text):
            groups.append([line])
        else:
            groups[-1].append(line)
    return groups
