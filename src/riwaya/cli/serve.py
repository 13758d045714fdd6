"""`riwaya serve`: the desk, the local web application."""

from __future__ import annotations

import secrets
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

import click

from riwaya.cli.opened import ledger_argument, opened, public_options
from riwaya.errors import BadUse

if TYPE_CHECKING:
    from starlette.applications import Starlette

    from riwaya.desk.guard import Door
    from riwaya.desk.team.accounts import Accounts
    from riwaya.view.facts import Facts

LOOPBACK = ("127.0.0.1", "localhost", "::1")
NAMES = "Another name the desk answers to, such as the one of a proxy with TLS before it; may be repeated."


@dataclass(frozen=True, slots=True)
class Place:
    """Where the desk listens, what else it is called, and the certificate it shows."""

    host: str
    port: int
    names: tuple[str, ...]
    certificate: str | None
    key: str | None

    @property
    def shown(self) -> str:
        """The address without its path, for the port 0 as it was given."""
        scheme = "https" if self.certificate else "http"
        name = self.names[0] if self.names and self.certificate else self.host
        return f"{scheme}://{f'[{name}]' if ':' in name else name}"


@click.command(epilog="Example: riwaya serve town.riwaya --port 8742")
@ledger_argument
@click.option(
    "--host", default="127.0.0.1", show_default=True, help="Where to listen; other machines need more."
)
@click.option(
    "--port", type=click.IntRange(0, 65535), default=8742, show_default=True, help="0: any free one."
)
@click.option("--team", is_flag=True, help="People sign in with the accounts of `riwaya users`.")
@click.option("--name", "names", multiple=True, metavar="HOST", help=NAMES)
@click.option("--certificate", type=click.Path(exists=True, dir_okay=False), help="TLS: a PEM file.")
@click.option("--key", type=click.Path(exists=True, dir_okay=False), help="TLS: the key of the certificate.")
@public_options
def serve(
    ledger: str,
    host: str,
    port: int,
    team: bool,
    names: tuple[str, ...],
    certificate: str | None,
    key: str | None,
    public: bool,
    salt: str | None,
) -> None:
    """Open the desk on LEDGER and print its address; the token in it lets you in. Ctrl-C closes it.

    With --public everything is masked and nothing can be changed.
    """
    place = Place(host, port, names, certificate, key)
    if team and host not in LOOPBACK and not certificate:
        raise BadUse(
            f"on {host} passwords would cross the network unencrypted; give --certificate and --key, or"
            " listen on 127.0.0.1 behind a proxy with TLS and give its --name"
        )
    with opened(ledger, False, None if public else salt) as facts:
        shown = cast("Facts", _masked(facts, salt)) if public else facts
        with _desk(ledger, shown, place, team, public) as (app, token):
            _run(app, place, token)


def _masked(facts: Facts, salt: str | None) -> object:
    from riwaya.desk.public import Fresh

    return Fresh(facts, salt if salt is not None else secrets.token_hex(16))


@contextmanager
def _desk(
    ledger: str, facts: Facts, place: Place, team: bool, public: bool
) -> Iterator[tuple[Starlette, str | None]]:
    """The application, and the token that opens it if it has one."""
    from riwaya.desk.adding import Jobs
    from riwaya.desk.adding import feature as adding
    from riwaya.desk.app import make_app
    from riwaya.desk.guard import Hosts, Role, TokenDoor
    from riwaya.desk.setting import Feature

    most = Role.READER if public else Role.ADMIN
    more: list[Feature] = []
    token = None if team else secrets.token_urlsafe(24)
    if token is None:
        from riwaya.desk.team.accounts import Accounts
        from riwaya.desk.team.door import TeamDoor
        from riwaya.desk.team.pages import feature as signing_in

        people = TeamDoor(_with_admin(Accounts(ledger), ledger), most)
        more.append(signing_in(people))
        door: Door = people
    else:
        door = TokenDoor(token, most)
    jobs = None if public else Jobs(ledger)
    try:
        more += [adding(jobs)] if jobs else []
        yield make_app(facts, door, Hosts(place.host, place.names), not public, more), token
    finally:
        if jobs:
            jobs.close()


def _with_admin(accounts: Accounts, ledger: str) -> Accounts:
    """The accounts. Raises BadUse where nobody could sign in."""
    if not accounts.all():
        raise BadUse(
            f"there are no accounts yet; make the first with: riwaya users add {ledger} NAME --role admin"
        )
    return accounts


def _run(app: Starlette, place: Place, token: str | None) -> None:
    """Answer until Ctrl-C."""
    import uvicorn

    from riwaya.desk.app import steady

    listening = _listen(place.host, place.port)
    bound = listening.getsockname()[1]
    path = "" if token is None else f"?token={token}"
    click.echo(f"The desk is open at {place.shown}:{bound}/{path}")
    if token is not None and place.host not in LOOPBACK:
        safe = "" if place.certificate else ", unencrypted"
        click.echo(f"Others on the network who have this address can read the ledger{safe}.", err=True)
    config = uvicorn.Config(
        app,
        log_level="warning",
        access_log=False,
        server_header=False,
        limit_concurrency=200,
        h11_max_incomplete_event_size=32 * 1024,
        timeout_graceful_shutdown=3,
        ssl_certfile=place.certificate,
        ssl_keyfile=place.key,
    )
    steady()
    uvicorn.Server(config).run(sockets=[listening])


def _listen(host: str, port: int) -> socket.socket:
    """A socket that listens there. Raises BadUse."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    made = socket.socket(family, socket.SOCK_STREAM)
    made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        made.bind((host, port))
    except (OSError, OverflowError) as error:
        made.close()
        raise BadUse(
            f"cannot listen on {host} port {port}: {error}; give another with --host or --port"
        ) from error
    made.listen(128)
    return made
