"""`riwaya names`: how the names of a ledger are compared."""

from __future__ import annotations

from pathlib import Path

import click

from riwaya.cli.deciding import by_option, decided_in, decider
from riwaya.cli.opened import ledger_argument
from riwaya.errors import BadUse


@click.command(
    epilog="""\b
Examples:
  riwaya names town.riwaya
  riwaya names town.riwaya --transliteration off --why "only one script here"
  riwaya names town.riwaya --aliases ours.toml --why "groups of our district"
A file of aliases has one table per name:
  [[known]]
  kind = "group"
  name = "Valley Guard"
  also = ["VG", "the Guard of the Valley"]"""
)
@ledger_argument
@click.option(
    "--transliteration",
    type=click.Choice(["on", "off"]),
    help="Compare spellings by sound and across scripts, or as printed.",
)
@click.option(
    "--aliases",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Names that are one, in place of those given before.",
)
@click.option("--why", metavar="TEXT", help="Why; kept with the change.")
@by_option
def names(
    ledger: str, transliteration: str | None, aliases: Path | None, why: str | None, by: str | None
) -> None:
    """Show or change how names are compared in LEDGER; after a change every entity is settled anew."""
    from riwaya.pipeline.give import set_aliases, set_transliteration

    if (transliteration or aliases) and not why:
        raise BadUse("a change to how names are compared is kept with its reason; give --why TEXT")
    with decided_in(ledger, create=bool(transliteration or aliases)) as (book, stages):
        if transliteration:
            set_transliteration(book, stages, transliteration == "on", decider(by), why or "")
            click.echo(f"transliteration is {transliteration}; every entity was settled anew")
        if aliases:
            text = aliases.read_text("utf-8-sig", "replace")
            count = set_aliases(book, stages, text, str(aliases), decider(by), why or "")
            click.echo(f"{aliases}: {count:,} names with their aliases; every entity was settled anew")
        if not transliteration and not aliases:
            values = {s.name: s for s in book.settings()}
            for name, usual in (("transliteration", "on"), ("aliases", "none")):
                s = values.get(name)
                click.echo(
                    f"{name}: {told(name, s.value)}  [{s.by}, {s.at}: {s.why}]" if s else f"{name}: {usual}"
                )


def told(name: str, value: str) -> str:
    """A value in a line: of aliases how many tables there are."""
    return value if name != "aliases" else f"{value.count('[[known]]')} tables of our own"
