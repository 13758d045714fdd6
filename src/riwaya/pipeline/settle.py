"""From what single reports say to what they say together: entities, then events, relations and statuses.

What is still to do stands in the ledger, and each batch is one transaction that holds the write lock, so
a killed run is taken up where it stopped and two writers never settle the same neighbourhood at once.
Results depend on closed neighbourhoods only, never on the order of adding.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping

from riwaya.pipeline.progress import Progress, Watch, unwatched
from riwaya.pipeline.stages import Stages
from riwaya.records import Claim, Entity, Referent, Report
from riwaya.store.ledger import Step, WorkingLedger

_BATCH = 500  # records settled in one transaction: a second or so of held lock, a commit rarely


def settle(ledger: WorkingLedger, stages: Stages, watch: Watch = unwatched) -> None:
    """Every record that waits is resolved, keyed and related."""
    _each_batch(ledger, Step.RESOLVE, "resolving", watch, lambda batch: _resolve(ledger, stages, batch))
    _each_batch(ledger, Step.KEY, "keying", watch, lambda batch: rekey(ledger, stages, batch))
    _each_batch(ledger, Step.RELATE, "relating", watch, lambda batch: _relate(ledger, stages, batch))


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
    reports, entity_of = _around(ledger, claims)
    ledger.rekey({c.id: _prefixed("c", stages.claim_keys(c, reports[c.report], entity_of)) for c in claims})


def _relate(ledger: WorkingLedger, stages: Stages, batch: tuple[str, ...]) -> None:
    """Events, relations and statuses of the neighbourhoods of these claims."""
    done: set[str] = set()
    for claim in batch:
        if claim in done:
            continue
        group = ledger.neighbourhood(claim)
        claims = tuple(ledger.claims(group))
        reports, entity_of = _around(ledger, claims)
        ledger.put_findings(group, stages.relate(claims, reports, entity_of))
        ledger.put_copies(reports, stages.copies(tuple(reports[name] for name in sorted(reports))))
        ledger.settled(Step.RELATE, group)
        done.update(group)


def _around(
    ledger: WorkingLedger, claims: Iterable[Claim]
) -> tuple[Mapping[str, Report], Mapping[str, Entity]]:
    """The reports the claims stand in and the entities they speak of."""
    reports: dict[str, Report] = {}
    referents: set[str] = set()
    for claim in claims:
        if claim.report not in reports:
            reports[claim.report] = ledger.report(claim.report)
        referents.update(claim.referents)
    return reports, ledger.entity_of(referents)


def referent_keys(stages: Stages, referents: Iterable[Referent]) -> dict[str, Collection[str]]:
    """Referent -> the keys it is found by."""
    return {referent.id: _prefixed("r", stages.referent_keys(referent)) for referent in referents}


def _prefixed(letter: str, keys: Iterable[str]) -> Collection[str]:
    """Keys of referents and of claims stand in one table and must never meet."""
    return [f"{letter}:{key}" for key in keys]
