"""Word vectors for corroboration from the published MiniLM: `python -m training.meanings FOLDER OUT`.

Every whole word of the tokenizer's vocabulary goes through the sentence encoder by itself; the vectors are
centred, projected on their first principal axes and kept as bytes (the recipe of static sentence embeddings).
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

import numpy as np

AXES = 64
_WORD = re.compile(r"[a-z]{3,}")


def encoded(folder: Path) -> tuple[list[str], np.ndarray]:
    """The whole words of the tokenizer in the folder and a vector for each, by mean pooling."""
    import torch
    from transformers import AutoModel, AutoTokenizer

    tokenizer = AutoTokenizer.from_pretrained(folder)
    model = AutoModel.from_pretrained(folder).eval()
    words = sorted(w for w in tokenizer.get_vocab() if _WORD.fullmatch(w))
    rows = []
    with torch.no_grad():
        for at in range(0, len(words), 512):
            batch = tokenizer(words[at : at + 512], return_tensors="pt", padding=True)
            states, mask = model(**batch).last_hidden_state, batch["attention_mask"].unsqueeze(-1)
            rows.append(((states * mask).sum(1) / mask.sum(1)).numpy())
    return words, np.concatenate(rows)


def ranks(folder: Path, words: list[str]) -> np.ndarray:
    """The place of each word in the vocabulary, which is in order of frequency from "the" on."""
    from transformers import AutoTokenizer

    places = AutoTokenizer.from_pretrained(folder).get_vocab()
    return np.array([max(0, places[w] - places["the"]) for w in words], dtype=np.int16)


def reduced(vectors: np.ndarray, axes: int = AXES) -> np.ndarray:
    """Centred unit vectors on the first principal axes, as signed bytes."""
    centred = vectors - vectors.mean(axis=0)
    _, _, directions = np.linalg.svd(centred, full_matrices=False)
    placed = centred @ directions[:axes].T
    placed /= np.linalg.norm(placed, axis=1, keepdims=True)
    return np.round(placed * 127).astype(np.int8)


def main(folder: str, out: str) -> None:
    """The file that `corroborate/meaning.py` reads."""
    words, vectors = encoded(Path(folder))
    columns = {"vectors": reduced(vectors), "ranks": ranks(Path(folder), words)}
    np.savez_compressed(out, words=np.array("\n".join(words)), **columns)


if __name__ == "__main__":
    main(*sys.argv[1:])
