"""`riwaya import`: an export of riwaya taken back."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from riwaya.cli.opened import ledger_argument
from riwaya.errors import BadUse

if TYPE_CHECKING:
    from riwaya.export.jsonl_back import Taken
    from riwaya.pipeline import Stages
    from riwaya.store.ledger import WorkingLedger


@click.command(name="import", epilog="Example: riwaya import copy.riwaya town.jsonl")
@ledger_argument
@click.argument("export", metavar="EXPORT")
def import_(ledger: str, export: str) -> None:
    """Take EXPORT, JSON lines that riwaya wrote (- is standard input), into a new LEDGER.

    Exported again, the ledger gives the same bytes.
    """
    from riwaya.export.jsonl_back import take
    from riwaya.ingest.options import Options
    from riwaya.pipeline import default_stages
    from riwaya.store import open_ledger

    if "://" not in ledger and Path(ledger).exists():
        raise BadUse(f"{ledger} is there already; import makes a new ledger, so give another name")
    taken = take(lines_of(export))
    stages = default_stages(Options())
    book = open_ledger(ledger, create=True)
    try:
        if next(iter(book.log_entries()), None) is not None:
            raise BadUse(f"{book.address} holds a ledger already; import makes a new one, so give another")
        with book.transaction():
            put(book, taken, stages)
            book.note("imported", export, {"reports": len(taken.documents)})
    finally:
        book.close()
    reports, claims = len(taken.documents), len(taken.claims)
    without = sum(1 for document, _, _ in taken.documents if document.original is None)
    click.echo(
        f"{reports} reports, {claims} claims" + (f"; {without} without their originals" if without else "")
    )


def lines_of(export: str) -> Iterator[str]:
    """The lines of an export, of standard input for -; raises BadUse where they cannot be read."""
    if export == "-":
        yield from sys.stdin
        return
    try:
        with Path(export).open(encoding="utf-8-sig") as file:
            yield from file
    except OSError as error:
        raise BadUse(
            f"cannot read {export}: {error.strerror}; give a file that riwaya export wrote"
        ) from error
    except UnicodeDecodeError as error:
        raise BadUse(f"{export} is not UTF-8; give a file that riwaya export --format jsonl wrote") from error


def put(ledger: WorkingLedger, taken: Taken, stages: Stages) -> None:
    """Everything into the ledger, settled as it was: what `add` brings later is compared with it."""
    from riwaya.pipeline.entities import place
    from riwaya.pipeline.knowledge import applied
    from riwaya.pipeline.settle import rekey
    from riwaya.records import Judgement
    from riwaya.store.waiting import Step

    for setting in taken.settings:
        ledger.set_value(setting)
    for file, places in taken.places:
        ledger.put_places(file, places)
    stages = applied(ledger, stages)
    for document, reading, referents in taken.documents:
        ledger.put_report(document, reading, referents)
    for row in taken.decisions:  # in their order: what undoes one names its number
        if isinstance(row, Judgement):
            ledger.judge(row)
        else:
            ledger.decide(row)
    for _, _, referents in taken.documents:  # who looks like whom rests on what was decided
        place(ledger, stages, [r.id for r in referents])
        ledger.settled(Step.RESOLVE, [r.id for r in referents])
    ledger.put_entities(taken.entities)
    rekey(ledger, stages, taken.claims)
    ledger.put_findings(taken.claims, taken.findings)
    for item in taken.set_aside:
        ledger.put_set_aside(item)
