"""`python -m training.scenes FILE...`: checks scenes and counts what they hold."""

from __future__ import annotations

import sys
from collections import Counter
from itertools import combinations
from pathlib import Path

from training.marked import tell
from training.scenes.markup import marked_scenes, scene, standing


def counts(name: str, marked: str) -> Counter[str]:
    """How many pairs of marks of two reports stand to each other in which way."""
    one = scene(name, marked)
    marks = sum(len(report.marks) for report in one.reports)
    found = Counter({"scenes": 1, "reports": len(one.reports), "marks": marks})
    for first, second in combinations(one.reports, 2):
        for a in first.marks:
            found.update(" ".join(filter(None, standing(one, a, b)[:2])) for b in second.marks)
    return found


if __name__ == "__main__":
    raise SystemExit(tell(sys.argv[1:], Path(__file__).parent, counts, marked_scenes))
