"""Clusters while they grow: who is joined to whom, what forbids it, and the sentences of both."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from riwaya.resolve.alikes import Alikes
from riwaya.resolve.decided import Bonds
from riwaya.resolve.judge import Judgement, judge, loose_part


@dataclass(slots=True)
class Cluster:
    """Parts taken as one, with the sentences that say why."""

    parts: list[Alikes]
    why: list[str]

    @property
    def bare(self) -> bool:
        """Whether it is a person known by one word only."""
        return all(part.look.bare for part in self.parts)


@dataclass(slots=True)
class Joining:
    """Everyone in clusters; each step joins some."""

    everyone: Sequence[Alikes]  # in the order of their ids
    bonds: Bonds
    clusters: dict[str, Cluster] = field(default_factory=dict)  # by the ids of the parts
    judged: dict[tuple[str, str], Judgement] = field(default_factory=dict)
    parted: dict[str, set[str]] = field(default_factory=dict)  # who bears a part of whose name, both ways

    def __post_init__(self) -> None:
        for one in self.everyone:
            why = [judge(one.look, one.look).why] if len(one.members) > 1 else []
            self.clusters[one.id] = Cluster([one], why)

    def found(self) -> list[Cluster]:
        """The clusters, each once."""
        return list({id(cluster): cluster for cluster in self.clusters.values()}.values())

    def by_decision(self) -> None:
        """Joins whom a person made one."""
        known = {r.id: one for one in self.everyone for r in one.members}
        for (one, other), why in sorted(self.bonds.together.items()):
            if one in known and other in known:
                self.unite(known[one], known[other], why)

    def by_likeness(self, pairs: Iterable[tuple[Alikes, Alikes]]) -> None:
        """Joins who is alike: those that look the same first, then the most alike."""
        alike = []
        for one, other in pairs:
            judgement = self.verdict(one, other)
            if judgement.same:
                alike.append((one.look.id != other.look.id, -judgement.score, one.id, other.id, one, other))
        for *_, one, other in sorted(alike, key=lambda row: row[:4]):
            self.join(one, other)

    def bare_names(self) -> None:
        """Joins a bare family or given name to the one cluster that it fits, if there is exactly one."""
        known = {one.id: one for one in self.everyone}
        wanted: list[tuple[Alikes, Alikes]] = []
        for one in self.everyone:
            here = self.clusters[one.id]
            if not one.look.named or not here.bare:
                continue
            fits: dict[int, list[Alikes]] = {}
            for other in (known[name] for name in sorted(self.parted.get(one.id, ()))):
                there = self.clusters[other.id]
                if there is not here and not there.bare:
                    fits.setdefault(id(there), []).append(other)
            if len(fits) == 1:
                (only,) = fits.values()
                wanted += [(one, other) for other in only if loose_part(self.verdict(one, other))][:1]
        for one, other in wanted:
            self.join(one, other)

    def verdict(self, one: Alikes, other: Alikes) -> Judgement:
        """The judgement on a pair, made when first asked for."""
        first, second = (one, other) if one.id < other.id else (other, one)
        pair = first.id, second.id
        if pair not in self.judged:
            self.judged[pair] = judge(first.look, second.look)
            if self.judged[pair].part:
                self.parted.setdefault(one.id, set()).add(other.id)
                self.parted.setdefault(other.id, set()).add(one.id)
        return self.judged[pair]

    def join(self, one: Alikes, other: Alikes) -> None:
        """Makes two clusters one, unless a pair across them is judged different or was split by a person."""
        left, right = self.clusters[one.id], self.clusters[other.id]
        if left is right:
            return
        for a in left.parts:
            for b in right.parts:
                if self.bonds.parted(a.first, b.first):
                    return
                if self.verdict(a, b).different and not self.excused(a, b):
                    return
        self.unite(one, other, self.verdict(one, other).why)

    def excused(self, a: Alikes, b: Alikes) -> bool:
        """Whether both bear a name of those whom a person made one: then no difference forbids it."""
        if not self.bonds.together:
            return False
        known = {part.first: part for name in (a.id, b.id) for part in self.clusters[name].parts}
        groups = {self.bonds.group(name) for name in known}
        return any(
            all(
                one.first in group or any(self.bears(one, known[name]) for name in group if name in known)
                for one in (a, b)
            )
            for group in groups
            if len(group) > 1
        )

    def bears(self, one: Alikes, other: Alikes) -> bool:
        """Whether two named ones are the same by name."""
        return one.look.named and other.look.named and self.verdict(one, other).same

    def unite(self, one: Alikes, other: Alikes, why: str) -> None:
        """Makes two clusters one, for this reason."""
        left, right = self.clusters[one.id], self.clusters[other.id]
        left.why.append(why)
        if left is right:
            return
        left.parts.extend(right.parts)
        left.why.extend(right.why)
        for part in right.parts:
            self.clusters[part.id] = left
