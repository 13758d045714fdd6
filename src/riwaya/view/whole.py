"""Pages of long lists for a ledger that has no sums to read them from: one in public form, one in memory.

Everything is read once for each state of the ledger (see `store.paged` for what is answered).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from riwaya.records import Entity, Kind
from riwaya.records.edtf import UNKNOWN, bounds, order
from riwaya.store.paged import Asked, Counted, Disagreement, Happened, Named
from riwaya.view.board import Group, groups

if TYPE_CHECKING:
    from riwaya.view.facts import Facts

T = TypeVar("T")


class Whole:
    """The paged half of a ledger by its other halves."""

    _read: tuple[str, dict[str, Any]] | None = None

    def _once(self, name: str, make: Callable[[Facts], T]) -> T:
        facts = cast("Facts", self)
        version = facts.version()
        if self._read is None or self._read[0] != version:
            self._read = (version, {})
        known = self._read[1]
        if name not in known:
            known[name] = make(facts)
        return cast(T, known[name])

    def _dates(self) -> dict[str, str | None]:
        return self._once("dates", lambda facts: dict(facts.report_dates()))

    def reports_by_day(self) -> Mapping[int, int]:
        """How many reports are of each day; day 0: of those without one."""
        return Counter(order(edtf)[0] % UNKNOWN for edtf in self._dates().values())

    def newest_reports(
        self, at: int, most: int, low: int | None = None, high: int | None = None
    ) -> tuple[str, ...]:
        """Reports, the latest published first."""
        found = [(order(d)[0] % UNKNOWN, r) for r, d in self._dates().items() if _within(d, low, high)]
        return tuple(r for _, r in sorted(found, reverse=True)[at : at + most])

    def reports_within(self, low: int | None, high: int | None) -> int:
        """How many reports there are, or may be of a day between these."""
        return sum(_within(edtf, low, high) for edtf in self._dates().values())

    def ranked(self, kinds: Collection[Kind], at: int, most: int) -> tuple[Named, ...]:
        """Entities of the kinds that have a name, those that most reports name first."""
        name = f"named {sorted(kinds)}"
        every = self._once(name, lambda facts: tuple(facts.named(kinds)))
        counts = self.counted([entity for entity, _ in every[at : at + most]])
        return tuple(counts[entity]._replace(reports=n) for entity, n in every[at : at + most])

    def counted(self, entities: Collection[str]) -> Mapping[str, Named]:
        """What is counted of each of these entities."""
        facts = cast("Facts", self)
        claims = facts.claims_counted(entities)
        return {
            e.id: Named(
                e.id,
                len(set(facts.referent_reports(e.referents).values())),
                claims.get(e.id, 0),
                len(self._at(frozenset([e.id]))),
            )
            for e in facts.entities(entities)
        }

    def latest_referents(self, entity: Entity, claims: int) -> tuple[str, ...]:
        """The entity's referents in the reports published last, as many as bring about so many claims."""
        facts, dates = cast("Facts", self), self._dates()
        reports = facts.referent_reports(entity.referents)

        def age(referent: str) -> tuple[int, str]:
            report = reports.get(referent, "")
            return -(order(dates.get(report))[0] % UNKNOWN), report

        found: set[str] = set()
        chosen = []
        for referent in sorted(entity.referents, key=age):
            if len(found) >= claims:
                break
            found.update(facts.claims_about([referent]))
            chosen.append(referent)
        return tuple(sorted(chosen))

    def reports_naming(self, entities: Collection[str]) -> Collection[str]:
        """The reports in which one of the entities is named or spoken of."""
        facts = cast("Facts", self)
        referents = [r for e in facts.entities(entities) for r in e.referents]
        return set(facts.referent_reports(referents).values())

    def events_in_order(self, at: int, most: int) -> tuple[Happened, ...]:
        """Events by time, those without a date last."""
        every = self._once(
            "events", lambda facts: sorted(facts.events_placed(), key=lambda e: (order(e.edtf), e.id))
        )
        facts, page = cast("Facts", self), every[at : at + most]
        read = {e.id: e for e in facts.events([e.id for e in page])}
        return tuple(
            Happened(*e[:4], read[e.id].grade.event.value, len(read[e.id].claims))
            for e in page
            if e.id in read
        )

    def events_counted(self) -> tuple[int, int]:
        """How many events have a date, and how many have none."""
        every = list(cast("Facts", self).events_placed())
        dated = sum(order(e.edtf)[0] < UNKNOWN for e in every)
        return dated, len(every) - dated

    # --- disagreements -----------------------------------------------------------------------------

    def _groups(self) -> tuple[Group, ...]:
        return self._once("disagreements", groups)

    def _at(self, places: frozenset[str]) -> tuple[Group, ...]:
        """Those with a claim by or about one of the entities, or about an event there."""
        facts = cast("Facts", self)
        referents = [r for e in facts.entities(list(places)) for r in e.referents]
        about = {*facts.claims_about(referents), *facts.claims_at(places)}
        return tuple(g for g in self._groups() if g.claims & about)

    def _asked(self, asked: Asked) -> tuple[Group, ...]:
        found = self._groups() if asked.places is None else self._at(asked.places)
        if asked.about is not None:
            found = tuple(g for g in found if asked.about in g.abouts)
        if asked.since is not None:
            first, dates = asked.since, self._dates()
            reports = cast("Facts", self).reports_of({c for g in found for c in g.claims})
            last = {c: bounds(dates.get(reports.get(c, "")))[1] for g in found for c in g.claims}
            found = tuple(g for g in found if any((last[c] or UNKNOWN) >= first for c in g.claims))
        if asked.behind is not None:
            edge = _rank(asked.behind)
            found = tuple(g for g in found if _rank(_made(g)) > edge)
        return found

    def disagreements(self, asked: Asked, at: int, most: int) -> tuple[Disagreement, ...]:
        """Disagreements, the surest and those with most accounts first; nothing is told of reviews."""
        return tuple(map(_made, self._asked(asked)[at : at + most]))

    def disagreements_counted(self, asked: Asked) -> Counted:
        """How many are asked for."""
        found = self._asked(asked)
        return Counted(len(found), Counter(about.value for g in found for about in g.abouts if about))

    def _numbers(self) -> dict[str, int]:
        return self._once("numbers", lambda _: {e: n for n, g in enumerate(self._groups()) for e in g.edges})

    def contradictions_of(self, disagreements: Collection[str], most: int) -> Mapping[str, tuple[str, ...]]:
        """At most so many contradictions of each disagreement, the surest first."""
        numbers, every = self._numbers(), self._groups()
        return {d: every[numbers[d]].edges[:most] if d in numbers else () for d in disagreements}

    def disagreement_of(self, relation: str) -> Disagreement | None:
        """The disagreement that a contradiction stands in."""
        at = self._numbers().get(relation)
        return None if at is None else _made(self._groups()[at])

    def disagreements_among(self, claims: Collection[str]) -> Mapping[str, str]:
        """Claim -> the disagreement that it stands in, the first where there are several."""
        leads: dict[str, str] = {}
        for group in self._groups():
            for claim in group.claims.intersection(claims):
                leads.setdefault(claim, min(group.edges))
        return leads

    def disagreements_beside(self, disagreement: str, most: int) -> tuple[Disagreement, ...]:
        """Others that share a claim with it, in their order."""
        at = self._numbers().get(disagreement)
        if at is None:
            return ()
        mine = self._groups()[at]
        return tuple(_made(g) for g in self._groups() if g is not mine and g.claims & mine.claims)[:most]


def _made(group: Group) -> Disagreement:
    return Disagreement(min(group.edges), group.about, round(group.score, 1), len(group.claims))


def _rank(one: Disagreement) -> tuple[float, int, str]:
    return -one.score, -one.claims, one.id


def _within(edtf: str | None, low: int | None, high: int | None) -> bool:
    if low is None and high is None:
        return True
    first, last = bounds(edtf)
    if first is None and last is None:
        return False
    return (low is None or last is None or last >= low) and (high is None or first is None or first <= high)
