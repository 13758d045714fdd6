"""Reporting in which next to nothing leads to a person: what the guard must pass by."""

from __future__ import annotations

import re
from pathlib import Path

from training.passages.markup import read_passages
from training.scenes.markup import scenes

HERE = Path(__file__).parents[1]
LONG = "w[678]*.txt"  # scenes as long as reports
# what someone may be told by: such texts are left out
TELLING = re.compile(
    r"\b(?:anonym\w*|pseudonym\w*|not (?:to |want to |wish to )?(?:be |have )?(?:named?|identified|quoted)"
    r"|withh[eo]ld|lives? (?:in|at|above|behind|near|next)|pregnan\w*|diabet\w*|cancer|epilep\w*|phone)\b",
    re.IGNORECASE,
)


def plain() -> list[str]:
    """Field passages and reports of long scenes that tell of nobody in that way, in order."""
    passages = [one.text for path in sorted((HERE / "passages").glob("*.txt")) for one in read_passages(path)]
    reports = [
        report.text
        for path in sorted((HERE / "scenes").glob(LONG))
        for scene in scenes(path)
        for report in scene.reports
    ]
    return [text for text in (*passages, *reports) if not TELLING.search(text)]
