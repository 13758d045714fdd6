"""`riwaya protect`: what is masked beyond the rules that ship, and who is left open in spite of them."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import click

from riwaya.cli.deciding import by_option, decided_in, decider
from riwaya.cli.opened import ledger_argument
from riwaya.errors import BadUse

if TYPE_CHECKING:
    from riwaya.records.given import Setting
    from riwaya.store.ledger import WorkingLedger


@click.command(
    epilog="""\b
Examples:
  riwaya protect town.riwaya
  riwaya protect town.riwaya --add ours.toml --why "names of our staff"
  riwaya protect town.riwaya --mask "Orlan Beck" --why "his family wrote to us"
  riwaya protect town.riwaya --unmask "Idra Velm" --why "speaks for the water board"
A file of rules can only add; its tables are those of protecting.toml (docs/protection.md):
  [always]
  names = ["Orlan Beck"]"""
)
@ledger_argument
@click.option(
    "--add",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Rules that mask more; a file that would mask less is refused.",
)
@click.option("--mask", metavar="NAME", help="Mask this name in every public form.")
@click.option(
    "--unmask",
    metavar="NAME",
    help="Leave this name open; never one who is a minor or asked not to be named.",
)
@click.option("--why", metavar="TEXT", help="Why; kept with the change.")
@by_option
def protect(
    ledger: str, add: Path | None, mask: str | None, unmask: str | None, why: str | None, by: str | None
) -> None:
    """Show or change who is masked in public forms of LEDGER; every change is in its log."""
    from riwaya.lexicon.protecting import protecting, with_added
    from riwaya.pipeline.decide import now
    from riwaya.records.given import Setting
    from riwaya.view.given_rules import MASK, RULES, UNMASK, in_use

    wanted = [(name, value) for name, value in ((MASK, mask), (UNMASK, unmask)) if value]
    if add:
        text = add.read_text("utf-8-sig", "replace")
        wanted.append((RULES, text))
    if wanted and not why:
        raise BadUse("a change to who is masked is kept with its reason; give --why TEXT")
    with decided_in(ledger) as (book, _):
        in_use(book)
        if add:
            with_added(protecting(), text, str(add))
        for name, value in wanted:
            with book.transaction():
                book.set_value(Setting(0, name, value, decider(by), now(), why or ""))
        _show(book)
        if add:
            click.echo("add the reports again where these rules tell who is private, a victim or ill")


def _show(book: WorkingLedger) -> None:
    """What was given, and how many people a public form masks, by why."""
    from riwaya.view.given_rules import RULES, in_use
    from riwaya.view.places import fold
    from riwaya.view.protected import Protected
    from riwaya.view.pseudonyms import hidden_people

    given = in_use(book)
    for setting in book.settings():
        if setting.name == RULES:
            click.echo(f"rules added: {len(setting.value.splitlines())} lines  [{_told(setting)}]")
    for name in sorted(given.masked.values()):
        click.echo(f"masked by name: {name}")
    for setting in given.unmasked.values():
        click.echo(f"to be left open: {setting.value}  [{_told(setting)}]")
    hidden = hidden_people(book, "", given, Protected.read(book).all(), tuple(book.entities()))
    for name, setting in given.unmasked.items():
        if any(fold(written) == name for person in hidden for written in person.names):
            click.echo(f"still masked, a minor or by request: {setting.value}")
    people = [person for person in hidden if person.person]
    counts = Counter(mark for person in people for mark in person.protection)
    marks = ", ".join(f"{mark} {count}" for mark, count in sorted(counts.items()))
    click.echo(f"a public form masks {len(people)} people{': ' if marks else ''}{marks}")


def _told(setting: Setting) -> str:
    return f"{setting.by}, {setting.at}: {setting.why}"
