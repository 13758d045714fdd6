"""The briefing as a Word document."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from typing import TYPE_CHECKING

import docx
from docx.shared import Pt, RGBColor

from riwaya.export.briefing.deck import counted, deck, title
from riwaya.view.briefing import Briefing, Told
from riwaya.view.contested import Contested
from riwaya.view.event import graded
from riwaya.view.telling import Telling

if TYPE_CHECKING:
    from docx.document import Document

SERIF, SANS = "Georgia", "Calibri"
SOFT = RGBColor(0x5C, 0x58, 0x50)


def word(b: Briefing) -> bytes:
    """The whole briefing as .docx: headings for the outline, words of reports in the serif."""
    made = docx.Document()
    normal = made.styles["Normal"].font
    normal.name, normal.size = SANS, Pt(10.5)
    made.core_properties.title = _clean(title(b))
    made.core_properties.author = "riwaya"
    made.add_heading(_clean(title(b)), 0)
    made.add_paragraph(deck(b))
    made.add_heading("Contested", 1)
    for item in b.contested:
        _item(made, item)
    for kind in b.changed:
        made.add_heading(kind.name, 1)
        for change in kind.changes:
            made.add_paragraph(_clean(change.why), style="List Bullet")
    made.add_heading("What is new", 1)
    for told in b.new:
        if told.shown:
            _told(made, told)
    _places(made, b)
    _figures(made, b)
    made.add_heading("Reports read", 1)
    rows = [(t.title, t.outlet, t.published_words, t.url or t.source) for t in b.new]
    _table(made, ("Report", "Outlet", "Published", "From"), rows)
    out = BytesIO()
    made.save(out)
    return out.getvalue()


def _clean(text: str) -> str:
    """The text without the control characters that XML cannot hold."""
    return "".join(c for c in text if c >= " " or c in "\t\n")


def _item(made: Document, item: Contested) -> None:
    made.add_heading(_clean(item.headline), 2)
    _soft(made, " · ".join(p for p in (item.kind, item.subject, item.context) if p))
    for side in item.sides:
        _quoted(made, side.telling)
        for t in side.again:
            _soft(made, f"and: {t.quoted}")
        if side.echoes:
            _soft(made, f"repeated by {', '.join(dict.fromkeys(e.outlet for e in side.echoes))}")
    for why in item.why[:2]:
        _soft(made, f"Why: {why}")
    each = "; ".join(f"{p.origins} with {', '.join(p.speakers)}" for p in item.positions)
    _soft(made, f"{counted(item.origins, 'independent origin')}: {each}.")


def _quoted(made: Document, t: Telling) -> None:
    paragraph = made.add_paragraph(style="Quote")
    stance = paragraph.add_run(f"{t.stance.value}  ")
    stance.bold, stance.italic, stance.font.size = True, False, Pt(9)
    said = paragraph.add_run(_clean(t.quoted))
    said.font.name, said.italic, said.font.size = SERIF, False, Pt(11.5)
    paragraph.add_run().add_break()
    chain = paragraph.add_run(_clean(f"{t.chain_words}, {t.published_words}"))
    chain.italic, chain.font.size, chain.font.color.rgb = False, Pt(9.5), SOFT


def _soft(made: Document, text: str) -> None:
    run = made.add_paragraph().add_run(_clean(text))
    run.font.size, run.font.color.rgb = Pt(9.5), SOFT


def _told(made: Document, told: Told) -> None:
    made.add_heading(_clean(told.title), 2)
    _soft(made, f"{told.outlet}, {told.published_words}")
    for t in told.shown:
        _quoted(made, t)


def _places(made: Document, b: Briefing) -> None:
    if b.places:
        made.add_heading("Places", 1)
        rows = [
            (
                p.name,
                ", ".join(p.also),
                str(p.claims),
                "; ".join(f"{s.said}, {s.since_words}" for s in p.statuses),
            )
            for p in b.places
        ]
        _table(made, ("Place", "Also written", "Claims", "Condition"), rows)


def _figures(made: Document, b: Briefing) -> None:
    if not (b.events or b.figures):
        return
    made.add_heading("Figures", 1)
    rows = [(e.title, f.measure, f.words, f.rule, graded(f)) for e in b.events for f in e.figures]
    if rows:
        _table(made, ("Event", "What", "Figure", "Rule", "Grade"), rows)
        made.add_paragraph()
    single = [
        (
            " · ".join(p for p in (x.figure.measure, x.figure.population or x.figure.unit) if p),
            x.figure.words,
            x.telling.chain_words,
            x.telling.quoted,
        )
        for x in b.figures
    ]
    if single:
        _table(made, ("What", "Figure", "In the words of", "Quoted"), single)


def _table(made: Document, head: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> None:
    table = made.add_table(rows=1, cols=len(head), style="Light Grid Accent 1")
    for cell, text in zip(table.rows[0].cells, head, strict=True):
        cell.text = text
    for row in rows:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = _clean(text)
