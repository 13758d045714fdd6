"""What a person decided about entities: appended, never changed, undone by another row."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol


class Decided(StrEnum):
    """What was decided."""

    MERGE = "merge"  # every referent of one side is who every referent of the other is
    SPLIT = "split"  # none is
    UNDO = "undo"  # an earlier decision no longer counts


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision, with who made it, when and why."""

    number: int  # in the order of deciding, from 1
    kind: Decided
    one: tuple[str, ...]  # referent ids, sorted
    other: tuple[str, ...]
    names: tuple[str, str]  # what the two sides were called then
    by: str
    at: str  # UTC, ISO 8601
    why: str
    undoes: int | None = None  # number of a decision

    @property
    def referents(self) -> tuple[str, ...]:
        """Everyone it is about, sorted."""
        return tuple(sorted({*self.one, *self.other}))


class Row(Protocol):
    """A row that a later one may undo."""

    @property
    def number(self) -> int:
        """Its place in the order of deciding."""
        ...

    @property
    def undoes(self) -> int | None:
        """Which row it takes back."""
        ...


def undone(rows: Iterable[Row]) -> set[int]:
    """Numbers of the rows that a standing row takes back."""
    gone: set[int] = set()
    for row in sorted(rows, key=lambda r: -r.number):
        if row.number not in gone and row.undoes is not None:
            gone.add(row.undoes)
    return gone


def standing(decisions: Iterable[Decision]) -> tuple[Decision, ...]:
    """The merges and splits that count, oldest first: those that no standing row undoes."""
    rows = tuple(decisions)
    gone = undone(rows)
    kept = [d for d in rows if d.number not in gone and d.kind is not Decided.UNDO]
    return tuple(sorted(kept, key=lambda d: d.number))


def sides(decisions: Iterable[Decision]) -> dict[str, str]:
    """Referent -> the standing decisions about it, each with the side it is on: "12a 15b".

    Referents of which decisions say the same have the same text; those that none speaks of are not there.
    """
    said: dict[str, list[str]] = {}
    for decision in standing(tuple(decisions)):
        for side, referents in (("a", decision.one), ("b", decision.other)):
            for referent in referents:
                said.setdefault(referent, []).append(f"{decision.number}{side}")
    return {referent: " ".join(rows) for referent, rows in said.items()}
