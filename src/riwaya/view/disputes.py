"""Contradictions gathered into disputes: claims connected by them, about the same thing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from riwaya.corroborate.disputed import figures_of
from riwaya.records import About, Claim, Figure, Relation, RelationKind
from riwaya.records.groups import Groups
from riwaya.store.gathering import gathered
from riwaya.view.lookup import Lookup


@dataclass(frozen=True, slots=True)
class Dispute:
    """Claims connected by contradictions about one thing, or denials of it."""

    about: About | None
    subject: str | None  # the measure that is disputed: "killed"
    members: tuple[str, ...]  # claim ids
    edges: tuple[Relation, ...]
    figures: Mapping[str, Figure]  # claim id -> its figure in question

    def originals(self, others: tuple[Relation, ...]) -> dict[str, str]:
        """For each claim the one among them that it repeats, itself where it is no copy."""
        inside = set(self.members)
        copies = {
            r.claims[0]: r.claims[1]
            for r in others
            if r.kind is RelationKind.ECHOES and r.claims[0] in inside and r.claims[1] in inside
        }
        found = {}
        for claim in self.members:
            at, seen = claim, {claim}
            while copies.get(at, at) not in seen:
                at = copies[at]
                seen.add(at)
            found[claim] = at
        return found

    def positions(self, others: tuple[Relation, ...]) -> dict[str, str]:
        """For each claim the least claim of those that hold the same as it does."""
        against = {frozenset(e.claims) for e in self.edges}
        groups = Groups(self.members)
        agreeing = (RelationKind.ECHOES, RelationKind.CORROBORATES)
        pairs = [r.claims for r in others if r.kind in agreeing and groups.has(*r.claims)]
        held = {c: self._held(c, against) for c in self.members}
        pairs += [(a, b) for a in self.members for b in self.members if a < b and held[a] == held[b]]
        for a, b in pairs:
            if frozenset((a, b)) not in against:
                groups.join(a, b)
        return {c: groups.least(c) for c in self.members}

    def _held(self, claim: str, against: set[frozenset[str]]) -> object:
        """The same for claims that hold the same: a figure, or being contradicted by the very same claims."""
        figure = self.figures.get(claim)
        if figure:
            return figure.low, figure.best, figure.high
        return frozenset(o for o in self.members if frozenset((claim, o)) in against)


def disputes(relations: list[Relation], claims: Mapping[str, Claim], lookup: Lookup) -> list[Dispute]:
    """The disputes that the contradictions add up to; relations come by id."""
    found = [
        (r, *figures_of(r, claims[r.claims[0]], claims[r.claims[1]], lookup.report))
        for r in relations
        if all(c in claims for c in r.claims)
    ]
    figures: dict[tuple[str, str], Figure] = {}
    for _, subject, given in found:
        for claim, figure in given.items():
            figures.setdefault((subject or "", claim), figure)
    made = []
    for part in gathered((r, subject) for r, subject, _ in found):
        mine = {}
        if part.about is About.FIGURE:
            keys = {c: (part.subject or "", c) for c in part.claims}
            mine = {c: figures[key] for c, key in keys.items() if key in figures}
        made.append(Dispute(part.about, part.subject, tuple(sorted(part.claims)), part.edges, mine))
    return made
