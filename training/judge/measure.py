"""How well pairs of held-out scenes are judged, against what the rules alone say of them."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from training.judge.learn import Judging, Scenes, judged
from training.judge.running import CLASSES

Floats = NDArray[np.float64]
KINDS = ("contradicts", "same", "updates")
_CONFLICTS = slice(3, len(CLASSES))
_RULED = {"contradicts": slice(-10, -3), "same": slice(-3, -1), "updates": slice(-1, None)}  # of the traits


def kind_scores(scores: Floats) -> dict[str, Floats]:
    """The probability of every kind [N] from those of the classes."""
    return {"contradicts": scores[:, _CONFLICTS].sum(1), "same": scores[:, 1], "updates": scores[:, 2]}


def kind_labels(labels: NDArray[np.int64]) -> dict[str, NDArray[np.bool_]]:
    """Which pairs are of every kind."""
    return {"contradicts": labels >= 3, "same": labels == 1, "updates": labels == 2}


def gathered(network: Judging, scenes: Scenes) -> tuple[Floats, NDArray[np.int64], Floats, Floats]:
    """Probabilities, labels, traits and likeness of all pairs."""
    found = judged(network, scenes)
    scores = np.concatenate([s.numpy() for _, s, _ in found])
    likeness = np.concatenate([k.numpy() for _, _, k in found])
    pairs = [p for t, _, _ in found for p in t.pairs]
    return scores, np.array([p.label for p in pairs]), np.array([p.traits for p in pairs]), likeness


def best(values: Floats, right: NDArray[np.bool_]) -> tuple[float, float, float, float]:
    """F1, precision, recall and threshold where F1 is highest."""
    order = np.argsort(-values, kind="stable")
    hits = np.cumsum(right[order])
    taken = np.arange(1, len(order) + 1)
    f1 = 2 * hits / (taken + max(1, right.sum()))
    at = int(f1.argmax())
    return (
        float(f1[at]),
        float(hits[at] / taken[at]),
        float(hits[at] / max(1, right.sum())),
        float(values[order[at]]),
    )


def average_precision(values: Floats, right: NDArray[np.bool_]) -> float:
    """Area under precision by recall."""
    order = np.argsort(-values, kind="stable")
    hits = right[order]
    precision = np.cumsum(hits) / np.arange(1, len(hits) + 1)
    return float((precision * hits).sum() / max(1, hits.sum()))


def report(network: Judging, scenes: Scenes, say: Callable[[str], None]) -> None:
    """Says F1 and average precision by kind, and the same by rules alone."""
    scores, labels, known, likeness = gathered(network, scenes)
    kinds, right = kind_scores(scores), kind_labels(labels)
    for kind in KINDS:
        f1, precision, recall, at = best(kinds[kind], right[kind])
        ap = average_precision(kinds[kind], right[kind])
        rules = known[:, _RULED[kind]].max(1) > 0
        hit = int((rules & right[kind]).sum())
        alone = f"P {hit / max(1, rules.sum()):.3f} R {hit / max(1, right[kind].sum()):.3f}"
        whole = f"F1 {f1:.3f} (P {precision:.3f} R {recall:.3f} at {at:.2f}) AP {ap:.3f}"
        say(f"{kind:12} n={int(right[kind].sum())} {whole}; rules {alone}")
    conflicts = labels >= 3
    about = scores[conflicts, _CONFLICTS].argmax(1) + 3 == labels[conflicts]
    f1, precision, recall, at = best(likeness, labels > 0)
    order = np.argsort(-likeness)
    share = {
        k: float((labels[order[: int(k * len(order))]] > 0).sum() / (labels > 0).sum())
        for k in (0.2, 0.35, 0.5)
    }
    say(f"about right {about.mean():.3f}; by gist alone F1 {f1:.3f}; related found in top {share}")
