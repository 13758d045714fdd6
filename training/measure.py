"""A model folder's figures on the development parts, by the package's own scorers."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from riwaya.neural.found import Found
from riwaya.neural.read import SpanReader
from riwaya.score.entities import (
    RE3D_TYPES,
    TO_UNER,
    UNER_TYPES,
    Labelled,
    read_re3d,
    read_uner,
    score_entities,
)
from training.corpora.names import held_out
from training.spans import Triple, score_attribution


def triples(found: Found) -> Iterator[Triple]:
    """The attributions as the scorer wants them."""
    return (Triple(a.source, a.cue, a.content) for a in found.attributions)


def figures(folder: Path, data: Path, threads: int = 1) -> dict[str, Any]:
    """Attribution on PolNeAR dev, names on UNER dev, phrases on the held-out re3d documents, and the pace."""
    reader = SpanReader(folder, threads)
    words, begun = 0, time.process_time()

    def one(text: str, attributions: bool = False) -> Found:
        nonlocal words
        words += len(text.split())
        return next(reader.read([text], attributions=attributions, nested=False))

    attribution = score_attribution(
        data / "attribution" / "polnear" / "dev", lambda text: triples(one(text, attributions=True))
    )
    pace = words / (time.process_time() - begun)

    def names(text: str) -> Iterator[Labelled]:
        return (Labelled(n.span.start, n.span.end, TO_UNER[n.kind]) for n in one(text).names)

    def phrases(text: str) -> Iterator[Labelled]:
        return (Labelled(p.span.start, p.span.end, p.kind) for p in one(text).phrases)

    documents = list(read_re3d(data / "entities" / "re3d"))
    held = [d for i, d in enumerate(documents) if i in held_out(len(documents))]
    return {
        "attribution": attribution,
        "uner": score_entities(
            read_uner(data / "entities" / "uner_english_ewt" / "dev.iob2"), UNER_TYPES, names
        ),
        "re3d": score_entities(held, RE3D_TYPES, phrases),
        "words_per_cpu_second": round(pace),
    }
