"""Weights of nearness, fitted on the scenes from which the judge learns: `python -m training.judge.near`."""

from __future__ import annotations

import sys
from itertools import combinations

import numpy as np

from riwaya.corroborate.gists import gists
from riwaya.corroborate.nearness import signs
from training.judge.fit import logistic
from training.judge.pairs import label_of
from training.judge.reading import HERE, STORE, held_out, read_files


def main() -> None:
    """Prints the weights as TOML, for corroborate/nearness.toml."""
    held = held_out()
    names, rows, labels = [], [], []
    for read in read_files(sorted(HERE.glob("*.txt")), STORE):
        if read.scene.id in held:
            continue
        known = gists(read.claims, {r.id: r for r in read.reports}, read.entity_of)
        for a, b in combinations([g for g in known if g.id in read.marked], 2):
            label = label_of(read.scene, read.marked[a.id], read.marked[b.id])
            if a.report.id != b.report.id and label:
                found = signs(a, b)
                names = list(found)
                rows.append(list(found.values()))
                labels.append(label[0] != "unrelated")
    bias, *weights = logistic(np.asarray(rows), np.asarray(labels, dtype=float), ridge=1e-3)
    fitted = {"bias": bias, **dict(zip(names, weights, strict=True))}
    sys.stdout.write("".join(f"{name} = {weight:.3f}\n" for name, weight in fitted.items()))


if __name__ == "__main__":
    main()
