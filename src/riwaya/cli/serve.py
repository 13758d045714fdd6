"""`riwaya serve`: the desk, the local web application."""

from __future__ import annotations

import socket

import click

from riwaya.cli.opened import ledger_argument, opened, public_options
from riwaya.errors import BadUse

LOOPBACK = ("127.0.0.1", "localhost", "::1")


@click.command(epilog="Example: riwaya serve town.riwaya --port 8742")
@ledger_argument
@click.option(
    "--host", default="127.0.0.1", show_default=True, help="Where to listen; other machines need more."
)
@click.option(
    "--port", type=click.IntRange(0, 65535), default=8742, show_default=True, help="0: any free one."
)
@public_options
def serve(ledger: str, host: str, port: int, public: bool, salt: str | None) -> None:
    """Open the desk on LEDGER and print its address; the token in it lets you in. Ctrl-C closes it."""
    import secrets

    with opened(ledger, public, salt) as facts:
        import uvicorn

        from riwaya.desk.app import make_app

        token = secrets.token_urlsafe(24)
        listening = _listen(host, port)
        bound = listening.getsockname()[1]
        shown = f"[{host}]" if ":" in host else host
        click.echo(f"The desk is open at http://{shown}:{bound}/?token={token}")
        if host not in LOOPBACK:
            click.echo(
                "Others on the network who have this address can read the ledger, unencrypted.", err=True
            )
        config = uvicorn.Config(
            make_app(facts, token, host, originals=not public),
            log_level="warning",
            access_log=False,
            server_header=False,
        )
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
