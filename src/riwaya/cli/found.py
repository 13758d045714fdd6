"""Search results in a terminal."""

from __future__ import annotations

from rich.console import Console
from rich.text import Text

from riwaya.cli.terminal import badge, chain, put, styled
from riwaya.export.briefing.deck import counted
from riwaya.view.finding import Passage


def print_passages(out: Console, words: str, passages: tuple[Passage, ...]) -> None:
    """The passages with the words marked, each with its citation and its claims."""
    out.print(styled(f"{counted(len(passages), 'passage')} for “{words}”", "bold"))
    out.print()
    for number, passage in enumerate(passages, 1):
        text = Text(passage.text)
        for start, end in passage.marked:
            text.stylize("bold reverse" if out.is_terminal else "", start, end)
        cited = f"{passage.outlet}, {passage.published_words} · {passage.title} · "
        cited += f"{passage.report[:9]}, characters {passage.start} to {passage.end}"
        out.print(styled(f"{number:>2}  ", "dim") + styled(cited, "dim"))
        put(out, text, 4)
        for t in passage.tellings:
            put(out, badge(t) + Text(" ") + chain(t) + styled(f"  {t.id[:9]}", "dim"), 4)
        out.print()
