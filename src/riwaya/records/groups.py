"""Things joined into groups, pair by pair."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable


class Groups:
    """Disjoint groups of ids (union-find); each is named by its least member."""

    def __init__(self, members: Iterable[str] = ()) -> None:
        self._parent = {m: m for m in members}

    def has(self, *members: str) -> bool:
        """Whether all of them are known."""
        return all(m in self._parent for m in members)

    def join(self, a: str, b: str) -> None:
        """Put the groups of both into one."""
        first, second = sorted((self.least(a), self.least(b)))
        self._parent[second] = first

    def least(self, member: str) -> str:
        """The least member of its group."""
        at = self._parent.setdefault(member, member)
        while self._parent[at] != at:
            self._parent[at] = self._parent[self._parent[at]]
            at = self._parent[at]
        return at

    def all(self) -> list[list[str]]:
        """Every group, sorted."""
        found: dict[str, list[str]] = defaultdict(list)
        for member in sorted(self._parent):
            found[self.least(member)].append(member)
        return [found[name] for name in sorted(found)]
