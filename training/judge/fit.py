"""Logistic regression by Newton's method: small, exact, the same on every machine."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


def logistic(
    rows: Floats, labels: Floats, *, ridge: float, counts: Floats | None = None, steps: int = 50
) -> Floats:
    """Bias and weights [1 + columns] by rows [N, columns] and labels [N]; `counts` weigh rows.

    `ridge` is per row and on columns scaled to spread 1; the bias is not held back.
    """
    middle, spread = rows.mean(0), rows.std(0)
    spread[spread < 1e-9] = 1.0
    x = np.c_[np.ones(len(rows)), (rows - middle) / spread]
    counts = np.ones(len(rows)) if counts is None else counts
    held = ridge * counts.sum() * np.eye(x.shape[1])
    held[0, 0] = 0.0
    found = np.zeros(x.shape[1])
    for _ in range(steps):
        likely = 1 / (1 + np.exp(-x @ found))
        slope = x.T @ (counts * (likely - labels)) + held @ found
        bend = (x * (counts * likely * (1 - likely))[:, None]).T @ x + held
        step = np.linalg.solve(bend, slope)
        found = found - step
        if np.abs(step).max() < 1e-7:
            break
    weights = found[1:] / spread
    fitted: Floats = np.r_[found[0] - weights @ middle, weights]
    return fitted
