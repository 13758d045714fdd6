"""A person's judgements of claims, relations and events, carried into the ledger, and their undoing."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from riwaya.errors import BadUse
from riwaya.pipeline.correct import Edit, around, corrections
from riwaya.pipeline.decide import now
from riwaya.pipeline.missed import missed_claim
from riwaya.pipeline.settle import settle
from riwaya.pipeline.stages import Stages
from riwaya.records import Claim, Event, Judged, Judgement, Relation, reviewed, undone
from riwaya.store.ledger import WorkingLedger
from riwaya.store.waiting import Step


@dataclass(frozen=True, slots=True)
class Saying:
    """Who judges, why, and whether without knowing what others hold of the claim."""

    by: str
    why: str = ""
    blind: bool = False


def accept(ledger: WorkingLedger, stages: Stages, claim: Claim, said: Saying) -> Judgement:
    """The claim is right as it is shown."""
    return carried(ledger, stages, _on(Judged.ACCEPT, claim, said))


def reject(ledger: WorkingLedger, stages: Stages, claim: Claim, said: Saying) -> Judgement:
    """The claim is wrong: it leaves board, briefing and exports, and stays in the ledger."""
    return carried(ledger, stages, _on(Judged.REJECT, claim, said))


def correct(
    ledger: WorkingLedger, stages: Stages, claim: Claim, edits: Sequence[Edit], said: Saying
) -> Judgement:
    """Fields of the claim as a person gives them.

    Raises AnchorError for words that do not stand in the report, BadUse for what cannot be or is so already.
    """
    if not edits:
        raise BadUse("a correction needs a field to correct; give FIELD=VALUE")
    read = next(iter(ledger.claims_as_read([claim.id])))
    shown = read if said.blind else next(iter(ledger.judged_claims([claim.id])), claim)
    made = corrections(shown, edits, around(ledger, claim.report), stages)
    judgement = replace(_on(Judged.CORRECT, claim, said), corrections=made)
    before = () if said.blind else ledger.judgements([claim.id])
    after = reviewed(read, [*before, replace(judgement, number=1 << 62)])
    if replace(after, review=None) == replace(shown, review=None):
        raise BadUse("the claim says that already; accept it, or correct something else")
    return carried(ledger, stages, judgement)


def add_missed(
    ledger: WorkingLedger, stages: Stages, report: str, edits: Sequence[Edit], said: Saying
) -> Judgement:
    """A claim of the report that the machine missed, as a person gives it.

    Raises AnchorError for words that do not stand in the report, BadUse for what cannot be or is there.
    """
    claim = missed_claim(edits, around(ledger, report), stages)
    if [*ledger.claims([claim.id]), *ledger.judged_claims([claim.id])]:
        raise BadUse(
            f"of that speaker these words are claim {claim.id[:9]} already; correct that one instead"
        )
    return carried(ledger, stages, replace(_on(Judged.ADD, claim, said), added=claim))


def confirm(ledger: WorkingLedger, stages: Stages, relation: Relation, said: Saying) -> Judgement:
    """The relation holds."""
    return carried(ledger, stages, Judgement(0, Judged.CONFIRM, relation.id, said.by, now(), said.why))


def dismiss(ledger: WorkingLedger, stages: Stages, relation: Relation, said: Saying) -> Judgement:
    """The relation does not hold: nothing is concluded from it any more."""
    return carried(ledger, stages, Judgement(0, Judged.DISMISS, relation.id, said.by, now(), said.why))


def join_events(ledger: WorkingLedger, stages: Stages, one: Event, other: Event, said: Saying) -> Judgement:
    """The claims of both are about one event from now on."""
    if one.id == other.id:
        raise BadUse(f"{one.id[:9]} and {other.id[:9]} are one event already; give two")
    row = Judgement(0, Judged.JOIN, one.id, said.by, now(), said.why, one=one.claims, other=other.claims)
    return carried(ledger, stages, row)


def part_event(
    ledger: WorkingLedger, stages: Stages, event: Event, away: Collection[str], said: Saying
) -> Judgement:
    """These claims of the event are about another one from now on."""
    leaving = tuple(sorted(set(away) & set(event.claims)))
    staying = tuple(sorted(set(event.claims) - set(leaving)))
    if not leaving or not staying:
        raise BadUse(
            f"event {event.id[:9]} has {len(event.claims)} claims, and {len(leaving)} of them were chosen;"
            " choose some and not all"
        )
    row = Judgement(0, Judged.PART, event.id, said.by, now(), said.why, one=staying, other=leaving)
    return carried(ledger, stages, row)


def comment(
    ledger: WorkingLedger, stages: Stages, target: Claim | Relation | Event, said: Saying
) -> Judgement:
    """A remark that changes nothing."""
    report = target.report if isinstance(target, Claim) else None
    return carried(
        ledger, stages, Judgement(0, Judged.COMMENT, target.id, said.by, now(), said.why, report=report)
    )


def assign(ledger: WorkingLedger, stages: Stages, claim: Claim, to: str | None, said: Saying) -> Judgement:
    """The claim is for this person to look at; None: for nobody in particular."""
    return carried(ledger, stages, replace(_on(Judged.ASSIGN, claim, said), to=to))


def take_back(ledger: WorkingLedger, stages: Stages, number: int, said: Saying) -> Judgement:
    """The judgement of that number no longer counts. BadUse where there is none that counts."""
    rows = ledger.judgements()
    target = next((row for row in rows if row.number == number), None)
    if target is None:
        raise BadUse(f"there is no judgement {number}; `riwaya decisions {ledger.address}` lists them")
    if number in undone(rows):
        raise BadUse(f"judgement {number} is undone already; `riwaya decisions {ledger.address}` lists them")
    row = Judgement(
        0, Judged.UNDO, target.target, said.by, now(), said.why, target.report,
        one=target.one, other=target.other, undoes=number,
    )  # fmt: skip
    return carried(ledger, stages, row)


def _on(kind: Judged, claim: Claim, said: Saying) -> Judgement:
    return Judgement(0, kind, claim.id, said.by, now(), said.why, claim.report, blind=said.blind)


def carried(ledger: WorkingLedger, stages: Stages, row: Judgement) -> Judgement:
    """The judgement appended, and what it changes settled anew."""
    with ledger.transaction():
        before = _stands(ledger, row)
        made = ledger.judge(row)
        if made.one or made.other or _stands(ledger, row) != before:
            _unsettle(ledger, made)
    settle(ledger, stages)
    return made


def _stands(ledger: WorkingLedger, row: Judgement) -> object:
    """What others go by of the claim or relation that is judged: an acceptance most often changes nothing."""
    shown = [replace(claim, review=None) for claim in ledger.claims([row.target])]
    return shown, [r.id for r in ledger.relations(ids=[row.target])]


def _unsettle(ledger: WorkingLedger, made: Judgement) -> None:
    """What waits after a judgement: the claims of events or of a relation; of a claim, all its report's.

    The claims of a report are read against each other, so one that is judged changes what the others are.
    """
    if made.one or made.other:
        ledger.unsettle(Step.CONCLUDE, [*made.one, *made.other])
        return
    relation = ledger.relation(made.target)
    if relation is not None:
        ledger.unsettle(Step.COMPARE, relation.claims)
    elif made.report is not None:
        ledger.unsettle(Step.KEY, [c.id for c in ledger.claims_as_read(report=made.report)])
