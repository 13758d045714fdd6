"""The part of a ledger that knows how referents look to a comparison, and which looks may be one."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Protocol


class LookingLedger(Protocol):
    """Neighbourhoods of resolving. A look is an id; referents that have the same are compared once."""

    def put_looks(self, looks: Mapping[str, str], keys: Mapping[str, Collection[str]]) -> Collection[str]:
        """The looks of these referents from now on; those that nobody had before, which get the keys."""
        ...

    def forget_looks(self, referents: Collection[str] | None) -> None:
        """These referents, or all, wait to be resolved anew."""
        ...

    def looks_of(self, referents: Collection[str]) -> Mapping[str, str]:
        """Referent -> its look, for those that have one."""
        ...

    def neighbours(self, referents: Collection[str]) -> tuple[str, ...]:
        """One referent of every look that shares a key with one of these, by id."""
        ...

    def put_related(self, pairs: Iterable[tuple[str, str]]) -> None:
        """Pairs of looks that may be one entity, beside those that are there."""
        ...

    def kin(self, looks: Collection[str]) -> list[tuple[str, ...]]:
        """The referents in groups: of each look all that is reached through related looks."""
        ...
