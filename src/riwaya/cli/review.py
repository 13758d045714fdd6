"""`riwaya review`: the queue of claims to look at, and how far reviewers agree."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import click

from riwaya.cli.deciding import by_option, decider
from riwaya.cli.opened import json_option, ledger_argument, opened, write_json

if TYPE_CHECKING:
    from rich.text import Text

    from riwaya.store.ledger import WorkingLedger
    from riwaya.view.agreement import Agreement
    from riwaya.view.queue import Queue, Waiting

# those of view/queue.py, known without importing it
STATES = ("open", "accepted", "corrected", "rejected", "disputed", "all")


@click.command(epilog="Example: riwaya review town.riwaya --limit 5")
@ledger_argument
@click.option(
    "--state", type=click.Choice(STATES), default="open", show_default=True,
    help="Which claims; disputed: reviewers hold different things.",
)  # fmt: skip
@click.option("--to", metavar="NAME", help="Only what is assigned to this person.")
@click.option("--limit", type=click.IntRange(1), default=20, show_default=True, help="How many claims.")
@by_option
@json_option
def review(ledger: str, state: str, to: str | None, limit: int, by: str | None, as_json: bool) -> None:
    """List the claims of LEDGER to look at, by value and doubt, each with the reason for its place.

    `riwaya judge` accepts, rejects and corrects them.
    """
    from riwaya.view.agreement import agreements
    from riwaya.view.blind import Blind
    from riwaya.view.queue import queue

    with opened(ledger) as facts:
        stored: WorkingLedger = facts  # type: ignore[assignment]  # never masked here
        book = cast("WorkingLedger", Blind(stored, lambda: decider(by)))
        found = queue(book, state, to, limit=limit)
        agreed = agreements(book.judged_claims())
    if as_json:
        rows = [{"two": [a.one, a.other], "claims": a.claims, "raw": a.raw, "kappa": a.kappa} for a in agreed]
        write_json({"queue": found, "agreement": rows})
        return
    _print(found, agreed, state)


def _print(found: Queue, agreed: tuple[Agreement, ...], state: str) -> None:
    from riwaya.cli.terminal import console, put

    out = console()
    counts = ", ".join(f"{n} {one}" for one, n in found.counts.items() if one != "all")
    out.print(
        f"{found.total} claims{'' if state == 'all' else f' ({state})'} of {found.counts['all']}: {counts}"
    )
    for number, one in enumerate(found.rows, 1):
        out.print(f"\n{number:>2}  {one.reason}")
        put(out, _text(one))
    for pair in agreed:
        beyond = "not defined" if pair.kappa is None else f"{pair.kappa:.2f}"
        out.print(
            f"\n{pair.one} and {pair.other} both judged {pair.claims} claims: {pair.raw:.0%} alike,"
            f" Cohen's kappa {beyond}"
        )


def _text(one: Waiting) -> Text:
    from riwaya.cli.terminal import block, styled

    text = block(one.telling)
    if one.assigned:
        text += styled(f"\nassigned to {one.assigned}", "dim")
    return text
