"""What a person decided about referents, as bonds between pairs: the later decision on a pair counts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass
from itertools import product

from riwaya.records import Decided, Decision, standing

Pair = tuple[str, str]  # referent ids, sorted


@dataclass(frozen=True, slots=True)
class Bonds:
    """Pairs that are one, each with its sentence, and pairs that are not."""

    together: Mapping[Pair, str]
    apart: Set[Pair]
    groups: Mapping[str, frozenset[str]]  # referent -> everyone it is together with, itself included

    def parted(self, one: str, other: str) -> bool:
        """Whether a person said that the two are not one."""
        return pair_of(one, other) in self.apart

    def group(self, one: str) -> frozenset[str]:
        """Everyone a person made one with this referent, and itself."""
        return self.groups.get(one, frozenset({one}))


def pair_of(one: str, other: str) -> Pair:
    """The pair, sorted."""
    return (one, other) if one < other else (other, one)


def bonds_of(decisions: Iterable[Decision]) -> Bonds:
    """The bonds that the standing decisions leave, read in their order."""
    together: dict[Pair, str] = {}
    apart: set[Pair] = set()
    for decision in standing(tuple(decisions)):
        for pair in {pair_of(a, b) for a, b in product(decision.one, decision.other) if a != b}:
            if decision.kind is Decided.MERGE:
                together[pair] = sentence(decision)
                apart.discard(pair)
            else:
                apart.add(pair)
                together.pop(pair, None)
    return Bonds(together, apart, groups_of(together))


def sentence(decision: Decision) -> str:
    """The decision as a sentence without its full stop; who made it and why stays with the decision."""
    one, other = decision.names
    said = "are one" if decision.kind is Decided.MERGE else "are not one"
    row = f"decision {decision.number}"
    return f"“{one}” and “{other}” {said}, as a person decided on {decision.at[:10]} ({row})"


def groups_of(pairs: Iterable[Pair]) -> dict[str, frozenset[str]]:
    """Everyone reached through the pairs, for each that stands in one."""
    found: dict[str, set[str]] = {}
    for one, other in pairs:
        whole = found.get(one, {one}) | found.get(other, {other})
        for member in whole:
            found[member] = whole
    return {member: frozenset(whole) for member, whole in found.items()}
