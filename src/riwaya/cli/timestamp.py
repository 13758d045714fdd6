"""`riwaya timestamp`: have a server attest when the log was as it is."""

from __future__ import annotations

from collections import deque
from pathlib import Path

import click

from riwaya.cli.opened import ledger_argument
from riwaya.errors import BadUse

_CA = "Certificates (PEM) to check the answer against; `riwaya bundle` leaves that to who receives it."


@click.command(epilog="Example: riwaya timestamp town.riwaya --server https://tsa.example/ --ca root.pem")
@ledger_argument
@click.option("--server", required=True, metavar="URL", help="A timestamp server that speaks RFC 3161.")
@click.option("--ca", metavar="FILE", type=click.Path(dir_okay=False), help=_CA)
def timestamp(ledger: str, server: str, ca: str | None) -> None:
    """Have the last entry of LEDGER's log timestamped, and with it everything before.

    Only the hash of that entry is sent, to the address you give. The signed answer is kept in the ledger.
    """
    from riwaya.endpoint.stamps import attest
    from riwaya.store import open_ledger

    book = open_ledger(ledger)
    try:
        last = deque(book.log_entries(), maxlen=1)
        if not last:
            raise BadUse(f"{ledger} has an empty log; add a report first")
        entry = last[0]
        attested = attest(entry.text.encode(), server, Path(ca) if ca else None)
        stamp = book.put_stamp(entry.number, server, attested.at, attested.token)
    finally:
        book.close()
    checked = f", checked against {ca}" if ca else "; not checked, give --ca to do so"
    click.echo(f"timestamp {stamp.number}: entry {entry.number}, {stamp.at} by {server}{checked}")
