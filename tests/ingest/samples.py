"""One small good file of every kind, and files made to hurt. All invented; bombs are made, not stored."""

from __future__ import annotations

import gzip
import io
import json
import zipfile
import zlib
from collections.abc import Callable

from tests.ingest import test_docx, test_odt, test_warc
from tests.ingest.pdf_writer import write_pdf

NOTE = "The bridge at Odesk was closed on Monday, the engineer said. Nobody was hurt in it, he added."
PAGE = f"<!doctype html><html lang='en'><head><title>Bridge shut</title></head><body><article><h1>Bridge shut</h1><p>{NOTE}</p></article></body></html>"
MAIL = f"From: Ida Moll <ida@sarn.example>\r\nTo: desk@post.example\r\nDate: Mon, 2 Mar 2020 10:00:00 +0000\r\nSubject: Bridge shut\r\n\r\n{NOTE}\r\n"
RSS = f"<?xml version='1.0'?><rss version='2.0'><channel><title>Odesk Post</title><item><title>Bridge shut</title><link>https://post.example/1</link><description>&lt;p&gt;{NOTE}&lt;/p&gt;</description></item></channel></rss>"
ATOM = f"<?xml version='1.0'?><feed xmlns='http://www.w3.org/2005/Atom'><title>Odesk Post</title><entry><title>Bridge shut</title><content type='html'>&lt;p&gt;{NOTE}&lt;/p&gt;</content></entry></feed>"
RELIEF = {"data": [{"id": "7", "fields": {"title": "Bridge shut", "body-html": f"<p>{NOTE}</p>"}}]}
LINE = {"title": "Bridge shut", "text": NOTE, "published": "2020-03-02", "outlet": "Odesk Post"}


def zipped(members: dict[str, bytes | str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return out.getvalue()


def good() -> dict[str, bytes]:
    """A small file of every kind."""
    pdf = write_pdf([[(72, 760 - 14 * row, 11, words)] for row, words in enumerate(NOTE.split(". "))])
    box = f"From ida@sarn.example Mon Mar  2 10:00:00 2020\r\n{MAIL}\r\n" * 2
    return {
        "note.txt": NOTE.encode(),
        "arabic.txt": "أغلق الجسر فوق النهر يوم الاثنين، قال مهندس المديرية في بيان له.".encode("cp1256"),
        "wide.txt": NOTE.encode("utf-16"),
        "note.md": f"---\ntitle: Bridge shut\n---\n# Bridge shut\n\n**{NOTE}**\n".encode(),
        "page.html": PAGE.encode(),
        "brief.pdf": pdf,
        "brief.docx": test_docx.written(),
        "brief.odt": test_odt.written(),
        "mail.eml": MAIL.encode(),
        "box.mbox": box.encode(),
        "news.rss": RSS.encode(),
        "news.atom": ATOM.encode(),
        "relief.json": json.dumps(RELIEF).encode(),
        "lines.jsonl": (json.dumps(LINE) + "\n").encode() * 2,
        "site.warc.gz": test_warc.written(),
        "site.warc": test_warc.written(packed=False),
        "site.wacz": zipped({"datapackage.json": "{}", "archive/data.warc.gz": test_warc.written()}),
        "all.zip": zipped({"a.txt": NOTE, "b.html": PAGE, "c.pdf": pdf}),
    }


_LAUGHS = (
    "<!DOCTYPE x [<!ENTITY a0 'ha'>"
    + "".join(f"<!ENTITY a{n} '{f'&a{n - 1};' * 10}'>" for n in range(1, 12))
    + "]>"
)
_OUTSIDE = "<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]>"


def _odt(content: str) -> bytes:
    whole = f"<?xml version='1.0'?>{content}"
    return zipped({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": whole})


def _docx(head: str, text: str) -> bytes:
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    body = (
        f"<w:document xmlns:w='{space}'><w:body><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:body></w:document>"
    )
    good_one = zipfile.ZipFile(io.BytesIO(test_docx.written()))
    members: dict[str, bytes | str] = {name: good_one.read(name) for name in good_one.namelist()}
    return zipped({**members, "word/document.xml": f"<?xml version='1.0'?>{head}{body}"})


def _flate(drawn: bytes, times: int = 1) -> bytes:
    """A PDF whose one page unpacks to these bytes of drawing, so many times over."""
    inner = zlib.compressobj(9)
    once = b"".join([*(inner.compress(drawn * 1_000) for _ in range(times // 1_000)), inner.compress(drawn)])
    packed = zlib.compress(once + inner.flush(), 9)
    shown = b"<< /Length %d /Filter [/FlateDecode /FlateDecode] >>\nstream\n%s\nendstream" % (
        len(packed),
        packed,
    )
    return (
        b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n"
        b"2 0 obj\n<< /Type /Pages /Kids [3 0 R] /Count 1 >>\nendobj\n"
        b"3 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R >>\nendobj\n"
        b"4 0 obj\n" + shown + b"\nendobj\ntrailer\n<< /Root 1 0 R >>\n%%EOF"
    )


def _nested_zip(deep: int) -> bytes:
    data: bytes = zipped({"a.txt": NOTE})
    for _ in range(deep):
        data = zipped({"inner.zip": data})
    return data


def _nested_mail(deep: int) -> bytes:
    head = "".join(f"Content-Type: multipart/mixed; boundary=b{n}\n\n--b{n}\n" for n in range(deep))
    return f"From: a@b.example\nTo: c@d.example\nSubject: deep\nMIME-Version: 1.0\n{head}\n{NOTE}\n".encode()


def _warc_bomb() -> bytes:
    """A web archive whose one record is far larger than its packed form."""
    head = b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://post.example/\r\n"
    size = 400_000_000
    lengths = (
        b"WARC-Date: 2020-03-02T10:00:00Z\r\nWARC-Record-ID: <urn:uuid:1>\r\nContent-Length: %d\r\n\r\n"
        % size
    )
    out = io.BytesIO()
    with gzip.GzipFile(fileobj=out, mode="wb") as packed:
        packed.write(head + lengths + b"HTTP/1.1 404 Gone\r\n\r\n")
        for _ in range(size // 1_000_000):
            packed.write(b"0" * 1_000_000)
    return out.getvalue()


# what hurts, by name: the file name tells the kind
HOSTILE: dict[str, Callable[[], bytes]] = {
    "zeros.zip": lambda: zipped({"zeros.txt": b"0" * 30_000_000}),
    "many.zip": lambda: zipped({f"{n}.txt": b"0" * 60_000_000 for n in range(3)}),
    "nested.zip": lambda: _nested_zip(40),
    "paths.zip": lambda: zipped({"../../up.txt": NOTE, "/abs.txt": NOTE, "C:\\x.txt": NOTE, "a\x01b.txt": NOTE}),
    "bomb.warc.gz": _warc_bomb,
    "laughs.odt": lambda: _odt(f"{_LAUGHS}<x>&a11;</x>"),
    "outside.odt": lambda: _odt(f"{_OUTSIDE}<x>&e;</x>"),
    "deep.odt": lambda: _odt("<a>" * 50_000 + "</a>" * 50_000),
    "laughs.docx": lambda: _docx(_LAUGHS, "&a11;"),
    "outside.docx": lambda: _docx(_OUTSIDE, "&e;"),
    "laughs.rss": lambda: RSS.replace("<rss", _LAUGHS + "<rss", 1).replace("Bridge shut", "&a11;").encode(),
    "outside.rss": lambda: RSS.replace("<rss", _OUTSIDE + "<rss", 1).replace("Bridge shut", "&e;").encode(),
    "entries.rss": lambda: RSS.replace("</channel>", "<item><title>x y z</title></item>" * 20_000 + "</channel>").encode(),
    "deep.html": lambda: b"<html><body>" + b"<div>" * 200_000 + NOTE.encode(),
    "deep_inline.html": lambda: b"<html><body><p>" + b"<b><i>" * 100_000 + NOTE.encode(),
    "attributes.html": lambda: b"<html><body><p " + b" ".join(b"a%d=1" % n for n in range(200_000)) + b">x</p>",
    "tables.html": lambda: b"<html><body>" + b"<table><tr><td>" * 20_000 + NOTE.encode(),
    "many.html": lambda: b"<html><body>" + b"<p>Nobody was hurt in it.</p>" * 300_000,
    "unclosed.html": lambda: b"<html><body><p>" + b"<" * 3_000_000,
    "comments.html": lambda: b"<html><!--" + b"<!-- " * 500_000 + b"<p>" + NOTE.encode(),
    "json_ld.html": lambda: b"<html><script type='application/ld+json'>" + b"[" * 500_000 + b"</script><p>" + NOTE.encode(),
    "deep.jsonl": lambda: b'{"text": "x", "a": ' + b"[" * 200_000 + b"\n",
    "deep_relief.json": lambda: b'{"data": [{"fields": {"title": "x"}, "a": ' + b"[" * 200_000,
    "long_line.txt": lambda: (NOTE + " ").encode() * 40_000,
    "one_word.txt": lambda: b"a" * 4_000_000,
    "spaces.txt": lambda: b"a" + b" " * 3_000_000 + b"b",
    "lines.txt": lambda: b"a\n" * 1_000_000,
    "wrapped.txt": lambda: (b"The bridge at Odesk was closed on Monday and the\n" * 40 + b"\n") * 1_000,
    "quotes.txt": lambda: "“”\"'".encode() * 200_000,
    "brackets.txt": lambda: b"([{<" * 300_000,
    "marks.md": lambda: b"*_[](" * 300_000,
    "dates.txt": lambda: b"12 March 2020, 13/03/2020, " * 20_000,
    "bytes.txt": lambda: bytes(range(128, 256)) * 4_000 + b"the end of it",
    "mixed.txt": lambda: NOTE.encode() + "تقرير عن الجسر".encode("cp1256") + "Überfall".encode("utf-16"),
    "bidi.txt": lambda: f"{NOTE}\u202e dias reenigne eht \u202c\u2066\u2067\u200f".encode(),
    "deep.eml": lambda: _nested_mail(3_000),
    "headers.eml": lambda: b"From: a@b.example\nTo: c@d.example\n" + b"X-A: b\n" * 300_000 + b"Subject: x\n\n" + NOTE.encode(),
    "encoded.eml": lambda: b"From: a@b.example\nTo: c@d.example\nSubject: " + b"=?utf-8?q?a?= " * 50_000 + b"\n\n" + NOTE.encode(),
    "many.mbox": lambda: b"From a@b.example Mon Mar  2 10:00:00 2020\nFrom: a@b.example\nSubject: x\n\nNothing new here.\n\n" * 300,
    "flate.pdf": lambda: _flate(b"BT (a) Tj ET\n", 20_000_000),
    "kids.pdf": lambda: _flate(b"").replace(b"/Kids [3 0 R]", b"/Kids [2 0 R 2 0 R]"),
    "count.pdf": lambda: _flate(b"BT (a) Tj ET").replace(b"/Count 1", b"/Count 2000000000"),
    "words.pdf": lambda: write_pdf([[(72, 700, 11, "word " * 60_000)]]),
}  # fmt: skip

# those that take seconds to make or to stop: `python -m evals.hostile` reads them, `make test` does not
SLOW = frozenset(
    (
        *("many.zip", "entries.rss", "attributes.html", "many.html", "unclosed.html", "deep.html"),
        *(
            "spaces.txt",
            "one_word.txt",
            "lines.txt",
            "long_line.txt",
            "wrapped.txt",
            "quotes.txt",
            "marks.md",
        ),
        *("deep.eml", "headers.eml", "encoded.eml", "many.mbox", "bytes.txt", "tables.html", "brackets.txt"),
    )
)
