"""Two claims read at once by one encoder: how they stand to each other, all their words in sight."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from riwaya.neural.pairing import HEAD, Side, cut
from riwaya.neural.pieces import CLS, SEP
from riwaya.neural.sessions import opened

SHIPPED = Path(__file__).parent / "pairs" / "both.onnx"
BEFORE = 16  # pieces that are read of what stands before a sentence
PARTS = 9  # marks, then of each side: who speaks, what stands before, the sentence, the claim's own words
Ints = NDArray[np.int64]
Floats = NDArray[np.float32]


def laid(tokenizer: Tokenizer, one: Side, two: Side) -> tuple[list[int], list[int]]:
    """Both claims as one row of pieces, and which part each piece belongs to (of PARTS)."""
    ids, parts = [CLS], [0]
    for number, side in enumerate((one, two)):
        first = 4 * number
        head = tokenizer.encode(side.head, add_special_tokens=False).ids[-HEAD:]
        before = tokenizer.encode(side.before, add_special_tokens=False).ids[-BEFORE:]
        words, own = cut(tokenizer, side)
        ids += [*head, SEP, *before, SEP, *words, SEP]
        parts += [first + 1] * len(head) + [0] + [first + 2] * len(before) + [0]
        parts += [first + 4 if mine else first + 3 for mine in own] + [0]
    return ids, parts


class Crossing:
    """The network that reads two claims at once.

    Raises BadUse where a file is missing.
    """

    def __init__(self, path: Path = SHIPPED, threads: int = 1) -> None:
        self._tokenizer, self._session = opened(path, threads)

    def judge(self, one: Side, two: Side, traits: Sequence[float]) -> Floats:
        """Scores of one pair [outcomes + subjects] from its words and its traits [T]."""
        ids, parts = (np.asarray(row, dtype=np.int64)[None] for row in laid(self._tokenizer, one, two))
        known = np.asarray(traits, dtype=np.float32)
        (scores,) = self._session.run(None, {"ids": ids, "parts": parts, "traits": known[None]})
        found: Floats = scores[0]
        return found


@lru_cache(maxsize=1)
def shipped() -> Crossing:
    """The network that comes with the package, opened once a process."""
    return Crossing()
