"""`riwaya contested`: every disagreement, both sides quoted."""

from __future__ import annotations

from typing import TYPE_CHECKING

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
from riwaya.errors import BadUse

if TYPE_CHECKING:
    from riwaya.store.ledger import WorkingLedger

REVIEW = ("open", "begun", "confirmed", "dismissed")
ABOUT = ("figure", "date", "place", "responsibility", "denial", "status", "event")


@click.command(epilog="Example: riwaya contested town.riwaya --place Halbat --about figure --review open")
@ledger_argument
@place_option
@click.option("--about", type=click.Choice(ABOUT), help="Only disagreements about this.")
@since_option
@click.option(
    "--review",
    type=click.Choice(REVIEW),
    help="Only disagreements that nobody judged (open), of which claims are judged (begun), of which a "
    "contradiction is confirmed, or that stood on dismissed contradictions.",
)
@click.option("--possible", is_flag=True, help="Below them, conflicts that only may be, with their scores.")
@public_options
@json_option
def contested(
    ledger: str,
    place: str | None,
    about: str | None,
    since: str | None,
    review: str | None,
    possible: bool,
    public: bool,
    salt: str | None,
    as_json: bool,
) -> None:
    """Show every disagreement in LEDGER, each side in its own words; nothing is settled for you."""
    from riwaya.records import About
    from riwaya.view.board_review import State, contested_in
    from riwaya.view.contested import contested as find
    from riwaya.view.possible import possible as find_possible

    if review and public:
        raise BadUse("--review tells what people judged, which --public does not; leave one of them out")
    if review and possible:
        raise BadUse("--possible lists what nobody can have judged; leave --review or it out")
    with opened(ledger, public, salt) as facts:
        kind = About(about) if about else None
        day = checked_date(since)
        if review:
            book: WorkingLedger = facts  # type: ignore[assignment]  # never masked here
            items = contested_in(book, State(review), place=place, about=kind, since_date=day)
        else:
            items = find(facts, place=place, about=kind, since_date=day)
        others = find_possible(facts, place=place, about=kind, since_date=day) if possible else ()
        reports = sum(1 for _ in facts.reports())
    if as_json:
        write_json({"reports": reports, "contested": items} | ({"possible": others} if possible else {}))
        return
    from riwaya.cli.board import print_item, print_possible
    from riwaya.cli.terminal import console

    out = console()
    found = "1 disagreement" if len(items) == 1 else f"{len(items)} disagreements"
    out.print(f"Contested: {found} in {reports} report{'' if reports == 1 else 's'}", style="bold")
    out.print()
    for number, item in enumerate(items, 1):
        print_item(out, number, item)
    if possible:
        print_possible(out, others)
