"""What to review first: claims by value and doubt, each with the reason for its place in a sentence."""

from __future__ import annotations

import math
import tomllib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from riwaya.records import (
    Claim,
    Judged,
    Judgement,
    Naming,
    RelationKind,
    Review,
    ReviewState,
    standing_judgements,
)
from riwaya.store.ledger import WorkingLedger
from riwaya.store.paged import Asked
from riwaya.view.lookup import Lookup
from riwaya.view.telling import Telling, tell

OPEN, DISPUTED, ALL = "open", "disputed", "all"
MOST = 4000  # claims that are weighed for one page: about a quarter of a second
SUREST, NEWEST = 400, 400  # disagreements and reports whose claims these are, at most
STATES = (OPEN, *ReviewState, DISPUTED, ALL)  # by which a queue is filtered


@dataclass(frozen=True, slots=True)
class Waiting:
    """One claim of the queue."""

    telling: Telling
    state: str  # open, accepted, corrected or rejected
    review: Review | None
    assigned: str | None
    comments: int
    score: float
    reason: str  # why it stands where it stands
    confidence: float | None


@dataclass(frozen=True, slots=True)
class Queue:
    """The claims to look at, the weightiest first, and how many there are in each state."""

    rows: tuple[Waiting, ...]
    total: int  # that were weighed with this filter, of which `rows` are the first
    weighed: int | None  # of a large ledger: how many open claims were weighed; None: every one
    counts: Mapping[str, int]
    people: tuple[str, ...]  # everyone who judged, or whom something is assigned to


@dataclass(frozen=True, slots=True)
class _Ground:
    """One reason for a claim's place."""

    points: float
    said: str


@cache
def weights() -> dict[str, Any]:
    """The table of queue.toml."""
    return tomllib.loads(Path(__file__).with_name("queue.toml").read_text("utf-8"))


def queue(
    ledger: WorkingLedger,
    state: str = OPEN,
    to: str | None = None,
    report: str | None = None,
    limit: int | None = None,
    start: int = 0,
) -> Queue:
    """The claims in a state, for a person, in a report; `limit` of them from `start` on.

    Of more than 4,000 claims those are weighed that somebody judged, that stand in the surest disagreements
    and that are in the newest reports: so many that are sure to hold what a reviewer should see first.
    """
    rows = standing_judgements(ledger.judgements())
    assigned, comments = assignments(rows), Counter(j.target for j in rows if j.kind is Judged.COMMENT)
    mine = None if to is None else [c for c, who in assigned.items() if who == to]
    claims, counts, weighed = _gathered(ledger, mine, report)
    contradicting = ledger.relations(
        RelationKind.CONTRADICTS, None if weighed is None else [c.id for c in claims]
    )
    against = Counter(c for r in contradicting for c in r.claims)
    chosen = [c for c in claims if _in_state(c, state)]
    grounds = {c.id: _grounds(c, against[c.id]) for c in chosen}
    ranked = sorted(chosen, key=lambda c: (-_points(grounds[c.id]), c.report, c.start, c.id))
    lookup = Lookup(ledger)
    shown = lookup.keep(ranked[start : None if limit is None else start + limit])
    return Queue(
        rows=tuple(
            Waiting(
                telling=tell(claim, lookup),
                state=state_of(claim),
                review=claim.review,
                assigned=assigned.get(claim.id),
                comments=comments[claim.id],
                score=round(_points(grounds[claim.id]), 2),
                reason=_sentence(grounds[claim.id]),
                confidence=claim.confidence,
            )
            for claim in shown
        ),
        total=len(ranked),
        weighed=weighed,
        counts=counts,
        people=tuple(sorted({j.by for j in rows} | {p for p in assigned.values() if p})),
    )


def _gathered(
    ledger: WorkingLedger, mine: Sequence[str] | None, report: str | None
) -> tuple[list[Claim], dict[str, int], int | None]:
    """The claims to weigh, how many are in each state, and how many open ones are weighed if not all."""
    every = _standing(ledger) if mine is None and report is None else 0
    large = every > MOST
    claims = list(ledger.claims(_weightiest(ledger) if large else mine, report))
    judged = [c for c in ledger.judged_claims(mine) if report in (None, c.report)]
    there = {c.id for c in claims}
    claims += [c for c in judged if c.id not in there and (large or _rejected(c))]
    counts = {one: sum(_in_state(c, one) for c in claims) for one in STATES}
    if not large:
        return claims, counts, None
    weighed = counts[OPEN]
    counts[ALL] = every + sum(map(_rejected, judged))
    counts[OPEN] = every - sum(not _rejected(c) for c in judged)
    return claims, counts, weighed


def _standing(ledger: WorkingLedger) -> int:
    """How many claims there are, those included that a blind reviewer must not know to be rejected."""
    unseen = ledger.rejected_unseen() if hasattr(ledger, "rejected_unseen") else 0
    return ledger.totals().claims + int(unseen)


def _weightiest(ledger: WorkingLedger) -> list[str]:
    """Claims of the surest disagreements and of the newest reports, some `MOST` of them."""
    surest = [d.id for d in ledger.disagreements(Asked(), 0, SUREST)]
    edges = [e for some in ledger.contradictions_of(surest, 3).values() for e in some]
    found = dict.fromkeys(c for r in ledger.relations(ids=edges) for c in r.claims)
    for report in ledger.newest_reports(0, NEWEST):
        if len(found) >= MOST:
            break
        found.update(dict.fromkeys(ledger.ids("claim", "", MOST, {"report": report})))
    return list(found)[:MOST]


def _rejected(claim: Claim) -> bool:
    return claim.review is not None and claim.review.state is ReviewState.REJECTED


def assignments(rows: Iterable[Judgement]) -> dict[str, str | None]:
    """Claim -> who is to look at it, by standing judgements, oldest first."""
    return {j.target: j.to for j in rows if j.kind is Judged.ASSIGN}


def state_of(claim: Claim) -> str:
    """Open, accepted, corrected or rejected."""
    return claim.review.state.value if claim.review else OPEN


def _in_state(claim: Claim, state: str) -> bool:
    if state == DISPUTED:
        return claim.review is not None and bool(claim.review.disagreeing)
    return state in (ALL, state_of(claim))


def _points(grounds: Sequence[_Ground]) -> float:
    return sum(g.points for g in grounds)


def _sentence(grounds: Sequence[_Ground]) -> str:
    """The grounds as one sentence, the weightiest first."""
    said = [g.said for g in sorted(grounds, key=lambda g: -g.points)]
    if not said:
        return "Nothing speaks for looking at it early."
    whole = said[0] if len(said) == 1 else f"{', '.join(said[:-1])} and {said[-1]}"
    return f"{whole[0].upper()}{whole[1:]}."


def _grounds(claim: Claim, against: int) -> list[_Ground]:
    value = weights()["value"]
    found = []
    if against:
        accounts = "another account contradicts it" if against == 1 else f"{against} accounts contradict it"
        found.append(_Ground(value["contested"] * (1 + math.log2(against) / 2), accounts))
    found += _of_figures(claim)
    if claim.chain and claim.stance.value == "alleged" and claim.who:
        found.append(_Ground(value["blame"], "it says who did it"))
    if claim.chain and claim.chain[0].source.naming is Naming.NAMED:
        found.append(_Ground(value["named"], "a named source answers for it"))
    return [*found, *_doubts(claim)]


def _of_figures(claim: Claim) -> list[_Ground]:
    value, tolls = weights()["value"], weights()["limits"]["tolls"]
    counted = [(f, f.best or f.high or f.low or 0) for f in claim.figures]
    if not counted:
        return []
    figure, size = max(counted, key=lambda pair: (pair[0].measure in tolls, pair[1]))
    points = value["figure"] + math.log10(max(size, 1)) / 2
    points += value["toll"] if figure.measure in tolls else 0
    what = (figure.measure or figure.unit or "").replace("_", " ")
    return [_Ground(points, f"it counts “{' '.join(figure.words.text.split())}” {what}".rstrip())]


def _doubts(claim: Claim) -> list[_Ground]:
    doubt, limits = weights()["doubt"], weights()["limits"]
    found = []
    if claim.review and claim.review.disagreeing:
        people = " and ".join(v.by for v in claim.review.disagreeing)
        found.append(_Ground(doubt["disagreeing"], f"{people} holds something else than the latest verdict"))
    for link in claim.chain:
        words = link.source.words
        if words is None or link.source.referent is None:
            said = (
                f"the speaker “{words.text}” is nobody known" if words else "nobody is named as its speaker"
            )
            found.append(_Ground(doubt["unresolved"], said))
        elif words.text.casefold() in limits["pronouns"]:
            found.append(_Ground(doubt["pronoun"], f"who “{words.text}” is was inferred"))
    if len(claim.chain) > 1:
        found.append(
            _Ground(doubt["hearsay"] * (len(claim.chain) - 1), f"it came through {len(claim.chain)} people")
        )
    if claim.confidence is not None and claim.confidence < limits["sure"]:
        points = doubt["unsure"] * (limits["sure"] - claim.confidence)
        found.append(_Ground(points, f"it was read with {claim.confidence:.0%} confidence"))
    return found
