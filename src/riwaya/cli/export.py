"""`riwaya export`: the ledger in an exchange format."""

from __future__ import annotations

from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, cast

import click

from riwaya.cli.opened import ledger_argument, note, opened, public_options, say_private
from riwaya.cli.writing import output_option, write_bytes
from riwaya.errors import BadUse

if TYPE_CHECKING:
    from riwaya.store.ledger import WorkingLedger

FORMATS = ("jsonl", "csv", "acled", "ucdp", "training", "pairs")


@click.command(epilog="Example: riwaya export town.riwaya --format jsonl -o town.jsonl --public")
@ledger_argument
@click.option("--format", "kind", type=click.Choice(FORMATS), default="jsonl", show_default=True)
@output_option
@public_options
@click.option(
    "--with-originals",
    is_flag=True,
    help="Add the original bytes, every reading, what people decided and rejected, for import elsewhere.",
)
def export(
    ledger: str, kind: str, output: str | None, public: bool, salt: str | None, with_originals: bool
) -> None:
    """Write all of LEDGER in an exchange format; docs/export.md describes each."""
    from riwaya.export import acled, jsonl, pairs, table, training, ucdp
    from riwaya.export.whole import extra_objects, rejected

    if public and with_originals:
        raise BadUse("--with-originals cannot be --public: originals are not masked; leave one of them out")
    if with_originals and kind != "jsonl":
        raise BadUse(f"--with-originals goes with --format jsonl, not with {kind}")
    if public and kind == "pairs":
        raise BadUse("--format pairs shows what people judged, unmasked; leave --public out")
    with opened(ledger, public, salt) as facts:
        if not public:
            note(facts, "exported", kind, {"to": Path(output or "-").name, "masked": "no"})
            say_private(facts)
        writers = {
            "jsonl": jsonl.lines,
            "csv": table.lines,
            "acled": acled.lines,
            "ucdp": ucdp.lines,
            "training": training.lines,
        }
        book = cast("WorkingLedger", facts)  # where it is masked, only what every ledger has is used
        if kind == "pairs":
            lines = pairs.lines(book)
        elif with_originals:
            lines = chain(jsonl.lines(book, rejected(book)), map(jsonl.line, extra_objects(book)))
        else:
            lines = writers[kind](facts)
        write_bytes(output, (line.encode() + b"\n" for line in lines))
