"""`riwaya verify`: re-check every hash and every anchor."""

from __future__ import annotations

import dataclasses
import json

import click

from riwaya.cli.opened import ledger_argument


@click.command(epilog="Example: riwaya verify town.riwaya")
@ledger_argument
@click.option("--json", "as_json", is_flag=True, help="Print what was found as JSON.")
@click.pass_context
def verify(context: click.Context, ledger: str, as_json: bool) -> None:
    """Check LEDGER again: original bytes, texts, the words of every claim, and the log of what was done.

    Exit code 1 if anything is off, each thing on a line with the report or claim it belongs to.
    """
    from riwaya.store import open_ledger
    from riwaya.view.given_rules import given_rules

    book = open_ledger(ledger)
    try:
        problems = list(book.verify())
        counts = book.counts()
        given = given_rules(book)
    finally:
        book.close()
    if as_json:
        found = [dataclasses.asdict(problem) for problem in problems]
        click.echo(json.dumps({"good": not found, "checked": counts, "problems": found}, ensure_ascii=False))
    elif problems:
        for problem in problems:
            click.echo(f"{problem.record}: {problem.what}")
    else:
        click.echo(
            f"good: every hash and every anchor holds; checked: {counts['reports']:,} reports,"
            f" {counts['claims']:,} claims, the log"
        )
    if not as_json and (given.texts or given.masked or given.unmasked):
        click.echo(
            f"masking: {len(given.texts)} files of rules added, {len(given.masked)} names masked,"
            f" {len(given.unmasked)} left open by hand; riwaya protect {ledger} lists them"
        )
    context.exit(1 if problems else 0)
