"""Sentences with their syntax as arrays over pieces; a word stands where its first piece does."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from riwaya.neural.pieces import Pieces, Window
from training.corpora.document import Word

SKIP = -100
TAGS: Final = (
    *("ADJ", "ADP", "ADV", "AUX", "CCONJ", "DET", "INTJ", "NOUN", "NUM", "PART", "PRON", "PROPN", "PUNCT"),
    *("SCONJ", "SYM", "VERB", "X"),
)
RELATIONS: Final = (
    *("acl", "advcl", "advmod", "amod", "appos", "aux", "case", "cc", "ccomp", "clf", "compound", "conj"),
    *("cop", "csubj", "dep", "det", "discourse", "dislocated", "expl", "fixed", "flat", "goeswith", "iobj"),
    *("list", "mark", "nmod", "nsubj", "nummod", "obj", "obl", "orphan", "parataxis", "punct", "reparandum"),
    *("root", "vocative", "xcomp"),
)


@dataclass(frozen=True, slots=True)
class Tree:
    """One sentence; `heads` count its words from 1, 0 is the root."""

    places: NDArray[np.int64]  # [words] first pieces, over the document
    tags: NDArray[np.int64]
    heads: NDArray[np.int64]
    relations: NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Trees:
    """The sentences that stand whole in the windows of one step, padded to the longest."""

    places: Tensor  # [S, W] into the flattened [B * T]
    tags: Tensor  # [S, W], SKIP past the end, as the others
    heads: Tensor
    relations: Tensor


def tree_of(words: Sequence[Word], pieces: Pieces) -> Tree:
    """The arrays of one sentence; words that share a piece take the ones after it while there are any."""
    places = list[int]()
    for word in words:
        low = int(np.searchsorted(pieces.ends, word.start, side="right"))
        high = int(np.searchsorted(pieces.starts, word.end, side="left"))
        taken = bool(places) and places[-1] == low and low + 1 < high
        places.append(min(low + taken, len(pieces) - 1))
    return Tree(
        np.asarray(places, dtype=np.int64),
        np.asarray([TAGS.index(w.tag) for w in words], dtype=np.int64),
        np.asarray([w.head + 1 for w in words], dtype=np.int64),
        np.asarray([RELATIONS.index(w.relation) for w in words], dtype=np.int64),
    )


def gathered(windows: Iterable[tuple[Sequence[Tree], Window]], steps: int) -> Trees | None:
    """The trees that stand whole in windows of `steps` pieces with their marks, none if there is none."""
    found = [
        (tree, tree.places + row * steps + 1 - window.start)
        for row, (trees, window) in enumerate(windows)
        for tree in trees
        if tree.places[0] >= window.start and tree.places.max() < window.stop
    ]
    if not found:
        return None
    shape = len(found), max(len(places) for _, places in found)
    out = [np.zeros(shape, dtype=np.int64), *(np.full(shape, SKIP, dtype=np.int64) for _ in range(3))]
    for row, (tree, places) in enumerate(found):
        for array, values in zip(out, (places, tree.tags, tree.heads, tree.relations), strict=True):
            array[row, : len(values)] = values
    return Trees(*(torch.from_numpy(array) for array in out))
