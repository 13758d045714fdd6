"""Texts in, who and what must be masked out: how sure the guard is of any words, and what it finds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from riwaya.errors import BadUse
from riwaya.neural.decode import log_softmax
from riwaya.neural.found import Marked
from riwaya.neural.labels import DETAILS_MASKED, GUARDED, NAMES_MASKED
from riwaya.neural.pieces import CLS, SEP, Pieces, Window, cut_pieces, cut_windows
from riwaya.neural.sessions import cutter, graph
from riwaya.records import Span

SHIPPED = Path(__file__).parent / "guard" / "guard.onnx"
_ONWARD = 0.6  # share of what is asked of a word from which its neighbours are taken along
Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Watched:
    """A text that the guard has read."""

    _text: str
    _pieces: Pieces
    _likely: Floats  # [pieces, kinds] how likely each piece is of what is to be masked, or stays

    def masked(self, start: int, end: int) -> float:
        """How likely it is that these words are a name that must be masked: that of the surest piece."""
        return self._of(start, end, NAMES_MASKED)

    def why(self, start: int, end: int) -> str:
        """The reason that is likeliest for a name here."""
        low, high = self._range(start, end)
        sums = self._likely[low:high, : len(NAMES_MASKED)].sum(0)
        return NAMES_MASKED[int(sums.argmax())]

    def names(self, least: float) -> Iterator[Marked]:
        """Words that are a name to be masked with this likelihood at least, in order."""
        yield from self._stretches(NAMES_MASKED, least)

    def details(self, least: float) -> Iterator[Marked]:
        """Words that lead to someone with this likelihood at least, in order."""
        yield from self._stretches(DETAILS_MASKED, least)

    def _of(self, start: int, end: int, kinds: tuple[str, ...]) -> float:
        low, high = self._range(start, end)
        if high <= low:
            return 0.0
        columns = [GUARDED.index(kind) for kind in kinds]
        return float(self._likely[low:high][:, columns].sum(1).max())

    def _range(self, start: int, end: int) -> tuple[int, int]:
        """The pieces that share a character with these words."""
        low = int(np.searchsorted(self._pieces.ends, start, side="right"))
        return low, int(np.searchsorted(self._pieces.starts, end, side="left"))

    def _stretches(self, kinds: tuple[str, ...], least: float) -> Iterator[Marked]:
        """Runs of whole words of which each has a likely piece; signs inside a word go with it.

        Words that lead to someone go on over their less likely neighbours.
        """
        pieces = self._pieces
        if not len(pieces):
            return
        columns = [GUARDED.index(kind) for kind in kinds]
        together = self._likely[:, columns].sum(1)
        stops = np.r_[pieces.firsts[1:], len(pieces)]
        starts, ends = pieces.starts[pieces.firsts].tolist(), pieces.ends[stops - 1].tolist()
        best = np.maximum.reduceat(together, pieces.firsts).tolist()
        lower = least * (_ONWARD if kinds is DETAILS_MASKED else 1.0)
        likely = [sure >= lower and _latin(word) for sure, word in zip(best, pieces.words, strict=True)]
        whole = _whole(likely, pieces.words, starts, ends, apart=kinds is DETAILS_MASKED)
        for first, last in _runs([*whole]):
            low, high = int(pieces.firsts[first]), int(stops[last - 1])
            sums = self._likely[low:high, columns].sum(0)
            surest = round(max(best[first:last]), 4)
            if surest >= least:
                yield Marked(Span(starts[first], ends[last - 1]), kinds[int(sums.argmax())], surest)


def _latin(word: str) -> bool:
    """Whether a word is written in the letters that the guard learned."""
    return all(not letter.isalpha() or letter < "\u0250" or "\u1e00" <= letter <= "\u1eff" for letter in word)


def _whole(
    likely: Sequence[bool],
    words: Sequence[str],
    starts: Sequence[int],
    ends: Sequence[int],
    *,
    apart: bool,
) -> Iterator[bool]:
    """Which words count: a sign counts where it joins two words that do, as in "al-Tal".

    Where they may stand `apart` a comma between two counts as well: "the blue house, Mill Row".
    """
    last = len(words) - 1
    for at, word in enumerate(words):
        if likely[at] and any(letter.isalnum() for letter in word):
            yield True
        elif not 0 < at < last or word.isalnum() or not (likely[at - 1] and likely[at + 1]):
            yield False
        else:
            joins = ends[at - 1] == starts[at] and ends[at] == starts[at + 1]
            yield joins or (apart and word == ",")


def _runs(likely: list[bool]) -> Iterator[tuple[int, int]]:
    """Where runs of true values begin and end."""
    start = None
    for at, value in enumerate([*likely, False]):
        if value and start is None:
            start = at
        elif not value and start is not None:
            yield start, at
            start = None


class Guard:
    """Reads texts one by one; each window alone, so that the same text is always seen the same."""

    def __init__(self, path: Path = SHIPPED, threads: int = 1) -> None:
        if not path.is_file():
            raise BadUse(f"no network to tell whom to protect at {path}; install riwaya again or make guard")
        self._session = graph(path, threads)
        self._tokenizer = cutter()

    def watch(self, text: str) -> Watched:
        """One pass over a text."""
        pieces = cut_pieces(self._tokenizer, text)
        if not len(pieces):
            return Watched(text, pieces, np.zeros((0, len(GUARDED)), dtype=np.float32))
        scores = np.concatenate([self._scores(pieces, window) for window in cut_windows(pieces)])
        likely = np.exp(log_softmax(scores)[:, 1:])
        return Watched(text, pieces, likely[:, 0::2] + likely[:, 1::2])

    def _scores(self, pieces: Pieces, window: Window) -> Floats:
        """The scores of the pieces that a window owns [own, outputs]."""
        here = slice(window.start, window.stop)
        features = {
            name: np.r_[0, getattr(pieces, name)[here], 0][None] for name in ("cases", "known", "gaps")
        }
        (scores,) = self._session.run(None, {"ids": np.r_[CLS, pieces.ids[here], SEP][None], **features})
        own: Floats = scores[0, window.own - window.start + 1 : window.own_stop - window.start + 1]
        return own


@lru_cache(maxsize=1)
def shipped() -> Guard:
    """The guard that the package ships, opened once."""
    return Guard()
