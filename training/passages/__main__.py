"""`python -m training.passages FILE...`: checks passages and counts what they hold."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

from training.passages.markup import Passage, Unmarked, marked_passages, passage


def counts(found: Passage) -> Counter[str]:
    """What one passage holds."""
    out = Counter(f"{m.kind}:{m.values[0]}" if m.values else m.kind for m in found.marks)
    out["passages"] = 1
    out["words"] = len(found.text.split())
    out["attributions"] = len(found.voices)
    out["negated"] = sum(v.negated for v in found.voices)
    return out


def main(arguments: list[str]) -> int:
    """Print the counts of each file and of all; 1 where one does not hold to the format."""
    paths = [Path(a) for a in arguments] or sorted(Path(__file__).parent.glob("*.txt"))
    whole, wrong = Counter[str](), 0
    for path in paths:
        for name, marked in marked_passages(path):
            try:
                whole += counts(passage(name, marked))
            except Unmarked as problem:
                sys.stderr.write(f"{path.name}: {problem}\n")
                wrong = 1
    for key, count in sorted(whole.items()):
        sys.stdout.write(f"{count:7} {key}\n")
    return wrong


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
