"""Which entities an entity was compared with and not merged, each with its sentence."""

from __future__ import annotations

from collections.abc import Collection
from itertools import islice, product
from typing import Protocol, runtime_checkable

from riwaya.records import Decision, Entity, Referent
from riwaya.resolve.decided import bonds_of, sentence
from riwaya.resolve.judge import Judgement, judge
from riwaya.resolve.looks import look_of
from riwaya.view.facts import Facts

_SHOWN = 8
_PAIRS = 64  # pairs of looks compared for one pair of entities
_MANY = 400  # candidates looked at


@runtime_checkable
class Neighbours(Protocol):
    """A ledger that knows what shares a key; one in public form does not say."""

    def neighbours(self, referents: Collection[str]) -> tuple[str, ...]:
        """One referent of every look that shares a key with one of these."""
        ...

    def decisions_on(self, referents: Collection[str]) -> tuple[Decision, ...]:
        """The decisions about any of the referents."""
        ...


def refused(ledger: Facts, entity: Entity) -> tuple[str, ...]:
    """A sentence for every entity that shares a name key and is not one with this, the most alike first."""
    if not isinstance(ledger, Neighbours) or not entity.named:
        return ()
    mine = set(entity.referents)
    ours = [r for r in ledger.referents(entity.referents[:_PAIRS]) if r.named]
    near = list(islice((r for r in ledger.neighbours(entity.referents[:_PAIRS]) if r not in mine), _MANY))
    others = {e.id: e for e in ledger.entity_of(near).values() if e.named}
    decisions = ledger.decisions_on(entity.referents)
    told = []
    for other in (others[i] for i in sorted(others) if i != entity.id):
        theirs = [r for r in ledger.referents(other.referents[:_PAIRS]) if r.named]
        score, why = _why(ours, theirs, decisions)
        told.append((-score, f"not {other.name} ({other.id[:9]}): {why}"))
    lines = [line for _, line in sorted(told)]
    more = len(lines) - _SHOWN
    return (*lines[:_SHOWN], *([f"and {more} more that share a part of the name"] if more > 0 else []))


def _why(ours: list[Referent], theirs: list[Referent], decisions: tuple[Decision, ...]) -> tuple[float, str]:
    """How alike the two are at best, and what keeps them apart."""
    bonds = bonds_of(decisions)
    if any(bonds.parted(a.id, b.id) for a, b in product(ours, theirs)):
        return 1.0, next(
            (sentence(d) for d in reversed(decisions) if _parts(d, ours, theirs)), "a person split them"
        )
    looks = [sorted({look.id: look for look in map(look_of, side)}.items()) for side in (ours, theirs)]
    judged = [judge(a, b) for (_, a), (_, b) in islice(product(*looks), _PAIRS)]
    if not judged:
        return 0.0, "only described"
    best = max(judged, key=lambda j: (j.score, j.same, j.why))
    return best.score, _sentence(best, judged)


def _sentence(best: Judgement, judged: list[Judgement]) -> str:
    against = next((j.why for j in judged if j.different), None)
    if best.same:
        return f"{best.why}, but {against}" if against else f"{best.why}, but others of the two are not alike"
    if best.part:
        return f"{best.why}, and that alone does not say who is meant"
    return best.why


def _parts(decision: Decision, ours: list[Referent], theirs: list[Referent]) -> bool:
    """Whether a decision speaks of both."""
    about = set(decision.referents)
    return bool(about & {r.id for r in ours}) and bool(about & {r.id for r in theirs})
