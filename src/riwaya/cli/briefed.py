"""The briefing in a terminal."""

from __future__ import annotations

from rich.console import Console
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from riwaya.cli.board import print_item
from riwaya.cli.terminal import axis_lines, block, put, styled
from riwaya.export.briefing.deck import counted, deck, title
from riwaya.view.briefing import Briefing, Told
from riwaya.view.event import graded

MOST_CONTESTED = 10
MOST_REPORTS = 8
MOST_FIGURES = 20


def print_briefing(out: Console, b: Briefing) -> None:
    """The whole briefing; what is left out is counted."""
    out.print(styled(title(b), "bold"))
    out.print(styled(deck(b), "dim"))
    _section(out, "Contested")
    for number, item in enumerate(b.contested[:MOST_CONTESTED], 1):
        print_item(out, number, item)
    _left_out(out, len(b.contested) - MOST_CONTESTED, "disagreement", "riwaya contested shows all")
    if not b.contested:
        out.print(styled("No account here contradicts another.", "dim"))
    for kind in b.changed:
        _section(out, kind.name)
        for change in kind.changes:
            put(out, Text(change.why), 3)
    _section(out, "What is new")
    telling = [t for t in b.new if t.shown]
    for told in telling[:MOST_REPORTS]:
        _told(out, told)
    _left_out(out, len(telling) - MOST_REPORTS, "report", "--published-since or --format html shows them")
    if b.places:
        _section(out, "Places")
        _places(out, b)
    if b.events or b.figures:
        _section(out, "Figures")
        _figures(out, b)
    if b.set_aside:
        out.print(styled(f"\n{counted(b.set_aside, 'file')} set aside as unreadable", "yellow"))


def _section(out: Console, name: str) -> None:
    out.print()
    if out.is_terminal:
        out.print(Rule(styled(name, "bold"), align="left", style="dim"))
    else:
        out.print(name.upper())
    out.print()


def _left_out(out: Console, number: int, noun: str, way: str) -> None:
    if number > 0:
        out.print(styled(f"   and {counted(number, noun)} more: {way}", "dim"))


def _told(out: Console, told: Told) -> None:
    copy = " · a copy" if told.echo_of else ""
    out.print(styled(told.title, "bold underline"))
    out.print(styled(f"{told.outlet} · {told.published_words}{copy}", "dim"))
    out.print()
    for t in told.shown:
        put(out, block(t, reference=False, outlet=False), 3)
        out.print()
    if told.contested:
        out.print(styled(f"   {told.contested} more of its claims contested, above", "dim"))
    _left_out(out, told.left_out, "claim", f"riwaya show LEDGER {told.report[:9]}")
    out.print()


def _places(out: Console, b: Briefing) -> None:
    for p in b.places:
        line = styled(p.name, "bold")
        if p.also:
            line.append(f"  also {', '.join(p.also)}", style="dim not bold")
        out.print(line.append(f"  {counted(p.claims, 'claim')}", style="dim not bold"))
        for s in p.statuses:
            contested = "  contested" if s.contested else ""
            held = Text(f"{s.said}, {s.since_words}").append(contested, style="red")
            put(out, held.append(f"  {s.why}", style="dim"), 3)


def _figures(out: Console, b: Briefing) -> None:
    for e in b.events:
        grades = [f"event {e.grade}", f"figures {e.grade_figures}" if e.grade_figures else ""]
        out.print(styled(e.title, "bold") + styled(f"  {', '.join(g for g in grades if g)}", "dim"))
        for f in e.figures:
            line = Text(f"{f.measure}: {f.words}") + styled(
                f"  ({f.rule}; {counted(len(f.tellings), 'claim')})", "dim"
            )
            put(out, line + styled(f"  {graded(f)}", "dim"), 3)
            if f.axis:
                put(out, axis_lines(f.axis, min(out.width - 6, 84)), 6)
        out.print()
    if not b.figures:
        return
    table = Table.grid(padding=(0, 3))
    table.add_column(max_width=36)
    table.add_column(ratio=1)
    for one in b.figures[:MOST_FIGURES]:
        told = styled(one.telling.chain_words, "dim")
        table.add_row(styled(one.figure.said, "bold"), told)
    out.print(table)
    _left_out(out, len(b.figures) - MOST_FIGURES, "figure", "--format html shows all")
