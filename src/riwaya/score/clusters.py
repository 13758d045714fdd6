"""MUC, B3 and CEAF-e over clusters of mentions, and their mean, as the CoNLL shared tasks count them.

Definitions: Vilain et al. 1995 (MUC), Bagga and Baldwin 1998 (B3), Luo 2005 (CEAF with phi-4), Pradhan et
al. 2014 (mentions that only one side has count against it, nothing is made up for them).
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field

Cluster = Set[Hashable]


@dataclass(slots=True)
class Counts:
    """Numerators and denominators of recall and precision, summed over texts."""

    right: float = 0.0
    gold: float = 0.0
    precise: float = 0.0
    found: float = 0.0

    @property
    def recall(self) -> float:
        """The share of what is in the key that was found."""
        return self.right / self.gold if self.gold else 0.0

    @property
    def precision(self) -> float:
        """The share of what was found that is in the key."""
        return self.precise / self.found if self.found else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of the two."""
        both = self.recall + self.precision
        return 2 * self.recall * self.precision / both if both else 0.0


@dataclass(slots=True)
class Tally:
    """The three measures over all texts seen so far."""

    muc: Counts = field(default_factory=Counts)
    b3: Counts = field(default_factory=Counts)
    ceafe: Counts = field(default_factory=Counts)
    mentions: Counts = field(default_factory=Counts)

    def add(self, gold: Sequence[Cluster], found: Sequence[Cluster]) -> None:
        """One more text: the clusters of the key and those found."""
        here, there = by_mention(gold), by_mention(found)
        _muc(self.muc, gold, found, here, there)
        _b3(self.b3, gold, found, here, there)
        best = best_match(gold, found)
        _sum(self.ceafe, best, len(gold), best, len(found))
        both = len(here.keys() & there.keys())
        _sum(self.mentions, both, len(here), both, len(there))

    @property
    def conll_f1(self) -> float:
        """The mean of the three F1."""
        return (self.muc.f1 + self.b3.f1 + self.ceafe.f1) / 3


def _sum(counts: Counts, right: float, gold: float, precise: float, found: float) -> None:
    counts.right += right
    counts.gold += gold
    counts.precise += precise
    counts.found += found


def by_mention(clusters: Iterable[Cluster]) -> dict[Hashable, int]:
    """Mention -> the number of its cluster."""
    return {mention: number for number, cluster in enumerate(clusters) for mention in cluster}


def _links(clusters: Sequence[Cluster], other: Mapping[Hashable, int]) -> float:
    """The links of the clusters that the other side has too: size less the parts that it falls into."""
    total = 0
    for cluster in clusters:
        parts = {other[m] for m in cluster if m in other}
        total += len(cluster) - len(parts) - sum(m not in other for m in cluster)
    return total


def _muc(
    counts: Counts,
    gold: Sequence[Cluster],
    found: Sequence[Cluster],
    here: Mapping[Hashable, int],
    there: Mapping[Hashable, int],
) -> None:
    held, had = sum(len(c) - 1 for c in gold), sum(len(c) - 1 for c in found)
    _sum(counts, _links(gold, there), held, _links(found, here), had)


def _b3(
    counts: Counts,
    gold: Sequence[Cluster],
    found: Sequence[Cluster],
    here: Mapping[Hashable, int],
    there: Mapping[Hashable, int],
) -> None:
    right = precise = 0.0
    for mention in here.keys() & there.keys():
        ours, theirs = gold[here[mention]], found[there[mention]]
        both = len(ours & theirs)
        right += both / len(ours)
        precise += both / len(theirs)
    _sum(counts, right, len(here), precise, len(there))


def best_match(gold: Sequence[Cluster], found: Sequence[Cluster]) -> float:
    """The greatest sum of phi-4 over one-to-one pairs of clusters; parts that share nothing are apart."""
    there = by_mention(found)
    like: dict[int, dict[int, float]] = {}
    for i, cluster in enumerate(gold):
        for j in sorted({there[m] for m in cluster if m in there}):
            both = len(cluster & found[j])
            like.setdefault(i, {})[j] = 2 * both / (len(cluster) + len(found[j]))
    return sum(_assigned(part) for part in _apart(like))


def _apart(like: Mapping[int, Mapping[int, float]]) -> Iterable[dict[int, Mapping[int, float]]]:
    """The likenesses in parts that share no cluster."""
    left = dict(like)
    while left:
        rows = {next(iter(left))}
        while True:
            columns = {j for i in rows for j in left[i]}
            more = {i for i in left if i in rows or columns & left[i].keys()}
            if more == rows:
                break
            rows = more
        yield {i: left.pop(i) for i in sorted(rows)}


def _assigned(like: Mapping[int, Mapping[int, float]]) -> float:
    """The greatest sum of one choice a row, no column twice (the Hungarian method, on costs)."""
    rows = list(like)
    columns = sorted({j for row in like.values() for j in row})
    size = max(len(rows), len(columns))
    cost = [
        [
            -like[rows[i]].get(columns[j], 0.0) if i < len(rows) and j < len(columns) else 0.0
            for j in range(size)
        ]
        for i in range(size)
    ]
    return -_cheapest(cost)


def _cheapest(cost: Sequence[Sequence[float]]) -> float:
    """The least sum of a square table, one cell from each row and column."""
    size = len(cost)
    over, under = [0.0] * (size + 1), [0.0] * (size + 1)
    taken, way = [0] * (size + 1), [0] * (size + 1)
    for row in range(1, size + 1):
        taken[0], column = row, 0
        least, seen = [float("inf")] * (size + 1), [False] * (size + 1)
        while True:
            seen[column] = True
            here, step, nearest = taken[column], float("inf"), 0
            for j in range(1, size + 1):
                if seen[j]:
                    continue
                more = cost[here - 1][j - 1] - over[here] - under[j]
                if more < least[j]:
                    least[j], way[j] = more, column
                if least[j] < step:
                    step, nearest = least[j], j
            for j in range(size + 1):
                if seen[j]:
                    over[taken[j]] += step
                    under[j] -= step
                else:
                    least[j] -= step
            column = nearest
            if taken[column] == 0:
                break
        while column:
            taken[column] = taken[way[column]]
            column = way[column]
    return sum(cost[taken[j] - 1][j - 1] for j in range(1, size + 1))
