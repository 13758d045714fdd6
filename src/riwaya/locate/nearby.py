"""Things in order of the text, cut to a stretch of it without looking at all of them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from riwaya.records import Words

T = TypeVar("T")
_LONGEST = 400  # characters; no time, figure or name is longer


@dataclass(frozen=True, slots=True)
class Row(Generic[T]):
    """Things with the places where their words start, both in order of the text."""

    starts: Sequence[int]
    things: Sequence[T]
    words: Callable[[T], Words]

    def within(self, first: int, last: int) -> list[T]:
        """Those that share a character with first..last."""
        low, high = bisect_left(self.starts, first - _LONGEST), bisect_left(self.starts, last)
        return [thing for thing in self.things[low:high] if self.words(thing).end > first]


def row(things: Sequence[T], words: Callable[[T], Words]) -> Row[T]:
    """Things sorted into a row."""
    ordered = sorted(things, key=lambda thing: words(thing).start)
    return Row([words(thing).start for thing in ordered], ordered, words)
