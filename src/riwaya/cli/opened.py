"""A ledger opened for reading, as stored or in public form, and the options that commands share."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from riwaya.errors import BadUse, LedgerError

if TYPE_CHECKING:
    from riwaya.view.facts import Facts

F = TypeVar("F", bound=Callable[..., Any])
_DATE = re.compile(r"^\d{4}(-\d{2}(-\d{2})?)?$")


def _without_password(_context: click.Context, _parameter: click.Parameter, ledger: str) -> str:
    """LEDGER as given; a password in an address goes where libpq looks for it, and is shown nowhere."""
    if not ledger.startswith("postgresql://"):
        return ledger
    from riwaya.store.addresses import check, parted

    check(ledger)
    address, password = parted(ledger)
    if password is not None:
        os.environ["PGPASSWORD"] = password
    return address


ledger_argument = click.argument("ledger", metavar="LEDGER", callback=_without_password)
json_option = click.option("--json", "as_json", is_flag=True, help="Write JSON for a program to read.")
place_option = click.option("--place", metavar="NAME", help="Only what is about this place, in any spelling.")
since_option = click.option("--since", metavar="DATE", help="Only what was said on or after YYYY[-MM[-DD]].")


def public_options(command: F) -> F:
    """`--public` and `--salt`, for commands whose output may leave the machine."""
    salt = click.option(
        "--salt", metavar="TEXT", help="With --public: the same text gives the same pseudonyms again."
    )
    public = click.option(
        "--public", is_flag=True, help="Mask protected people; each run has its own pseudonyms."
    )
    return public(salt(command))


@contextmanager
def opened(address: str, public: bool = False, salt: str | None = None) -> Iterator[Facts]:
    """The facts of the ledger at this address, masked if `public`. Raises BadUse where there is none."""
    from riwaya.store import open_ledger

    if "://" not in address and not Path(address).is_file():
        raise BadUse(f"there is no ledger at {address}; make one with: riwaya add {address} REPORTS")
    if salt is not None and not public:
        raise BadUse("--salt changes pseudonyms, which only --public gives; add --public or leave it out")
    ledger = open_ledger(address)
    try:
        yield _masked(ledger, salt) if public else ledger
    finally:
        ledger.close()


def note(ledger: object, what: str, record: str, detail: dict[str, str | int | None]) -> None:
    """What left the ledger, in its log; where that cannot be written, it is said on standard error."""
    if not hasattr(ledger, "note"):
        return
    try:
        ledger.note(what, record, detail)
    except LedgerError as error:
        click.echo(f"riwaya: not noted in the log: {error}", err=True)


def say_private(ledger: Facts) -> None:
    """Says on standard error that names which a public form masks stand in what is written now."""
    people = sum(bool(e.protection) for e in ledger.entities())
    if people:
        click.echo(
            f"private form: {people} people or places to protect stand in it; --public masks them", err=True
        )


def _masked(ledger: Facts, salt: str | None) -> Facts:
    import secrets

    from riwaya.view.public_form import PublicForm

    return PublicForm(ledger, salt if salt is not None else secrets.token_hex(16))


def checked_date(since: str | None, option: str = "since") -> str | None:
    """The date as given, if it can be one. Raises BadUse otherwise."""
    from riwaya.view.dates import bounds

    if since is not None and (not _DATE.match(since) or bounds(since)[0] is None):
        raise BadUse(f"--{option} {since} is no date; write YYYY, YYYY-MM or YYYY-MM-DD")
    return since


def write_json(value: object) -> None:
    """A view as JSON on standard output."""
    from riwaya.view.plain import plain

    click.echo(json.dumps(plain(value), ensure_ascii=False, indent=2))
