"""Did it happen, by predicate, from -3 to 3: UDS-IH2 as JSON lines of a text and its labelled words.

Words are parted by single blanks; `span1` counts them. "do n't" is read as "don't", as reports print it.
The value comes from `extract/factuality.py`: the words around the predicate, and the stance of the claim that
the default reader finds there (the shortest that holds the predicate). Predicates whose word the reader does
not cut the same way count as given 0 and are counted; `baseline_mae` always says the median of the set.
"""

from __future__ import annotations

import json
import statistics
import time
from pathlib import Path
from typing import Any

from riwaya.errors import BadUse
from riwaya.extract.factuality import factuality
from riwaya.extract.reader import Reader
from riwaya.extract.tokens import tokens
from riwaya.pipeline.stages import READERS
from riwaya.records import Report, Span, Stance
from riwaya.score.tasks import digest, found_files


def score(path: Path, *, errors: bool = False) -> dict[str, Any]:
    """Pearson's r and the mean absolute error; `errors` adds every value that is off by more than 2."""
    reader = next(iter(READERS.values()))()
    begin = time.perf_counter()
    files = found_files(path, "*.jsonl")
    wanted, given, wrong = list[float](), list[float](), list[dict[str, Any]]()
    lost = 0
    for file in files:
        for number, line in enumerate(file.read_text("utf-8").splitlines(), 1):
            try:
                row = json.loads(line)
                text, places = printed(row["text"])
                targets = [(places[t["span1"][0]], float(t["label"])) for t in row["targets"]]
            except (ValueError, KeyError, IndexError, TypeError) as error:
                raise BadUse(
                    f"{file}:{number} is no UDS-IH2 row ({error!r}); give the published file"
                ) from error
            for (place, label), (value, why) in zip(targets, values(reader, text, targets), strict=True):
                wanted.append(label)
                given.append(value)
                lost += not why
                if abs(label - value) > 2:
                    wrong.append(
                        {"text": text, "word": place.of(text), "wanted": label, "got": value, "why": why}
                    )
    middle = statistics.median(wanted) if wanted else 0.0
    result = {
        "task": "stance",
        "pearson": pearson(wanted, given),
        "mae": _error(wanted, given),
        "baseline_mae": _error(wanted, [middle] * len(wanted)),
        "predicates": len(wanted),
        "unaligned": lost,
        "data": digest(files),
        "reader": reader.name,
        "seconds": round(time.perf_counter() - begin, 3),
    }
    return {**result, "errors": wrong} if errors else result


def printed(words: str) -> tuple[str, list[Span]]:
    """The text with contractions closed up, and where each of its words stands."""
    text, places = "", list[Span]()
    for word in words.split(" "):
        closed = word.lower() in ("n't", "n’t", "'s", "'re", "'ve", "'ll", "'d", "'m") or word in (
            ",",
            ".",
            "?",
            "!",
        )
        text += "" if closed or not text else " "
        places.append(Span(len(text), len(text) + len(word)))
        text += word
    return text, places


def values(reader: Reader, text: str, targets: list[tuple[Span, float]]) -> list[tuple[float, str]]:
    """Value and deciding context of each target; 0 and no context where no word starts there."""
    report = Report(id="r0", source="", kind="text", sha256="0" * 64, text=text, normal="1", language="en")
    (reading,) = reader.read([report])
    words = tokens(text, Span(0, len(text)))
    found: list[tuple[float, str]] = []
    for place, _ in targets:
        at = next((i for i in range(len(words)) if words.start[i] <= place.start < words.end[i]), None)
        if at is None:
            found.append((0.0, ""))
            continue
        holding = [c for c in reading.claims if any(s.contains(place) for s in c.segments)]
        claim = min(holding, key=lambda c: (c.end - c.start, c.id), default=None)
        found.append(factuality(words, at, claim.stance if claim and claim.chain else Stance.ASSERTED))
    return found


def pearson(wanted: list[float], given: list[float]) -> float:
    """Pearson's correlation; 0 where one side does not vary."""
    if len(set(wanted)) < 2 or len(set(given)) < 2:
        return 0.0
    return round(statistics.correlation(wanted, given), 4)


def _error(wanted: list[float], given: list[float]) -> float:
    pairs = zip(wanted, given, strict=True)
    return round(sum(abs(a - b) for a, b in pairs) / len(wanted), 4) if wanted else 0.0
