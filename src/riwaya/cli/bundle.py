"""`riwaya bundle`: the evidence, so that others can verify it with standard tools."""

from __future__ import annotations

from pathlib import Path

import click

from riwaya.cli.opened import ledger_argument, note
from riwaya.errors import BadUse

_UNMASKED = "Needed: a bundle holds originals, which name people as they were published."


@click.command(epilog="Example: riwaya bundle town.riwaya -o evidence.zip --unmasked")
@ledger_argument
@click.option("-o", "--output", required=True, metavar="PATH", help="The ZIP file to write.")
@click.option("--report", "reports", multiple=True, metavar="ID", help="Only this report; may be repeated.")
@click.option("--unmasked", is_flag=True, help=_UNMASKED)
def bundle(ledger: str, output: str, reports: tuple[str, ...], unmasked: bool) -> None:
    """Pack originals, texts, claims, the log and its timestamps of LEDGER into one ZIP file.

    Its README says how to check it with sha256sum and openssl alone. That it was made stands in the log.
    """
    from riwaya.export.bundle import write
    from riwaya.store import open_ledger

    if not unmasked:
        raise BadUse(
            "a bundle holds originals, and they cannot be masked; add --unmasked if whoever receives it"
            " may know the people in it, else use `riwaya export --public`"
        )
    book = open_ledger(ledger)
    try:
        note(book, "bundled", Path(output).name, {"reports": ", ".join(reports) or "all", "masked": "no"})
        made = write(book, Path(output), reports)
    finally:
        book.close()
    click.echo(f"{output}: " + ", ".join(f"{count:,} {name}" for name, count in made.items()))
