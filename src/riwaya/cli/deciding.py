"""What the commands share by which a person decides something: the ledger, who decides, and why."""

from __future__ import annotations

import getpass
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from riwaya.errors import BadUse

if TYPE_CHECKING:
    from riwaya.pipeline import Stages
    from riwaya.records import Entity
    from riwaya.store.ledger import WorkingLedger

F = TypeVar("F", bound=Callable[..., Any])


def reasoned(command: F) -> F:
    """`--why` and `--by`: every decision says why and who made it."""
    why = click.option("--why", required=True, metavar="TEXT", help="Why; kept with the decision and shown.")
    return why(by_option(command))


def by_option(command: F) -> F:
    """`--by`: who decides, else the name of the user of the machine."""
    return click.option(
        "--by", metavar="NAME", help="Who decides; the user's name on this machine if not given."
    )(command)


def decider(by: str | None) -> str:
    """Who decides. BadUse where nobody is known."""
    if by:
        return by
    try:
        return getpass.getuser()
    except (KeyError, OSError) as error:
        raise BadUse("this machine does not say who you are; give --by NAME") from error


@contextmanager
def decided_in(address: str, create: bool = False) -> Iterator[tuple[WorkingLedger, Stages]]:
    """The ledger open for writing, and the stages, with what the ledger knows of names and places.

    `create`: it is made where there is none, for what a person gives before the first report.
    """
    from riwaya.ingest import Options
    from riwaya.pipeline import default_stages
    from riwaya.pipeline.knowledge import applied
    from riwaya.store import open_ledger

    if not create and "://" not in address and not Path(address).is_file():
        raise BadUse(f"there is no ledger at {address}; make one with: riwaya add {address} REPORTS")
    ledger = open_ledger(address, create=create)
    try:
        yield ledger, applied(ledger, default_stages(Options()))
    finally:
        ledger.close()


def entity_called(ledger: WorkingLedger, wanted: str) -> Entity:
    """The one entity with this id, start of one, or spelling. BadUse where that is not one entity."""
    from riwaya.records import Entity
    from riwaya.view.lookup import find

    found = find(ledger, wanted)
    if not isinstance(found, Entity):
        raise BadUse(
            f"{wanted!r} is a {type(found).__name__.lower()}, not an entity; give a name or the id of one"
        )
    return found
