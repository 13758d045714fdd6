"""Web archives: the pages in WARC files, and in the WACZ packages around them."""

from __future__ import annotations

import logging
import zipfile
import zlib
from collections.abc import Iterator
from functools import partial
from typing import Any, BinaryIO

from riwaya.ingest.archive import BROKEN, check_members, member_names
from riwaya.ingest.options import MIB, MOMENT, Options
from riwaya.ingest.packed import unpacked
from riwaya.ingest.piece import Item, Member, Piece, readable
from riwaya.records import SetAside

_READ = (
    "text/html",
    "application/xhtml",
    "text/plain",
    "application/pdf",
    "application/rss",
    "application/atom",
)
_DOCUMENTS = (
    "application/vnd.openxmlformats-officedocument.wordprocessingml",
    "application/vnd.oasis.opendocument.text",
)


class Warc:
    """A web archive: every page, text or document it holds; pictures, styles and scripts are left out."""

    name = "warc"
    says = "web archive (WARC)"
    extensions = ("warc", "warc.gz")

    def sniff(self, head: bytes, item: Item) -> bool:
        """Whether the bytes open like a WARC record, packed or not."""
        if head.startswith(b"WARC/"):
            return True
        return head.startswith(b"\x1f\x8b") and _unpacked(head).startswith(b"WARC/")

    def members(self, item: Item, options: Options) -> Iterator[Member]:
        """The archived pages in order; a record that is broken ends the archive with a SetAside."""
        with item.open() as stream:
            yield from _records(stream, item, item.source, options)


class Wacz:
    """A web archive package: the WARC files in its folder `archive`."""

    name = "wacz"
    says = "web archive package (WACZ)"
    extensions = ("wacz",)

    def sniff(self, head: bytes, item: Item) -> bool:
        """Whether it is a ZIP file with a data package and WARC files in it."""
        if not head.startswith(b"PK"):
            return False
        names = member_names(item)
        return "datapackage.json" in names and any(_is_warc(name) for name in names)

    def members(self, item: Item, options: Options) -> Iterator[Member]:
        """The pages of every WARC file inside, read as a stream, whatever their size."""
        with (
            readable(item, "a WACZ package", *BROKEN),
            item.open() as stream,
            zipfile.ZipFile(stream) as archive,
        ):
            check_members(archive, item, options.limits)
            for name in sorted(filter(_is_warc, archive.namelist())):
                with archive.open(name) as inner:
                    yield from _records(inner, item, f"{item.source}!/{name}", options)  # type: ignore[arg-type]


def _is_warc(name: str) -> bool:
    return name.startswith("archive/") and name.endswith((".warc", ".warc.gz"))


def _unpacked(head: bytes) -> bytes:
    try:
        return zlib.decompressobj(31).decompress(head, 64)
    except zlib.error:
        return b""


def _records(stream: BinaryIO, item: Item, source: str, options: Options) -> Iterator[Member]:
    from warcio.archiveiterator import ArchiveIterator  # type: ignore[import-untyped]
    from warcio.exceptions import ArchiveLoadFailed  # type: ignore[import-untyped]

    errors = (ArchiveLoadFailed, zlib.error, EOFError, ValueError, LookupError, AttributeError, OSError)
    logging.getLogger("warcio").addHandler(logging.NullHandler())
    records = iter(ArchiveIterator(unpacked(stream, options.limits)))
    broken: list[SetAside] = []

    def page(record: Any, number: int) -> Piece | None:
        try:
            return _page(record, number, source, item, options)
        except errors as error:
            broken.append(_broken(source, number, error))
            return broken[0]

    number = 0
    while not broken:
        try:
            record = next(records, None)
        except errors as error:
            yield partial(_broken, source, number, error)
            return
        if record is None:
            return
        number += 1
        yield partial(page, record, number)


def _broken(source: str, number: int, error: Exception) -> SetAside:
    said = " ".join(str(error).split())[:120] or type(error).__name__
    reason = f"{source} is broken after record {number} ({said}); what stands before it was read"
    return SetAside(f"{source}!/{number + 1}", "warc", reason, None)


def _page(record: Any, number: int, source: str, item: Item, options: Options) -> Piece | None:
    """The item of one record; None for one that is no page or no answer."""
    headers = record.rec_headers
    if record.rec_type not in ("response", "resource"):
        return None
    if record.rec_type == "response" and record.http_headers is None:
        return None
    if record.http_headers is not None and record.http_headers.get_statuscode() != "200":
        return None
    media = (
        record.http_headers.get_header("Content-Type") if record.http_headers else record.content_type
    ) or ""
    if not media.lower().startswith((*_READ, *_DOCUMENTS)) and not _is_feed(media):
        return None
    url = headers.get_header("WARC-Target-URI") or ""
    where = f"{source}!/{url or number}"
    data = record.content_stream().read(options.limits.document + 1)
    if len(data) > options.limits.document:
        limit = options.limits.document // MIB
        return SetAside(where, "warc", f"{where} has more than {limit} MiB; save it alone and split it", None)
    date = headers.get_header("WARC-Date")
    day = f"{date[:19]}Z" if date and MOMENT.fullmatch(f"{date[:19]}Z") else item.retrieved
    web = url if url.startswith(("http://", "https://")) else None
    return Item(where, data=data, media=media, url=web, retrieved=day)


def _is_feed(media: str) -> bool:
    return media.lower().startswith(("text/xml", "application/xml", "message/rfc822"))
