"""What changed between two moments of a ledger: new claims, new conflicts, changed statuses, risen figures.

A moment is when reports were added, not when they were published: what a reader has not seen is what came
into the ledger since he looked.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from riwaya.errors import BadUse
from riwaya.records import About, Relation, RelationKind
from riwaya.view.facts import Facts
from riwaya.view.lookup import Lookup
from riwaya.view.telling import Telling, tell


@dataclass(frozen=True, slots=True)
class Change:
    """One judgement that a new claim brought: both claims, the new one first, and why."""

    about: str | None
    why: str
    new: Telling
    other: Telling


@dataclass(frozen=True, slots=True)
class Arrived:
    """A report that was added, with its claims."""

    report: str
    title: str
    added: str
    claims: tuple[Telling, ...]


@dataclass(frozen=True, slots=True)
class Changes:
    """Everything that came between two moments."""

    since: str
    until: str | None
    reports: tuple[Arrived, ...]
    conflicts: tuple[Change, ...]
    statuses: tuple[Change, ...]
    figures: tuple[Change, ...]
    others: tuple[Change, ...]  # other updates: responsibility taken on, a thing that came to pass

    @property
    def claims(self) -> int:
        """How many claims are new."""
        return sum(len(r.claims) for r in self.reports)


def moment(text: str) -> datetime:
    """A day or an ISO moment, without an offset in UTC. Raises BadUse for anything else."""
    try:
        found = datetime.fromisoformat(text)
    except ValueError as error:
        raise BadUse(f"{text} is no moment; write YYYY-MM-DD or YYYY-MM-DDTHH:MM") from error
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def changes(ledger: Facts, since: str, until: str | None = None) -> Changes:
    """What reports added after `since` (and up to `until`) brought, each change with its sentence."""
    start, end = moment(since), moment(until) if until else None
    lookup = Lookup(ledger)
    added = {r.id: moment(ledger.retrieved(r.id)) for r in ledger.reports()}
    before = {r for r, at in added.items() if at <= start}
    new = {r: at for r, at in added.items() if at > start and (end is None or at <= end)}
    claims = {c.id: c for c in lookup.keep(ledger.claims()) if c.report in before or c.report in new}
    told: dict[str, list[Telling]] = {r: [] for r in new}
    for c in claims.values():
        if c.report in new:
            told[c.report].append(tell(c, lookup))
    arrived = [
        Arrived(r, lookup.report(r).title or lookup.report(r).source, at.isoformat(), tuple(told[r]))
        for r, at in sorted(new.items(), key=lambda e: (e[1], e[0]))
    ]

    def change(r: Relation) -> Change | None:
        pair = [claims[c] for c in r.claims if c in claims]
        if len(pair) < 2 or not any(c.report in new for c in pair):
            return None
        first, second = sorted(pair, key=lambda c: (c.report not in new, r.claims.index(c.id)))
        return Change(str(r.about) if r.about else None, r.why, tell(first, lookup), tell(second, lookup))

    def all_of(kind: RelationKind, about: frozenset[About] | None = None) -> tuple[Change, ...]:
        found = sorted(ledger.relations(kind), key=lambda r: (-r.score, r.id))
        made = [change(r) for r in found if about is None or r.about in about]
        return tuple(c for c in made if c is not None)

    rest = frozenset(About) - {About.STATUS, About.FIGURE}
    return Changes(
        since=since,
        until=until,
        reports=tuple(arrived),
        conflicts=all_of(RelationKind.CONTRADICTS),
        statuses=all_of(RelationKind.UPDATES, frozenset({About.STATUS})),
        figures=all_of(RelationKind.UPDATES, frozenset({About.FIGURE})),
        others=all_of(RelationKind.UPDATES, rest),
    )
