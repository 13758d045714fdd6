"""Reading as a whole: kinds, folders, what is set aside."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riwaya.errors import BadUse
from riwaya.ingest import Limits, Options, kinds, read
from riwaya.records import Document, SetAside, content_id
from tests.ingest.reading import documents, reason, report

NOTE = "The bridge was closed on Monday, the engineer said."


def test_a_folder_in_order_with_the_unreadable_set_aside(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    (tmp_path / "page_files").mkdir()
    (tmp_path / ".git").mkdir()
    for name, data in {
        "b/1.txt": NOTE, "a.txt": NOTE + " A", "page.html": f"<html><body><p>{NOTE}</p></body></html>",
        "page_files/x.txt": "part of the page", ".git/config": "x", "empty.txt": "", "data.yaml": "a: 1",
    }.items():  # fmt: skip
        (tmp_path / name).write_text(data)
    (tmp_path / "noise.bin").write_bytes(bytes(range(256)) * 4)
    found = list(read(str(tmp_path)))
    sources = [Path(item.report.source if isinstance(item, Document) else item.source).name for item in found]
    assert sources == ["a.txt", "data.yaml", "empty.txt", "noise.bin", "page.html", "1.txt"]
    reasons = [item.reason for item in found if isinstance(item, SetAside)]
    assert "is data, not a report" in reasons[0]
    assert "is empty" in reasons[1]
    assert "of no kind that can be read" in reasons[2]
    assert all("\n" not in said for said in reasons)


def test_ids_are_of_the_bytes_alone() -> None:
    one, two = report("a.txt", NOTE), report("somewhere/b.txt", NOTE)
    assert one.id == two.id == content_id("r", one.sha256)
    assert report("a.txt", NOTE + " ").id != one.id


def test_content_is_asked_before_the_extension() -> None:
    assert report("a.txt", f"<!doctype html><html><body><p>{NOTE}</p></body></html>").kind == "html"
    assert report("a.html", NOTE).kind == "html"
    assert report("a.html", NOTE).text == NOTE
    assert "cannot be read as a PDF" in reason("a.pdf", NOTE.encode())


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"{\\rtf1 hello}", "an RTF file"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(100), "an old Office file"),
        (b"\xff\xd8\xff\xe0" + bytes(100), "a picture"),
        (b"\x00" * 50, "is empty"),
        (b" \n\t ", "is empty"),
    ],
)
def test_kinds_that_are_not_read_say_the_way_out(data: bytes, what: str) -> None:
    said = reason("x.dat", data)
    assert what in said and ";" in said


def test_bad_use() -> None:
    for options in (
        Options(published="last week"),
        Options(published="2019-02-30"),
        Options(language="english"),
    ):
        with pytest.raises(BadUse):
            read("x", options, b"x")
    with pytest.raises(BadUse, match="does not exist"):
        read("/no/such/file.txt")
    with pytest.raises(BadUse, match="cannot be read"):
        read("ftp://post.example/x")
    with pytest.raises(BadUse):
        read("-")


def test_standard_input_is_given_by_the_caller() -> None:
    assert report("-", NOTE).text == NOTE


def test_edtf_dates_may_be_given() -> None:
    for written in ("2019", "2019-11", "2019-11-04", "2019-11~", "2019-11-04/2019-11-06"):
        assert report("a.txt", NOTE, Options(published=written)).published == written


def test_limits_of_size() -> None:
    small = Options(limits=Limits(document=20))
    assert "more than the 0 MiB" in reason("a.txt", NOTE.encode(), small)
    assert "characters, more than 10" in reason("a.txt", NOTE.encode(), Options(limits=Limits(characters=10)))
    assert "has over 3 lines" in reason("a.txt", b"a\nb\nc\nd\ne", Options(limits=Limits(lines=3)))


def test_retrieved_is_now_or_given() -> None:
    (now,) = documents("a.txt", NOTE.encode())
    assert now.retrieved.endswith("Z") and len(now.retrieved) == 20
    (then,) = documents("a.txt", NOTE.encode(), Options(retrieved="2020-03-04T05:06:07Z"))
    assert then.retrieved == "2020-03-04T05:06:07Z"


def test_encodings_of_plain_text() -> None:
    words = "أغلق الجسر فوق النهر يوم الاثنين، قال مهندس المديرية في بيان له."
    for encoding in ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1256"):
        assert report("a.txt", words.encode(encoding)).text == words
    latin = "Le bac a été arrêté lundi après la crue, a déclaré l'ingénieur à la préfecture."
    assert report("a.txt", latin.encode("cp1252")).text == latin


def test_markdown_and_its_front_matter() -> None:
    text = f"---\ntitle: Bridge shut\ndate: 2020-03-03\nauthor: Ida Moll\n---\n# Bridge shut\n\n**{NOTE}** See [the map](http://x.example).\n"
    found = report("a.md", text)
    assert found.text == f"Bridge shut\n\n{NOTE} See the map."
    assert (found.title, found.published, found.authors) == ("Bridge shut", "2020-03-03", ("Ida Moll",))


def test_lines_of_a_fixed_width_are_joined() -> None:
    wrapped = (
        "The bridge over the Sarn was closed to lorries on Monday after two of\n"
        "its cables had parted, the district engineer said. He told reporters\n"
        "that all traffic would be sent to the upper ford for at least three\nweeks.\n\n"
        "Traders on the east bank said that nobody had warned them of this and\nthat the queue was long.\n"
    )
    first, second = report("a.txt", wrapped).text.split("\n\n")
    assert "\n" not in first and first.endswith("for at least three weeks.")
    assert second.endswith("that the queue was long.")


def test_kinds_are_listed_for_help_texts() -> None:
    names = [kind.name for kind in kinds()]
    assert names[-1] == "text" and len(names) == len(set(names)) == 13
    assert all(kind.says for kind in kinds())


@given(
    st.binary(max_size=300),
    st.sampled_from(
        ["pdf", "docx", "odt", "eml", "mbox", "xml", "json", "jsonl", "warc", "zip", "txt", "html", ""]
    ),
)
def test_any_bytes_are_read_or_set_aside(data: bytes, extension: str) -> None:
    for item in read(f"x.{extension}", None, data):
        assert isinstance(item, Document | SetAside)
        if isinstance(item, Document):
            item.report.text.encode("utf-8")
