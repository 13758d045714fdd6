"""`riwaya ask`: a question, answered by cited passages and by what is contested about them."""

from __future__ import annotations

import click

from riwaya.cli.opened import json_option, ledger_argument, opened, public_options, write_json
from riwaya.cli.search import filter_options, filters_of


@click.command(epilog="Example: riwaya ask town.riwaya 'How many people were killed at the grain market?'")
@ledger_argument
@click.argument("question", nargs=-1, required=True)
@filter_options
@click.option("--limit", type=click.IntRange(1, 100), default=10, show_default=True)
@public_options
@json_option
def ask(
    ledger: str,
    question: tuple[str, ...],
    limit: int,
    public: bool,
    salt: str | None,
    as_json: bool,
    **given: str,
) -> None:
    """Answer QUESTION with the passages of LEDGER that speak of it, and what is contested about them.

    No sentence is written for you: those that hold the same stand together, and every disagreement shows its
    sides. Places and dates in the question, and how many, when, where or who, bring accounts forward.
    """
    from riwaya.view.asking import ask as answered

    asked = " ".join(question)
    with opened(ledger, public, salt) as facts:
        answer = answered(facts, asked, filters_of(given), limit)
    if as_json:
        write_json(answer)
        return
    from riwaya.cli.found import print_answer
    from riwaya.cli.terminal import console

    print_answer(console(), answer)
