"""What people gave and decided in one ledger, decided again in another that holds the same reports."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace

from riwaya.pipeline import decide, judge
from riwaya.pipeline.knowledge import applied
from riwaya.pipeline.settle import settle
from riwaya.pipeline.stages import Stages
from riwaya.records import Claim, Decision, Judged, Judgement, anchors, misplaced, reviewed
from riwaya.records.given import GivenPlace, PlaceFile, Setting
from riwaya.store.ledger import WorkingLedger

_LAST = 1 << 62  # a number behind every other


@dataclass(frozen=True, slots=True)
class Retaken:
    """What came of it."""

    taken: int
    known: int  # decided here before, by the same person at the same moment
    lost: tuple[str, ...]  # a sentence for each


def retake(
    ledger: WorkingLedger,
    stages: Stages,
    settings: Sequence[Setting],
    places: Iterable[tuple[PlaceFile, Sequence[GivenPlace]]],
    rows: Iterable[Decision | Judgement],
) -> Retaken:
    """Everything of it that can be, in its order: who, when and why stay, numbers are given anew.

    A decision needs someone on each of its sides, a judgement what it judges. Ids are those of content, so
    reports that are read again have the same.
    """
    taken = known = 0
    for file, some in places:
        count = len(ledger.place_files())
        ledger.put_places(file, some)
        fresh = len(ledger.place_files()) > count
        taken, known = taken + fresh, known + (not fresh)
    told = {_same(setting) for setting in ledger.settings()}
    new = [setting for setting in settings if _same(setting) not in told]
    known += len(settings) - len(new)
    taken += len(new)
    if new:
        with ledger.transaction():
            for setting in new:
                ledger.set_value(setting)
            ledger.forget_looks(None)
        stages = applied(ledger, stages)
        settle(ledger, stages)
    numbers: dict[int, int] = {}
    there: dict[tuple[object, ...], int] = {_key(row): row.number for row in ledger.decisions()}
    there.update((_key(row), row.number) for row in ledger.judgements())
    lost: list[str] = []
    for row in rows:
        if (number := there.get(_key(row))) is not None:
            numbers[row.number] = number
            known += 1
        elif (reason := _missing(ledger, row, numbers)) is not None:
            lost.append(f"{row.kind.value} of {row.by}, {row.at}: {reason}")
        else:
            undoes = None if row.undoes is None else numbers[row.undoes]
            made: Decision | Judgement
            if isinstance(row, Decision):
                made = decide.carried(ledger, stages, replace(row, undoes=undoes))
            else:
                made = judge.carried(ledger, stages, replace(row, undoes=undoes))
            numbers[row.number] = made.number
            taken += 1
    return Retaken(taken, known, tuple(lost))


def _same(setting: Setting) -> Setting:
    return replace(setting, number=0)


def _key(row: Decision | Judgement) -> tuple[object, ...]:
    """What makes a row that row, whatever its number."""
    on = row.target if isinstance(row, Judgement) else ""
    return row.kind.value, on, row.by, row.at, row.one, row.other


def _missing(ledger: WorkingLedger, row: Decision | Judgement, numbers: Collection[int]) -> str | None:
    """Why it cannot be decided here; None where it can."""
    if row.undoes is not None:
        return None if row.undoes in numbers else f"what it undoes, number {row.undoes}, was not taken over"
    if isinstance(row, Decision):
        people = {r.id for r in ledger.referents(row.referents)}
        gone = [
            name for name, side in zip(row.names, (row.one, row.other), strict=True) if not people & set(side)
        ]
        return f"no report here names {' or '.join(f'“{name}”' for name in gone)} as it did" if gone else None
    return _unjudged(ledger, row)


def _unjudged(ledger: WorkingLedger, row: Judgement) -> str | None:
    if row.added is not None:
        return _unadded(ledger, row.added)
    if row.one or row.other:
        claims = {c.id for c in ledger.claims_as_read([*row.one, *row.other])}
        if claims & set(row.one) and claims & set(row.other):
            return None
        return f"claims of event {row.target} are not in this ledger"
    read = next(iter(ledger.claims_as_read([row.target])), None)
    if read is None:
        if ledger.relation(row.target) is not None or any(True for _ in ledger.events([row.target])):
            return None
        return f"{row.target} is not in this ledger"
    if row.kind is Judged.CORRECT:
        made = reviewed(read, [*ledger.judgements([row.target]), replace(row, number=_LAST)])
        if any(misplaced(anchors(made), ledger.report(read.report).text)):
            return f"the words it gives claim {row.target} do not stand in the report"
    return None


def _unadded(ledger: WorkingLedger, claim: Claim) -> str | None:
    if not any(True for _ in ledger.reports([claim.report])):
        return f"report {claim.report} is not in this ledger"
    if any(misplaced(anchors(claim), ledger.report(claim.report).text)):
        return f"the words of claim {claim.id} do not stand in the report"
    return None
