"""Which referents are one entity, of those around the ones that wait.

A referent looks to a comparison like many others do, so looks are compared, each with those that share a
key, and once; which of them may be one stands in the ledger. Only what is reached through such pairs is
resolved anew.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import pairwise

from riwaya.pipeline.stages import Stages
from riwaya.records import Decided, Decision, Entity, Kind, Referent, sides, standing
from riwaya.store.ledger import WorkingLedger
from riwaya.store.waiting import Step


def resolve(ledger: WorkingLedger, stages: Stages, batch: Collection[str]) -> Mapping[str, int]:
    """Entities around these referents; claims about a changed entity wait to be keyed."""
    groups = ledger.kin(place(ledger, stages, batch))
    everyone = [referent for group in groups for referent in group]
    before = ledger.entity_of(everyone)
    known = {one.id: one for one in ledger.referents(everyone)}
    decisions = ledger.decisions_on(everyone)
    found = [one for group in groups for one in _entities(stages, [known[name] for name in group], decisions)]
    changed = [one for one in found if any(before.get(referent) != one for referent in one.referents)]
    ledger.put_entities(changed)
    touched = [r for one in changed for r in one.referents if _seen(before.get(r)) != _seen(one)]
    moved = _in_reports(ledger, _moved(before, changed))
    ledger.unsettle(Step.KEY, {*ledger.claims_about(touched), *moved})
    ledger.settled(Step.RESOLVE, batch)
    return {"referents": len(everyone), "entities": len(changed)}


def _moved(before: Mapping[str, Entity], changed: Iterable[Entity]) -> set[str]:
    """Referents of places that are another entity than before: "the bridge" of their reports is its."""
    places = (one for one in changed if one.kind is Kind.PLACE)
    return {r for one in places for r in one.referents if r in before and _spot(before[r]) != _spot(one)}


def _spot(place: Entity) -> object:
    return place.id, place.kind, place.position.precision if place.position else None


def _in_reports(ledger: WorkingLedger, referents: Collection[str]) -> set[str]:
    """Every claim of the reports of these referents."""
    names = sorted(set(ledger.referent_reports(referents).values()))
    return {claim.id for name in names for claim in ledger.claims_as_read(report=name)}


def place(ledger: WorkingLedger, stages: Stages, referents: Collection[str]) -> Collection[str]:
    """How these referents look, kept in the ledger; who has a new look is compared with those around."""
    known = {one.id: one for one in ledger.referents(referents)}
    decisions = standing(ledger.decisions_on(known)) if known else ()
    said = sides(decisions)
    looks = {
        name: stages.look(one) + (f"~{said[name]}" if name in said else "") for name, one in known.items()
    }
    keys = {name: [f"r:{key}" for key in stages.referent_keys(one)] for name, one in known.items()}
    fresh = ledger.put_looks(looks, keys)
    shown = {looks[name]: one for name, one in known.items() if looks[name] in fresh}
    near = tuple(ledger.referents(ledger.neighbours([one.id for one in shown.values()])))
    pairs = list(stages.related(tuple(shown.values()), near))
    for decision in decisions:
        if decision.kind is Decided.MERGE:
            pairs += pairwise(decision.referents)
    seen = ledger.looks_of({name for pair in pairs for name in pair})
    ledger.put_related([(seen[a], seen[b]) for a, b in pairs if a in seen and b in seen])
    return set(looks.values())


def _entities(stages: Stages, group: Sequence[Referent], decisions: Sequence[Decision]) -> Iterable[Entity]:
    """The entities of a group, with what a person decided about any of it."""
    names = {one.id for one in group}
    about = [d for d in decisions if d.kind is Decided.UNDO or not names.isdisjoint(d.referents)]
    if stages.decided is not None and about:
        return stages.decided(group, about)
    return stages.across(group)


def _seen(entity: Entity | None) -> object:
    """What of an entity can change how claims about it are related: not how many reports name it."""
    if entity is None:
        return None
    spellings = tuple(sorted(name.text for name in entity.names))
    return entity.id, entity.kind, entity.name, spellings, entity.named, entity.position, entity.protection
