"""`riwaya show`: one report, claim, entity or event with everything known of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import click

from riwaya.cli.opened import json_option, ledger_argument, opened, public_options, write_json

if TYPE_CHECKING:
    from rich.console import Console


@click.command(epilog="Example: riwaya show town.riwaya c504c6a9d")
@ledger_argument
@click.argument("what", metavar="[ID]", required=False)
@public_options
@json_option
def show(ledger: str, what: str | None, public: bool, salt: str | None, as_json: bool) -> None:
    """Show one record of LEDGER: by its id, the start of it, a report's title or file, or a name.

    Without one, what LEDGER holds.
    """
    from riwaya.cli import shown
    from riwaya.records import Claim, Entity, Event, Report
    from riwaya.view.claim import show_claim
    from riwaya.view.entity import show_entity
    from riwaya.view.event import show_event
    from riwaya.view.lookup import Lookup, find
    from riwaya.view.overview import overview
    from riwaya.view.reading import read_report

    view: object
    draw: Callable[[Console, Any], None]
    with opened(ledger, public, salt) as facts:
        record = find(facts, what) if what else None
        match record:
            case None:
                view, draw = overview(facts), shown.ledger
            case Report():
                view, draw = read_report(facts, record.id), shown.report
            case Claim():
                view, draw = show_claim(facts, record), shown.claim
            case Entity():
                view, draw = show_entity(facts, record), shown.entity
            case Event():
                view, draw = show_event(record, Lookup(facts)), shown.event
    if as_json:
        kind = type(record).__name__.lower() if record else "ledger"
        write_json({"type": kind, "shown": view})
        return
    from riwaya.cli.terminal import console

    draw(console(), view)
