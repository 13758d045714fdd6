"""How far the work is, for whoever watches."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Progress:
    """One moment of the work. `total` is None while it is not known."""

    stage: str  # reading, resolving, keying, comparing, concluding
    done: int  # files read, or records settled
    total: int | None
    reports: int = 0  # added so far
    words: int = 0  # read so far
    source: str | None = None  # what was read last


Watch = Callable[[Progress], None]


def unwatched(_: Progress) -> None:
    """Nobody watches."""
