"""How near two words are in meaning: a table of word vectors distilled from a sentence encoder."""

from __future__ import annotations

from functools import cache, lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np

_FLOOR = 0.5  # cosine below which two words are no paraphrase of each other: "guard" and "inmate" are at .36


@cache
def _table() -> tuple[dict[str, int], np.ndarray]:
    """Word -> row, and the rows. Made by `python -m training.meanings`."""
    import numpy as np

    with (files("riwaya.corroborate") / "meaning.npz").open("rb") as stream:
        kept = np.load(stream)
        words, rows = str(kept["words"]).split("\n"), kept["vectors"].astype(np.float32)
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    return {w: i for i, w in enumerate(words)}, rows


def common(word: str) -> bool:
    """Whether a word in lower case is one of the language, not only a name."""
    return word in _table()[0]


@lru_cache(maxsize=200_000)
def near(a: str, b: str) -> float:
    """Likeness of two words in lower case, 0 where they are unknown or no nearer than any two words."""
    if a == b:
        return 1.0
    index, rows = _table()
    if a not in index or b not in index:
        return 0.0
    cosine = float(rows[index[a]] @ rows[index[b]])
    return cosine if cosine >= _FLOOR else 0.0
