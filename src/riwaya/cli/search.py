"""`riwaya search`: cited passages."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

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

F = TypeVar("F", bound=Callable[..., Any])
STANCES = ("asserted", "denied", "alleged", "possible", "predicted", "wanted", "asked", "declined")


def filter_options(command: F) -> F:
    """What passages can be thinned out by."""
    for option in reversed(
        (
            place_option,
            click.option("--source", metavar="NAME", help="Only what this source says, in any spelling."),
            click.option("--stance", type=click.Choice(STANCES), help="Only claims held this way."),
            click.option("--outlet", metavar="NAME", help="Only reports of this outlet."),
            click.option(
                "--figure",
                metavar="MEASURE",
                help="Only claims with a figure: any, or killed, injured, displaced ...",
            ),
            since_option,
            click.option("--until", metavar="DATE", help="Only what was published until YYYY[-MM[-DD]]."),
        )
    ):
        command = option(command)
    return command


@click.command(epilog="Example: riwaya search town.riwaya 'grain market' --stance denied --figure killed")
@ledger_argument
@click.argument("words", nargs=-1, required=True)
@filter_options
@click.option("--limit", type=click.IntRange(1, 1000), default=20, show_default=True)
@public_options
@json_option
def search(
    ledger: str,
    words: tuple[str, ...],
    limit: int,
    public: bool,
    salt: str | None,
    as_json: bool,
    **given: str,
) -> None:
    """Search the reports of LEDGER for WORDS; every hit is a passage with its place and the claims in it.

    A name finds every spelling of whoever bears it, in any script, and a slip in it is set right; passages
    near in meaning follow those with the words. "Words in double quotes" stand together.
    """
    from riwaya.view.finding import look

    filters, asked = filters_of(given), " ".join(words)
    with opened(ledger, public, salt) as facts:
        found = look(facts, asked, filters, limit)
    if as_json:
        write_json({"words": asked, **{f: getattr(found, f) for f in ("terms", "passages", "facets")}})
        return
    from riwaya.cli.found import print_found
    from riwaya.cli.terminal import console

    print_found(console(), asked, found)


def filters_of(given: dict[str, str]) -> Any:
    """The filters of the options. Raises BadUse for a date that is none."""
    from riwaya.view.finding import Filters

    dates = {edge: checked_date(given.get(edge), edge) for edge in ("since", "until")}
    return Filters(**{**given, **dates})
