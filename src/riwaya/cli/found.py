"""Search results and answers in a terminal."""

from __future__ import annotations

from rich.console import Console
from rich.text import Text

from riwaya.cli.board import print_item
from riwaya.cli.terminal import badge, chain, put, styled
from riwaya.export.briefing.deck import counted
from riwaya.store.asked import Term
from riwaya.view.asking import Answer
from riwaya.view.finding import Found, Passage

FACET = 5  # values shown of each


def print_found(out: Console, words: str, found: Found) -> None:
    """The passages with the words marked, each with its citation and its claims; then the counts."""
    out.print(styled(f"{counted(len(found.passages), 'passage')} for “{words}”", "bold"))
    _print_terms(out, found.terms)
    out.print()
    for number, passage in enumerate(found.passages, 1):
        _print_passage(out, f"{number:>2}", passage)
    if found.weighed > len(found.passages):
        out.print(styled(f"{found.weighed} passages fit; among them", "bold"))
        for facet in found.facets:
            values = ", ".join(f"{c.label} {c.count}" for c in facet.choices[:FACET])
            put(out, styled(f"{facet.title}: ", "dim") + Text(values), 4)


def print_answer(out: Console, answer: Answer) -> None:
    """The accounts, those that hold the same under one number, then every disagreement with its sides."""
    out.print(styled(answer.question, "bold"))
    said = answer.understood.sentences
    if said:
        out.print(styled(", ".join(said), "dim"))
    _print_terms(out, answer.understood.terms)
    out.print()
    if not answer.accounts:
        out.print("No passage speaks of this.")
    for number, account in enumerate(answer.accounts, 1):
        for n, passage in enumerate(account.passages):
            _print_passage(out, f"{number:>2}" if n == 0 else " =", passage)
    if answer.contested:
        out.print(styled("Contested about this", "bold"))
        out.print()
        for number, item in enumerate(answer.contested, 1):
            print_item(out, number, item)


def _print_terms(out: Console, terms: tuple[Term, ...]) -> None:
    """Which spellings were looked for."""
    for term in terms:
        if term.corrected:
            out.print(styled(f"“{term.asked}” stands nowhere; looked for {', '.join(term.phrases)}", "dim"))
        elif len(term.phrases) > 1:
            out.print(styled(f"“{term.asked}” in every spelling: {', '.join(term.phrases)}", "dim"))


def _print_passage(out: Console, mark: str, passage: Passage) -> None:
    text = Text(passage.text)
    for start, end in passage.marked:
        text.stylize("bold reverse" if out.is_terminal else "", start, end)
    cited = f"{passage.outlet}, {passage.published_words} · {passage.title} · "
    cited += f"{passage.report[:9]}, characters {passage.start} to {passage.end}"
    cited += "" if "words" in passage.how else " · near in meaning"
    out.print(styled(f"{mark}  ", "dim") + styled(cited, "dim"))
    put(out, text, 4)
    for t in passage.tellings:
        put(out, badge(t) + Text(" ") + chain(t) + styled(f"  {t.id[:9]}", "dim"), 4)
    out.print()
