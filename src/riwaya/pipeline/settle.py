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

_Done = Mapping[str, int]  # what a batch did, for the log
_BATCH = 500  # records settled in one transaction: a second or so of held lock, a commit rarely


def settle(ledger: WorkingLedger, stages: Stages, watch: Watch = unwatched) -> None:
    """Every record that waits is resolved, keyed and related."""
    _each_batch(ledger, Step.RESOLVE, "resolving", watch, lambda batch: _resolve(ledger, stages, batch))
    _each_batch(ledger, Step.KEY, "keying", watch, lambda batch: rekey(ledger, stages, batch))
    _each_batch(ledger, Step.RELATE, "relating", watch, lambda batch: _relate(ledger, stages, batch))


def _each_batch(
    ledger: WorkingLedger, step: Step, name: str, watch: Watch, work: Callable[[tuple[str, ...]], _Done]
) -> None:
    total = ledger.count_unsettled(step)
    while waiting := ledger.count_unsettled(step):
        total = max(total, waiting)
        watch(Progress(name, total - waiting, total))
        with ledger.transaction():
            batch = ledger.unsettled(step, _BATCH)  # asked again: another writer may have settled some
            if batch:
                ledger.note(name, batch[0], work(batch))
    if total:
        watch(Progress(name, total, total))


def _resolve(ledger: WorkingLedger, stages: Stages, batch: tuple[str, ...]) -> _Done:
    """Entities of the neighbourhoods of these referents; claims about a changed entity wait to be keyed."""
    groups = _neighbourhoods(ledger, batch)
    everyone = [referent for group in groups for referent in group]
    before = ledger.entity_of(everyone)
    entities = [one for group in groups for one in stages.across(tuple(ledger.referents(group)))]
    ledger.put_entities(entities)
    after = {referent: entity for entity in entities for referent in entity.referents}
    changed = [one for one in everyone if _seen(before.get(one)) != _seen(after.get(one))]
    ledger.unsettle(Step.KEY, ledger.claims_about(changed))
    ledger.settled(Step.RESOLVE, everyone)
    return {"referents": len(everyone), "entities": len(entities)}


def _neighbourhoods(ledger: WorkingLedger, records: tuple[str, ...]) -> list[tuple[str, ...]]:
    """The closed neighbourhoods of the records, each once."""
    found: list[tuple[str, ...]] = []
    seen: set[str] = set()
    for record in records:
        if record not in seen:
            found.append(ledger.neighbourhood(record))
            seen.update(found[-1])
    return found


def _seen(entity: Entity | None) -> object:
    """What of an entity can change how claims about it are related: not how many reports name it."""
    if entity is None:
        return None
    spellings = tuple(sorted(name.text for name in entity.names))
    return entity.id, entity.kind, entity.name, spellings, entity.named, entity.position, entity.protection


def rekey(ledger: WorkingLedger, stages: Stages, batch: Collection[str]) -> _Done:
    """The keys of these claims as their entities are now."""
    claims = sorted(ledger.claims(batch), key=lambda claim: claim.report)  # stages remember a report's names
    reports, entity_of = _around(ledger, claims)
    ledger.rekey({c.id: _prefixed("c", stages.claim_keys(c, reports[c.report], entity_of)) for c in claims})
    return {"claims": len(claims)}


def _relate(ledger: WorkingLedger, stages: Stages, batch: tuple[str, ...]) -> _Done:
    """Events, relations, statuses and copies of the neighbourhoods of these claims."""
    done = {"claims": 0, "events": 0, "relations": 0, "statuses": 0}
    for group in _neighbourhoods(ledger, batch):
        claims = tuple(ledger.claims(group))
        reports, entity_of = _around(ledger, claims)
        findings = stages.relate(claims, reports, entity_of)
        ledger.put_findings(group, findings)
        ledger.put_copies(reports, stages.copies(tuple(reports[name] for name in sorted(reports))))
        ledger.settled(Step.RELATE, group)
        done["claims"] += len(claims)
        done["events"] += len(findings.events)
        done["relations"] += len(findings.relations)
        done["statuses"] += len(findings.statuses)
    return done


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
