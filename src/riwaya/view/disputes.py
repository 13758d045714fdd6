"""Contradictions gathered into disputes: claims connected by them, about the same thing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from riwaya.corroborate.counting import tallies
from riwaya.corroborate.tally import Tally, comparable, kind
from riwaya.records import About, Claim, Figure, Relation, RelationKind
from riwaya.view.gathering import gathered
from riwaya.view.groups import Groups
from riwaya.view.lookup import Lookup

OTHER = "other:"  # how a tally marks what has no measure of its own


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
    found = [(r, *_figures(r, claims, lookup)) for r in relations if all(c in claims for c in r.claims)]
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


def _figures(
    relation: Relation, claims: Mapping[str, Claim], lookup: Lookup
) -> tuple[str | None, dict[str, Figure]]:
    """What is counted, and the two figures that a contradiction about figures holds against each other.

    They are found as corroboration found them, and stand in its sentence.
    """
    if relation.about is not About.FIGURE:
        return None, {}
    first, second = (claims[c] for c in relation.claims)
    a, b = (tallies(c, lookup.report(c.report)) for c in (first, second))

    def named(pair: tuple[Tally, Tally]) -> tuple[int, bool]:
        told = sum(t.words.casefold() in relation.why.casefold() for t in pair)
        return told, pair[0].low > pair[1].high or pair[1].low > pair[0].high

    pairs = [(one, two) for one in a for two in b if comparable(one, two)]
    pairs = pairs or [(one, two) for one in a for two in b if one.measure == two.measure]
    if not pairs:
        return None, {c.id: c.figures[0] for c in (first, second) if c.figures}
    one, two = max(pairs, key=named)
    unnamed = one.measure.startswith(OTHER) or one.measure == kind(one.measure)  # "stock" says nothing
    subject = None if unnamed else one.measure.replace("_", " ")
    return subject, {first.id: _at(first, one), second.id: _at(second, two)}


def _at(claim: Claim, tally: Tally) -> Figure:
    return next(f for f in claim.figures if f.words.start == tally.start)
