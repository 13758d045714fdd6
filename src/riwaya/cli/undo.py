"""`riwaya undo`: a decision or a judgement no longer counts."""

from __future__ import annotations

import click

from riwaya.cli.deciding import decided_in, decider, reasoned
from riwaya.cli.opened import ledger_argument


@click.command(epilog='Example: riwaya undo town.riwaya 3 --why "it was her cousin after all"')
@ledger_argument
@click.argument("number", type=click.IntRange(1), metavar="NUMBER")
@reasoned
def undo(ledger: str, number: int, why: str, by: str | None) -> None:
    """Take back decision or judgement NUMBER of LEDGER, as `riwaya decisions` lists them.

    The decision stays written, and so does that it was taken back.
    """
    from riwaya.pipeline.decide import undo as undone
    from riwaya.pipeline.judge import Saying, take_back
    from riwaya.view.reviewing import told

    with decided_in(ledger) as (book, stages):
        judged = {j.number: j for j in book.judgements()}
        if number in judged:
            row = take_back(book, stages, number, Saying(decider(by), why))
            click.echo(f"judgement {row.number}: {told(row)} ({told(judged[number])})")
            return
        made = undone(book, stages, number, decider(by), why)
    one, other = made.names
    click.echo(f"decision {made.number}: decision {number} on “{one}” and “{other}” no longer counts")
