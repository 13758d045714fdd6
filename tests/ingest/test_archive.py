"""ZIP archives: what is inside, and what is refused."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from pathlib import Path

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


def test_a_link_is_no_file() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        link = zipfile.ZipInfo("a.txt")
        link.external_attr = 0o120777 << 16
        archive.writestr(link, "../../secret.txt")
    assert "a.zip!/a.txt is a link" in reason("a.zip", out.getvalue())


def test_members_that_share_their_bytes_are_a_bomb() -> None:
    data = packed({"a.txt": NOTE * 15_000})
    start = data.index(b"PK\x01\x02")
    entry, end = data[start : data.index(b"PK\x05\x06")], bytearray(data[data.index(b"PK\x05\x06") :])
    times = 200
    end[8:12] = times.to_bytes(2, "little") * 2
    end[12:16] = (len(entry) * times).to_bytes(4, "little")
    made = data[:start] + entry * times + bytes(end)
    assert "times its size, more than 200" in reason("a.zip", made)


def test_things_are_counted_over_all_nesting() -> None:
    inner = packed({f"{n}.txt": f"{NOTE} {n}" for n in range(4)})
    found = list(read("a.zip", Options(limits=Limits(pieces=6)), packed({"a.zip": inner, "b.zip": inner})))
    assert len([item for item in found if isinstance(item, Document)]) == 4
    assert isinstance(found[-1], SetAside) and "are more than 6 things" in found[-1].reason


def test_an_archive_larger_than_a_document_is_read_from_where_it_lies(tmp_path: Path) -> None:
    lines = "".join(f'{{"text": "{NOTE} Number {n}."}}\n' for n in range(9)).encode()
    (tmp_path / "a.jsonl").write_bytes(lines)
    small = Options(limits=Limits(document=len(lines) // 4))
    for found in (documents(str(tmp_path / "a.jsonl"), lines, small), list(read(str(tmp_path), small))):
        assert len(found) == 9
