"""How two claims stand to each other: one pass of a network over each report, a light one over each pair."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import onnxruntime  # type: ignore[import-untyped]
from numpy.typing import NDArray
from tokenizers import Tokenizer

from riwaya.errors import BadUse
from riwaya.neural.pieces import CLS, SEP, Pieces, cut_pieces, cut_windows
from riwaya.records import Span

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]

CLASSES = (
    "unrelated",
    "same",  # both state one thing of one occurrence
    "updates",  # the second, told later, replaces the first
    "figure",  # the rest: both cannot hold, and what they differ about
    "date",
    "place",
    "responsibility",
    "status",
    "denial",
)
REACH = 32  # pieces of a claim's sentence that are looked at, its own words first
INSIDE, BESIDE = 1, 2  # what a piece is to its claim; 0 pads


@dataclass(frozen=True, slots=True)
class Side:
    """A claim in its report, as the pairing pass takes it."""

    states: Floats  # [pieces, width]
    roles: Ints  # [pieces]
    gist: Floats  # [gist width], of length 1


@dataclass(frozen=True, slots=True)
class Seen:
    """A report that the encoder has passed over."""

    pieces: Pieces
    states: Floats  # [pieces, width]
    gists: Floats  # [pieces, gist width]

    def side(self, sentence: Span, segments: Sequence[Span]) -> Side:
        """The claim that stands in a sentence with these segments."""
        places, roles = places_of(self.pieces, sentence, segments)
        inside = places[roles == INSIDE] if (roles == INSIDE).any() else places
        mean = self.gists[inside].mean(0) if len(inside) else np.zeros(self.gists.shape[1], np.float32)
        gist: Floats = (mean / max(float(np.linalg.norm(mean)), 1e-6)).astype(np.float32)
        return Side(self.states[places], roles, gist)


def places_of(pieces: Pieces, sentence: Span, segments: Sequence[Span]) -> tuple[Ints, Ints]:
    """Up to REACH pieces of a claim, in the order of the text, and what each is to it.

    The claim's own words come first, then those of its sentence that are nearest to them.
    """
    middle = (pieces.starts + pieces.ends) / 2
    inside = np.zeros(len(pieces), dtype=np.bool_)
    for s in segments:
        inside |= (middle >= s.start) & (middle <= s.end)
    within = (middle >= sentence.start) & (middle <= sentence.end) & ~inside
    own, around = np.flatnonzero(inside)[:REACH], np.flatnonzero(within)
    if len(own) and len(around):
        far = np.minimum(np.abs(around - own[0]), np.abs(around - own[-1]))
        around = around[np.argsort(far, kind="stable")]
    places = np.r_[own, around[: REACH - len(own)]].astype(np.int64)
    roles = np.r_[np.full(len(own), INSIDE), np.full(len(places) - len(own), BESIDE)].astype(np.int64)
    order = np.argsort(places, kind="stable")
    return places[order], roles[order]


class Judge:
    """Both graphs of the judging network. Windows and pairs are computed alone: company changes nothing."""

    def __init__(self, folder: Path, threads: int = 1) -> None:
        wanted = ("reports.onnx", "pairs.onnx", "tokenizer.json", "settings.json")
        missing = [name for name in wanted if not (folder / name).is_file()]
        if missing:
            raise BadUse(f"the judge in {folder} lacks {', '.join(missing)}; train one with make judge")
        self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self._tokenizer.no_truncation()
        self._tokenizer.no_padding()
        self._reports = _session(folder / "reports.onnx", threads)
        self._pairs = _session(folder / "pairs.onnx", threads)
        self.settings: dict[str, float] = json.loads((folder / "settings.json").read_text(encoding="utf-8"))

    def see(self, text: str) -> Seen:
        """One pass of the encoder over a report."""
        pieces = cut_pieces(self._tokenizer, text)
        widths = [output.shape[-1] for output in self._reports.get_outputs()]
        states, gists = ([np.zeros((0, width), dtype=np.float32)] for width in widths)
        for window in cut_windows(pieces) if len(pieces) else ():
            here = slice(window.start, window.stop)
            ids = np.r_[CLS, pieces.ids[here], SEP]
            rest = [np.r_[0, v[here], 0] for v in (pieces.cases, pieces.known, pieces.gaps)]
            names = ("ids", "cases", "known", "gaps")
            feed = {name: value[None] for name, value in zip(names, (ids, *rest), strict=True)}
            state, gist = self._reports.run(None, feed)
            own = slice(window.own - window.start + 1, window.own_stop - window.start + 1)
            states.append(state[0, own])
            gists.append(gist[0, own])
        return Seen(pieces, np.concatenate(states), np.concatenate(gists))

    def judge(self, pairs: Sequence[tuple[Side, Side]], traits: Floats) -> Floats:
        """Probability of every class [N, CLASSES]; in each pair the claim told later stands second.

        `traits` [N, traits] are what `corroborate.traits` gives for the pairs.
        """
        rows = [self._judge(a, b, known) for (a, b), known in zip(pairs, traits, strict=True)]
        return np.stack(rows) if rows else np.zeros((0, len(CLASSES)), dtype=np.float32)

    def _judge(self, a: Side, b: Side, traits: Floats) -> Floats:
        """One pair alone: int8 scales depend on everything that is computed together."""
        states, roles = np.concatenate([a.states, b.states]), np.r_[a.roles, b.roles + BESIDE]
        (scores,) = self._pairs.run(
            None, {"states": states[None], "roles": roles[None], "traits": traits[None]}
        )
        shifted = np.exp(scores[0] - scores[0].max())
        made: Floats = shifted / shifted.sum()
        return made


def _session(path: Path, threads: int) -> onnxruntime.InferenceSession:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(path, options, providers=["CPUExecutionProvider"])
