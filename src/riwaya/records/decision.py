"""What a person decided about entities: appended, never changed, undone by another row."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


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


def standing(decisions: Iterable[Decision]) -> tuple[Decision, ...]:
    """The merges and splits that count, oldest first: those that no standing row undoes."""
    gone: set[int] = set()
    for decision in sorted(decisions, key=lambda d: -d.number):
        if decision.number not in gone and decision.undoes is not None:
            gone.add(decision.undoes)
    kept = [d for d in decisions if d.number not in gone and d.kind is not Decided.UNDO]
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
