"""A person's decisions about entities, carried into the ledger: who is one, who is not, and undoing it."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import UTC, datetime

from riwaya.errors import BadUse
from riwaya.pipeline.settle import settle
from riwaya.pipeline.stages import Stages
from riwaya.records import Decided, Decision, Entity, Referent
from riwaya.store.ledger import WorkingLedger


def merge(ledger: WorkingLedger, stages: Stages, one: Entity, other: Entity, by: str, why: str) -> Decision:
    """The two entities made one from now on. BadUse where they are one already."""
    if one.id == other.id:
        raise BadUse(f"“{one.name}” and “{other.name}” are one already ({one.id[:9]}); give two entities")
    names = (one.name, other.name)
    return _decide(ledger, stages, Decided.MERGE, (one.referents, other.referents), names, by, why)


def split(
    ledger: WorkingLedger, stages: Stages, whole: Entity, part: Collection[str], by: str, why: str
) -> Decision:
    """These referents of the entity parted from the others from now on. BadUse where nothing is left."""
    away = tuple(sorted(set(part) & set(whole.referents)))
    kept = tuple(sorted(set(whole.referents) - set(away)))
    if not away or not kept:
        raise BadUse(
            f"“{whole.name}” ({whole.id[:9]}) has {len(whole.referents)} referents, and {len(away)} of them"
            " were chosen; choose some and not all, by a spelling, a report or an id; see `riwaya show`"
        )
    found = {r.id: r for r in ledger.referents(whole.referents)}
    names = (_called(found, kept), _called(found, away))
    return _decide(ledger, stages, Decided.SPLIT, (kept, away), names, by, why)


def undo(ledger: WorkingLedger, stages: Stages, number: int, by: str, why: str) -> Decision:
    """The decision of that number no longer counts. BadUse where there is none that counts."""
    known = {d.number: d for d in ledger.decisions()}
    if number not in known:
        raise BadUse(f"there is no decision {number}; `riwaya decisions {ledger.address}` lists them")
    gone = {d.undoes for d in known.values() if _counts(d, known.values())} - {None}
    if number in gone:
        raise BadUse(f"decision {number} is undone already; `riwaya decisions {ledger.address}` lists them")
    target = known[number]
    return carried(ledger, stages, Decision(0, Decided.UNDO, (), (), target.names, by, now(), why, number))


def carried(ledger: WorkingLedger, stages: Stages, decision: Decision) -> Decision:
    """The decision appended under its number, and everyone it is about settled anew."""
    known = {d.number: d for d in ledger.decisions()}
    with ledger.transaction():
        made = ledger.decide(decision)
        ledger.forget_looks(_meant(made, known))
    settle(ledger, stages)
    return made


def _counts(decision: Decision, everything: Iterable[Decision]) -> bool:
    """Whether an undoing is not itself undone."""
    return not any(d.undoes == decision.number and _counts(d, everything) for d in everything)


def _meant(decision: Decision, known: dict[int, Decision]) -> tuple[str, ...]:
    """The referents a decision is about; of an undoing, those of what it undid."""
    if decision.undoes is not None:
        return _meant(known[decision.undoes], known)
    return decision.referents


def _decide(
    ledger: WorkingLedger,
    stages: Stages,
    kind: Decided,
    sides: tuple[Collection[str], Collection[str]],
    names: tuple[str, str],
    by: str,
    why: str,
) -> Decision:
    one, other = (tuple(sorted(side)) for side in sides)
    return carried(ledger, stages, Decision(0, kind, one, other, names, by, now(), why))


def _called(found: dict[str, Referent], members: Collection[str]) -> str:
    """What a side is called: its longest name, the first in the alphabet among equals."""
    return min(
        (found[m].name for m in members if m in found), key=lambda name: (-len(name), name), default=""
    )


def now() -> str:
    """The moment: UTC, ISO 8601, to the second."""
    return datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
