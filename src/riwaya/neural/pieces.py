"""Text to word pieces with what an uncased vocabulary forgets: casing and line breaks."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from riwaya.lexicon import lists

if TYPE_CHECKING:
    from tokenizers import Tokenizer

WINDOW = 318  # pieces a window holds, its two marks not counted
OVERLAP = 64  # pieces that neighbouring windows share at least
CASES = 8
KNOWN = 64  # six word lists, a bit each, see `known_as`
LISTED, COMMON = 0b001111, 0b010000  # lists of names, and that of common words
GAPS = 4
CLS, SEP = 101, 102

_ENDS = frozenset(".!?\n")
_CLOSERS = frozenset("\"'”’)]»")


@dataclass(frozen=True, slots=True)
class Pieces:
    """A text as word pieces: ids, code point offsets, case and gap classes, where a sentence may begin."""

    ids: NDArray[np.int64]
    starts: NDArray[np.int32]
    ends: NDArray[np.int32]
    cases: NDArray[np.int64]  # 0 other, 1 lower, 2 Title, 3 UPPER, 4 miXed, 5 one capital, 6 digits, 7 both
    known: NDArray[np.int64]  # which word lists hold the whole word, see `known_as`
    gaps: NDArray[np.int64]  # before the piece: 0 nothing, 1 a space, 2 a line break, 3 an empty line
    opens: NDArray[np.bool_]  # whether a sentence or line may begin here
    firsts: NDArray[np.int64]  # [words] the first piece of each word
    words: tuple[str, ...]

    def __len__(self) -> int:
        return len(self.ids)


@dataclass(frozen=True, slots=True)
class Window:
    """Pieces start..stop are read together; the window answers for the cues and names in own..own_stop."""

    start: int
    stop: int
    own: int
    own_stop: int


def cut_pieces(tokenizer: Tokenizer, text: str) -> Pieces:
    """The word pieces of a text, offsets in Unicode code points."""
    encoded = tokenizer.encode(text, add_special_tokens=False)
    offsets = np.asarray(encoded.offsets, dtype=np.int32).reshape(-1, 2)
    starts, ends = offsets[:, 0], offsets[:, 1]
    words = np.asarray([w if w is not None else -1 for w in encoded.word_ids], dtype=np.int64)
    gaps = _gaps(text, starts, ends)
    firsts = np.flatnonzero(np.diff(words, prepend=-2))
    found = _words(text, starts, ends, firsts)
    lengths = np.diff(firsts, append=len(words))
    cases, known = (np.repeat(_classes(found, of), lengths) for of in (case_of, known_as))
    return Pieces(
        np.asarray(encoded.ids, dtype=np.int64),
        starts,
        ends,
        cases,
        known,
        gaps,
        _opens(text, starts, gaps),
        firsts,
        found,
    )


@lru_cache(maxsize=50_000)
def case_of(word: str) -> int:
    """The class of a word's casing, see `Pieces.cases`."""
    if any(c.isdigit() for c in word):
        return 7 if any(c.isalpha() for c in word) else 6
    if word.islower():
        return 1
    if word.isupper():
        return 3 if len(word) > 1 else 5
    if word.istitle():
        return 2
    return 4 if any(c.isupper() for c in word) else 0


@lru_cache(maxsize=1)
def _word_lists() -> tuple[frozenset[str], ...]:
    """The lists of `known_as`, words plain; of places of several words each word counts."""
    places = frozenset(w for name in lists.places() for w in name.split() if len(w) > 3)
    return (
        frozenset(lists.given_names()),
        places,
        lists.countries(),
        lists.demonyms(),
        lists.common_words(),
        frozenset(lists.titles()) | frozenset(lists.roles()),
    )


@lru_cache(maxsize=50_000)
def known_as(word: str) -> int:
    """Bits of the lists that hold a word: given names, places, countries, demonyms, common words, offices."""
    folded = lists.plain(word)
    return sum(1 << bit for bit, words in enumerate(_word_lists()) if folded in words)


def _words(
    text: str, starts: NDArray[np.int32], ends: NDArray[np.int32], firsts: NDArray[np.int64]
) -> tuple[str, ...]:
    """The words as they are printed."""
    if not len(firsts):
        return ()
    last = np.r_[firsts[1:], len(starts)] - 1
    return tuple(text[a:b] for a, b in zip(starts[firsts].tolist(), ends[last].tolist(), strict=True))


def _classes(words: Sequence[str], of: Callable[[str], int]) -> NDArray[np.int64]:
    """The class of each word."""
    return np.asarray([of(word) for word in words], dtype=np.int64)


def _gaps(text: str, starts: NDArray[np.int32], ends: NDArray[np.int32]) -> NDArray[np.int64]:
    """What stands between each piece and the one before it."""
    gaps = np.zeros(len(starts), dtype=np.int64)
    before = np.r_[np.int32(0), ends[:-1]]
    for index in np.flatnonzero(starts > before).tolist():
        breaks = text.count("\n", before[index], starts[index])
        gaps[index] = min(1 + breaks, 3)
    if len(gaps):
        gaps[0] = 3
    return gaps


def _opens(text: str, starts: NDArray[np.int32], gaps: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Where a sentence may begin: after a line break, or after a full stop and its closing marks."""
    opens = gaps >= 2
    for index in np.flatnonzero(gaps == 1).tolist():
        at = int(starts[index]) - 1
        while at >= 0 and (text[at].isspace() or text[at] in _CLOSERS):
            at -= 1
        if at >= 0 and text[at] in _ENDS:
            opens[index] = True
    return opens


def cut_windows(
    pieces: Pieces, size: int = WINDOW, overlap: int = OVERLAP, first: int | None = None
) -> list[Window]:
    """Overlapping windows over a text, each begun where a sentence may begin if one is near.

    `first` shortens the first window, so that training sees other cuts of the same text.
    """
    total = len(pieces)
    spans: list[tuple[int, int]] = []
    start, stop = 0, min(total, first or size)
    while stop < total:
        spans.append((start, stop))
        low, high = max(start + 1, stop - 2 * overlap), stop - overlap
        near = np.flatnonzero(pieces.opens[low : high + 1]) if high >= low else np.zeros(0)
        start = low + int(near[-1]) if len(near) else max(high, start + 1)
        stop = min(total, start + size)
    spans.append((start, stop))
    middles = [(spans[i][1] + spans[i + 1][0]) // 2 for i in range(len(spans) - 1)]
    edges = [0, *middles, total]
    return [Window(a, b, edges[i], edges[i + 1]) for i, (a, b) in enumerate(spans) if b > a]
