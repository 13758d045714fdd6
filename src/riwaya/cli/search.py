"""`riwaya search`: cited passages."""

from __future__ import annotations

import click

from riwaya.cli.opened import (
    checked_date,
    json_option,
    ledger_argument,
    opened,
    place_option,
    public_options,
    since_option,
    write_json,
)

STANCES = ("asserted", "denied", "alleged", "possible", "predicted", "wanted", "asked", "declined")


@click.command(epilog="Example: riwaya search town.riwaya 'grain market' --stance denied")
@ledger_argument
@click.argument("words", nargs=-1, required=True)
@place_option
@click.option("--source", metavar="NAME", help="Only what this source says, in any spelling.")
@click.option("--stance", type=click.Choice(STANCES), help="Only claims held this way.")
@click.option("--outlet", metavar="NAME", help="Only reports of this outlet.")
@since_option
@click.option("--limit", type=click.IntRange(1, 1000), default=20, show_default=True)
@public_options
@json_option
def search(
    ledger: str,
    words: tuple[str, ...],
    place: str | None,
    source: str | None,
    stance: str | None,
    outlet: str | None,
    since: str | None,
    limit: int,
    public: bool,
    salt: str | None,
    as_json: bool,
) -> None:
    """Search the reports of LEDGER for WORDS; every hit is a passage with its place and the claims in it."""
    from riwaya.view.finding import Filters, find

    filters = Filters(place, source, stance, outlet, checked_date(since))
    asked = " ".join(words)
    with opened(ledger, public, salt) as facts:
        passages = find(facts, asked, filters, limit)
    if as_json:
        write_json({"words": asked, "passages": passages})
        return
    from riwaya.cli.found import print_passages
    from riwaya.cli.terminal import console

    print_passages(console(), asked, passages)
