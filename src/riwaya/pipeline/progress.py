"""How far the work is, for whoever watches."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from riwaya.endpoint.meter import Spent


@dataclass(frozen=True, slots=True)
class Progress:
    """One moment of the work. `total` is None while it is not known."""

    stage: str  # reading, resolving, keying, comparing, concluding
    done: int  # files read, or records settled
    total: int | None
    reports: int = 0  # added so far
    words: int = 0  # read so far
    source: str | None = None  # what was read last
    spent: Spent | None = None  # what asking a model elsewhere has used


Watch = Callable[[Progress], None]


def unwatched(_: Progress) -> None:
    """Nobody watches."""
