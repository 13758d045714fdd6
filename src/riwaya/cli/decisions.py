"""`riwaya decisions`: what people decided, with who, when and why."""

from __future__ import annotations

import click

from riwaya.cli.opened import json_option, ledger_argument, opened, write_json

SAID = {"merge": "are one", "split": "are not one"}


@click.command(epilog="Example: riwaya decisions town.riwaya")
@ledger_argument
@json_option
def decisions(ledger: str, as_json: bool) -> None:
    """List the merges, splits and undoings that people made in LEDGER, the oldest first."""
    from riwaya.records import standing
    from riwaya.store.ledger import WorkingLedger

    with opened(ledger) as facts:
        book: WorkingLedger = facts  # type: ignore[assignment]  # never masked here
        rows = book.decisions()
    if as_json:
        write_json(rows)
        return
    counting = {d.number for d in standing(rows)}
    for d in rows:
        one, other = d.names
        what = (
            f"“{one}” and “{other}” {SAID[d.kind]}"
            if d.kind in SAID
            else f"decision {d.undoes} no longer counts"
        )
        state = "" if d.number in counting or d.undoes is not None else " (undone)"
        click.echo(f"{d.number}  {what}{state}: {d.why}  [{d.by}, {d.at}]")
    if not rows:
        click.echo(f"nobody has decided anything in {ledger}; `riwaya merge` and `riwaya split` do")
