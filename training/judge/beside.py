"""Weights of a second look, fitted on held-out scenes: `python -m training.judge.beside`.

Scenes from which the judge learned would make its scores look surer than they are. What it gives is measured
on each half of the held-out scenes by weights fitted on the other.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from riwaya.corroborate.backing import around, signs
from riwaya.corroborate.gists import gists
from riwaya.corroborate.judging import excluded, ordered
from riwaya.corroborate.relate import compare
from riwaya.records import RelationKind
from training.judge.fit import logistic
from training.judge.measure import average_precision
from training.judge.pairs import label_of
from training.judge.reading import HERE, STORE, Read, held_out, read_scenes
from training.scenes.markup import scenes

KINDS = {"conflict": ("conflict",), "same": ("same",), "update": ("update", "outdated")}
RIDGE = 3e-3
Row = tuple[
    dict[str, float], str, bool
]  # what is seen of a pair, how it stands, whether a conflict is ruled out


def main() -> None:
    """Prints what it measures on one half, then the weights as TOML, for corroborate/backing.toml."""
    held = held_out()
    kept = (scene for path in sorted(HERE.glob("*.txt")) for scene in scenes(path) if scene.id in held)
    reads = read_scenes(kept, STORE)
    parts = [[row for read in reads[part::2] for row in rows_of(read)] for part in (0, 1)]
    for kind in KINDS:
        alone, both, right = zip(
            *(measured(parts[1 - part], parts[part], kind) for part in (0, 1)), strict=True
        )
        own, beside = (average_precision(np.concatenate(s), np.concatenate(right)) for s in (alone, both))
        sys.stdout.write(f"# {kind}: average precision of itself {own:.3f}, beside others {beside:.3f}\n")
    for kind in KINDS:
        weights = fitted([*parts[0], *parts[1]], kind)
        named = zip(["bias", *parts[0][0][0]], weights, strict=True)
        sys.stdout.write(f"\n[{kind}]\n" + "".join(f"{name} = {weight:.3f}\n" for name, weight in named))


def measured(
    learned: Sequence[Row], rows: Sequence[Row], kind: str
) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.bool_]]:
    """What the judge gives rows of itself, what they get by weights fitted on others, and which are right."""
    seen = [row for row in rows if kind != "conflict" or not row[2]]
    weighed = np.asarray([[1.0, *row[0].values()] for row in seen]) @ fitted(learned, kind)
    likely = 1 / (1 + np.exp(-weighed))  # of two fits, so as shares
    return (
        np.asarray([row[0][kind] for row in seen]),
        likely,
        np.asarray([row[1] in KINDS[kind] for row in seen]),
    )


def fitted(rows: Sequence[Row], kind: str) -> NDArray[np.float64]:
    """Bias and weights by which pairs stand to each other in one way."""
    kept = [row for row in rows if kind != "conflict" or not row[2]]
    seen = np.asarray([list(row[0].values()) for row in kept])
    return logistic(seen, np.asarray([row[1] in KINDS[kind] for row in kept], dtype=float), ridge=RIDGE)


def rows_of(read: Read) -> Iterator[Row]:
    """The pairs of a scene's marked claims that a second look is for."""
    reports = {report.id: report for report in read.reports}
    known = {g.id: g for g in gists(read.claims, reports, read.entity_of)}
    compared = compare(set(known), read.claims, reports, read.entity_of)
    beside = around([*compared.relations, *compared.possible])
    about = {frozenset(r.claims): r.about for r in compared.possible if r.kind is RelationKind.CONTRADICTS}
    for one, two in sorted({(min(r.claims), max(r.claims)) for r in compared.possible}):
        if one not in read.marked or two not in read.marked:
            continue
        a, b, _ = ordered(known[one], known[two])
        label = label_of(read.scene, read.marked[a.id], read.marked[b.id])
        subject = about.get(frozenset((one, two)))
        if label is not None:
            yield signs(a, b, beside, subject), label[0], subject is None or excluded(a, b, subject)


if __name__ == "__main__":
    main()
