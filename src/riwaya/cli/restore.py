"""`riwaya restore`: a ledger brought back from a backup."""

from __future__ import annotations

from pathlib import Path

import click

from riwaya.cli.opened import ledger_argument


@click.command(epilog="Example: riwaya restore town-2031-05-02.riwaya town.riwaya --replace")
@click.argument("backup", metavar="BACKUP")
@ledger_argument
@click.option("--replace", is_flag=True, help="Put the LEDGER that is there aside, under a name of its own.")
@click.pass_context
def restore(context: click.Context, backup: str, ledger: str, replace: bool) -> None:
    """Make LEDGER from BACKUP, a file that `riwaya backup` wrote, and verify it.

    Nothing is lost: with --replace the ledger that stood there is kept as LEDGER.before-1, at a postgresql://
    address in a schema of its own. Let no other program use it meanwhile.
    """
    from riwaya.store import open_ledger
    from riwaya.store.keeping import restore as bring_back

    made, kept = bring_back(Path(backup), ledger, replace)
    book = open_ledger(ledger)
    try:
        problems = list(book.verify())
        book.note("restored", Path(backup).name, {"sha256": made.sha256})
    finally:
        book.close()
    aside = f"; the one before is {kept}" if kept else ""
    click.echo(f"{made.path}: {made.reports:,} reports from {backup}{aside}")
    for problem in problems:
        click.echo(f"{problem.record}: {problem.what}", err=True)
    context.exit(1 if problems else 0)
