"""The report while its people are told apart: what every step of resolving reads and writes."""

from __future__ import annotations

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
