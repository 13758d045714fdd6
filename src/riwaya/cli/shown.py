"""One record in a terminal, with everything known of it."""

from __future__ import annotations

from rich.console import Console
from rich.text import Text

from riwaya.cli.terminal import (
    BADGES,
    SHIELD,
    axis_lines,
    badge,
    block,
    chain,
    details,
    isolated,
    put,
    quotation,
    styled,
)
from riwaya.export.briefing.deck import counted
from riwaya.view.claim import ClaimView
from riwaya.view.entity import EntityView
from riwaya.view.event import EventView, graded
from riwaya.view.figures import Range
from riwaya.view.overview import Overview
from riwaya.view.reading import Note, Other, Paragraph, ReportReading
from riwaya.view.telling import quoted
from riwaya.view.timeline import Bars

LABEL = 10  # columns of the label before a value


def ledger(out: Console, o: Overview) -> None:
    """What a ledger holds: its reports, newest first, and counts."""
    counts = [counted(len(o.reports), "report"), f"{counted(o.claims, 'claim')} ({o.attributed} attributed)"]
    counts += [f"{n} {kind} names" for kind, n in o.entities]
    counts += [counted(o.events, "event"), counted(o.contradictions, "contradiction")]
    out.print(styled(" · ".join(counts), "bold"))
    out.print()
    for line in o.reports:
        out.print(styled(line.id[:9], "dim") + Text("  ") + styled(isolated(line.title), "bold"))
        copy = ", a copy" if line.echo_of else ""
        put(out, Text(f"{line.outlet}, {line.published_words}: {counted(line.claims, 'claim')}{copy}"), 11)
    for source, reason in o.set_aside:
        out.print(styled(f"set aside: {source}: {reason}", "yellow"))


def report(out: Console, r: ReportReading) -> None:
    """A report with its claims marked by number in the text, and the notes under their paragraph."""
    _head(out, r.title, [r.outlet, *r.authors, r.published_words, r.dateline])
    facts = [f"published: {r.published_words} ({r.published_why})" if r.published_why else None]
    facts += [
        f"retrieved {r.retrieved} from {r.url or r.source}",
        f"sha256 {r.sha256}" if r.sha256 else None,
        f"copy of {r.echo_of}" if r.echo_of else None,
    ]
    for fact in facts:
        if fact:
            out.print(styled(fact, "dim"))
    split = (
        f"{r.attributed} attributed to {counted(r.sources, 'source')}, {len(r.notes) - r.attributed} in the "
    )
    out.print(Text(f"{counted(len(r.notes), 'claim')}: {split}report’s own voice. {r.contested} contested."))
    out.print()
    numbers = {n.telling.id: number for number, n in enumerate(r.notes, 1)}
    notes = {n.telling.id: n for n in r.notes}
    folded = 0
    for paragraph in r.paragraphs:
        if paragraph.furniture:
            folded += 1
            continue
        if folded:
            out.print(styled(f"[{counted(folded, 'line')} of page furniture]", "dim"))
            folded = 0
        out.print(_marked(paragraph, numbers, notes))
        for claim_id in paragraph.claims:
            put(out, _note(numbers[claim_id], notes[claim_id]), 6)
        out.print()
    if folded:
        out.print(styled(f"[{counted(folded, 'line')} of page furniture]", "dim"))


def _marked(paragraph: Paragraph, numbers: dict[str, int], notes: dict[str, Note]) -> Text:
    text = Text()
    for piece in paragraph.pieces:
        for claim_id in piece.first_of:
            text.append(f"[{numbers[claim_id]}]", style="bold cyan")
        style = "dim" if piece.furniture else ""
        if piece.claims:
            style = f"underline {BADGES[notes[piece.claims[-1]].telling.stance][2]}"
        text.append(piece.text, style=style)
    return text


def _note(number: int, note: Note) -> Text:
    t = note.telling
    text = styled(f"{number} ", "bold cyan") + badge(t) + Text(" ") + chain(t, outlet=False)
    if known := details(t):
        text.append(f"\n{known}", style="dim")
    for other in note.others:
        text += Text("\n") + _other(other)
    return text


def _other(other: Other) -> Text:
    style = "red" if other.says == "Contradicted by" else "dim"
    about = f" ({other.about})" if other.about else ""
    text = Text(f"{other.says}{about}: ", style=style)
    text.append(f"{isolated(other.telling.quoted)} ")
    return text.append(f"{other.telling.chain_words}, {other.telling.id[:9]}. {other.why}", style="dim")


def claim(out: Console, c: ClaimView) -> None:
    """A claim with its sentence, chain, when, where, figures, why and relations."""
    t = c.telling
    out.print(badge(t) + Text(" ") + quotation(t))
    out.print(chain(t))
    out.print()
    sentence = styled(t.before, "dim").append(t.text, style="bold").append(t.after, style="dim")
    rows: list[tuple[str, Text | str | None]] = [
        ("sentence", sentence),
        ("report", f"{t.title} ({t.report[:9]}), characters {t.start} to {t.end}"),
        ("cue", ", ".join(c.cues)),
        ("when", f"{t.when_words} [{t.when}]: {t.when_why}" if t.when_words else None),
        ("where", ", ".join(f"{p.printed} = {p.name}" if p.printed != p.name else p.name for p in t.where)),
        ("who", ", ".join(f"{p.name} ({p.role})" if p.role else p.name for p in t.who)),
        *(row for f in t.figures for row in _figure_rows(f)),
        ("event", f"{c.event_type or ''} {(c.event or '')[:9]}".strip()),
        ("negated", "yes: the words say that it is not so" if t.negated else None),
        ("protection", ", ".join(t.protection)),
        ("review", t.review),
        *(("", f"{w.name}: {w.after}; the machine read {w.before}") for w in c.was),
        ("read by", c.reader + (f", {c.confidence:.0%} sure" if c.confidence is not None else "")),
        ("id", c.id),
    ]
    _rows(out, rows)
    for other in c.others:
        out.print(_other(other))


def _figure_rows(f: Range) -> list[tuple[str, Text | str | None]]:
    """A figure, what sort of count it is, and what follows from it."""
    sort = f"; {f.sort}" if f.sort else ""
    return [("figure", f"{f.said}, from {quoted(f.text)}{sort}"), *(("", line) for line in f.derived)]


def entity(out: Console, e: EntityView) -> None:
    """An entity with its spellings, why they are one, statuses, and claims by it and about it."""
    _head(out, e.name, [e.kind, e.position, *e.descriptions[:3]])
    rows: list[tuple[str, Text | str | None]] = [
        ("spellings", "; ".join(f"{s.text} ({', '.join(s.outlets)})" for s in e.spellings)),
        ("type", e.source_type),
        ("why one", e.why),
        *(("why apart" if n == 0 else "", line) for n, line in enumerate(e.refused)),
        ("position", e.position_why),
        ("protection", f"{SHIELD} {', '.join(e.protection)}" if e.protection else None),
        ("id", e.id),
    ]
    _rows(out, rows)
    _statuses(out, e.statuses)
    if e.events:
        out.print(styled("Events", "bold"))
        for event_view in e.events:
            put(out, Text(f"{event_view.title}  ({event_view.id[:9]})"))
        out.print()
    if e.says:
        out.print(styled(f"Says ({counted(len(e.says), 'claim')})", "bold"))
        for t in e.says:
            put(out, block(t))
            out.print()
    if e.about:
        out.print(styled("About it, by time", "bold"))
        for moment in e.about:
            put(out, styled(moment.words, "underline"))
            for t in moment.tellings:
                put(out, block(t), 6)
            out.print()


def _statuses(out: Console, bars: Bars) -> None:
    if bars.rows:
        out.print(styled("What is said to have held", "bold"))
        for bar in bars.rows:
            contested = "  contested" if bar.contested else ""
            line = Text(f"{bar.said}, {bar.since_words}").append(contested, style="red")
            put(out, line.append(f"  {bar.why}", style="dim"))
        out.print()


def event(out: Console, e: EventView) -> None:
    """An event with its figures, their rule, and the grades."""
    _head(out, e.title, [e.plover, e.acled, e.beside, e.lasting])
    grades = [f"event {e.grade}", f"figures {e.grade_figures}" if e.grade_figures else None]
    grades += [f"responsibility {e.grade_responsibility}" if e.grade_responsibility else None]
    rows: list[tuple[str, Text | str | None]] = [
        ("grades", ", ".join(g for g in grades if g)),
        ("who", ", ".join(name for _, name in e.who)),
        ("why one", e.why),
        ("id", e.id),
    ]
    _rows(out, rows)
    for f in e.figures:
        out.print(
            styled(f"{f.measure}: {f.words}", "bold")
            + styled(f"  rule: {f.rule}; disagreement {f.disagreement:.2f}; {graded(f)}", "dim")
        )
        if f.axis:
            put(out, axis_lines(f.axis, min(out.width - 4, 84)))
        out.print()
    for t in e.tellings:
        put(out, block(t))
        out.print()


def _head(out: Console, title: str, details: list[str | None]) -> None:
    out.print(styled(isolated(title), "bold underline"))
    out.print(styled(" · ".join(d for d in details if d), "dim"))


def _rows(out: Console, rows: list[tuple[str, Text | str | None]]) -> None:
    for name, value in rows:
        if not value:
            continue
        content = value if isinstance(value, Text) else Text(value)
        for number, line in enumerate(content.wrap(out, out.width - LABEL - 2)):
            line.rstrip()
            label = f"{'' if number else name:>{LABEL}}  "
            out.print(styled(label, "dim") + line, soft_wrap=True)
    out.print()
