"""Best tag sequences under constraints, for many sequences at once."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
NEVER = np.float32(-1e4)


def viterbi(scores: Floats, lengths: NDArray[np.int64], follow: Floats, first: Floats) -> NDArray[np.int8]:
    """The best tags of each sequence: scores [N, T, L], lengths [N], follow [L, L], first [L] -> [N, T].

    Tags past a sequence's length are 0. Each sequence is decoded as if it stood alone.
    """
    count, steps, tags = scores.shape
    best = scores[:, 0] + first
    back = np.zeros((steps, count, tags), dtype=np.int8)
    for step in range(1, steps):
        reach = best[:, :, None] + follow
        choice = reach.argmax(axis=1)
        value = np.take_along_axis(reach, choice[:, None, :], axis=1)[:, 0] + scores[:, step]
        live = (step < lengths)[:, None]
        best = np.where(live, value, best)
        back[step] = np.where(live, choice, np.arange(tags))
    path = np.zeros((count, steps), dtype=np.int8)
    tag = best.argmax(axis=1)
    rows = np.arange(count)
    for step in range(steps - 1, -1, -1):
        path[:, step] = np.where(step < lengths, tag, 0)
        tag = back[step, rows, tag]
    return path


def spans_of(tags: NDArray[np.int8]) -> list[tuple[int, int, int]]:
    """Stretches (start, stop, kind) of one BIO tag sequence, in order."""
    found: list[tuple[int, int, int]] = []
    start, kind = -1, -1
    for index in np.flatnonzero(np.r_[tags, 0] != np.r_[0, tags]).tolist():
        tag = int(tags[index]) if index < len(tags) else 0
        inside = tag > 0 and tag % 2 == 0 and kind == (tag - 1) // 2
        if start >= 0 and not inside:
            found.append((start, index, kind))
            start, kind = -1, -1
        if tag > 0 and not inside:
            start, kind = index, (tag - 1) // 2
    if start >= 0:
        found.append((start, len(tags), kind))
    return _split_repeats(tags, found)


def _split_repeats(tags: NDArray[np.int8], found: list[tuple[int, int, int]]) -> list[tuple[int, int, int]]:
    """Spans cut where one begins directly after another of its kind: B B reads as two."""
    out: list[tuple[int, int, int]] = []
    for start, stop, kind in found:
        begins = [i for i in range(start + 1, stop) if tags[i] == 1 + 2 * kind]
        edges = [start, *begins, stop]
        out += [(a, b, kind) for a, b in pairwise(edges)]
    return out
