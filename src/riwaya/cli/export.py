"""`riwaya export`: the ledger in an exchange format."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, cast

import click

from riwaya.cli.opened import ledger_argument, opened, public_options, say_private
from riwaya.cli.writing import output_option, write_bytes
from riwaya.errors import BadUse

if TYPE_CHECKING:
    from riwaya.store.ledger import WorkingLedger

FORMATS = ("jsonl", "csv", "acled", "ucdp")


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
    from riwaya.export import acled, jsonl, table, ucdp
    from riwaya.export.whole import extra_objects

    if public and with_originals:
        raise BadUse("--with-originals cannot be --public: originals are not masked; leave one of them out")
    if with_originals and kind != "jsonl":
        raise BadUse(f"--with-originals goes with --format jsonl, not with {kind}")
    with opened(ledger, public, salt) as facts:
        if not public:
            say_private(facts)
        writers = {"jsonl": jsonl.lines, "csv": table.lines, "acled": acled.lines, "ucdp": ucdp.lines}
        lines = writers[kind](facts)
        if with_originals:
            lines = chain(lines, map(jsonl.line, extra_objects(cast("WorkingLedger", facts))))
        write_bytes(output, (line.encode() + b"\n" for line in lines))
