"""`python -m training.protected FILE...`: checks passages and counts what they hold."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

from training.protected.markup import Unmarked, read_passages


def main(arguments: list[str]) -> int:
    """Print the counts of all files; 1 where one does not hold to the format."""
    paths = [Path(a) for a in arguments] or sorted(Path(__file__).parent.glob("*.txt"))
    whole, wrong = Counter[str](), 0
    for path in paths:
        try:
            for one in read_passages(path):
                whole["passages"] += 1
                whole["words"] += len(one.text.split())
                whole.update(mark.kind for mark in one.marks)
        except Unmarked as problem:
            sys.stderr.write(f"{path.name}: {problem}\n")
            wrong = 1
    for key, count in sorted(whole.items()):
        sys.stdout.write(f"{count:7} {key}\n")
    return wrong


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
