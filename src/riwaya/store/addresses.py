"""Where a ledger is: a file, or a `postgresql://` address, which is shown without its password."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlencode

from riwaya.errors import LedgerError

SCHEME = "postgresql://"
_SECRET = ("password", "sslpassword")


def is_url(address: str) -> bool:
    """Whether an address is one of PostgreSQL, and not a file."""
    return address.startswith(SCHEME)


def shown(address: str) -> str:
    """The address without a password, for messages, the log and everything a person sees."""
    return parted(address)[0] if is_url(address) else address


def parted(address: str) -> tuple[str, str | None]:
    """A `postgresql://` address without its password, and the password, if one stands in it."""
    head, query, asked = address.removeprefix(SCHEME).partition("?")
    who, at, where = head.rpartition("@")
    name, colon, password = who.partition(":")
    found = unquote(password) if colon else None
    given = parse_qsl(asked, keep_blank_values=True)
    kept = [(key, value) for key, value in given if key not in _SECRET]
    if len(kept) < len(given):
        found = dict(given).get("password", found)
        query, asked = ("?" if kept else ""), urlencode(kept)
    return f"{SCHEME}{name}{at}{where}{query}{asked}", found


def name_of(address: str) -> str:
    """What a ledger is called: its file, or its database."""
    if not is_url(address):
        return Path(address).name
    head, _, _ = address.removeprefix(SCHEME).partition("?")
    return unquote(head.partition("/")[2]) or "postgresql"


def check(address: str) -> None:
    """Nothing; LedgerError where a part of a password could be taken for a host, and so be shown."""
    head, _, _ = address.removeprefix(SCHEME).partition("?")
    host, _, _ = head.partition("/")
    if address.count("@") > 1 or ("@" in address and "@" not in host):
        raise LedgerError(
            "the address cannot be read: in a name or password, write @ as %40, / as %2F, : as %3A, ? as %3F;"
            " or give the password in PGPASSWORD or ~/.pgpass"
        )
