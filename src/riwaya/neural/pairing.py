"""How two claims stand to each other, as the shipped cross-encoder sees it: one pass over both."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
import onnxruntime  # type: ignore[import-untyped]
from numpy.typing import NDArray
from tokenizers import Tokenizer

from riwaya.errors import BadUse
from riwaya.neural.pieces import CLS, SEP

SHIPPED = Path(__file__).parent / "pairs"
Floats = NDArray[np.float32]
Ints = NDArray[np.int64]

OUTCOMES = ("unrelated", "conflict", "same", "update", "outdated")  # update: the second replaces the first
SUBJECTS = ("figure", "date", "place", "responsibility", "status", "denial")  # what a conflict is about
ROLES = 8  # 0 marks; then of either side: who speaks, the claim's own words, the words around them
HEAD, REACH = 10, 38  # pieces that are read of who speaks, and of a claim with its sentence
_KEPT = 20_000  # pairs whose scores are remembered


@dataclass(frozen=True, slots=True)
class Side:
    """A claim as the network reads it."""

    head: str  # who speaks and how: "the mayor denies"
    text: str  # the sentence
    inside: tuple[tuple[int, int], ...]  # where the claim's own words stand in it


def pieces_of(tokenizer: Tokenizer, one: Side, two: Side) -> tuple[Ints, Ints]:
    """Piece ids and roles [T] of two claims, the claim told first before the other."""
    ids, roles = [CLS], [0]
    for number, side in enumerate((one, two)):
        head = tokenizer.encode(side.head, add_special_tokens=False).ids[-HEAD:]
        words, own = _cut(tokenizer, side)
        ids += [*head, *words, SEP]
        roles += [1 + 3 * number] * len(head) + [2 + 3 * number + (not mine) for mine in own] + [0]
    return np.asarray(ids, dtype=np.int64), np.asarray(roles, dtype=np.int64)


def _cut(tokenizer: Tokenizer, side: Side) -> tuple[list[int], list[bool]]:
    """Up to REACH pieces of a sentence in order, the claim's own first, then the nearest to them."""
    encoded = tokenizer.encode(side.text, add_special_tokens=False)
    middles = [(a + b) / 2 for a, b in encoded.offsets]
    own = [any(a <= m <= b for a, b in side.inside) for m in middles]
    inside = [i for i, mine in enumerate(own) if mine]
    first, last = (inside[0], inside[-1]) if inside else (0, 0)
    around = sorted((max(first - i, i - last), i) for i, mine in enumerate(own) if not mine)
    kept = sorted([*inside, *(i for _, i in around)][:REACH])
    return [encoded.ids[i] for i in kept], [own[i] for i in kept]


class Pairing:
    """The network of a folder. Every pair is computed alone, so its company changes nothing."""

    def __init__(self, folder: Path = SHIPPED, threads: int = 1) -> None:
        wanted = ("pairing.onnx", "tokenizer.json", "settings.json")
        missing = [name for name in wanted if not (folder / name).is_file()]
        if missing:
            raise BadUse(
                f"the judge in {folder} lacks {', '.join(missing)}; install riwaya again or train one"
            )
        self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self._tokenizer.no_truncation()
        self._tokenizer.no_padding()
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        self._session = onnxruntime.InferenceSession(
            folder / "pairing.onnx", options, providers=["CPUExecutionProvider"]
        )
        settings = json.loads((folder / "settings.json").read_text(encoding="utf-8"))
        self.version = str(settings["version"])
        self._scored = lru_cache(_KEPT)(self._score)

    def scores(self, one: Side, two: Side) -> tuple[float, ...]:
        """Logits of OUTCOMES and then of SUBJECTS; `two` is the claim told later, where that is known."""
        return self._scored(one, two)

    def _score(self, one: Side, two: Side) -> tuple[float, ...]:
        ids, roles = pieces_of(self._tokenizer, one, two)
        (found,) = self._session.run(None, {"ids": ids[None], "roles": roles[None]})
        return tuple(round(float(x), 4) for x in found[0])


@lru_cache(maxsize=1)
def shipped() -> Pairing:
    """The network that comes with the package, opened once a process."""
    return Pairing()


def softmax(scores: Sequence[float]) -> Floats:
    """Probabilities of logits."""
    raw = np.asarray(scores, dtype=np.float32)
    made = np.exp(raw - raw.max())
    shares: Floats = made / made.sum()
    return shares
