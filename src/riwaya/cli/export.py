"""`riwaya export`: the ledger in an exchange format."""

from __future__ import annotations

import click

from riwaya.cli.opened import ledger_argument, opened, public_options
from riwaya.cli.writing import output_option, write_bytes
from riwaya.errors import BadUse

FORMATS = ("jsonl", "csv")


@click.command(epilog="Example: riwaya export town.riwaya --format jsonl -o town.jsonl --public")
@ledger_argument
@click.option("--format", "kind", type=click.Choice(FORMATS), default="jsonl", show_default=True)
@output_option
@public_options
@click.option(
    "--with-originals", is_flag=True, help="Add the original bytes and every reading, for import elsewhere."
)
def export(
    ledger: str, kind: str, output: str | None, public: bool, salt: str | None, with_originals: bool
) -> None:
    """Write all of LEDGER in an exchange format; docs/export.md describes each."""
    from riwaya.export import jsonl, table

    if public and with_originals:
        raise BadUse("--with-originals cannot be --public: originals are not masked; leave one of them out")
    with opened(ledger, public, salt) as facts:
        lines = table.lines(facts) if kind == "csv" else jsonl.lines(facts)
        write_bytes(output, (line.encode() + b"\n" for line in lines))
