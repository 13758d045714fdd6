"""`python -m training.card`: the model card from the figures of one or more runs."""

from __future__ import annotations

import argparse
import csv
import json
from pathlib import Path
from typing import Any

from riwaya.score.tasks import digest
from training.corpora.field import FOLDER
from training.passages.markup import read_passages

CORPORA = Path(__file__).parent / "corpora.csv"
TEMPLATE = Path(__file__).parent / "card.md"
ROWS = [
    ("source, exact F1", ("attribution", "source.exact_f1"), ".77", ".777"),
    ("cue, exact F1", ("attribution", "cue.exact_f1"), ".70", ".705"),
    ("content, exact F1", ("attribution", "content.exact_f1"), ".62", ".659"),
    ("triple, exact F1", ("attribution", "triple.exact_f1"), ".52", ".563"),
    ("content, overlap F1", ("attribution", "content.overlap_f1"), ".90", ".911"),
    ("source, token F1", ("attribution", "source.token_f1"), "", ""),
    ("cue, token F1", ("attribution", "cue.token_f1"), "", ""),
    ("content, token F1", ("attribution", "content.token_f1"), "", ""),
    ("read by field cues: source, exact F1", ("attribution_by_field", "source.exact_f1"), "", ""),
    ("cue, exact F1", ("attribution_by_field", "cue.exact_f1"), "", ""),
    ("content, exact F1", ("attribution_by_field", "content.exact_f1"), "", ""),
    ("triple, exact F1", ("attribution_by_field", "triple.exact_f1"), "", ""),
    ("names, UNER dev, F1", ("uner", "f1"), ".77", ""),
    ("phrases, re3d held out, F1", ("re3d", "f1"), ".70", ""),
    ("field passages held out: source, exact F1", ("field", "source.exact_f1"), "", ""),
    ("cue, exact F1", ("field", "cue.exact_f1"), "", ""),
    ("content, exact F1", ("field", "content.exact_f1"), "", ""),
    ("content, overlap F1", ("field", "content.overlap_f1"), "", ""),
    ("triple, exact F1", ("field", "triple.exact_f1"), "", ""),
    ("hearsay (cue in a content), F1", ("field", "chains.f1"), "", ""),
    ("stance, share right where the cue is", ("field", "stance"), "", ""),
    ("negation, share right where the cue is", ("field", "negated"), "", ""),
    ("names with their kind, F1", ("field", "names"), "", ""),
    ("times, F1", ("field", "times"), "", ""),
    ("amounts with what they count, F1", ("field", "amounts"), "", ""),
    ("events with their type, F1", ("field", "events"), "", ""),
]


def main() -> None:
    """Write the card: `--run NAME=FIGURES.json` once per run, the shipped one first."""
    parser = argparse.ArgumentParser(prog="python -m training.card", description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument(
        "--run", action="append", required=True, help="name=figures.json, the shipped run first"
    )
    parser.add_argument("--out", type=Path, default=Path("docs/model-card.md"))
    chosen = parser.parse_args()
    runs = [
        (name, json.loads(Path(path).read_text())) for name, _, path in (r.partition("=") for r in chosen.run)
    ]
    text = TEMPLATE.read_text(encoding="utf-8")
    parts = {"corpora": corpora(chosen.data), "figures": figures(runs), "facts": facts(runs[0][1])}
    parts["passages"] = passages()
    for key, value in parts.items():
        text = text.replace("{" + key + "}", value)
    chosen.out.write_text(text, encoding="utf-8")


def corpora(data: Path) -> str:
    """The table of corpora with a digest of exactly the files that are read."""
    lines = ["| corpus | teaches | licence | SHA-256 of its files |", "|---|---|---|---|"]
    for row in csv.DictReader(CORPORA.read_text(encoding="utf-8").splitlines()):
        files = [p for p in (data / row["folder"]).glob(row["pattern"]) if p.is_file()]
        lines.append(f"| {row['name']} | {row['teaches']} | {row['licence']} | `{digest(files)[:16]}` |")
    return "\n".join(lines)


def figures(runs: list[tuple[str, dict[str, Any]]]) -> str:
    """The table of what each run reached, int8 as shipped and float beside it."""
    heads = [f"{name}, {kind}" for name, _ in runs for kind in ("int8", "float")]
    lines = [
        f"| measure | {' | '.join(heads)} | must reach | two human annotators |",
        "|---|" + "---|" * (len(heads) + 2),
    ]
    for title, (part, key), wanted, human in ROWS:
        values = [run[kind].get(part, {}).get(key) for _, run in runs for kind in ("int8", "float")]
        cells = [f"{value:.3f}" if value is not None else "" for value in values]
        lines.append(f"| {title} | {' | '.join(cells)} | {wanted} | {human} |")
    return "\n".join(lines)


def passages() -> str:
    """How many field passages there are, and what they hold."""
    found = [p for path in sorted(FOLDER.glob("*.txt")) for p in read_passages(path)]
    words = sum(len(p.text.split()) for p in found)
    return f"{len(found):,} of them, {words:,} words, {sum(len(p.voices) for p in found):,} attributions"


def facts(run: dict[str, Any]) -> str:
    """Size, pace and calibration of the shipped run."""
    size = sum(run["bytes"].values()) / 1e6
    calibrated = "; ".join(
        f"{name}: error {sure['error']:.3f}, Brier {sure['brier']:.3f}, {sure['right']:.0%} right"
        for name, sure in (("PolNeAR dev", run["calibration"]["cue"]), ("ours", run["calibration"]["field"]))
    )
    pace = run["int8"]["words_per_cpu_second"]
    return (
        f"- Size: {size:.1f} MB in four files.\n"
        f"- Pace: {pace} words a second of processor time, text to spans, on the machine that trained it.\n"
        f"- Sentence beginnings, GUM dev: F1 {run['int8']['sentences']:.3f}.\n"
        f"- Calibration, fitted on every other file of PolNeAR dev and of our passages, on the rest: "
        f"{calibrated}."
    )


if __name__ == "__main__":
    main()
