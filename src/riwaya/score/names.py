"""Same name or not: pairs of names with an answer, in the format of name_bench or of google_ar2en."""

from __future__ import annotations

import csv
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from riwaya.errors import BadUse
from riwaya.records import Kind
from riwaya.resolve.compare import ALIKE, compare
from riwaya.score.tasks import digest, found_files

KINDS = {"Person": Kind.PERSON, "Organization": Kind.ORGANIZATION, "Place": Kind.PLACE}


@dataclass(frozen=True, slots=True)
class Pair:
    """Two names, what they name, and whether they are one name."""

    one: str
    other: str
    kind: Kind
    same: bool
    group: str


def score(path: Path, *, errors: bool = False) -> dict[str, Any]:
    """F1, precision and recall at the threshold of "alike", the same for merging outright, and by group.

    A file with `is_match` holds answers both ways (name_bench). A file of two columns, an Arabic name and a
    Latin one (google_ar2en), holds same names only: every name is also paired with the next line's, which
    is another.
    """
    files = [f for f in found_files(path, "*") if f.suffix in (".csv", ".txt")]
    if not files:
        raise BadUse(f"no .csv or .txt with pairs of names under {path}; give the file or its folder")
    begin = time.perf_counter()
    pairs = [pair for file in files for pair in read_pairs(file)]
    verdicts = [compare(pair.one, pair.other, pair.kind) for pair in pairs]
    alike = [(pair, verdict.score >= ALIKE) for pair, verdict in zip(pairs, verdicts, strict=True)]
    merged = [(pair, verdict.same) for pair, verdict in zip(pairs, verdicts, strict=True)]
    result: dict[str, Any] = {"task": "names", **measured(alike), "merging": measured(merged)}
    result["groups"] = {
        group: measured([row for row in alike if row[0].group == group])
        for group in sorted({pair.group for pair in pairs})
    }
    if errors:
        result["errors"] = [
            f"{'same' if pair.same else 'not'}: {pair.one} | {pair.other}: {verdict.score:.2f}, {verdict.why}"
            for (pair, said), verdict in zip(alike, verdicts, strict=True)
            if said != pair.same
        ]
    return {**result, "data": digest(files), "seconds": round(time.perf_counter() - begin, 3)}


def measured(rows: Iterable[tuple[Pair, bool]]) -> dict[str, Any]:
    """F1, precision and recall of "same", and how many pairs."""
    seen = Counter((pair.same, said) for pair, said in rows)
    hit, wrong, missed = seen[True, True], seen[False, True], seen[True, False]
    return {
        "f1": round(2 * hit / (2 * hit + wrong + missed), 4) if hit else 0.0,
        "precision": round(hit / (hit + wrong), 4) if hit else 0.0,
        "recall": round(hit / (hit + missed), 4) if hit else 0.0,
        "pairs": sum(seen.values()),
    }


def read_pairs(file: Path) -> Iterator[Pair]:
    """The pairs of one file, in its order."""
    with file.open(encoding="utf-8", newline="") as stream:
        first = stream.readline()
        stream.seek(0)
        if "is_match" in first:
            for row in csv.DictReader(stream):
                kind = KINDS.get(row["schema"], Kind.ORGANIZATION)
                yield Pair(row["name1"], row["name2"], kind, row["is_match"] == "true", row["case_group"])
        elif "\t" in first:
            yield from _two_scripts([line.rstrip("\n").split("\t")[:2] for line in stream if "\t" in line])


def _two_scripts(rows: list[list[str]]) -> Iterator[Pair]:
    """Each Arabic name with its Latin form, and with that of the next line."""
    for (arabic, latin), (_, other) in zip(rows, rows[1:] + rows[:1], strict=True):
        yield Pair(arabic, latin, Kind.PLACE, True, "listed")
        if other.casefold() != latin.casefold():
            yield Pair(arabic, other, Kind.PLACE, False, "another")
