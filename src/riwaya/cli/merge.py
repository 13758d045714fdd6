"""`riwaya merge`: a person says that two entities are one."""

from __future__ import annotations

import click

from riwaya.cli.deciding import decided_in, decider, entity_called, reasoned
from riwaya.cli.opened import ledger_argument


@click.command(
    epilog='Example: riwaya merge town.riwaya "Abu Tal" "Orlan Beck" --why "she told us on the phone"'
)
@ledger_argument
@click.argument("one", metavar="A")
@click.argument("other", metavar="B")
@reasoned
def merge(ledger: str, one: str, other: str, why: str, by: str | None) -> None:
    """Make entities A and B of LEDGER one: each a name, an id or the start of one.

    Kept as a row with who, when and why; later additions respect it, `riwaya undo` takes it back.
    """
    from riwaya.pipeline.decide import merge as merged

    with decided_in(ledger) as (book, stages):
        pair = entity_called(book, one), entity_called(book, other)
        made = merged(book, stages, *pair, decider(by), why)
        whole = next(iter(book.entity_of([made.referents[0]]).values()))
    first, second = made.names
    click.echo(f"decision {made.number}: “{first}” and “{second}” are one: {whole.id[:9]} “{whole.name}”")
    click.echo(f"take it back with: riwaya undo {ledger} {made.number} --why TEXT")
