"""PDF files."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from riwaya.ingest import Options
from riwaya.records import Basis
from tests.ingest.pdf_writer import Placed, column, write_pdf
from tests.ingest.reading import kept, origin, reason, report

FIRST = [
    "The bridge over the Sarn was closed to lorries on Monday after two of its cables had",
    "parted, the district engineer said. He told reporters that the cross-border traffic would",
    "be sent to the upper ford, and that repairs would take at least three weeks if the rein-",
    "forcement arrived in time.",
]
SECOND = [
    "Traders on the east bank said that nobody had warned them. One of them, who sells salt",
    "and oil, said the queue at the ford was four hours long on Tuesday, and that the al-",
    "Wadi road was no better.",
]


def page(number: int, lines: list[str]) -> list[Placed]:
    return [
        (72, 810, 9, "Sarn Relief Forum - Bulletin 9"),
        *column(lines),
        (290, 40, 9, f"Page {number} of 2"),
    ]


def test_lines_become_paragraphs() -> None:
    found = report(
        "b.pdf", write_pdf([[(72, 790, 18, "Bridge shut after cables part"), *column([*FIRST, "", *SECOND])]])
    )
    title, first, second = found.text.split("\n\n")
    assert title == "Bridge shut after cables part"
    assert first.startswith("The bridge") and "had parted, the district engineer" in first
    assert "the reinforcement arrived in time." in first
    assert "cross-border traffic" in first
    assert second.endswith("that the al-Wadi road was no better.")
    assert found.kind == "pdf"


def test_running_heads_and_page_numbers_are_furniture() -> None:
    lines = [*FIRST, "", *SECOND[:2]]
    found = report("b.pdf", write_pdf([page(1, lines), page(2, [SECOND[2], "", *FIRST])]))
    text = kept(found)
    assert "Bulletin 9" not in text and "Page" not in text
    assert "Sarn Relief Forum - Bulletin 9" in found.text and "Page 2 of 2" in found.text
    assert "on Tuesday, and that the al-Wadi road was no better." in text  # goes on over the page break


def test_a_hyphen_stays_where_the_word_is_written_with_it_elsewhere() -> None:
    lines = [
        "The co-operative said on Monday that it had opened again, and the well-known ferry-",
        "man said so too.",
        "",
        "A ferry-man is a man.",
    ]
    assert "ferry-man said so" in report("b.pdf", write_pdf([column(lines)])).text


def test_meta_data_are_weak() -> None:
    info = {
        "Title": "Bridge shut after cables part",
        "Author": "Ida Moll",
        "CreationDate": "D:20200303101010Z",
    }
    found = report("b.pdf", write_pdf([column(FIRST)], info))
    assert (found.title, found.authors) == ("Bridge shut after cables part", ("Ida Moll",))
    assert (found.published, found.published_basis) == ("2020-03-03", Basis.METADATA)
    assert found.published_why is not None and "may be long after" in found.published_why


def test_a_printed_date_is_better_than_the_files() -> None:
    info = {"CreationDate": "D:20210505101010Z"}
    found = report(
        "b.pdf", write_pdf([column(["Bridge shut after cables part", "", "3 March 2020", "", *FIRST])], info)
    )
    assert (found.published, found.published_basis) == ("2020-03-03", Basis.STATED)


def test_the_files_date_lends_its_year_to_a_dateline() -> None:
    info = {"CreationDate": "D:20200305101010Z"}
    found = report("b.pdf", write_pdf([column([f"OLDEN, March 3 (Norwire) - {FIRST[0]}", *FIRST[1:]])], info))
    assert (found.published, found.published_basis) == ("2020-03-03", Basis.STATED)
    assert found.published_why is not None and "2020-03-05" in found.published_why


def test_a_scan_is_reported_with_the_way_out() -> None:
    assert reason("scan.pdf", write_pdf([[]])) == "scan.pdf has no text layer; add it again with --ocr"


def test_pages_without_text_are_told() -> None:
    found = report("half.pdf", write_pdf([column(FIRST), []]))
    assert origin(found, "pages").startswith("1 of 2 without a text layer, not read")


def test_a_broken_pdf_is_set_aside() -> None:
    assert "cannot be read as a PDF" in reason("b.pdf", write_pdf([column(FIRST)])[:300])
    assert "cannot be read as a PDF" in reason("b.pdf", b"%PDF-1.7 and nothing more")


def test_too_many_pages() -> None:
    from dataclasses import replace

    options = Options()
    few = replace(options, limits=replace(options.limits, pages=2))
    assert "has 3 pages, more than 2" in reason("b.pdf", write_pdf([column(FIRST)] * 3), few)


def test_ocr_without_tesseract_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    said = reason("scan.pdf", write_pdf([[]]), Options(ocr=True))
    assert "the program tesseract is not installed; install it" in said


FAKE = """#!/bin/sh
if [ "$1" = "--list-langs" ]; then printf 'List of available languages (2):\\neng\\nara\\n'; exit 0; fi
head -c 2 "$1" | grep -q P5 || { echo "not a picture" >&2; exit 1; }
printf 'The bridge was closed on\\nMonday, the mayor said (%s).\\n\\nNobody was hurt in it.\\n\\f' "$4"
"""


@pytest.fixture
def tesseract(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A program that keeps Tesseract's ways: arguments, picture in, text out."""
    program = tmp_path / "tesseract"
    program.write_text(FAKE)
    program.chmod(program.stat().st_mode | stat.S_IEXEC)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")


@pytest.mark.usefixtures("tesseract")
def test_ocr_reads_the_pages_without_text() -> None:
    found = report("scan.pdf", write_pdf([[], column(FIRST)]), Options(ocr=True))
    assert found.text.startswith(
        "The bridge was closed on Monday, the mayor said (eng+ara).\n\nNobody was hurt in it."
    )
    assert "two of its cables had parted" in found.text
    assert origin(found, "pages") == "1 of 2 read with OCR: 1"


@pytest.mark.usefixtures("tesseract")
def test_ocr_in_a_language_that_is_not_there() -> None:
    said = reason("scan.pdf", write_pdf([[]]), Options(ocr=True, language="ru"))
    assert "no model 'rus' for language 'ru'; install tesseract-ocr-rus" in said
