"""Where the words that were searched for stand in a passage."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from riwaya.store.folding import folded_words

_WORD = re.compile(r"\w+")


class Highlighter:
    """Finds single words in passages, whatever their case, accents and article."""

    def __init__(self, words: Iterable[str]) -> None:
        self._wanted = {w for word in words for w in _folded(word) if len(w) > 1}
        self._starts = tuple(w for w in self._wanted if len(w) > 3)

    def marked(self, text: str) -> tuple[tuple[int, int], ...]:
        """Where the words stand in the passage."""
        if not self._wanted:
            return ()
        return tuple(
            m.span() for m in _WORD.finditer(text) if any(self._begins(w) for w in _folded(m.group()))
        )

    def _begins(self, word: str) -> bool:
        return word in self._wanted or word.startswith(self._starts)


@lru_cache(maxsize=20_000)
def _folded(word: str) -> tuple[str, ...]:
    """The folded words of a word: passages say the same ones again and again."""
    return tuple(folded_words(word))
