"""Texts in, attributions and names out: the network's windows put together again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from riwaya.neural.found import Found
from riwaya.neural.pieces import CLS, SEP, Pieces, Window, cut_pieces, cut_windows
from riwaya.neural.sessions import SHIPPED, Sessions, open_sessions
from riwaya.neural.sight import FIELD_CUES, FLAT_CUES, Sight, cues_of

Floats = NDArray[np.float32]


class SpanReader:
    """Reads texts one by one, in flat memory; the same text gives the same spans in whatever company.

    Each window is computed alone, since int8 scales depend on everything that is computed together.
    """

    def __init__(self, folder: Path = SHIPPED, threads: int = 1) -> None:
        self._model: Sessions = open_sessions(folder, threads)

    @property
    def version(self) -> str:
        """Version of the model, as training named it."""
        return self._model.settings.version

    def read(
        self, texts: Iterable[str], *, cues: Sequence[str] = FIELD_CUES, marks: bool = True
    ) -> Iterator[Found]:
        """What is found in each text, in order.

        `cues` are the heads that may find one, the first first: `cue` finds what PolNeAR's annotators mark,
        none inside another's content, and takes doubtful cues, too, where what stands around them is likely;
        without any no attribution is looked for. `marks` adds everything else.
        """
        flat = tuple(cues) == FLAT_CUES and self._model.settings.choice is not None
        for text in texts:
            sight = self.look(text, cues, doubtful=flat)
            attributions = sight.chosen() if flat else sight.around(range(len(sight.cues)))
            yield Found(attributions, **sight.marks()) if marks else Found(attributions)

    def look(self, text: str, cues: Sequence[str] = FIELD_CUES, *, doubtful: bool = False) -> Sight:
        """One pass of the encoder over a text: its cues, of which each can then be read around.

        `doubtful` adds cues that the heads hold for possible only.
        """
        pieces = cut_pieces(self._model.tokenizer, text)
        if not len(pieces):
            return Sight(self._model, pieces, [], np.zeros((0, 0), dtype=np.float32), [], [])
        windows = cut_windows(pieces)
        tokens, states = self._encode(pieces, windows)
        return Sight(self._model, pieces, windows, tokens, states, cues_of(tokens, windows, cues, doubtful))

    def _encode(self, pieces: Pieces, windows: list[Window]) -> tuple[Floats, list[Floats]]:
        """Token scores of every piece from the window that owns it, and each window's states."""
        tokens: list[Floats] = []
        states: list[Floats] = []
        for window in windows:
            here = slice(window.start, window.stop)
            ids = np.r_[CLS, pieces.ids[here], SEP]
            features = (pieces.cases, pieces.known, pieces.gaps)
            scores, state = self._model.encode(ids, *(np.r_[0, values[here], 0] for values in features))
            own = slice(window.own - window.start + 1, window.own_stop - window.start + 1)
            tokens.append(scores[own])
            states.append(state[1:-1])
        return np.concatenate(tokens), states
