"""Who is who within a text: GUM and MEANTIME against what reading and resolving a report find."""

from __future__ import annotations

import time
from collections.abc import Set
from pathlib import Path
from typing import Any

from riwaya.errors import BadUse
from riwaya.extract.rules import RuleReader
from riwaya.records import Report
from riwaya.resolve import within
from riwaya.score.clusters import Counts, Tally
from riwaya.score.coreference_data import Span, Text, read_text
from riwaya.score.tasks import digest, found_files

MAIN = frozenset({"person", "body", "place"})


def score(path: Path, *, errors: bool = False) -> dict[str, Any]:
    """`conll_f1` over all entities mentioned twice or more; also over persons, bodies and places alone.

    A text is read as a report is: nothing of the key is given. What is mentioned once does not count, in the
    key or in what is found, as in the CoNLL shared tasks; mentions count where their words are the same.
    """
    files = [f for f in found_files(path, "*") if f.suffix in (".conllu", ".xml")]
    if not files:
        raise BadUse(f"no .conllu or .xml under {path}; give the folder or file that holds GUM or MEANTIME")
    begin = time.perf_counter()
    everything, people = Tally(), Tally()
    missed: list[str] = []
    for file in files:
        text = read_text(file)
        found = [frozenset(m for m in c if m[0] < text.end) for c in clusters_found(text.text)]
        everything.add(chained(text.clusters), chained(found))
        main = [frozenset(m for m in c if text.kinds[m] in MAIN) for c in text.clusters]
        others = {m for c in text.clusters for m in c if text.kinds[m] not in MAIN}
        people.add(chained(main), chained([c - others for c in found]))
        missed += told(text, found) if errors else []
    result: dict[str, Any] = {"task": "coreference", "texts": len(files), **measured(everything)}
    result["persons_bodies_places"] = measured(people)
    if errors:
        result["errors"] = missed
    return {**result, "data": digest(files), "seconds": round(time.perf_counter() - begin, 3)}


def clusters_found(text: str) -> list[frozenset[Span]]:
    """The mentions of each referent that the rules find in a text."""
    report = Report("r", "text", "text", "0", text, "1", language="en")
    (reading,) = RuleReader().read([report])
    _, referents = within(report, reading)
    return [frozenset((m.start, m.end) for m in referent.mentions) for referent in referents]


def chained(clusters: list[frozenset[Span]] | tuple[frozenset[Span], ...]) -> list[Set[Span]]:
    """Those of two mentions and more."""
    return [cluster for cluster in clusters if len(cluster) > 1]


def measured(tally: Tally) -> dict[str, Any]:
    """The figures of a tally."""
    return {
        "conll_f1": round(tally.conll_f1, 4),
        "muc": _three(tally.muc),
        "b3": _three(tally.b3),
        "ceafe": _three(tally.ceafe),
        "mentions": _three(tally.mentions),
    }


def _three(counts: Counts) -> dict[str, float]:
    return {
        "f1": round(counts.f1, 4),
        "precision": round(counts.precision, 4),
        "recall": round(counts.recall, 4),
    }


def told(text: Text, found: list[frozenset[Span]]) -> list[str]:
    """Every cluster of the key with what of it was found, in words."""
    there = {mention for cluster in chained(found) for mention in cluster}
    lines = []
    for cluster in chained(text.clusters):
        missing = sorted(m for m in cluster if m not in there)
        if missing:
            words = [text.text[start:end] for start, end in sorted(cluster)]
            lines.append(f"{text.name}: {len(missing)} of {len(cluster)} missed: {' | '.join(words)[:300]}")
    return lines
