"""Word documents."""

from __future__ import annotations

import io
import zipfile
from datetime import datetime

import docx
from docx.oxml import parse_xml

from riwaya.records import Basis
from tests.ingest.reading import kept, reason, report

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def written() -> bytes:
    made = docx.Document()
    made.core_properties.title = "Bridge shut after cables part"
    made.core_properties.author = "Ida Moll"
    made.core_properties.created = datetime(2020, 3, 3, 10)
    made.sections[0].header.paragraphs[0].text = "Sarn Relief Forum, internal"
    made.add_heading("Bridge shut after cables part", 1)
    made.add_paragraph("The bridge over the Sarn was closed on Monday, the engineer said.")
    changed = made.add_paragraph("Traders said that ")
    changed._p.append(parse_xml(f"<w:del {W}><w:r><w:delText>thirty</w:delText></w:r></w:del>"))
    changed._p.append(parse_xml(f"<w:ins {W}><w:r><w:t>forty</w:t></w:r></w:ins>"))
    changed.add_run(" lorries were waiting.")
    table = made.add_table(rows=2, cols=2)
    for cell, words in zip(
        (c for row in table.rows for c in row.cells), ("Ford", "Hours", "Upper", "4"), strict=True
    ):
        cell.text = words
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def test_body_tables_and_changes() -> None:
    text = kept(report("a.docx", written()))
    assert "closed on Monday, the engineer said.\n\nTraders said that forty lorries were waiting." in text
    assert "Ford | Hours\n\nUpper | 4" in text
    assert "internal" not in text


def test_properties() -> None:
    found = report("a.docx", written())
    assert (found.title, found.authors, found.kind) == (
        "Bridge shut after cables part",
        ("Ida Moll",),
        "docx",
    )
    assert (found.published, found.published_basis) == ("2020-03-03", Basis.METADATA)
    assert found.published_why is not None and "may be long after" in found.published_why


def test_a_torn_document_is_set_aside() -> None:
    assert "a.docx" in reason("a.docx", written()[:-200])


def test_a_document_without_its_parts_is_set_aside() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("word/document.xml", "<not-word/>")
    assert "cannot be read as a Word document" in reason("a.docx", out.getvalue())
