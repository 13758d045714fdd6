"""Checks scene files and counts what they hold: `python -m training.scenes [FILE...]`."""

from __future__ import annotations

import sys
from collections import Counter
from itertools import combinations
from pathlib import Path

from training.scenes.markup import Scene, Unreadable, scenes, standing


def counts(scene: Scene) -> Counter[str]:
    """How many pairs of marks of two reports stand to each other in which way."""
    marks = sum(len(report.marks) for report in scene.reports)
    found = Counter({"scenes": 1, "reports": len(scene.reports), "marks": marks})
    for one, two in combinations(scene.reports, 2):
        for a in one.marks:
            found.update(" ".join(filter(None, standing(scene, a, b)[:2])) for b in two.marks)
    return found


def main(arguments: list[str]) -> int:
    """Print the counts; 1 where a file is not in the format."""
    whole, wrong = Counter[str](), 0
    for path in [Path(name) for name in arguments] or sorted(Path(__file__).parent.glob("*.txt")):
        try:
            for scene in scenes(path):
                whole += counts(scene)
        except Unreadable as error:
            sys.stderr.write(f"{error}\n")
            wrong = 1
    for key, count in sorted(whole.items()):
        sys.stdout.write(f"{count:7} {key}\n")
    return wrong


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
