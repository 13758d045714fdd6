"""`riwaya split`: a person says that what stands as one entity is two."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from riwaya.cli.deciding import decided_in, decider, entity_called, reasoned
from riwaya.cli.opened import ledger_argument
from riwaya.errors import BadUse

if TYPE_CHECKING:
    from riwaya.records import Entity
    from riwaya.store.ledger import WorkingLedger


@click.command(epilog='Example: riwaya split town.riwaya "Karim Haddad" "Karem Haddad" --why "another man"')
@ledger_argument
@click.argument("entity")
@click.argument("parts", metavar="PART...", nargs=-1, required=True)
@reasoned
def split(ledger: str, entity: str, parts: tuple[str, ...], why: str, by: str | None) -> None:
    """Part PARTs of an ENTITY of LEDGER from the rest: a PART is a spelling, or a report it stands in.

    Kept as a row with who, when and why; later additions respect it, `riwaya undo` takes it back.
    """
    from riwaya.pipeline.decide import split as parted

    with decided_in(ledger) as (book, stages):
        whole = entity_called(book, entity)
        chosen = {referent for part in parts for referent in chosen_by(book, whole, part)}
        made = parted(book, stages, whole, chosen, decider(by), why)
        ids = [book.entity_of(side[:1])[side[0]].id[:9] for side in (made.one, made.other)]
    kept, away = made.names
    click.echo(f"decision {made.number}: “{kept}” ({ids[0]}) and “{away}” ({ids[1]}) are not one")
    click.echo(f"take it back with: riwaya undo {ledger} {made.number} --why TEXT")


def chosen_by(ledger: WorkingLedger, whole: Entity, part: str) -> list[str]:
    """The referents of an entity that bear a spelling, or stand in a report named by id, title or file."""
    low = part.casefold()
    referents = list(ledger.referents(whole.referents))
    found = [r.id for r in referents if any(n.casefold() == low for n in (r.name, *r.names)) or r.id == part]
    if not found:
        reports = {r.report: ledger.report(r.report) for r in referents}
        found = [r.id for r in referents if stands_for(reports[r.report], part)]
    if not found:
        names = "; ".join(sorted({name for r in referents for name in (r.names or (r.name,))}))
        raise BadUse(f"“{whole.name}” has no spelling or report {part!r}; its spellings are: {names}")
    return found


def stands_for(report: object, part: str) -> bool:
    """Whether a report has this id or start of one, title, or file name."""
    from riwaya.records import Report

    assert isinstance(report, Report)
    low = part.casefold()
    named = {
        (report.title or "").casefold(),
        report.source.casefold(),
        report.source.rsplit("/", 1)[-1].casefold(),
    }
    return low in named or (len(part) > 3 and report.id.startswith(part))
