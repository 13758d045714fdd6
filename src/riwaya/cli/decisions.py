"""`riwaya decisions`: what people decided, with who, when and why."""

from __future__ import annotations

import click

from riwaya.cli.opened import json_option, ledger_argument, opened, write_json


@click.command(epilog="Example: riwaya decisions town.riwaya")
@ledger_argument
@json_option
def decisions(ledger: str, as_json: bool) -> None:
    """List what people decided in LEDGER, merges, splits, judgements and undoings, the oldest first."""
    from riwaya.store.ledger import WorkingLedger
    from riwaya.view.reviewing import all_rows

    with opened(ledger) as facts:
        book: WorkingLedger = facts  # type: ignore[assignment]  # never masked here
        decided, judged = book.decisions(), book.judgements()
    if as_json:
        numbered: dict[int, object] = {d.number: d for d in decided}
        numbered.update((j.number, j) for j in judged)
        write_json([numbered[number] for number in sorted(numbered)])
        return
    rows = all_rows(decided, judged)
    for row in rows:
        why = f": {row.why}" if row.why else ""
        click.echo(f"{row.number}  {row.what}{'' if row.counts else ' (undone)'}{why}  [{row.by}, {row.at}]")
    if not rows:
        click.echo(f"nobody has decided anything in {ledger}; `riwaya merge` and `riwaya judge` do")
