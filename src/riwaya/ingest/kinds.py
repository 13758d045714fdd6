"""Every kind of file that can be read, in the order in which they are asked."""

from __future__ import annotations

from collections.abc import Sequence

from riwaya.errors import Unreadable
from riwaya.ingest.archive import Zip
from riwaya.ingest.docx import Docx
from riwaya.ingest.feed import Feed
from riwaya.ingest.html import Html
from riwaya.ingest.jsonl import JsonLines
from riwaya.ingest.mail import Mail, Mbox
from riwaya.ingest.odt import Odt
from riwaya.ingest.pdf import Pdf
from riwaya.ingest.piece import Container, Item, Kind
from riwaya.ingest.reliefweb import ReliefWeb
from riwaya.ingest.text import Text
from riwaya.ingest.warc import Wacz, Warc

# Text is asked last: nearly everything can be taken for text.
KINDS: tuple[Kind | Container, ...] = (
    *(Pdf(), Docx(), Odt(), Wacz(), Zip(), Warc()),
    *(Feed(), Html(), Mbox(), Mail(), ReliefWeb(), JsonLines(), Text()),
)

_KNOWN = (
    (b"{\\rtf", "an RTF file", "save it as DOCX or ODT"),
    (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        "an old Office file (.doc, .xls, .ppt, .msg)",
        "save it as DOCX or PDF",
    ),
    (b"\xff\xd8\xff", "a picture (JPEG)", "put the scanned pages into one PDF and add it with --ocr"),
    (b"\x89PNG", "a picture (PNG)", "put the scanned pages into one PDF and add it with --ocr"),
    (b"GIF8", "a picture (GIF)", "put the scanned pages into one PDF and add it with --ocr"),
    (b"II*\x00", "a picture (TIFF)", "put the scanned pages into one PDF and add it with --ocr"),
    (b"MM\x00*", "a picture (TIFF)", "put the scanned pages into one PDF and add it with --ocr"),
    (b"Rar!", "a RAR archive", "unpack it and add the folder"),
    (b"7z\xbc\xaf", "a 7-Zip archive", "unpack it and add the folder"),
    (b"\x1f\x8b", "a gzip file", "unpack it and add what is inside"),
    (b"BZh", "a bzip2 file", "unpack it and add what is inside"),
    (b"\xfd7zXZ", "an xz file", "unpack it and add what is inside"),
    (b"SQLite format 3", "a database (SQLite)", "export its text as JSON lines"),
    (b"\x7fELF", "a program", "leave it out"),
    (b"MZ", "a program", "leave it out"),
    (b"ID3", "a sound recording", "add its transcript"),
    (b"OggS", "a recording", "add its transcript"),
    (b"RIFF", "a recording or picture", "add its transcript"),
)


# Text that is data or a program: read as a report it would only make false claims.
_NO_REPORT = frozenset(
    (
        *(
            "json",
            "yaml",
            "yml",
            "toml",
            "ini",
            "cfg",
            "csv",
            "tsv",
            "xml",
            "sql",
            "log",
            "conllu",
            "ann",
            "bib",
        ),
        *("py", "js", "css", "sh", "bat", "c", "h", "java", "rb", "r", "ipynb", "lock", "srt", "vtt", "svg"),
    )
)


def kinds() -> Sequence[Kind | Container]:
    """All kinds: `name`, `says` and `extensions` of each, for help texts."""
    return KINDS


def kind_named(name: str) -> Kind | Container:
    """The kind of that name; raises Unreadable where there is none."""
    for kind in KINDS:
        if kind.name == name:
            return kind
    raise Unreadable(f"{name[:40]!r} is no kind of file that can be read")


def kind_of(item: Item) -> Kind | Container:
    """The kind of an item: as known, by its content, by its extension, as text; raises Unreadable."""
    if item.kind is not None:
        return kind_named(item.kind)
    head = item.head()
    if not head.strip(b"\x00 \t\r\n\xef\xbb\xbf"):
        raise Unreadable(f"{item.source} is empty; fetch or export it again")
    *special, text = KINDS
    for kind in special:
        if kind.sniff(head, item):
            return kind
    for magic, what, way_out in _KNOWN:
        if head.startswith(magic):
            raise Unreadable(f"{item.source} is {what}, which is not read; {way_out}")
    for kind in special:
        if item.extension in kind.extensions:
            return kind
    if item.extension in _NO_REPORT:
        raise Unreadable(f"{item.source} is data, not a report; export its text as JSON lines or plain text")
    if text.sniff(head, item):
        return text
    raise Unreadable(
        f"{item.source} is of no kind that can be read ({_shown(head)}); save it as text, PDF or HTML"
    )


def _shown(head: bytes) -> str:
    return f"it starts with bytes {head[:6].hex(' ')}"
