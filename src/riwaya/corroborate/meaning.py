"""How near words and sentences are in meaning: a table of word vectors distilled from a sentence encoder."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np

AXES = 64
_FLOOR = 0.5  # cosine below which two words are no paraphrase of each other: "guard" and "inmate" are at .36
_RARE = 1e-3  # a of Arora, Liang, Ma (2017): a word of this share of a text weighs half of a rare one
_WORD = re.compile(r"[a-z]{3,}")


@cache
def _table() -> tuple[dict[str, int], np.ndarray]:
    """Word -> row, and the rows. Made by `python -m training.meanings`."""
    import numpy as np

    kept = _kept()
    words, rows = str(kept["words"]).split("\n"), kept["vectors"].astype(np.float32)
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    return {w: i for i, w in enumerate(words)}, rows


@cache
def _kept() -> dict[str, np.ndarray]:
    import numpy as np

    with (files("riwaya.corroborate") / "meaning.npz").open("rb") as stream:
        return dict(np.load(stream))


@cache
def _weighted() -> tuple[np.ndarray, np.ndarray]:
    """The rows weighed by how seldom their word is, and the direction that all sentences share.

    A word of rank r has a share of about 0.1 / (r + 3) of a text (Zipf). What sentences share is their
    expected sum: in the smooth inverse frequency of Arora, Liang, Ma (2017) it is removed.
    """
    import numpy as np

    _, rows = _table()
    share = 0.1 / (_kept()["ranks"].astype(np.float32) + 3)
    weighted = rows * (_RARE / (_RARE + share))[:, None]
    common = share @ weighted
    return weighted, common / np.linalg.norm(common)


def sentence_vector(text: str) -> np.ndarray | None:
    """A unit vector for the meaning of a sentence; None where none of its words is in the table."""
    import numpy as np

    index, _ = _table()
    rows, common = _weighted()
    found = [index[w] for w in _WORD.findall(text.lower()) if w in index]
    if not found:
        return None
    whole = rows[found].sum(axis=0)
    whole -= (whole @ common) * common
    size = float(np.linalg.norm(whole))
    return np.asarray(whole / size, dtype=np.float32) if size > 0 else None


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
