"""The contested board in a terminal: the sides next to each other, in their own words."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from riwaya.cli.terminal import axis_lines, badge, chain, put, quotation, styled
from riwaya.view.contested import Contested, Side
from riwaya.view.possible import Possible

BESIDE = 34  # columns a side needs to stand beside another
MOST_WHYS = 2


def print_item(out: Console, number: int, item: Contested) -> None:
    """One disagreement: what it is about, the sides, the axis, why."""
    eyebrow = " · ".join(p for p in (item.kind, item.subject, item.context) if p)
    head = styled(f"{number:>2}  ", "dim") + styled(item.headline, "bold underline")
    out.print(head)
    put(out, styled(eyebrow, "dim"), 4)
    out.print()
    width = out.width - 4
    if item.axis:
        put(out, axis_lines(item.axis, min(width, 84)), 4)
        out.print()
    if out.is_terminal and len(item.columns) * BESIDE <= width:
        out.print(_beside(item))
    else:
        _below(out, item)
    for why in item.why[:MOST_WHYS]:
        put(out, styled("Why: ", "bold") + Text(why), 4)
    if len(item.why) > MOST_WHYS:
        put(out, styled(f"and {len(item.why) - MOST_WHYS} more such judgements", "dim"), 4)
    put(out, styled(origins(item), "dim"), 4)
    out.print(Rule(style="dim") if out.is_terminal else "")


def print_possible(out: Console, found: Sequence[Possible]) -> None:
    """Pairs of accounts that may contradict each other, the likeliest first."""
    said = "judged from their words by a network, not counted above"
    out.print(f"Possible: {len(found)}, {said}", style="bold")
    out.print()
    for one in found:
        put(out, styled(f"{one.kind} · {one.score:.2f} of 1", "dim"), 4)
        for side in (one.one, one.other):
            put(out, badge(side) + Text("\n") + quotation(side) + Text("\n") + chain(side), 4)
        put(out, styled("Why: ", "bold") + Text(one.why), 4)
        out.print(Rule(style="dim") if out.is_terminal else "")


def _beside(item: Contested) -> Table:
    """The positions as columns of one width."""
    table = Table.grid(padding=(0, 3), expand=True)
    table.add_column(width=1)
    for _ in item.columns:
        table.add_column(ratio=1)
    table.add_row("", *(Text("\n\n").join(_side(s) for s in held) for held in item.columns))
    table.add_row("", *("" for _ in item.columns))
    return table


def _below(out: Console, item: Contested) -> None:
    """The positions below each other."""
    for number, held in enumerate(item.columns):
        if number:
            put(out, styled("against", "dim italic"), 4)
            out.print()
        for side in held:
            put(out, _side(side), 4)
            out.print()


def _side(side: Side) -> Text:
    text = badge(side.telling) + Text("\n") + quotation(side.telling)
    for told in side.again:
        text += styled("\nand ", "dim") + quotation(told)
    text += Text("\n") + chain(side.telling)
    if side.echoes:
        outlets = ", ".join(dict.fromkeys(e.outlet for e in side.echoes))
        text += styled(f"\nrepeated by {outlets}", "dim")
    if side.telling.review:
        text += styled(f"\n✎ {side.telling.review}", "green")
    return text + styled(f"\n{side.telling.id[:9]}", "dim")


def origins(item: Contested) -> str:
    """How many independent origins stand on each side: "2 independent origins: 1 with the chief; ..."."""
    each = "; ".join(f"{p.origins} with {', '.join(p.speakers)}" for p in item.positions)
    count = f"{item.origins} independent origin{'s' if item.origins != 1 else ''}"
    return f"{count}: {each}"
