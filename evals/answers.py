"""Whether a search finds what answers a question: `python -m evals.answers [--ledger PATH]`.

Sixty questions of our own (`evals/questions/questions.yaml`) over the sample reports and the stories e01 to
e09, each with words of the passages that answer it, asked by words alone, by words and meaning, and as
`riwaya ask` does. Every other question is held out. Exit status 1 where a figure fell below its
floor (`evals/questions/floors.json`); `--raise` moves floors up to what is measured.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import yaml

from riwaya.store import open_ledger
from riwaya.store.ledger import Hit, WorkingLedger
from riwaya.view.asking import ranked, understood
from riwaya.view.finding import Filters

HERE = Path(__file__).parent
QUESTIONS = HERE / "questions" / "questions.yaml"
FLOORS = HERE / "questions" / "floors.json"
FIRST = 5  # places that count
DEEP = 50
MARGIN = 0.01  # a floor stands this much below what was measured


def sources() -> list[str]:
    """The reports that the questions are about."""
    return [str(HERE.parent / "examples" / "reports"), *(str(p) for p in sorted(HERE.glob("stories/e0*")))]


def _asked(ledger: WorkingLedger, question: str) -> Iterator[Hit]:
    return (f.hit for f in ranked(ledger, question, Filters(), understood(ledger, question))[:DEEP])


WAYS: dict[str, Callable[[WorkingLedger, str], Iterator[Hit]]] = {
    "words": lambda ledger, question: ledger.search(question, DEEP, meaning=False),
    "words and meaning": lambda ledger, question: ledger.search(question, DEEP),
    "ask": _asked,
}


def places(ledger: WorkingLedger, question: dict[str, Any], way: str) -> list[int | None]:
    """Where each answer of the question stands among the passages found, from 1; None: not among them."""
    found = [_words(ledger, h.report, h.start, h.end) for h in WAYS[way](ledger, question["ask"])]
    return [
        next((n for n, text in enumerate(found, 1) if words in text), None) for words in question["words"]
    ]


def _words(ledger: WorkingLedger, report: str, start: int, end: int) -> str:
    return " ".join(ledger.report(report).text[start:end].split())


def unfound(ledger: WorkingLedger, questions: Sequence[dict[str, Any]]) -> Iterator[str]:
    """Answers that stand in no report: mistakes in the questions."""
    whole = [" ".join(report.text.split()) for report in ledger.reports()]
    for question in questions:
        yield from (w for w in question["words"] if not any(w in text for text in whole))


def figures(asked: Sequence[list[int | None]]) -> dict[str, float]:
    """Share of answers among the first five; share of questions with one there; mean reciprocal rank."""
    near = [sum(p is not None and p <= FIRST for p in one) / min(FIRST, len(one)) for one in asked]
    first = [min((p for p in one if p is not None), default=None) for one in asked]
    return {
        "recall_at_5": round(sum(near) / len(near), 4),
        "answered_at_5": round(sum(p is not None and p <= FIRST for p in first) / len(first), 4),
        "mrr": round(sum(1 / p for p in first if p is not None) / len(first), 4),
    }


def measured(ledger: WorkingLedger, shown: bool = False) -> dict[str, dict[str, float]]:
    """The figures of every way of searching, over the questions seen and over those held out."""
    questions = yaml.safe_load(QUESTIONS.read_text("utf-8"))
    wrong = list(unfound(ledger, questions))
    if wrong:
        raise SystemExit(f"these answers stand in no report: {wrong}")
    made = {}
    for name in WAYS:
        for part, first in (("seen", 0), ("held out", 1)):
            chosen = questions[first::2]
            asked = [places(ledger, question, name) for question in chosen]
            made[f"{name}, {part}"] = figures(asked)
            if shown and name == "ask" and part == "seen":
                for question, one in zip(chosen, asked, strict=True):
                    print(one, question["ask"])
    return made


def main() -> int:
    """Prints the figures; 1 where one stands below its floor."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--ledger", help="these reports already read, else they are read first")
    parser.add_argument("--show", action="store_true", help="the places of each answer that is not held out")
    parser.add_argument("--raise", dest="higher", action="store_true")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = chosen.ledger or str(Path(folder) / "questions.riwaya")
        if not Path(path).exists():
            subprocess.run([sys.executable, "-m", "riwaya", "add", path, *sources()], check=True)
        ledger = open_ledger(path)
        made = measured(ledger, chosen.show)
        ledger.close()
    floors: dict[str, dict[str, float]] = json.loads(FLOORS.read_text()) if FLOORS.exists() else {}
    fallen = 0
    for name, scores in made.items():
        for key, value in scores.items():
            floor = floors.setdefault(name, {}).get(key, 0.0)
            fallen += value < floor
            print(f"{name}: {key} {value:.4f} (floor {floor:.4f}){' BELOW' if value < floor else ''}")
            if chosen.higher:
                floors[name][key] = max(floor, round(value - MARGIN, 4))
    if chosen.higher:
        FLOORS.write_text(json.dumps(floors, indent=1) + "\n")
    return 1 if fallen else 0


if __name__ == "__main__":
    sys.exit(main())
