"""PolNeAR: attributions in US political news, one file per annotator."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

from riwaya.records import Span
from training.corpora.document import Attribution, Document, Stretch
from training.spans import read_part


def polnear(folder: Path) -> dict[str, list[Document]]:
    """Per article every annotator's document; `folder` is `train` or `dev`."""
    found: dict[str, list[Document]] = defaultdict(list)
    for file in read_part(folder):
        attributions = tuple(
            Attribution(_pairs(t.source), _pairs(t.cue), _pairs(t.content)) for t in file.triples
        )
        found[file.article].append(
            Document(file.name, file.text, attributions, ignored=_pairs(file.discarded))
        )
    return dict(found)


def _pairs(spans: tuple[Span, ...]) -> tuple[Stretch, ...]:
    return tuple((s.start, s.end) for s in spans)
