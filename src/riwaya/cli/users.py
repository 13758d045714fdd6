"""`riwaya users`: who may use the desk of a ledger together, with `riwaya serve --team`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from riwaya.cli.opened import json_option, ledger_argument, write_json
from riwaya.errors import BadUse

if TYPE_CHECKING:
    from riwaya.desk.team.accounts import Accounts

ROLES = ("reader", "reviewer", "editor", "admin")
name_argument = click.argument("name", metavar="NAME")


@click.group(epilog="Example: riwaya users add town.riwaya amal --role admin")
def users() -> None:
    """Accounts for `riwaya serve --team`, kept beside the ledger and in no export.

    A reader reads, a reviewer also decides, an editor also adds reports, an admin also keeps the accounts.
    """


@users.command(epilog="Example: riwaya users add town.riwaya amal --role editor")
@ledger_argument
@name_argument
@click.option("--role", type=click.Choice(ROLES), default="reader", show_default=True)
def add(ledger: str, name: str, role: str) -> None:
    """Make an account; the password is asked for, or read from standard input."""
    from riwaya.desk.guard.visitor import Role

    _accounts(ledger).add(name, Role(role), _password())
    click.echo(f"{name} is {role} at the desk of {ledger}; open it with: riwaya serve {ledger} --team")


@users.command("list", epilog="Example: riwaya users list town.riwaya --json")
@ledger_argument
@json_option
def list_(ledger: str, as_json: bool) -> None:
    """List the accounts with their roles."""
    found = _accounts(ledger).all()
    if as_json:
        write_json({"users": found})
        return
    if not found:
        click.echo(f"no accounts yet; make the first with: riwaya users add {ledger} NAME --role admin")
    for account in found:
        click.echo(f"{account.name:<20} {account.role.value:<10} since {account.made[:10]}")


@users.command(epilog="Example: riwaya users role town.riwaya amal reviewer")
@ledger_argument
@name_argument
@click.argument("to", metavar="ROLE", type=click.Choice(ROLES))
def role(ledger: str, name: str, to: str) -> None:
    """Give an account another role, from its next request on."""
    from riwaya.desk.guard.visitor import Role

    _accounts(ledger).set_role(name, Role(to))
    click.echo(f"{name} is {to}")


@users.command(epilog="Example: riwaya users password town.riwaya amal")
@ledger_argument
@name_argument
def password(ledger: str, name: str) -> None:
    """Give an account a new password, asked for or read from standard input; its sessions and tokens end."""
    _accounts(ledger).set_password(name, _password())
    click.echo(f"{name} has a new password and is signed out everywhere")


@users.command(epilog="Example: riwaya users remove town.riwaya amal")
@ledger_argument
@name_argument
def remove(ledger: str, name: str) -> None:
    """Remove an account with its sessions and tokens; what it decided stays under its name."""
    _accounts(ledger).remove(name)
    click.echo(f"{name} has no account any more")


@users.command(epilog="Example: riwaya users token town.riwaya amal")
@ledger_argument
@name_argument
def token(ledger: str, name: str) -> None:
    """Print a token with which a program uses the JSON API as NAME, good until NAME's password is changed."""
    click.echo(_accounts(ledger).token(name))


@users.command(epilog="Example: riwaya users log town.riwaya --limit 50")
@ledger_argument
@click.option("--limit", type=click.IntRange(1), default=200, show_default=True)
@json_option
def log(ledger: str, limit: int, as_json: bool) -> None:
    """Show who asked the desk for what, the newest first."""
    from riwaya.desk.team.access import entries

    found = entries(_accounts(ledger).tables, None, limit)
    if as_json:
        write_json({"asked": found})
        return
    for line in found:
        who = f"{line.name} ({line.role})" if line.name else "nobody known"
        click.echo(f"{line.at}  {who:<26} {line.address:<15} {line.status}  {line.method} {line.path}")


def _accounts(ledger: str) -> Accounts:
    """The accounts of a ledger. Raises BadUse where there is no ledger."""
    from riwaya.desk.team.accounts import Accounts

    if "://" not in ledger and not Path(ledger).is_file():
        raise BadUse(f"there is no ledger at {ledger}; make one with: riwaya add {ledger} REPORTS")
    return Accounts(ledger)


def _password() -> str:
    """The password as typed twice at a terminal, or the first line of standard input; never an argument."""
    if sys.stdin.isatty():
        typed: str = click.prompt("Password", hide_input=True, confirmation_prompt=True)
        return typed
    return sys.stdin.readline().rstrip("\r\n")
