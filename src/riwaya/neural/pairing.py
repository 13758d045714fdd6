"""Two claims as numbers that tell how they stand to each other, from the states of a sentence encoder."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from riwaya.neural.pieces import CLS, SEP
from riwaya.neural.sessions import opened

SHIPPED = Path(__file__).parent / "pairs" / "claims.onnx"
Floats = NDArray[np.float32]

WIDTH = 384  # of the encoder's states
HEAD, REACH = 10, 40  # pieces that are read of who speaks, and of a claim with its sentence
FEATURES = 7 * WIDTH + 12  # numbers of a pair
_KEPT = 20_000  # claims that are remembered
_MATCHED, _FADING = 0.75, 0.5  # cosine from which a piece has its like in the other claim, and what fades out


@dataclass(frozen=True, slots=True)
class Side:
    """A claim as the network reads it."""

    head: str  # who speaks and how: "the mayor denies"
    text: str  # the sentence
    inside: tuple[tuple[int, int], ...]  # where the claim's own words stand in it
    before: str = ""  # what the report says just before the sentence


@dataclass(frozen=True, slots=True, eq=False)
class Seen:
    """A claim that the encoder has passed over."""

    own: Floats  # [own pieces, WIDTH] after the lower layers, of length 1: by these pieces are aligned
    around: Floats  # [pieces, WIDTH] the same of the whole sentence
    states: Floats  # [own pieces, WIDTH] after the last layer
    claim: Floats  # [WIDTH] mean of the claim's own states, of length 1
    whole: Floats  # [WIDTH] mean of all


class Pairing:
    """An encoder: one pass over each claim alone, so its company changes nothing.

    Raises BadUse where a file is missing.
    """

    def __init__(self, path: Path = SHIPPED, threads: int = 1) -> None:
        self._tokenizer, self._session = opened(path, threads)
        self.see = lru_cache(_KEPT)(self._see)

    def _see(self, side: Side) -> Seen:
        """A claim as its pair's numbers need it."""
        head = self._tokenizer.encode(side.head, add_special_tokens=False).ids[-HEAD:]
        words, own = cut(self._tokenizer, side)
        ids = np.asarray([CLS, *head, SEP, *words, SEP], dtype=np.int64)
        (states,) = self._session.run(None, {"ids": ids[None]})
        lower, last = states[0, :, :WIDTH], states[0, :, WIDTH:]
        first = len(head) + 2
        inside = first + np.flatnonzero(own if any(own) else np.ones(len(own), dtype=np.bool_))
        aligned = lower / np.linalg.norm(lower, axis=1, keepdims=True)
        return Seen(
            aligned[inside],
            aligned[first:-1],
            last[inside],
            _unit(last[inside].mean(0)) if len(inside) else np.zeros(WIDTH, dtype=np.float32),
            _unit(last.mean(0)),
        )


@lru_cache(maxsize=1)
def shipped() -> Pairing:
    """The encoder that comes with the package, opened once a process."""
    return Pairing()


def features(a: Seen, b: Seen) -> Floats:
    """The FEATURES of a pair: both claims beside each other, and what of each has no like in the other."""
    if not (len(a.own) and len(b.own)):
        return np.zeros(FEATURES, dtype=np.float32)
    near, others = (a.own @ b.around.T).max(1), (b.own @ a.around.T).max(1)
    alone, other = (np.clip((_MATCHED - n) / _FADING, 0, 1) for n in (near, others))
    left, right = _apart(a, alone), _apart(b, other)
    counted = [
        a.claim @ b.claim,
        a.whole @ b.whole,
        *(n.mean() for n in (near, others)),
        *(n.min() for n in (near, others)),
        *(n.sum() / 5 for n in (alone, other)),
        *((n > 0.8).mean() for n in (near, others)),
        *(len(n) / 20 for n in (near, others)),
    ]
    beside = [20 * a.claim * b.claim, 10 * np.abs(a.claim - b.claim), 20 * a.whole * b.whole]
    made = np.concatenate([*beside, left, right, left * right, np.abs(left - right), counted])
    return made.astype(np.float32)


def _apart(seen: Seen, alone: Floats) -> Floats:
    """The mean state of the pieces that have no like in the other claim."""
    made: Floats = (alone[:, None] * seen.states).sum(0) / (alone.sum() + 0.5)
    return made


def _unit(vector: Floats) -> Floats:
    made: Floats = vector / (np.linalg.norm(vector) + 1e-6)
    return made


def cut(tokenizer: Tokenizer, side: Side) -> tuple[list[int], list[bool]]:
    """Up to REACH pieces of a sentence in order, the claim's own first, then the nearest to them."""
    encoded = tokenizer.encode(side.text, add_special_tokens=False)
    middles = [(a + b) / 2 for a, b in encoded.offsets]
    own = [any(a <= m <= b for a, b in side.inside) for m in middles]
    inside = [i for i, mine in enumerate(own) if mine]
    first, last = (inside[0], inside[-1]) if inside else (0, 0)
    around = sorted((max(first - i, i - last), i) for i, mine in enumerate(own) if not mine)
    kept = sorted([*inside, *(i for _, i in around)][:REACH])
    return [encoded.ids[i] for i in kept], [own[i] for i in kept]
