"""The report while its people are told apart: what every step of resolving reads and writes."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from riwaya.records import Claim, Words
from riwaya.resolve.linking import Flow
from riwaya.resolve.named import Who
from riwaya.resolve.setting import Setting

Place = tuple[int, int]


@dataclass(slots=True)
class Work:
    """Everyone found so far, and who stands where."""

    setting: Setting
    claims: tuple[Claim, ...]
    everyone: list[Who]
    names: dict[Place, Who]  # of every naming
    sources: dict[Place, Who]  # of every other phrase: sources, parties, described people
    flow: Flow
    places: list[Place]  # of the namings, in order

    def named_from(self, start: int, end: int) -> list[tuple[Place, Who]]:
        """The namings that start in start..end, in order of place."""
        first = bisect_left(self.places, (start, 0))
        last = bisect_right(self.places, (end, 0))
        return [(place, self.names[place]) for place in self.places[first:last]]

    def at(self, words: Words | None) -> Who | None:
        """Who stands at these words, if that is known."""
        if words is None:
            return None
        place = (words.start, words.end)
        return self.sources.get(place) or self.names.get(place)


@dataclass(frozen=True, slots=True)
class Step:
    """One phrase to resolve; of a source also its claim, and how deep in the chain it stands."""

    words: Words
    source: bool = False
    claim: Claim | None = None
    depth: int = 0
