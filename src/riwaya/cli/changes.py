"""`riwaya changes`: what reports added since a moment brought."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from riwaya.cli.opened import json_option, ledger_argument, opened, public_options, write_json

if TYPE_CHECKING:
    from rich.console import Console

    from riwaya.view.changes import Change, Changes


@click.command(epilog="Example: riwaya changes town.riwaya --since 2031-05-02T18:00")
@ledger_argument
@click.option("--since", required=True, metavar="MOMENT", help="What was added after YYYY-MM-DD[THH:MM].")
@click.option("--until", metavar="MOMENT", help="And no later than this.")
@public_options
@json_option
def changes(
    ledger: str, since: str, until: str | None, public: bool, salt: str | None, as_json: bool
) -> None:
    """Show what changed in LEDGER: new claims, new conflicts, changed statuses, risen figures.

    A moment is when reports were added to the ledger, whatever day they were published.
    """
    from riwaya.view.changes import changes as find

    with opened(ledger, public, salt) as facts:
        found = find(facts, since, until)
    if as_json:
        write_json(found)
        return
    from riwaya.cli.terminal import console

    _print(console(), found)


def _print(out: Console, found: Changes) -> None:
    from rich.text import Text

    from riwaya.cli.terminal import block, isolated, put, styled

    until = f" until {found.until}" if found.until else ""
    out.print(
        styled(
            f"Added since {found.since}{until}: {len(found.reports)} reports, {found.claims} claims", "bold"
        )
    )
    out.print()
    for head, rows in (
        ("New conflicts", found.conflicts),
        ("Changed statuses", found.statuses),
        ("Risen figures", found.figures),
        ("Other changes", found.others),
    ):
        _section(out, head, rows)
    for report in found.reports:
        out.print(styled(isolated(report.title), "underline") + Text(f"  added {report.added}"))
        for telling in report.claims:
            put(out, block(telling))
        out.print()


def _section(out: Console, head: str, rows: tuple[Change, ...]) -> None:
    from riwaya.cli.terminal import put, styled

    if not rows:
        return
    out.print(styled(f"{head} ({len(rows)})", "bold"))
    for row in rows:
        put(out, styled(row.why, ""))
    out.print()
