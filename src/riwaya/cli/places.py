"""`riwaya places`: gazetteers that a person adds to a ledger."""

from __future__ import annotations

from pathlib import Path

import click

from riwaya.cli.deciding import by_option, decided_in, decider
from riwaya.cli.opened import json_option, ledger_argument, write_json


@click.group(epilog="Example: riwaya places add town.riwaya sites.geojson")
def places() -> None:
    """Gazetteers of your own: places that additions to a ledger know from then on."""


@places.command(
    epilog="""\b
Examples:
  riwaya places add town.riwaya sites.csv          columns: name, latitude, longitude; more are read if there
  riwaya places add town.riwaya camps.geojson
  riwaya places add town.riwaya IQ.zip             a GeoNames country dump
  riwaya places add town.riwaya pcodes.csv         OCHA p-codes"""
)
@ledger_argument
@click.argument(
    "files", metavar="FILE...", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path)
)
@by_option
def add(ledger: str, files: tuple[Path, ...], by: str | None) -> None:
    """Keep the places of FILEs in LEDGER: CSV, GeoJSON, a GeoNames dump (also zipped) or OCHA p-codes.

    What is added to the ledger from then on is placed with them; reports already there stay as they are.
    So it may come first: where there is no LEDGER, it is made.
    """
    from riwaya.pipeline.give import add_places

    with decided_in(ledger, create=True) as (book, _):
        for path in files:
            file, left_out = add_places(book, path, decider(by))
            rest = f"; {left_out:,} rows are no place and were left out" if left_out else ""
            click.echo(f"{path}: {file.places:,} places ({file.form}){rest}")


@places.command("list", epilog="Example: riwaya places list town.riwaya")
@ledger_argument
@json_option
def listed(ledger: str, as_json: bool) -> None:
    """List the gazetteers that were added to LEDGER."""
    with decided_in(ledger) as (book, _):
        files = book.place_files()
    if as_json:
        write_json(files)
        return
    for file in files:
        click.echo(
            f"{file.number}  {file.name}: {file.places:,} places ({file.form})  [{file.by}, {file.at}]"
        )
    if not files:
        click.echo(f"no gazetteer was added to {ledger}; `riwaya places add {ledger} FILE` does")
