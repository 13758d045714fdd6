"""Across reports: which referents are one entity. Pure, and the same for every order of its input."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Set
from dataclasses import replace
from itertools import combinations

from riwaya.records import Decision, Entity, Referent, sides
from riwaya.resolve.alikes import Alikes, alikes
from riwaya.resolve.decided import bonds_of
from riwaya.resolve.entities import entity_of
from riwaya.resolve.joining import Joining
from riwaya.resolve.judge import judge
from riwaya.resolve.looks import Look, look_of


def across(referents: Iterable[Referent], decisions: Iterable[Decision] = ()) -> tuple[Entity, ...]:
    """Entities over a set of referents that is closed under `related`, by id.

    Pairs are joined from the most alike down, and never where any two of the joined are judged different, so
    that strangers are not chained together. A bare family name joins where exactly one candidate fits. A
    referent that is only described stays alone. What a person decided comes before all of it: who was merged
    is one, who was split is not. Whatever the order of the input, the result is the same.
    """
    decided = tuple(decisions)
    everyone = alikes(referents, sides(decided))
    shown = {one.first for one in everyone}
    joining = Joining(everyone, bonds_of(only(decision, shown) for decision in decided))
    joining.by_decision()
    joining.by_likeness(candidates(everyone))
    joining.bare_names()
    entities = [
        entity_of((r for part in cluster.parts for r in part.members), cluster.why)
        for cluster in joining.found()
    ]
    return tuple(sorted(entities, key=lambda e: e.id))


def only(decision: Decision, shown: Set[str]) -> Decision:
    """The decision about those referents alone."""
    one, other = (tuple(r for r in side if r in shown) for side in (decision.one, decision.other))
    return replace(decision, one=one, other=other)


def candidates(everyone: Iterable[Alikes]) -> Iterator[tuple[Alikes, Alikes]]:
    """Pairs that share a key, each once."""
    blocks: dict[str, list[Alikes]] = {}
    for one in everyone:
        for key in one.look.keys:
            blocks.setdefault(key, []).append(one)
    seen: set[tuple[str, str]] = set()
    for block in blocks.values():
        for a, b in combinations(block, 2):
            if (a.id, b.id) not in seen:
                seen.add((a.id, b.id))
                yield a, b


def look(referent: Referent) -> str:
    """An id that is the same for referents that a comparison cannot tell apart."""
    return look_of(referent).id


def related(fresh: Iterable[Referent], near: Iterable[Referent]) -> tuple[tuple[str, str], ...]:
    """Ids of a fresh referent and of another that shares a key and may be one with it, sorted.

    What no chain of such pairs connects never becomes one, so a set that is closed under them can be
    resolved by itself.
    """
    new = {r.id: look_of(r) for r in fresh}
    blocks: dict[str, dict[str, Look]] = {}
    for name, seen in [*new.items(), *((r.id, look_of(r)) for r in near if r.id not in new)]:
        for key in seen.keys:
            blocks.setdefault(key, {})[name] = seen
    found: set[tuple[str, str]] = set()
    for name, seen in new.items():
        for other, its in {o: k for key in seen.keys for o, k in blocks[key].items()}.items():
            if other != name and not (other in new and other < name) and may_be_one(seen, its):
                found.add((min(name, other), max(name, other)))
    return tuple(sorted(found))


def may_be_one(one: Look, other: Look) -> bool:
    """Whether two that share a key are alike, or one bears a part of the other's name."""
    judgement = judge(*sorted((one, other), key=lambda look: look.id))
    return judgement.same or judgement.part
