"""The shipped model as two onnxruntime sessions, opened once per process and number of threads."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
import onnxruntime  # type: ignore[import-untyped]
from numpy.typing import NDArray
from tokenizers import Tokenizer

from riwaya.errors import BadUse
from riwaya.neural.chosen import Choice

SHIPPED = Path(__file__).parent / "model"
TOKENIZER = "tokenizer.json"
SLOWER = ["SkipLayerNormFusion"]  # fused, a sum and its norm take six times as long on a processor
Floats = NDArray[np.float32]
Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Settings:
    """What training fixed beside the weights, read from `settings.json`."""

    version: str
    follow: Floats  # [L, L] learned transitions between the parts' tags
    first: Floats  # [L]
    stances: bool  # whether the stance outputs were trained
    calibration: dict[str, tuple[float, ...]]  # by the head that found the cue: weights of the evidence
    choice: Choice | None = None  # among flat cues; None where no corpus of such was learned from


@dataclass(frozen=True, slots=True)
class Sessions:
    """Both graphs, the tokenizer and the settings of one model."""

    encoder: onnxruntime.InferenceSession
    arguments: onnxruntime.InferenceSession
    tokenizer: Tokenizer
    settings: Settings

    def encode(self, ids: Ints, cases: Ints, known: Ints, gaps: Ints) -> tuple[Floats, Floats]:
        """One window [T] -> token scores [T, outputs] and states [T, width]."""
        feed = {"ids": ids[None], "cases": cases[None], "known": known[None], "gaps": gaps[None]}
        tokens, states = self.encoder.run(None, feed)
        return tokens[0], states[0]

    def argue(self, states: Floats, distances: Ints) -> tuple[Floats, Floats]:
        """States [N, T, width] around N cues -> part scores [N, T, L] and stance scores [N, S + 2]."""
        parts, stances = self.arguments.run(None, {"states": states, "distances": distances})
        return parts, stances


@lru_cache(maxsize=4)
def open_sessions(folder: Path = SHIPPED, threads: int = 1) -> Sessions:
    """The model in `folder`, computing on `threads` threads.

    Raises BadUse where a file of the model is missing.
    """
    wanted = ("encoder.onnx", "arguments.onnx", TOKENIZER, "settings.json")
    missing = [name for name in wanted if not (folder / name).is_file()]
    if missing:
        raise BadUse(f"the model in {folder} lacks {', '.join(missing)}; install riwaya again or train one")
    encoder, arguments = (graph(folder / f"{name}.onnx", threads) for name in ("encoder", "arguments"))
    return Sessions(encoder, arguments, cutter(folder), read_settings(folder / "settings.json"))


def graph(path: Path, threads: int = 1) -> onnxruntime.InferenceSession:
    """One graph, opened to compute on `threads` threads of the processor."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(
        path, options, providers=["CPUExecutionProvider"], disabled_optimizers=SLOWER
    )


def cutter(folder: Path = SHIPPED) -> Tokenizer:
    """The tokenizer of a model, which cuts texts of any length into pieces."""
    tokenizer = Tokenizer.from_file(str(folder / TOKENIZER))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


def opened(path: Path, threads: int = 1) -> tuple[Tokenizer, onnxruntime.InferenceSession]:
    """One of the judge's graphs, with the reader's tokenizer: both cut words into the same pieces.

    Raises BadUse where a file is missing.
    """
    missing = next((str(p) for p in (path, SHIPPED / TOKENIZER) if not p.is_file()), None)
    if missing:
        raise BadUse(f"the judge lacks {missing}; install riwaya again or make judge")
    return cutter(), graph(path, threads)


def read_settings(path: Path) -> Settings:
    """The settings that training wrote."""
    raw = json.loads(path.read_text(encoding="utf-8"))
    choice = raw.get("choice")
    return Settings(
        raw["version"],
        np.asarray(raw["follow"], dtype=np.float32),
        np.asarray(raw["first"], dtype=np.float32),
        raw["stances"],
        {head: tuple(weights) for head, weights in raw["calibration"].items()},
        Choice(tuple(choice["content"]), tuple(choice["cue"])) if choice else None,
    )
