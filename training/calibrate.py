"""Weights that turn the network's evidence into a probability, and how well they hold on other articles."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from riwaya.neural.found import Attributed
from riwaya.neural.read import SpanReader
from riwaya.records import Span
from training.spans import Annotated, Triple, normal

ALIKE = 0.8  # share of two contents' characters that both must hold
Floats = NDArray[np.float64]


def calibrate(folder: Path, files: Iterable[Annotated], head: str) -> tuple[list[float], dict[str, float]]:
    """Logistic weights for the cues of a head, fitted on every other file, and their calibration on the rest.

    `error` is the mean gap between probability and share of right ones over ten bins, weighted by their size.
    """
    reader = SpanReader(folder)
    rows: tuple[list[tuple[float, ...]], list[tuple[float, ...]]] = ([], [])
    right: tuple[list[bool], list[bool]] = ([], [])
    for index, file in enumerate(files):
        for found in next(reader.read([file.text], cues=(head,), marks=False)).attributions:
            rows[index % 2].append(found.evidence)
            right[index % 2].append(is_right(file, found))
    weights = fit(np.asarray(rows[0]), np.asarray(right[0], dtype=np.float64))
    sure = 1 / (1 + np.exp(-np.asarray(rows[1]) @ weights))
    return [round(w, 4) for w in weights.tolist()], reliability(sure, np.asarray(right[1], dtype=np.float64))


def is_right(file: Annotated, found: Attributed) -> bool:
    """Whether the annotator marks the same source and cue and nearly the same content."""
    ours = Triple(*(normal(file.text, part) for part in (found.source, found.cue, found.content)))
    return any(
        gold.cue == ours.cue and gold.source == ours.source and _alike(gold.content, ours.content)
        for gold in file.triples
    )


def _alike(one: tuple[Span, ...], other: tuple[Span, ...]) -> bool:
    """Whether two sets of characters share most of what either holds."""
    a = {i for s in one for i in range(s.start, s.end)}
    b = {i for s in other for i in range(s.start, s.end)}
    return len(a & b) >= ALIKE * len(a | b)


def fit(rows: Floats, right: Floats, ridge: float = 1.0, steps: int = 60) -> Floats:
    """Weights of a logistic regression with a small ridge, by Newton's method."""
    weights = np.zeros(rows.shape[1])
    for _ in range(steps):
        sure = 1 / (1 + np.exp(-rows @ weights))
        slope = rows.T @ (right - sure) - ridge * weights
        curve = (rows * (sure * (1 - sure))[:, None]).T @ rows + ridge * np.eye(rows.shape[1])
        step = np.linalg.solve(curve, slope)
        weights = weights + step
        if np.abs(step).max() < 1e-8:
            break
    return weights


def reliability(sure: Floats, right: Floats) -> dict[str, float]:
    """Calibration error over ten bins, Brier score, and the share that is right."""
    bins = np.minimum((sure * 10).astype(int), 9)
    gaps = [
        abs(sure[bins == b].mean() - right[bins == b].mean()) * (bins == b).mean()
        for b in range(10)
        if (bins == b).any()
    ]
    brier = float(((sure - right) ** 2).mean())
    return {
        "error": round(float(sum(gaps)), 4),
        "brier": round(brier, 4),
        "right": round(float(right.mean()), 4),
    }
