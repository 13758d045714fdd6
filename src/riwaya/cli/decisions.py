"""`riwaya decisions`: what people decided, with who, when and why."""

from __future__ import annotations

import click

from riwaya.cli.opened import json_option, ledger_argument, opened, write_json


@click.command(epilog="Example: riwaya decisions town.riwaya")
@ledger_argument
@click.option("--take", metavar="FILE", help="Take over what people gave and decided in another ledger.")
@json_option
def decisions(ledger: str, take: str | None, as_json: bool) -> None:
    """List what people decided in LEDGER, merges, splits, judgements and undoings, the oldest first.

    With --take, decide again in LEDGER what stands in FILE, as `riwaya doctor --salvage` or `riwaya export
    --with-originals` wrote it: settings, gazetteers, decisions and judgements. What was taken over before is
    left out; exit code 1 if something could not be, each on a line with its reason.
    """
    from riwaya.store.ledger import WorkingLedger
    from riwaya.view.reviewing import all_rows

    if take is not None:
        _take_over(ledger, take)
        return
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


def _take_over(ledger: str, file: str) -> None:
    from riwaya.cli.deciding import decided_in
    from riwaya.cli.import_ import lines_of
    from riwaya.export.jsonl_back import take
    from riwaya.pipeline.retake import retake

    taken = take(lines_of(file))
    with decided_in(ledger) as (book, stages):
        made = retake(book, stages, taken.settings, taken.places, taken.decisions)
    for reason in made.lost:
        click.echo(reason, err=True)
    click.echo(f"{made.taken} taken over, {made.known} known already, {len(made.lost)} could not be")
    if made.lost:
        raise SystemExit(1)
