"""From what single reports say to what they say together: entities, then events, relations and statuses.

What is still to do stands in the ledger, and each batch is one transaction that holds the write lock, so
a killed run is taken up where it stopped and two writers never settle the same neighbourhood at once.
Results depend on neighbourhoods only, never on the order of adding: an entity on all referents reached
through shared keys, a relation on two claims and their reports, an event on the claims tied together, a
status on the claims about one thing. One more report costs what is around it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping

from riwaya.pipeline.progress import Progress, Watch, unwatched
from riwaya.pipeline.stages import Stages
from riwaya.records import Claim, Compared, Entity, Referent, Report, thing_of
from riwaya.store.ledger import Step, WorkingLedger

_THING = "c:@"  # how the ledger files the keys that name an entity and an aspect of it
_BATCH = 500  # records settled in one transaction: a second or so of held lock, a commit rarely


def settle(ledger: WorkingLedger, stages: Stages, watch: Watch = unwatched) -> None:
    """Every record that waits is resolved, keyed, compared and concluded upon."""
    _each_batch(ledger, Step.RESOLVE, "resolving", watch, lambda batch: _resolve(ledger, stages, batch))
    _each_batch(ledger, Step.KEY, "keying", watch, lambda batch: rekey(ledger, stages, batch))
    _each_batch(ledger, Step.COMPARE, "comparing", watch, lambda batch: _compare(ledger, stages, batch))
    _each_batch(ledger, Step.CONCLUDE, "concluding", watch, lambda batch: _conclude(ledger, stages, batch))


def _each_batch(
    ledger: WorkingLedger, step: Step, name: str, watch: Watch, work: Callable[[tuple[str, ...]], None]
) -> None:
    total = ledger.count_unsettled(step)
    while waiting := ledger.count_unsettled(step):
        total = max(total, waiting)
        watch(Progress(name, total - waiting, total))
        with ledger.transaction():
            work(ledger.unsettled(step, _BATCH))  # asked again: another writer may have settled some
    if total:
        watch(Progress(name, total, total))


def _resolve(ledger: WorkingLedger, stages: Stages, batch: tuple[str, ...]) -> None:
    """Entities of the neighbourhoods of these referents; claims about a changed entity wait to be keyed."""
    done: set[str] = set()
    for referent in batch:
        if referent in done:
            continue
        group = ledger.neighbourhood(referent)
        before = ledger.entity_of(group)
        entities = tuple(stages.across(tuple(ledger.referents(group))))
        ledger.put_entities(entities)
        after = {member: entity for entity in entities for member in entity.referents}
        changed = [member for member in group if _seen(before.get(member)) != _seen(after.get(member))]
        ledger.unsettle(Step.KEY, ledger.claims_about(changed))
        ledger.settled(Step.RESOLVE, group)
        done.update(group)


def _seen(entity: Entity | None) -> object:
    """What of an entity can change how claims about it are related: not how many reports name it."""
    if entity is None:
        return None
    spellings = tuple(sorted(name.text for name in entity.names))
    return entity.id, entity.kind, entity.name, spellings, entity.named, entity.position, entity.protection


def rekey(ledger: WorkingLedger, stages: Stages, batch: Collection[str]) -> None:
    """The keys of these claims as their entities are now."""
    claims = tuple(ledger.claims(batch))
    _, reports, entity_of = _around(ledger, batch)
    ledger.rekey({c.id: _prefixed("c", stages.claim_keys(c, reports[c.report], entity_of)) for c in claims})


def _compare(ledger: WorkingLedger, stages: Stages, batch: tuple[str, ...]) -> None:
    """How these claims stand to all that share a key with them, and which reports copy which.

    A new report can tell when an undated one around it was written, so that one is compared anew as well.
    """
    names = {claim.report for claim in ledger.claims(ledger.sharing(batch))}
    anew = {claim.id for claim in _claims_of(ledger, _undated(ledger, names))}
    fresh = tuple(sorted({*batch, *anew}))
    claims, reports, entity_of = _around(ledger, ledger.sharing(fresh))
    ledger.put_compared(fresh, stages.compare(set(fresh), claims, reports, entity_of))
    _copies(ledger, stages, {claim.report for claim in ledger.claims(batch)}, reports)


def _copies(
    ledger: WorkingLedger, stages: Stages, fresh: Collection[str], near: Mapping[str, Report]
) -> None:
    """Which of the fresh reports copy another, and which reports around copy a fresh one."""
    found = stages.copies(tuple(near[name] for name in sorted(near)))
    older = {copy for copy, original in found.items() if original in fresh and copy not in fresh}
    if older:  # they may copy yet another report, one that only they are near to
        members = [claim.id for claim in _claims_of(ledger, older)]
        wider = {**near, **_around(ledger, ledger.sharing(members))[1]}
        found = stages.copies(tuple(wider[name] for name in sorted(wider)))
    ledger.put_copies({*fresh, *older}, found)


def _conclude(ledger: WorkingLedger, stages: Stages, batch: tuple[str, ...]) -> None:
    """Events of whatever is tied to these claims, and statuses of the things they speak of."""
    tied = ledger.tied(batch)
    by_thing = ledger.things(batch, _THING)
    speaking = {claim for claims in by_thing.values() for claim in claims}
    claims, reports, entity_of = _around(ledger, {*tied, *speaking})
    compared = Compared(tuple(ledger.relations(claims={*tied, *speaking})), tuple(ledger.ties(tied)))
    ledger.put_events(tied, stages.events(set(tied), claims, compared, reports, entity_of))
    things = {*ledger.things_held(batch), *(thing_of(key.removeprefix("c:")) for key in by_thing)}
    statuses = stages.statuses(speaking, claims, compared, reports, entity_of)
    ledger.put_statuses(things, [s for s in statuses if (s.entity, s.aspect) in things])
    ledger.settled(Step.CONCLUDE, batch)


def _around(
    ledger: WorkingLedger, claims: Collection[str]
) -> tuple[list[Claim], Mapping[str, Report], Mapping[str, Entity]]:
    """Every claim of the reports these claims stand in, those reports, and the entities they speak of.

    With an undated report come those around it, from which it can be dated.
    """
    names = {claim.report for claim in ledger.claims(claims)}
    undated = [claim.id for claim in _claims_of(ledger, _undated(ledger, names))]
    names |= {claim.report for claim in ledger.claims(ledger.sharing(undated))}
    found = _claims_of(ledger, names)
    referents = {referent for claim in found for referent in claim.referents}
    return found, {name: ledger.report(name) for name in sorted(names)}, ledger.entity_of(referents)


def _claims_of(ledger: WorkingLedger, reports: Iterable[str]) -> list[Claim]:
    return [claim for name in sorted(reports) for claim in ledger.claims(report=name)]


def _undated(ledger: WorkingLedger, reports: Iterable[str]) -> list[str]:
    return [name for name in sorted(reports) if ledger.report(name).published is None]


def referent_keys(stages: Stages, referents: Iterable[Referent]) -> dict[str, Collection[str]]:
    """Referent -> the keys it is found by."""
    return {referent.id: _prefixed("r", stages.referent_keys(referent)) for referent in referents}


def _prefixed(letter: str, keys: Iterable[str]) -> Collection[str]:
    """Keys of referents and of claims stand in one table and must never meet."""
    return [f"{letter}:{key}" for key in keys]
