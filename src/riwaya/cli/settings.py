"""`riwaya settings`: how a ledger is shown and reviewed."""

from __future__ import annotations

import click

from riwaya.cli.deciding import by_option, decided_in, decider
from riwaya.cli.opened import json_option, ledger_argument, write_json
from riwaya.errors import BadUse


@click.command(
    epilog="""\b
Examples:
  riwaya settings town.riwaya
  riwaya settings town.riwaya blind-review=on
  riwaya settings town.riwaya map-tiles=region.pmtiles
  riwaya settings town.riwaya "map-tiles=https://tiles.example.org/{z}/{x}/{y}.png"
  riwaya settings town.riwaya map-tiles=none"""
)
@ledger_argument
@click.argument("changes", metavar="[NAME=VALUE]...", nargs=-1)
@click.option("--why", default="", metavar="TEXT", help="Why; kept with the change.")
@by_option
@json_option
def settings(ledger: str, changes: tuple[str, ...], why: str, by: str | None, as_json: bool) -> None:
    """Show or change how LEDGER is shown and reviewed; every change is kept with who, when and why.

    blind-review: the second reviewer of a claim sees what the first holds only after giving a verdict (on,
    off). map-tiles: tiles under the map, a PMTiles file or an address; the desk asks nobody for anything
    unless an address is set here.
    """
    from riwaya.pipeline.give import set_desk
    from riwaya.view.desk_settings import SAID, USUAL, checked

    wanted = []
    for change in changes:
        name, equals, value = change.partition("=")
        if not equals:
            raise BadUse(f"{change!r} is no NAME=VALUE; the settings are {', '.join(USUAL)}")
        wanted.append((name.strip(), checked(name.strip(), value.strip())))
    with decided_in(ledger) as (book, _):
        for name, value in wanted:
            set_desk(book, name, value, decider(by), why)
        given = {s.name: s for s in book.settings() if s.name in USUAL}
    if as_json:
        write_json({name: given[name].value if name in given else usual for name, usual in USUAL.items()})
        return
    for name, usual in USUAL.items():
        s = given.get(name)
        told = f"{s.value}  [{s.by}, {s.at}{f': {s.why}' if s.why else ''}]" if s else usual
        click.echo(f"{name}: {told}\n  {SAID[name]}")
