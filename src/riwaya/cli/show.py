"""`riwaya show`: one report, claim, entity or event with everything known of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from riwaya.cli.opened import json_option, ledger_argument, opened, public_options, write_json
from riwaya.errors import BadUse

if TYPE_CHECKING:
    from rich.console import Console

    from riwaya.records import Claim, Entity, Event, Report
    from riwaya.view.facts import Facts


RULES = (
    "lowest",
    "highest",
    "median",
    "latest",
    "precise",
)  # those of view/rules.py, known without importing it


class Shows(NamedTuple):
    """What is to be shown, and the function that draws it."""

    kind: str
    view: Any
    draw: Callable[[Console, Any], None]


def _found(facts: Facts, what: str, passing: bool) -> Report | Claim | Entity | Event:
    """The record meant; raises BadUse. `passing`: the ids it is known by are those of this run alone."""
    from riwaya.view.lookup import find

    try:
        return find(facts, what)
    except BadUse as error:
        if not passing:
            raise
        said = "ids of a public form are found again with the --salt it was made with"
        raise BadUse(f"{error}; {said}") from error


@click.command(epilog="Example: riwaya show town.riwaya c504c6a9d")
@ledger_argument
@click.argument("what", metavar="[ID]", required=False)
@click.option(
    "--rule", type=click.Choice(RULES), help="Of an event: what its figures come to under this rule."
)
@public_options
@json_option
def show(
    ledger: str, what: str | None, rule: str | None, public: bool, salt: str | None, as_json: bool
) -> None:
    """Show one record of LEDGER: by its id, the start of it, a report's title or file, or a name.

    Without one, what LEDGER holds.
    """
    from riwaya.cli import shown
    from riwaya.pipeline.knowledge import compare_names_as
    from riwaya.records import Claim, Entity, Event, Report
    from riwaya.view.claim import show_claim
    from riwaya.view.entity import show_entity
    from riwaya.view.event import show_event
    from riwaya.view.lookup import Lookup
    from riwaya.view.overview import overview
    from riwaya.view.reading import read_report

    with opened(ledger, public, salt) as facts:
        if not public:
            compare_names_as(facts)
        record = _found(facts, what, public and salt is None) if what else None
        shows: Shows
        match record:
            case None:
                shows = Shows("ledger", overview(facts), shown.ledger)
            case Report():
                shows = Shows("report", read_report(facts, record.id), shown.report)
            case Claim():
                shows = Shows("claim", show_claim(facts, record), shown.claim)
            case Entity():
                shows = Shows("entity", show_entity(facts, record), shown.entity)
            case Event():
                shows = Shows("event", show_event(record, Lookup(facts), rule), shown.event)
    if as_json:
        write_json({"type": shows.kind, "shown": shows.view})
        return
    from riwaya.cli.terminal import console

    shows.draw(console(), shows.view)
