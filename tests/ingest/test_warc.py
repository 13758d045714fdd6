"""Web archives and their packages."""

from __future__ import annotations

import gzip
import io
import zipfile

from riwaya.ingest import read
from riwaya.records import Document, SetAside
from tests.ingest.reading import documents

PAGE = b"<html><body><h1>Bridge shut</h1><p>The bridge was closed on Monday, the engineer said.</p></body></html>"


def record(url: str, status: str, media: str, body: bytes) -> bytes:
    """One response record, as the WARC 1.1 specification lays it out."""
    block = f"HTTP/1.1 {status}\r\nContent-Type: {media}\r\n\r\n".encode() + body
    head = (
        f"WARC/1.1\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:0>\r\nWARC-Date: 2020-03-04T05:06:07Z\r\n"
        f"WARC-Target-URI: {url}\r\nContent-Type: application/http; msgtype=response\r\n"
        f"Content-Length: {len(block)}\r\n\r\n"
    )
    return head.encode() + block + b"\r\n\r\n"


def written(packed: bool = True) -> bytes:
    records = [
        record("https://post.example/2020/03/03/bridge", "200 OK", "text/html; charset=utf-8", PAGE),
        record("https://post.example/logo.png", "200 OK", "image/png", b"\x89PNG"),
        record("https://post.example/gone", "404 Not Found", "text/html", b"<html>gone</html>"),
        record(
            "https://post.example/note.txt",
            "200 OK",
            "text/plain",
            b"The ford was dry on Sunday, the miller said.",
        ),
    ]
    return b"".join(gzip.compress(each, mtime=0) if packed else each for each in records)


def test_pages_of_an_archive() -> None:
    for packed in (True, False):
        page, note = documents("a.warc.gz", written(packed))
        assert page.report.source == "a.warc.gz!/https://post.example/2020/03/03/bridge"
        assert (page.report.url, page.retrieved) == (
            "https://post.example/2020/03/03/bridge",
            "2020-03-04T05:06:07Z",
        )
        assert (page.report.published, page.report.kind) == ("2020-03-03", "html")
        assert page.original == PAGE
        assert note.report.kind == "text"


def test_a_package() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("datapackage.json", "{}")
        archive.writestr("archive/data.warc.gz", written())
        archive.writestr("indexes/index.cdx.gz", b"\x1f\x8b\x00")
    page, note = documents("a.wacz", out.getvalue())
    assert page.report.source == "a.wacz!/archive/data.warc.gz!/https://post.example/2020/03/03/bridge"
    assert note.report.text.startswith("The ford")


def test_a_torn_archive_gives_what_stands_before() -> None:
    data = written(packed=False)
    found = list(read("a.warc", None, data[: len(data) - 40]))
    assert isinstance(found[0], Document)
    broken = list(read("a.warc.gz", None, written()[:400] + b"garbage" * 20))
    assert all(isinstance(item, Document | SetAside) for item in broken) and isinstance(broken[-1], SetAside)
