"""Files made to hurt: each is read or set aside with its reason, in bounded time and memory."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riwaya.ingest import Limits, Options, children, read
from riwaya.records import Document, SetAside
from tests.ingest.reading import documents, report
from tests.ingest.samples import HOSTILE, NOTE, PAGE, SLOW, good, zipped

CORPUS = Path(__file__).with_name("corpus")
QUICK = Options(limits=replace(Limits(), parse_seconds=1.0))


@pytest.fixture(autouse=True, scope="module")
def none_left() -> Iterator[None]:
    yield
    children.end_children()


@pytest.mark.parametrize("name", list(good()))
def test_the_samples_themselves_are_read(name: str) -> None:
    assert documents(name, good()[name])


@pytest.mark.parametrize("name", [name for name in HOSTILE if name not in SLOW])
def test_what_is_made_to_hurt_is_read_or_set_aside_with_its_reason(name: str) -> None:
    found = list(read(name, QUICK, HOSTILE[name]()))
    assert found
    for item in found:
        if isinstance(item, SetAside):
            assert item.reason and "\n" not in item.reason and "please report this fault" not in item.reason
            assert "made the process that read it end" not in item.reason
        else:
            item.report.text.encode("utf-8")
            assert "root:" not in item.report.text  # of /etc/passwd


def test_words_are_read_however_deep_they_stand_or_the_page_is_set_aside() -> None:
    for deep, read_whole in ((300, True), (1_500, True), (30_000, False)):
        (found,) = read(
            "a.html", None, f"<html><body><p>{NOTE}</p>{'<div>' * deep}<p>And so on.</p>".encode()
        )
        if read_whole:
            assert isinstance(found, Document) and found.report.text.endswith("And so on.")
        else:
            assert isinstance(found, SetAside) and "too deep to be read whole" in found.reason


def test_script_and_markup_in_titles_stay_letters() -> None:
    title = "<script>alert(1)</script><img src=x onerror=alert(2)>Bridge"
    line = json.dumps({"title": title, "text": NOTE})
    assert (
        report("a.jsonl", line + "\n").title == title
    )  # shown as it was published, escaped where it is shown
    feed = good()["news.rss"].replace(b"Bridge shut", b"&lt;script&gt;alert(1)&lt;/script&gt;Bridge shut")
    (found,) = documents("a.rss", feed)
    assert "<script" not in (found.report.title or "") and "alert" not in found.report.text


def test_letters_that_turn_the_line_are_kept_in_the_text_and_change_no_offset() -> None:
    turned = f"{NOTE} He wrote \u202eyalp\u202c and went."
    found = report("a.txt", turned)
    assert found.text.startswith(NOTE) and found.text.endswith("and went.")


def test_letters_that_look_alike_stay_what_they_are() -> None:
    words = "The mayor of Оdesk said the bridge of Odesk was closed on Monday."  # the first O is Cyrillic
    assert report("a.txt", words).text == words


def test_a_file_that_holds_nothing_is_told() -> None:
    for name, data in (("a.zip", zipped({".DS_Store": "x"})), ("b.zip", zipped({}))):
        (found,) = read(name, None, data)
        assert isinstance(found, SetAside) and "holds no report" in found.reason


def test_a_link_out_of_a_folder_is_followed_no_further_than_its_file(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "secret.txt").write_text(NOTE)
    (tmp_path / "in" / "folder").symlink_to(tmp_path / "out", target_is_directory=True)
    assert list(read(str(tmp_path / "in"))) == []


@pytest.mark.parametrize("path", sorted(CORPUS.iterdir()), ids=lambda path: path.name)
def test_what_once_did_harm_does_none(path: Path) -> None:
    for item in read(path.name, QUICK, path.read_bytes()):
        assert isinstance(item, Document) or "please report this fault" not in item.reason


KINDS = sorted({name.rsplit(".", 1)[1] for name in good()})


@given(st.sampled_from(list(good())), st.data())
def test_a_good_file_with_something_done_to_it_is_read_or_set_aside(name: str, data: st.DataObject) -> None:
    whole = good()[name]
    start = data.draw(st.integers(0, len(whole)))
    end = data.draw(st.integers(start, min(len(whole), start + 40)))
    made = whole[:start] + data.draw(st.binary(max_size=60)) + whole[end:]
    for item in read(f"x.{data.draw(st.sampled_from(KINDS))}", QUICK, made):
        assert isinstance(item, Document) or "please report this fault" not in item.reason


def test_a_page_says_nothing_to_the_reader_of_its_neighbour() -> None:
    first, second = (PAGE.replace("engineer", word) for word in ("mayor", "warden"))
    found = documents("a.zip", zipped({"a.html": first, "b.html": second}))
    assert ["mayor" in one.report.text for one in found] == [True, False]


WAYS = {
    "a mark": lambda text: b"\xef\xbb\xbf" + text.encode(),
    "two marks": lambda text: b"\xef\xbb\xbf" * 2 + text.encode(),
    "a mark within": lambda text: text.replace("Nobody", "\ufeffNobody").encode(),
    "returns and line feeds": lambda text: text.replace("\n", "\r\n").encode(),
    "a mark, returns and line feeds": lambda text: b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode(),
    "returns": lambda text: text.replace("\n", "\r").encode(),
    "next lines": lambda text: text.replace("\n", "\u0085").encode(),
    "line separators": lambda text: text.replace("\n", "\u2028").encode(),
    "UTF-16": lambda text: text.encode("utf-16"),
    "UTF-16 without a mark": lambda text: text.encode("utf-16-le"),
    "UTF-16, returns": lambda text: text.replace("\n", "\r\n").encode("utf-16"),
    "UTF-32": lambda text: text.encode("utf-32"),
    "letters nobody sees": lambda text: text.replace("bridge", "bri\u200bd\u00adge").encode(),
}


@pytest.mark.parametrize("way", list(WAYS))
def test_however_a_text_was_saved_its_words_stand_at_the_same_places(way: str) -> None:
    from riwaya.extract.rules import read_one
    from riwaya.records import anchors, misplaced

    text = "The bridge at Odesk is closed, the mayor said.\n\nNobody was hurt in it, the engineer said."
    plain = report("a.txt", text)
    saved = report("a.txt", WAYS[way](text))
    assert saved.text == plain.text == text
    one, other = (read_one(found) for found in (plain, saved))
    assert [(c.start, c.end, c.text) for c in one.claims] == [(c.start, c.end, c.text) for c in other.claims]
    assert one.claims and not [words for c in other.claims for words in misplaced(anchors(c), saved.text)]


@pytest.mark.parametrize(
    "name", ["mail.eml", "box.mbox", "lines.jsonl", "page.html", "news.rss", "relief.json"]
)
def test_a_byte_order_mark_before_a_file_of_any_kind_changes_nothing(name: str) -> None:
    plain = documents(name, good()[name])
    marked = documents(name, b"\xef\xbb\xbf" + good()[name])
    assert [(d.report.kind, d.report.title, d.report.text) for d in marked] == [
        (d.report.kind, d.report.title, d.report.text) for d in plain
    ]


@pytest.mark.parametrize("mark", ["[", "![", "[a](", "**", "_", "\n#"])
def test_markdown_of_marks_alone_is_read_in_no_time(mark: str) -> None:
    begun = time.process_time()
    documents("a.md", b"A note.\n\n" + (mark * 63_000)[:63_000].encode())
    assert time.process_time() - begun < 8  # it took the square of its length
