"""From what single reports say to what they say together: entities, then events, relations and statuses.

What is still to do stands in the ledger, and each batch is one transaction that holds the write lock, so
a killed run is taken up where it stopped and two writers never settle the same neighbourhood at once.
Results depend on neighbourhoods only, never on the order of adding: an entity on all referents reached
through looks that may be one, a relation on two claims and their reports, an event on the claims tied
together, a status on the claims about one thing. One more report costs what is around it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping

from riwaya.errors import LedgerError
from riwaya.pipeline.entities import resolve
from riwaya.pipeline.progress import Progress, Watch, unwatched
from riwaya.pipeline.stages import Stages, Told
from riwaya.records import (
    Basis,
    Bond,
    Claim,
    Compared,
    Entity,
    Judged,
    Report,
    standing_judgements,
    thing_of,
)
from riwaya.store.ledger import WorkingLedger
from riwaya.store.waiting import Step

_THING = "c:@"  # how the ledger files the keys that name an entity and an aspect of it
_Done = Mapping[str, int]  # what a batch did, for the log
_Work = Callable[[tuple[str, ...]], _Done]
_BATCH = 500  # records settled in one transaction: a second or so of held lock, a commit rarely


def settle(ledger: WorkingLedger, stages: Stages, watch: Watch = unwatched) -> int:
    """Every record that waits is resolved, keyed, compared and concluded upon; how many could not be.

    A fault in a stage costs the record it happened at, which is noted in the log, never the run.
    """
    steps: tuple[tuple[Step, str, _Work], ...] = (
        (Step.RESOLVE, "resolving", lambda batch: resolve(ledger, stages, batch)),
        (Step.KEY, "keying", lambda batch: rekey(ledger, stages, batch)),
        (Step.COMPARE, "comparing", lambda batch: _compare(ledger, stages, batch)),
        (Step.CONCLUDE, "concluding", lambda batch: _conclude(ledger, stages, batch)),
    )
    return sum(_each_batch(ledger, step, name, watch, work) for step, name, work in steps)


def _each_batch(ledger: WorkingLedger, step: Step, name: str, watch: Watch, work: _Work) -> int:
    total, faults = ledger.count_unsettled(step), 0
    while waiting := ledger.count_unsettled(step):
        total = max(total, waiting)
        watch(Progress(name, total - waiting, total))
        try:
            with ledger.transaction():
                batch = ledger.unsettled(step, _BATCH)  # asked again: another writer may have settled some
                if batch:
                    ledger.note(name, batch[0], work(batch))
        except LedgerError:
            raise
        except Exception:  # noqa: BLE001 - found again below, one by one, and told with its record
            faults += _one_by_one(ledger, step, name, work)
    if total:
        watch(Progress(name, total, total))
    return faults


def _one_by_one(ledger: WorkingLedger, step: Step, name: str, work: _Work) -> int:
    """The next records of a step on their own; those at which a stage fails are noted and wait no longer."""
    faults = 0
    for record in ledger.unsettled(step, _BATCH):
        try:
            with ledger.transaction():
                ledger.note(name, record, work((record,)))
        except LedgerError:
            raise
        except Exception as error:  # noqa: BLE001 - a fault in a stage must cost one record, shown with its reason
            faults += 1
            with ledger.transaction():
                ledger.note("fault", record, {"step": name, "error": f"{type(error).__name__}: {error}"})
                ledger.settled(step, [record])
    return faults


def rekey(ledger: WorkingLedger, stages: Stages, batch: Collection[str]) -> _Done:
    """The keys of these claims as their entities are now."""
    read = sorted(ledger.claims_as_read(batch), key=lambda claim: claim.report)  # stages remember names
    judged = {claim.id: claim for claim in ledger.judged_claims(batch)}
    _, reports, entity_of = _around(ledger, batch)
    entity_of = {**entity_of, **ledger.entity_of({r for c in read for r in c.referents} - set(entity_of))}
    around = ledger.named_in({claim.report for claim in read})
    keys: dict[str, Collection[str]] = {}
    for claim in read:
        # what a claim was read as brings the same reports together, whatever was judged since
        both = (claim, judged[claim.id]) if claim.id in judged else (claim,)
        named = {r for c in both for r in c.referents} | set(around.get(claim.report, ()))
        own = {r: entity_of[r] for r in named if r in entity_of}
        found = {key for c in both for key in stages.claim_keys(c, reports[c.report], own)}
        keys[claim.id] = _prefixed("c", sorted(found))
    ledger.rekey(keys)
    return {"claims": len(keys)}


def _compare(ledger: WorkingLedger, stages: Stages, batch: tuple[str, ...]) -> _Done:
    """How these claims stand to all around them, and which reports copy which.

    Whole reports are compared: which claims of two reports are near each other depends on both reports. A new
    report can tell when an undated one around it was written, so that one is compared anew as well.
    """
    own = _reports_of(ledger, batch)
    whole = [claim.id for name in sorted(own) for claim in ledger.claims_as_read(report=name)]
    names = _reports_of(ledger, ledger.sharing(whole))
    anew = {claim.id for claim in _claims_of(ledger, _undated(ledger, names))}
    fresh = tuple(sorted({*batch, *whole, *anew}))
    claims, reports, entity_of = _around(ledger, ledger.sharing(fresh))
    compared = stages.compare(set(fresh), claims, reports, entity_of)
    ledger.put_compared(fresh, compared)
    _copies(ledger, stages, _reports_of(ledger, batch), reports)
    return {"claims": len(fresh), "relations": len(compared.relations)}


def _copies(
    ledger: WorkingLedger, stages: Stages, fresh: Collection[str], near: Mapping[str, Report]
) -> None:
    """Which of the fresh reports copy another, and which reports around copy a fresh one."""
    found = stages.copies(tuple(near[name] for name in sorted(near)))
    older = {copy for copy, original in found.items() if original in fresh and copy not in fresh}
    if older:  # they may copy yet another report, one that only they are near to
        members = [c.id for name in sorted(older) for c in ledger.claims_as_read(report=name)]
        wider = {**near, **_around(ledger, ledger.sharing(members))[1]}
        found = stages.copies(tuple(wider[name] for name in sorted(wider)))
    ledger.put_copies({*fresh, *older}, found)


def _conclude(ledger: WorkingLedger, stages: Stages, batch: tuple[str, ...]) -> _Done:
    """Relations through copies, events of what is tied to these claims, statuses of what they say."""
    batch = tuple(sorted({*batch, *_spread(ledger, stages, batch)}))
    tied, bonds = bound(ledger, ledger.tied(batch))
    by_thing = ledger.things(batch, _THING)
    speaking = {claim for claims in by_thing.values() for claim in claims}
    claims, reports, entity_of = _around(ledger, {*tied, *speaking})
    compared = Compared(tuple(ledger.relations(claims={*tied, *speaking})), tuple(ledger.ties(tied)), bonds)
    events = stages.events(set(tied), claims, compared, reports, entity_of)
    ledger.put_events(tied, events)
    things = {*ledger.things_held(batch), *(thing_of(key.removeprefix("c:")) for key in by_thing)}
    statuses = stages.statuses(speaking, claims, compared, reports, entity_of)
    about = [s for s in statuses if (s.entity, s.aspect) in things]
    ledger.put_statuses(things, about)
    _date(ledger, stages, _reports_of(ledger, tied))
    ledger.settled(Step.CONCLUDE, batch)
    return {"claims": len(tied), "events": len(events), "statuses": len(about)}


def bound(ledger: WorkingLedger, tied: Collection[str]) -> tuple[tuple[str, ...], tuple[Bond, ...]]:
    """The claims with those that people put in one event with any of them, and what people said of them."""
    rows = standing_judgements(ledger.judgements_of_events())
    found: set[str] = set()
    edge = set(tied)
    while edge - found:
        found |= edge
        for row in rows:
            if row.kind is Judged.JOIN and not found.isdisjoint((*row.one, *row.other)):
                edge |= {*row.one, *row.other}
        edge = set(ledger.tied(edge))
    near = [row for row in rows if not found.isdisjoint((*row.one, *row.other))]
    return tuple(sorted(found)), tuple(Bond(r.kind is Judged.JOIN, r.one, r.other) for r in near)


def _date(ledger: WorkingLedger, stages: Stages, touched: Collection[str]) -> None:
    """When the undated reports among these were written, by the reports that tell of the same events.

    It rests on what is tied to all claims of an undated report, and on dates that reports came with.
    """
    reports = {name: ledger.report_as_read(name) for name in sorted(touched)}
    undated = {name: r for name, r in reports.items() if r.published_basis in (None, Basis.INFERRED)}
    if stages.date is None or not undated:
        return
    dates = {}
    for name, report in undated.items():
        found = stages.date(report, _told_of(ledger, stages, name))
        if found is not None:
            dates[name] = found
    ledger.put_dates(tuple(undated), dates)


def _told_of(ledger: WorkingLedger, stages: Stages, name: str) -> tuple[Told, ...]:
    """The claims of a report with every claim of another about one event."""
    own = {claim.id for claim in ledger.claims(report=name)}
    tied, bonds = bound(ledger, ledger.tied(sorted(own)))
    if set(tied) <= own:
        return ()
    claims, reports, entity_of = _around(ledger, tied)
    by_id = {claim.id: claim for claim in claims}
    compared = Compared(tuple(ledger.relations(claims=tied)), tuple(ledger.ties(tied)), bonds)
    return tuple(
        (by_id[a], by_id[b], reports[by_id[b].report])
        for event in stages.events(set(tied), claims, compared, reports, entity_of)
        for a in sorted(own.intersection(event.claims))
        for b in event.claims
        if b not in own
    )


def _spread(ledger: WorkingLedger, stages: Stages, batch: tuple[str, ...]) -> Collection[str]:
    """What these claims are related to through others; the claims for which that is new or no more."""
    both = [*ledger.direct(batch), *ledger.possible_of(batch)]
    ends = {claim for relation in both for claim in relation.claims}
    compared = Compared(tuple(ledger.direct(ends)), (), possible=tuple(ledger.possible_of(ends)))
    touched = {c for r in (*compared.relations, *compared.possible) for c in r.claims}
    claims, reports, entity_of = _around(ledger, touched)
    return ledger.put_spread(batch, stages.spread(set(batch), claims, compared, reports, entity_of))


def _around(
    ledger: WorkingLedger, claims: Collection[str]
) -> tuple[list[Claim], Mapping[str, Report], Mapping[str, Entity]]:
    """Every claim of the reports these claims stand in, those reports, and the entities they speak of.

    With an undated report come those around it, from which it can be dated.
    """
    names = _reports_of(ledger, claims)
    undated = [c.id for name in _undated(ledger, names) for c in ledger.claims_as_read(report=name)]
    names |= _reports_of(ledger, ledger.sharing(undated))
    found = _claims_of(ledger, names)
    referents = {referent for claim in found for referent in claim.referents}
    referents |= {referent for own in ledger.named_in(names).values() for referent in own}
    return found, {name: ledger.report_as_read(name) for name in sorted(names)}, ledger.entity_of(referents)


def _reports_of(ledger: WorkingLedger, claims: Collection[str]) -> set[str]:
    """The reports in which the claims stand, rejected ones too."""
    return set(ledger.reports_of(claims).values())


def _claims_of(ledger: WorkingLedger, reports: Iterable[str]) -> list[Claim]:
    return [claim for name in sorted(reports) for claim in ledger.claims(report=name)]


def _undated(ledger: WorkingLedger, reports: Iterable[str]) -> list[str]:
    return [name for name in sorted(reports) if ledger.report_as_read(name).published is None]


def _prefixed(letter: str, keys: Iterable[str]) -> Collection[str]:
    """Keys of referents (`r:`) and of claims stand in one table and must never meet."""
    return [f"{letter}:{key}" for key in keys]
