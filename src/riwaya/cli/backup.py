"""`riwaya backup`: a copy of the ledger, made while others work in it."""

from __future__ import annotations

from pathlib import Path

import click

from riwaya.cli.opened import ledger_argument, note


@click.command(epilog="Example: riwaya backup town.riwaya -o town-2031-05-02.riwaya")
@ledger_argument
@click.option("-o", "--output", required=True, metavar="PATH", help="The new file; never one that is there.")
def backup(ledger: str, output: str) -> None:
    """Copy LEDGER as it is at this moment into one file, checked and on the disk.

    Others may read and write the ledger meanwhile. The copy is a ledger in a file, also of one at a
    postgresql:// address; `riwaya restore` brings it back to either. That a backup was made stands in the
    log.
    """
    from riwaya.store import open_ledger
    from riwaya.store.keeping import backup as make

    book = open_ledger(ledger)
    try:
        note(book, "backed up", Path(output).name, {})
    finally:
        book.close()
    made = make(ledger, Path(output))
    click.echo(f"{made.path}: {made.reports:,} reports, {made.size:,} bytes, SHA-256 {made.sha256}")
