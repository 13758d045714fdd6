"""Best tag sequences under constraints, for many sequences at once."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
NEVER = np.float32(-1e4)


def log_softmax(scores: Floats) -> Floats:
    """Log-probabilities over the last axis."""
    shifted = scores - scores.max(-1, keepdims=True)
    logs: Floats = shifted - np.log(np.exp(shifted).sum(-1, keepdims=True))
    return logs


def viterbi(scores: Floats, lengths: NDArray[np.int64], follow: Floats, first: Floats) -> NDArray[np.int8]:
    """The best tags of each sequence: scores [N, T, L], lengths [N], follow [L, L], first [L] -> [N, T].

    Tags past a sequence's length are 0. Each sequence is decoded as if it stood alone.
    """
    count, steps, tags = scores.shape
    order = np.argsort(-lengths, kind="stable")  # the longest first: those that go on are then a slice
    alive = np.searchsorted(-lengths[order], -np.arange(steps), side="left").tolist()
    scores = scores[order]
    best = scores[:, 0] + first
    back = np.broadcast_to(np.arange(tags, dtype=np.int8), (steps, count, tags)).copy()
    for step in range(1, steps):
        on = alive[step]
        if not on:
            break
        reach = best[:on, :, None] + follow
        back[step, :on] = reach.argmax(axis=1)
        best[:on] = np.maximum.reduce(reach, axis=1) + scores[:on, step]
    path = np.zeros((count, steps), dtype=np.int8)
    tag = best.argmax(axis=1)
    rows = np.arange(count)
    for step in range(steps - 1, -1, -1):
        path[:, step] = tag
        tag = back[step, rows, tag]
    path[np.arange(steps) >= lengths[order][:, None]] = 0
    found = np.empty_like(path)
    found[order] = path
    return found


def spans_of(tags: NDArray[np.int8]) -> list[tuple[int, int, int]]:
    """Stretches (start, stop, kind) of one BIO tag sequence, in order."""
    found: list[tuple[int, int, int]] = []
    places = np.flatnonzero(tags)
    for at, tag in zip(places.tolist(), tags[places].tolist(), strict=True):
        kind = (tag - 1) // 2
        if tag % 2 == 0 and found and found[-1][1:] == (at, kind):
            found[-1] = (found[-1][0], at + 1, kind)
        else:
            found.append((at, at + 1, kind))
    return found
