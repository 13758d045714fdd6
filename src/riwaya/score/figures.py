"""How many of what: NewsQuant (value, unit) and IDMC displacement facts (quantity, term, unit, place)."""

from __future__ import annotations

import json
import re
import time
from collections import Counter
from pathlib import Path
from typing import Any

from riwaya.errors import BadUse
from riwaya.score.displaced import facts_of
from riwaya.score.quantities import Quantity, quantities
from riwaya.score.tasks import digest, found_files


def score(path: Path, *, errors: bool = False) -> dict[str, Any]:
    """Scores for whichever of the two sets lies at the path, with digest and seconds."""
    files = [f for p in ("*.json", "*.jsonl") if path.is_dir() for f in found_files_or_none(path, p)] or [
        path
    ]
    begin = time.perf_counter()
    result: dict[str, Any] = {"task": "figures"}
    for file in sorted(files):
        if file.suffix == ".jsonl":
            result["idmc"] = _idmc(file, errors)
        elif file.suffix == ".json":
            result["newsquant"] = _newsquant(file, errors)
        else:
            raise BadUse(f"{file} is neither NewsQuant's .json nor IDMC's .jsonl; give one of the two")
    return {**result, "data": digest(files), "seconds": round(time.perf_counter() - begin, 3)}


def found_files_or_none(path: Path, pattern: str) -> list[Path]:
    """Files of a pattern under a folder, or none."""
    return found_files(path, pattern) if any(path.rglob(pattern)) else []


def _newsquant(file: Path, errors: bool) -> dict[str, Any]:
    """Precision, recall and F1 of values, and of values with their unit."""
    right = with_unit = found = wanted = 0
    missed: list[str] = []
    for item in json.loads(file.read_text("utf-8")):
        got = quantities(item["text"])
        gold = [_gold(q) for q in item["quantities"]]
        found, wanted = found + len(got), wanted + len(gold)
        left = list(got)
        for one in gold:
            same = [q for q in left if _same_value(q, one)]
            if same:
                best = max(same, key=lambda q, unit=one.unit: _same_unit(q.unit, unit))  # type: ignore[misc]
                left.remove(best)
                right += 1
                with_unit += _same_unit(best.unit, one.unit)
            else:
                missed.append(f"missed {one.values} {one.unit}: {item['text']}")
        missed += [f"extra {q.values} {q.unit}: {item['text']}" for q in left]
    scores: dict[str, Any] = {
        "value_f1": _f1(right, found, wanted),
        "value_unit_f1": _f1(with_unit, found, wanted),
        "gold": wanted,
        "found": found,
    }
    return {**scores, "errors": missed} if errors else scores


def _gold(row: dict[str, Any]) -> Quantity:
    values = tuple(
        float(v)
        for v in re.findall(
            r"-?\d+(?:\.\d+)?(?:e[-+]?\d+)?", re.sub(r"(?<=\d)\s*-\s*(?=\d)", " ", str(row["value"]))
        )
    )
    return Quantity(values, str(row["unit"]), row["change"])


def _same_value(a: Quantity, b: Quantity) -> bool:
    return len(a.values) == len(b.values) and all(
        abs(x - y) <= 1e-4 * max(1.0, abs(y)) for x, y in zip(a.values, b.values, strict=True)
    )


_UNITS = {
    "%": "percent",
    "per cent": "percent",
    "pc": "percent",
    "us$": "$",
    "$a": "$",
    "dollars": "$",
    "dollar": "$",
}


def _same_unit(a: str, b: str) -> bool:
    """Whether two units agree: the same after folding, or one is the head noun of the other."""
    one, other = (_UNITS.get(u.lower(), u.lower()) for u in (a, b))
    return (
        one == other
        or one.split(" ")[-1:] == other.split(" ")[-1:]
        or (one in ("-", "") and other in ("-", ""))
    )


def _idmc(file: Path, errors: bool) -> dict[str, Any]:
    """Accuracy of each field and of all four, for the one fact that each excerpt was filed under."""
    right: Counter[str] = Counter()
    total, missed = 0, []
    for line in file.read_text("utf-8").splitlines():
        row = json.loads(line)
        facts = facts_of(row["excerpt"])
        total += 1
        checks = max((_checks(row, fact) for fact in facts), key=lambda c: sum(c.values()), default={})
        right.update({k: 1 for k, v in checks.items() if v})
        right["all"] += len(checks) == 4 and all(checks.values())
        if errors and not (len(checks) == 4 and all(checks.values())):
            got = [(f.figure.words.text, f.term, f.unit, f.place) for f in facts]
            missed.append(
                f"{row['quantity']} {row['term']} {row['unit']} {row['location']} got {got}: {row['excerpt']}"
            )
    scores: dict[str, Any] = {
        k: round(right[k] / total, 4) for k in ("quantity", "term", "unit", "place", "all")
    }
    return {**scores, "gold": total, **({"errors": missed} if errors else {})}


def _checks(row: dict[str, Any], fact: Any) -> dict[str, bool]:
    f = fact.figure
    place = re.split(r"[,;\n]| and ", row["location"] or "")
    names = [p.strip().casefold() for p in place if p.strip()]
    said = (fact.place or "").casefold()
    return {
        "quantity": row["quantity"] in (f.low, f.best, f.high),
        "term": fact.term == row["term"],
        "unit": fact.unit == row["unit"],
        "place": any(n in said or (said and said in n) for n in names) if names else True,
    }


def _f1(right: int, found: int, wanted: int) -> float:
    return round(2 * right / (found + wanted), 4) if found + wanted else 0.0
