"""`python -m training.protected FILE...`: checks passages and counts what they hold."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

from training.marked import tell
from training.protected.markup import passage


def counts(name: str, marked: str) -> Counter[str]:
    """What one passage holds."""
    found = passage(name, marked)
    return Counter(m.kind for m in found.marks) + Counter(passages=1, words=len(found.text.split()))


if __name__ == "__main__":
    raise SystemExit(tell(sys.argv[1:], Path(__file__).parent, counts))
