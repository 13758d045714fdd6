"""The part of a ledger that shows what was done to it, and what timestamp servers attested."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Sealed:
    """An entry of the log with the exact text that its hash is of."""

    number: int
    what: str
    record: str
    detail: str  # JSON
    text: str  # JSON list of the hash before, number, what, record, detail
    hash: str  # SHA-256 of the text


@dataclass(frozen=True, slots=True)
class Stamp:
    """What a timestamp server attested: that the entry's hash existed then (RFC 3161)."""

    number: int
    entry: int
    server: str
    at: str  # the server's time: UTC, ISO 8601
    token: bytes  # its answer, a DER TimeStampResp


class CustodyLedger(Protocol):
    """The part of a ledger that shows what was done to it."""

    def log_entries(self) -> Iterator[Sealed]:
        """Every entry, oldest first."""
        ...

    def put_stamp(self, entry: int, server: str, at: str, token: bytes) -> Stamp:
        """The timestamp, kept with its number."""
        ...

    def stamps(self) -> tuple[Stamp, ...]:
        """Every timestamp, oldest first."""
        ...
