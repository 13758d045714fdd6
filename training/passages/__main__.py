"""`python -m training.passages FILE...`: checks passages and counts what they hold."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

from training.marked import tell
from training.passages.markup import passage


def counts(name: str, marked: str) -> Counter[str]:
    """What one passage holds."""
    found = passage(name, marked)
    out = Counter(f"{m.kind}:{m.values[0]}" if m.values else m.kind for m in found.marks)
    out["passages"] = 1
    out["words"] = len(found.text.split())
    out["attributions"] = len(found.voices)
    out["negated"] = sum(v.negated for v in found.voices)
    return out


if __name__ == "__main__":
    raise SystemExit(tell(sys.argv[1:], Path(__file__).parent, counts))
