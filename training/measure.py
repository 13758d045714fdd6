"""A model folder's figures on the development parts, by the package's own scorers."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from riwaya.neural.found import Attributed, Found, Named
from riwaya.neural.read import SpanReader
from riwaya.neural.sight import FIELD_CUES, FLAT_CUES
from riwaya.records import Span
from riwaya.score.entities import (
    RE3D_TYPES,
    TO_UNER,
    UNER_TYPES,
    Labelled,
    read_re3d,
    read_uner,
    score_entities,
)
from training.corpora.document import Document
from training.corpora.field import field
from training.corpora.gum import gum
from training.corpora.names import held_out
from training.spans import ROLES, Annotated, Spans, Tally, Triple, normal, score_attribution


def triples(found: Found) -> Iterator[Triple]:
    """The attributions as the scorer wants them."""
    return (Triple(a.source, a.cue, a.content) for a in found.attributions)


def figures(folder: Path, data: Path, threads: int = 1) -> dict[str, Any]:
    """Attribution on PolNeAR dev, names on UNER dev, phrases on held-out re3d, our passages, and the pace."""
    reader = SpanReader(folder, threads)
    words, begun = 0, time.process_time()

    def by_field(text: str) -> Iterator[Triple]:
        return triples(next(reader.read([text], cues=FIELD_CUES, marks=False)))

    def flat(text: str) -> Iterator[Triple]:
        nonlocal words
        words += len(text.split())
        return triples(next(reader.read([text], cues=FLAT_CUES, marks=False)))

    attribution = score_attribution(data / "attribution" / "polnear" / "dev", flat)
    pace = words / (time.process_time() - begun)

    def marked(text: str) -> Found:
        return next(reader.read([text], cues=()))

    def names(text: str) -> Iterator[Labelled]:
        return (Labelled(n.span.start, n.span.end, TO_UNER[n.kind]) for n in marked(text).names)

    def phrases(text: str) -> Iterator[Labelled]:
        return (Labelled(p.span.start, p.span.end, p.kind) for p in marked(text).phrases)

    documents = list(read_re3d(data / "entities" / "re3d"))
    held = [d for i, d in enumerate(documents) if i in held_out(len(documents))]
    uner = read_uner(data / "entities" / "uner_english_ewt" / "dev.iob2")
    return {
        "attribution": attribution,
        "attribution_by_field": score_attribution(data / "attribution" / "polnear" / "dev", by_field),
        "uner": score_entities(uner, UNER_TYPES, names),
        "re3d": score_entities(held, RE3D_TYPES, phrases),
        "field": field_figures(reader),
        "sentences": _f1(*_sentences(reader, gum(data / "syntax" / "gum", "dev"))),
        "words_per_cpu_second": round(pace),
    }


def field_part() -> list[Annotated]:
    """The field passages kept for measuring, as the scorer wants them."""
    return [_annotated(document) for document in field()[1]]


def _annotated(document: Document) -> Annotated:
    found = []
    for a in document.attributions or ():
        parts = (normal(document.text, (Span(*s) for s in part)) for part in (a.source, a.cue, a.content))
        found.append(Triple(*parts))
    return Annotated(document.name, document.name, document.text, tuple(found), ())


def field_figures(reader: SpanReader) -> dict[str, Any]:
    """Attributions, hearsay, stance and every mark on the field passages kept for measuring."""
    tally, held = Tally(), Counter[str]()
    marks: dict[str, Counter[str]] = {}
    for document in field()[1]:
        found = next(reader.read([document.text], cues=FIELD_CUES))
        wanted = _annotated(document).triples
        ours = [Triple(*(normal(document.text, t.part(r)) for r in ROLES)) for t in triples(found)]
        tally.add(document.text, wanted, ours)
        held += _held(document, found.attributions)
        held += _pairs(wanted, ours)
        for head, (gold, got) in _marks(document, found).items():
            one = marks.setdefault(head, Counter())
            one.update(right=len(gold & got), found=len(got), wanted=len(gold))
    shares = {k: round(held[k] / max(1, held["cues"]), 4) for k in ("stance", "negated")}
    chains = _f1(held["pairs.right"], held["pairs.found"], held["pairs.wanted"])
    by_mark = {head: _f1(c["right"], c["found"], c["wanted"]) for head, c in marks.items()}
    return {**tally.scores(), "chains.f1": chains, **shares, **by_mark}


def _held(document: Document, found: tuple[Attributed, ...]) -> Counter[str]:
    """How many cues that both mark are held as wanted."""
    out = Counter[str]()
    by_cue = {a.cue[-1].start: a for a in found}
    for wanted in document.attributions or ():
        ours = by_cue.get(wanted.cue[-1][0])
        if ours is not None:
            out.update(cues=1, stance=ours.stance == wanted.stance, negated=ours.negated == wanted.negated)
    return out


def _pairs(wanted: tuple[Triple, ...], ours: list[Triple]) -> Counter[str]:
    """Outer and inner cues of hearsay that are right, found and wanted."""
    gold, got = _nestings(wanted), _nestings(tuple(ours))
    return Counter({"pairs.right": len(gold & got), "pairs.found": len(got), "pairs.wanted": len(gold)})


def _nestings(triples: tuple[Triple, ...]) -> set[tuple[Spans, Spans]]:
    """Which cue stands in the content of which."""
    return {
        (outer.cue, inner.cue)
        for outer in triples
        for inner in triples
        if outer is not inner and any(s.contains(inner.cue[0]) for s in outer.content)
    }


Labels = set[tuple[int, int, str]]


def _marks(document: Document, found: Found) -> dict[str, tuple[Labels, Labels]]:
    """Per head what the passage marks and what was found."""

    def kind(named: Named) -> str:
        return named.kind.value

    short = {"PER": "person", "GRP": "group", "ORG": "organization", "LOC": "place", "FAC": "facility"}
    out: dict[str, tuple[Labels, Labels]] = {
        "names": (
            {(n.start, n.end, short[n.kinds[0]]) for n in document.names or ()},
            {(n.span.start, n.span.end, kind(n)) for n in found.names},
        ),
        "times": (
            {(a, b, "time") for a, b in document.times or ()},
            {(m.span.start, m.span.end, m.kind) for m in found.times},
        ),
    }
    for head in ("amounts", "events"):
        out[head] = (
            {(n.start, n.end, n.kinds[0]) for n in getattr(document, head) or ()},
            {(m.span.start, m.span.end, m.kind) for m in getattr(found, head)},
        )
    return out


def _sentences(reader: SpanReader, documents: list[Document]) -> tuple[int, int, int]:
    """Sentence beginnings that are right, found and wanted."""
    right = got = wanted = 0
    for document in documents:
        gold = set(document.sentences or ())
        ours = set(next(reader.read([document.text], cues=())).sentences)
        right, got, wanted = right + len(gold & ours), got + len(ours), wanted + len(gold)
    return right, got, wanted


def _f1(right: int, found: int, wanted: int) -> float:
    """Harmonic mean of precision and recall."""
    return round(2 * right / (found + wanted), 4) if found + wanted else 0.0
