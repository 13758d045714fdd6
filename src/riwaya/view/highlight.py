"""Where the words that were searched for stand in a passage."""

from __future__ import annotations

import re

from riwaya.store.folding import folded_words


def marked(text: str, words: list[str]) -> tuple[tuple[int, int], ...]:
    """Where the single words stand in the passage, whatever their case, accents and article."""
    wanted = {w for word in words for w in folded_words(word) if len(w) > 1}
    if not wanted:
        return ()
    return tuple(
        m.span()
        for m in re.finditer(r"\w+", text)
        if any(_begins(w, wanted) for w in folded_words(m.group()))
    )


def _begins(word: str, wanted: set[str]) -> bool:
    return word in wanted or any(len(w) > 3 and word.startswith(w) for w in wanted)
