"""OpenDocument texts."""

from __future__ import annotations

import io
import zipfile

from odf import dc, meta, table, text  # type: ignore[import-untyped]
from odf.opendocument import OpenDocumentText  # type: ignore[import-untyped]

from riwaya.records import Basis
from tests.ingest.reading import reason, report


def written() -> bytes:
    made = OpenDocumentText()
    made.meta.addElement(dc.Title(text="Bridge shut after cables part"))
    made.meta.addElement(dc.Creator(text="Ida Moll"))
    made.meta.addElement(meta.CreationDate(text="2020-03-03T10:00:00"))
    made.text.addElement(text.H(outlinelevel=1, text="Bridge shut after cables part"))
    line = text.P(text="The bridge over the Sarn was closed ")
    line.addElement(text.Span(text="on Monday"))
    line.addElement(text.S(c=2))
    line.addText("by the engineer.")
    made.text.addElement(line)
    grid, row = table.Table(), table.TableRow()
    for words in ("Upper ford", "4"):
        cell = table.TableCell()
        cell.addElement(text.P(text=words))
        row.addElement(cell)
    grid.addElement(row)
    made.text.addElement(grid)
    listed, entry = text.List(), text.ListItem()
    entry.addElement(text.P(text="Nobody was hurt."))
    listed.addElement(entry)
    made.text.addElement(listed)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def test_text_tables_lists_and_properties() -> None:
    found = report("a.odt", written())
    assert found.text.split("\n\n") == [
        "Bridge shut after cables part",
        "The bridge over the Sarn was closed on Monday  by the engineer.",
        "Upper ford | 4",
        "Nobody was hurt.",
    ]
    assert (found.title, found.authors, found.kind) == ("Bridge shut after cables part", ("Ida Moll",), "odt")
    assert (found.published, found.published_basis) == ("2020-03-03", Basis.METADATA)


def test_entities_are_not_expanded() -> None:
    bomb = '<!DOCTYPE d [<!ENTITY a "ha"><!ENTITY b "&a;&a;"><!ENTITY f SYSTEM "file:///etc/passwd">]><d>&b;&f;</d>'
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr("content.xml", bomb)
    assert "a.odt" in reason("a.odt", out.getvalue())
