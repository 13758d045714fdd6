"""`riwaya doctor`: what is the matter with a ledger, and how to go on."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path

import click

from riwaya.cli.opened import ledger_argument

_SALVAGE = (
    "Save every original that can be read into this new folder, and what people decided and the log beside."
)


@click.command(epilog="Example: riwaya doctor town.riwaya")
@ledger_argument
@click.option("--salvage", metavar="FOLDER", help=_SALVAGE)
@click.option("--json", "as_json", is_flag=True, help="Write JSON for a program to read.")
@click.pass_context
def doctor(context: click.Context, ledger: str, salvage: str | None, as_json: bool) -> None:
    """Look at LEDGER, file, pages and log, and say what is wrong and the way out. Changes nothing.

    `riwaya verify` checks what the ledger says, word by word; this command says whether it can be read at
    all. Exit code 1 if something is wrong. Others may use the ledger meanwhile.
    """
    from riwaya.store import examining, salvaging

    if salvage is not None:
        folder = Path(salvage)
        saved = salvaging.salvage(ledger, folder)
        click.echo(
            f"{saved.originals:,} originals saved, {saved.given:,} things that people gave or decided,"
            f" {saved.lost:,} lost; read them with: riwaya add NEW.riwaya {folder / 'originals'}"
            + (f" && riwaya decisions NEW.riwaya --take {folder / 'given.jsonl'}" if saved.given else "")
        )
        context.exit(1 if saved.lost else 0)
    found = list(examining.examine(ledger))
    good = all(finding.good for finding in found)
    if as_json:
        told = [dataclasses.asdict(finding) for finding in found]
        click.echo(json.dumps({"good": good, "findings": told}, ensure_ascii=False))
    else:
        for finding in found:
            mark = "good" if finding.good else "wrong"
            way = f"; {finding.way_out}" if finding.way_out else ""
            click.echo(f"{mark}: {finding.what}{way}")
    context.exit(0 if good else 1)
