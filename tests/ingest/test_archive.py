"""ZIP archives: what is inside, and what is refused."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace

from riwaya.ingest import Limits, Options, read
from riwaya.ingest.archive import is_safe
from riwaya.records import Document, SetAside
from tests.ingest.reading import documents, reason

NOTE = "The bridge was closed on Monday, the engineer said."


def packed(members: dict[str, bytes | str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return out.getvalue()


def test_members_by_name_and_archives_in_archives() -> None:
    inner = packed({"deep/c.txt": NOTE + " C"})
    data = packed({"b.txt": NOTE + " B", "a.html": f"<html><body><p>{NOTE}</p></body></html>", "z.zip": inner,
                   "__MACOSX/._b.txt": "junk", ".DS_Store": "junk"})  # fmt: skip
    assert [d.report.source for d in documents("a.zip", data)] == [
        "a.zip!/a.html",
        "a.zip!/b.txt",
        "a.zip!/z.zip!/deep/c.txt",
    ]


def test_names_that_point_outside_are_refused() -> None:
    found = list(read("a.zip", None, packed({"../../etc/x.txt": NOTE, "/abs.txt": NOTE, "ok.txt": NOTE})))
    aside = [item for item in found if isinstance(item, SetAside)]
    assert len(aside) == 2 and all("points outside" in item.reason for item in aside)
    assert [item.report.source for item in found if isinstance(item, Document)] == ["a.zip!/ok.txt"]


def test_which_names_are_safe() -> None:
    assert is_safe("a/b.txt") and is_safe("a..b/c") and is_safe("تقرير.txt")
    assert not any(map(is_safe, ("../a", "a/../../b", "/a", "\\a", "C:/a", "a\\..\\b", "a\x00b")))


def test_a_bomb_is_refused() -> None:
    assert "times its size, more than 200" in reason("a.zip", packed({"zeros.txt": b"0" * 30_000_000}))


def test_limits() -> None:
    limits = Limits(members=2, nesting=1, document=1000, unpacked=1500)
    options = Options(limits=limits)
    assert "holds 3 files, more than 2" in reason("a.zip", packed(dict.fromkeys("abc", NOTE)), options)
    assert "unpacks to" in reason("a.zip", packed({"a.txt": "word " * 4000}), options)
    nested = packed({"b.zip": packed({"c.zip": packed({"d.txt": NOTE})})})
    assert "containers deep" in reason("a.zip", nested, options)
    roomy = Options(limits=replace(limits, nesting=3, document=10_000, unpacked=120))
    many = list(read("a.zip", roomy, packed({"a.txt": NOTE, "b.zip": packed({"d.txt": NOTE * 2})})))
    assert isinstance(many[-1], SetAside) and "unpack" in many[-1].reason


def test_one_broken_member_does_not_stop_the_rest() -> None:
    data = bytearray(packed({"a.txt": NOTE * 20, "b.txt": NOTE}))
    data[45:50] = b"\xff\xff\xff\xff\xff"  # inside the packed bytes of the first member
    found = list(read("a.zip", None, bytes(data)))
    assert isinstance(found[0], SetAside) and "cannot be unpacked" in found[0].reason
    assert isinstance(found[1], Document)


def test_a_torn_archive() -> None:
    assert "cannot be read as a ZIP archive" in reason("a.zip", packed({"a.txt": NOTE})[:60])
