"""Scenes as pairs of claims to learn from: those that stand to each other, and the nearest that do not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, combinations_with_replacement, product

from riwaya.corroborate.gist import Gist
from riwaya.corroborate.gists import gists
from riwaya.corroborate.judging import ordered
from riwaya.corroborate.nearness import nearest, nearest_within
from riwaya.corroborate.relate import ruled
from riwaya.corroborate.sides import side_of
from riwaya.corroborate.traits import traits
from riwaya.corroborate.weighing import OUTCOMES, SUBJECTS
from riwaya.neural.pairing import Side
from training.judge.reading import Read
from training.scenes.markup import Mark, Scene, standing

_WORDS = 100  # of a report, on average, from which a scene is long
_SAME = frozenset({"echoes", "corroborates", "same-source"})
_RANK = {"contradicts": 0, "updates": 1, "echoes": 2, "corroborates": 2, "same-source": 2, "debatable": 3}


@dataclass(frozen=True, slots=True)
class Pair:
    """Two claims in the order in which the network sees them, and how they stand to each other."""

    scene: str
    one: Side
    two: Side
    outcome: int  # of OUTCOMES
    subject: int  # of SUBJECTS, -1 where it is no conflict
    near: bool  # whether the package would ask the network about it
    turns: bool  # whether nobody knows which was told first
    traits: tuple[float, ...]
    long: bool  # whether the scene's reports are as long as press coverage is


def is_long(scene: Scene) -> bool:
    """Whether the reports of a scene are as long as press coverage is, on average."""
    return sum(len(told.text.split()) for told in scene.reports) >= _WORDS * len(scene.reports)


def label_of(
    scene: Scene, first: Sequence[Mark], second: Sequence[Mark]
) -> tuple[str, str | None, bool] | None:
    """Outcome and subject of two claims by what their marks say; None: it teaches nothing.

    The last is whether the second claim is the one that replaces.
    """
    stands = [standing(scene, x, y) for x in first for y in second]
    kind, about, replaced = min(stands, key=lambda s: _RANK.get(s[0], 9))
    if kind == "debatable":
        return None
    if kind in _SAME:
        return "same", None, False
    if kind == "updates":
        return ("update" if replaced else "outdated"), None, replaced
    return ("conflict" if kind == "contradicts" else "unrelated"), about, False


def pairs_of(read: Read, of: frozenset[Mark] | None = None) -> Iterator[Pair]:
    """The pairs of a scene's marked claims, in a fixed order: all related ones and all near ones.

    Given marks, only pairs of which one claim is marked by any of these.
    """
    known = gists(read.claims, {r.id: r for r in read.reports}, read.entity_of)
    by_report: dict[str, list[Gist]] = {}
    for g in known:
        if g.id in read.marked:
            by_report.setdefault(g.report.id, []).append(g)
    for one, two in combinations_with_replacement(sorted(by_report), 2):
        both = nearest(by_report[one], by_report[two]) if one != two else nearest_within(by_report[one])
        near = {frozenset((a.id, b.id)) for a, b in both}
        whole = product(by_report[one], by_report[two]) if one != two else combinations(by_report[one], 2)
        for a, b in whole:
            if of is not None and of.isdisjoint((*read.marked[a.id], *read.marked[b.id])):
                continue
            found = _pair(read, a, b, near=frozenset((a.id, b.id)) in near)
            if found and (found.near or found.outcome):
                yield found


def _pair(read: Read, a: Gist, b: Gist, *, near: bool) -> Pair | None:
    first, second, known = ordered(a, b)
    label = label_of(read.scene, read.marked[first.id], read.marked[second.id])
    if label is None:
        return None
    outcome, about, _ = label
    return Pair(
        scene=read.scene.id,
        one=side_of(first),
        two=side_of(second),
        outcome=OUTCOMES.index(outcome),
        subject=SUBJECTS.index(about) if outcome == "conflict" and about else -1,
        near=near,
        turns=not known,
        traits=traits(first, second, tuple(ruled(first, second))) if near else (),
        long=is_long(read.scene),
    )
