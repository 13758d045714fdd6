"""How well pairs of scenes are judged: average precision and best F1 of every kind."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from riwaya.corroborate.weighing import OUTCOMES
from training.judge.pairs import Pair

Floats = NDArray[np.floating[Any]]
KINDS = {"conflict": ("conflict",), "same": ("same",), "update": ("update", "outdated")}


def kind_scores(scores: Floats) -> dict[str, Floats]:
    """Probability of every kind [N] from logits of OUTCOMES [N, ...]."""
    raw = scores[:, : len(OUTCOMES)]
    likely = np.exp(raw - raw.max(1, keepdims=True))
    likely /= likely.sum(1, keepdims=True)
    return {kind: likely[:, [OUTCOMES.index(o) for o in of]].sum(1) for kind, of in KINDS.items()}


def related(scores: Floats) -> Floats:
    """Probability that a pair stands to each other in any way [N], from logits of OUTCOMES."""
    return np.sum(list(kind_scores(scores).values()), axis=0)  # type: ignore[no-any-return]


def dismissed(kinds: dict[str, Floats], kept: NDArray[np.bool_]) -> dict[str, Floats]:
    """Probabilities of kept pairs as those of all [N]: what was dismissed has none."""
    found = {kind: np.zeros(len(kept)) for kind in kinds}
    for kind, values in kinds.items():
        found[kind][kept] = values
    return found


def of_kind(pairs: Sequence[Pair]) -> dict[str, NDArray[np.bool_]]:
    """Which pairs are of every kind."""
    return {kind: np.asarray([OUTCOMES[p.outcome] in of for p in pairs]) for kind, of in KINDS.items()}


def average_precision(values: Floats, right: NDArray[np.bool_], missed: int = 0) -> float:
    """Area under precision by recall; `missed` right ones have no value at all."""
    hits = right[np.argsort(-values, kind="stable")]
    precision = np.cumsum(hits) / np.arange(1, len(hits) + 1)
    return float((precision * hits).sum() / max(1, hits.sum() + missed))


def best(values: Floats, right: NDArray[np.bool_], missed: int = 0) -> tuple[float, float, float, float]:
    """F1, precision, recall and threshold where F1 is highest."""
    order = np.argsort(-values, kind="stable")
    hits, taken = np.cumsum(right[order]), np.arange(1, len(order) + 1)
    whole = max(1, int(right.sum()) + missed)
    f1 = 2 * hits / (taken + whole)
    at = int(f1.argmax())
    return float(f1[at]), float(hits[at] / taken[at]), float(hits[at] / whole), float(values[order[at]])


def by_length(kinds: dict[str, Floats], near: Sequence[Pair], pairs: Sequence[Pair]) -> Iterator[str]:
    """The lines of short scenes and those of long ones, as far as there are any."""
    for name, long in (("short", False), ("long", True)):
        of = np.asarray([p.long is long for p in near], dtype=np.bool_)
        part = {kind: values[of] for kind, values in kinds.items()}
        whole = [p for p in pairs if p.long is long]
        if not of.any():
            continue
        for line in lines(part, [p for p in near if p.long is long], whole):
            yield f"{name}: {line}"


def lines(kinds: dict[str, Floats], near: Sequence[Pair], pairs: Sequence[Pair]) -> Iterator[str]:
    """A line per kind on the near pairs; a related pair that is not near counts as missed."""
    right, whole = of_kind(near), of_kind(pairs)
    for kind in KINDS:
        missed = int(whole[kind].sum() - right[kind].sum())
        f1, precision, recall, at = best(kinds[kind], right[kind], missed)
        ap = average_precision(kinds[kind], right[kind])
        counts = f"of {int(right[kind].sum())} near and {missed} far"
        yield f"{kind:9} AP {ap:.3f}, F1 {f1:.3f} (P {precision:.3f} R {recall:.3f} at {at:.2f}) {counts}"
