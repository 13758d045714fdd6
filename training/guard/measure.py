"""How well the guard marks passages that it did not learn from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from riwaya.neural.guard import Guard
from riwaya.neural.labels import DETAILS_MASKED, NAMES_MASKED
from training.protected.markup import Passage

LIMITS = (0.3, 0.5, 0.7, 0.9)


def figures(path: Path, some: Sequence[Passage]) -> dict[str, dict[str, list[int]]]:
    """For each limit and kind: how many marks are told and how many there are; of `kept` those left alone."""
    guard = Guard(path)
    out: dict[str, dict[str, list[int]]] = {}
    seen = [(one, guard.watch(one.text)) for one in some]
    for limit in LIMITS:
        right, total = Counter[str](), Counter[str]()
        for one, watched in seen:
            spans = [m.span for m in (*watched.names(limit), *watched.details(limit))]
            for mark in one.marks:
                touched = any(s.start < mark.end and mark.start < s.end for s in spans)
                whole = any(s.start <= mark.start and mark.end <= s.end for s in spans)
                total[mark.kind] += 1
                if mark.kind in NAMES_MASKED:
                    right[mark.kind] += whole
                else:
                    right[mark.kind] += touched if mark.kind in DETAILS_MASKED else not touched
        out[str(limit)] = {kind: [right[kind], total[kind]] for kind in sorted(total)}
    return out
