"""`python -m evals.reading`: words a second of the bare int8 encoder and of each reader, one thread, one run.

The measure of the goals: the whole extraction at no less than 0.67 of the bare encoder on the same text. The
text is our field passages joined to reports, so that anybody can run it.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median

import numpy as np

from riwaya.neural.pieces import CLS, SEP, cut_pieces, cut_windows
from riwaya.neural.read import SpanReader
from riwaya.neural.sessions import open_sessions
from riwaya.pipeline.garbage import seldom_within
from riwaya.pipeline.stages import READERS
from riwaya.records import Report
from training.passages.markup import read_passages

PASSAGES = Path(__file__).parent.parent / "training" / "passages"
IN_ONE = 8  # passages a report
REPORTS = 60
IN_TURN = 6


def main() -> None:
    """Print the pace of each part and its share of the bare encoder's."""
    found = measured(texts())
    for name, (pace, share) in found.items():
        sys.stdout.write(f"{name:>28} {pace:10,.0f} words a second {share:6.2f}\n")
    sys.stdout.write(json.dumps({k: round(pace) for k, (pace, _) in found.items()}) + "\n")


def texts() -> list[str]:
    """Some reports of field passages."""
    passages = [p.text for path in sorted(PASSAGES.glob("*.txt")) for p in read_passages(path)]
    return ["\n\n".join(passages[at : at + IN_ONE]) for at in range(0, IN_ONE * REPORTS, IN_ONE)]


def measured(reports: list[str]) -> dict[str, tuple[float, float]]:
    """Words a second of processor time and the share of the bare encoder's, medians of rounds.

    The parts take turns on a few reports at a time: other work on the machine then slows all of them alike.
    """
    network = SpanReader()
    parts: dict[str, Callable[[list[str]], object]] = {
        "bare encoder": lambda some: list(_bare(some)),
        "network, attributions": lambda some: list(network.read(some, marks=False)),
        "network, everything": lambda some: list(network.read(some)),
        **{f"reader {name}": _reader(name, reports[0]) for name in READERS},
    }
    paces: dict[str, list[float]] = {name: [] for name in parts}
    for at in range(0, len(reports), IN_TURN):
        some = reports[at : at + IN_TURN]
        words = sum(len(text.split()) for text in some)
        for name, run in parts.items():
            paces[name].append(words / _spent(run, some))
    bare = paces["bare encoder"]
    shares = {name: [a / b for a, b in zip(all_, bare, strict=True)] for name, all_ in paces.items()}
    return {name: (median(all_), median(shares[name])) for name, all_ in paces.items()}


def _reader(name: str, first: str) -> Callable[[list[str]], object]:
    reader = READERS[name]()

    def read(some: list[str]) -> object:
        made = [Report(f"r{i}", "pile", "text", "0" * 64, t, "1", language="en") for i, t in enumerate(some)]
        with seldom_within():  # as `riwaya add` reads
            return list(reader.read(made))

    read([first])  # word lists and sessions are loaded once, not per report
    return read


def _bare(reports: list[str]) -> Iterator[object]:
    """One pass of the encoder over every window, nothing made of it."""
    sessions = open_sessions()
    for text in reports:
        pieces = cut_pieces(sessions.tokenizer, text)
        for window in cut_windows(pieces):
            ids = np.r_[CLS, pieces.ids[window.start : window.stop], SEP]
            none = np.zeros(len(ids), dtype=np.int64)
            yield sessions.encode(ids, none, none, none)


def _spent(run: Callable[[list[str]], object], some: list[str]) -> float:
    begun = time.process_time()
    run(some)
    return time.process_time() - begun


if __name__ == "__main__":
    main()
