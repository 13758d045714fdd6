"""How views look in a terminal: quotations, stance badges, chains, small axes. Plain when piped."""

from __future__ import annotations

import sys

from rich.console import Console
from rich.text import Text

from riwaya.records import Stance
from riwaya.view.figures import Axis, Mark
from riwaya.view.telling import Telling, before_outlet, introduced

PIPED_WIDTH = 100
WIDEST = 120  # longer lines are hard to read
SHORT = 4  # a quotation of fewer words is shown with its sentence

# The line on both sides says the stance without colour: solid, double, dashed, dotted, an arrow.
BADGES = {
    Stance.ASSERTED: ("│", "│", "blue"),
    Stance.DENIED: ("║", "║", "red"),
    Stance.ALLEGED: ("┆", "┆", "yellow"),
    Stance.POSSIBLE: ("┊", "┊", "magenta"),
    Stance.PREDICTED: ("│", "›", "green"),
    Stance.WANTED: ("│", "!", "green"),
    Stance.ASKED: ("│", "?", "cyan"),
    Stance.DECLINED: ("│", "–", "red"),
}
SHIELD = "⛨"


def console(stderr: bool = False) -> Console:
    """A console for the place that output goes to; no colour and no escape codes when it is no terminal."""
    out = Console(stderr=stderr, highlight=False, markup=False, emoji=False)
    if not out.is_terminal:
        return Console(
            file=sys.stderr if stderr else sys.stdout,
            width=PIPED_WIDTH,
            highlight=False,
            markup=False,
            emoji=False,
            no_color=True,
        )
    out.width = min(out.width, WIDEST)
    return out


def styled(text: str, style: str) -> Text:
    """Words in a style that stays theirs when more is added to them."""
    return Text().append(text, style)


def badge(telling: Telling) -> Text:
    """The stance as a word between lines of its own style."""
    left, right, colour = BADGES[telling.stance]
    return styled(f"{left}{telling.stance.value}{right}", f"bold {colour}")


def quotation(telling: Telling) -> Text:
    """The exact words between typographic quotation marks; a short one within its sentence."""
    said = styled(isolated(telling.quoted), "bold")
    if len(telling.text.split()) >= SHORT or not (telling.before.strip() or telling.after.strip()):
        return said
    context = styled("\nin: ", "dim")
    context.append(f"{telling.before}", style="dim").append(isolated(telling.text), style="italic")
    context.append(telling.after, style="dim")
    return said + context


def isolated(text: str) -> str:
    """Words of the other writing direction set apart, so that what stands beside them does not jump."""
    return f"\u2068{text}\u2069" if any("\u0590" <= c <= "\u08ff" for c in text) else text


def chain(telling: Telling, outlet: bool = True) -> Text:
    """From the origin to the outlet: "the school → Sami → Radio Sarm, 5 May 2031"."""
    line = Text()
    steps = before_outlet(telling) if outlet else telling.steps
    for number, step in enumerate(reversed(steps)):
        line.append(" → " if number else "", style="dim")
        name, _, description = introduced(step).partition(step.name)
        line.append(name + isolated(step.name), style="bold").append(description)
        if step.circumstances:
            line.append(f", {step.circumstances}", style="dim")
        if step.protection:
            line.append(f" {SHIELD} {', '.join(step.protection)}", style="cyan")
    if not outlet:
        return line if telling.steps else styled("the report’s own voice", "dim")
    line.append(" → " if steps else "", style="dim").append(isolated(telling.outlet))
    return line.append(f", {telling.published_words}", style="dim")


def block(telling: Telling, *, reference: bool = True, outlet: bool = True) -> Text:
    """One claim: badge, words, chain, details, and, if asked, the outlet and where to look it up."""
    text = badge(telling) + Text(" ") + quotation(telling) + Text("\n") + chain(telling, outlet)
    if shown := details(telling):
        text += styled(f"\n{shown}", "dim")
    if telling.review:
        text += styled(f"\n✎ {telling.review}", "green")
    return text + styled(f"\n{telling.id[:9]}", "dim") if reference else text


def details(telling: Telling) -> str:
    """When, where and how many, on one line."""
    said = [telling.when_words, ", ".join(dict.fromkeys(p.name for p in telling.where))]
    return " · ".join(d for d in (*said, *(f.said for f in telling.figures)) if d)


def axis_lines(drawn: Axis, width: int) -> Text:
    """Ranges over one scale: ● a named source, ○ an unnamed one, ├──┤ a range, ──▶ an open end."""
    label = min(max(len(m.label) for m in drawn.marks), 2 * width // 5)
    plot = max(width - label - max(len(m.words) for m in drawn.marks) - 4, 20)
    text = Text()
    for mark in drawn.marks:
        name = mark.label if len(mark.label) <= label else mark.label[: label - 1] + "…"
        text.append(f"{name:>{label}}  ", style="bold")
        text.append(_row(mark, plot), style="blue")
        text.append(f"  {mark.words}\n")
    return text.append(" " * (label + 2) + _ruler(drawn, plot), style="dim")


def _row(mark: Mark, plot: int) -> str:
    cells = [" "] * plot
    start, point, end = (
        None if v is None else round(v * (plot - 1)) for v in (mark.start, mark.point, mark.end)
    )
    left = 0 if start is None and point is None else start
    right = plot - 1 if end is None and point is None else end
    if left is not None and right is not None and left != right:
        cells[left : right + 1] = "─" * (right - left + 1)
        cells[left] = "◀" if start is None else "├"
        cells[right] = "▶" if end is None else "┤"
    if point is not None:
        cells[point] = "●" if mark.named else "○"
    return "".join(cells)


def _ruler(drawn: Axis, plot: int) -> str:
    cells = [" "] * (plot + 12)
    free = 0
    for at, label in drawn.ticks:
        start = max(round(at * (plot - 1)) - len(label) // 2, 0)
        if start >= free:
            cells[start : start + len(label)] = label
            free = start + len(label) + 1
    return "".join(cells).rstrip()


def put(out: Console, content: Text, by: int = 3) -> None:
    """Print the content moved in from the left, wrapped, with no spaces at the ends of lines."""
    for line in content.wrap(out, out.width - by):
        line.rstrip()
        out.print(Text(" " * by) + line, soft_wrap=True)
