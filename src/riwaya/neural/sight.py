"""A text that the encoder has passed over: its cues, what stands around them, and every other mark."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from riwaya.neural.chosen import FEATURES, chosen, features
from riwaya.neural.decode import NEVER, log_softmax, spans_of, viterbi
from riwaya.neural.found import Attributed, Marked, Named
from riwaya.neural.labels import (
    EVENTS,
    FIELD,
    KINDS,
    MEASURES,
    PARTS,
    ROLES,
    STANCES,
    bio_size,
    bio_transitions,
    outputs,
)
from riwaya.neural.pieces import Pieces, Window
from riwaya.neural.reach import CLOSE_AFTER, CLOSE_BEFORE, reach_of
from riwaya.neural.sessions import Sessions
from riwaya.neural.whole import best, sure_of, whole
from riwaya.records import Kind, Span

Floats = NDArray[np.float32]
_KINDS = {
    "PER": Kind.PERSON,
    "GRP": Kind.GROUP,
    "ORG": Kind.ORGANIZATION,
    "LOC": Kind.PLACE,
    "FAC": Kind.FACILITY,
}
EVIDENCE = 6  # numbers that an attribution's score is computed from, see `_evidence`
_MARKED: dict[str, Sequence[str]] = {
    "phrases": FIELD,
    "times": ("time",),
    "amounts": MEASURES,
    "events": EVENTS,
}
FIELD_CUES = ("field",)  # cues as a reader of field reports wants them, inside one another too
FLAT_CUES = ("cue",)  # cues as PolNeAR's annotators mark them
STEP = 16  # pieces by which stretches are of one length, and computed together
LESS = 4.0  # off the score of "outside", to find doubtful cues: 97 of 100 marked contents are then touched
UNSURE = -0.5  # their log-probability at least: what is below says no more about who is right


@dataclass(frozen=True, slots=True)
class Cue:
    """Where a cue was found: pieces start..stop, the window that saw it, how sure."""

    start: int
    stop: int
    window: int
    sure: float  # mean log-probability of its tags
    head: str
    certain: bool = True  # found without taking anything off the score of "outside"


@dataclass(frozen=True, slots=True)
class Sight:
    """A text that the encoder has passed over."""

    _model: Sessions
    _pieces: Pieces
    _windows: list[Window]
    _tokens: Floats
    _states: list[Floats]
    _cues: list[Cue]

    @property
    def cues(self) -> tuple[Span, ...]:
        """Where cues stand, in the order of the text."""
        return tuple(_span(self._pieces, cue.start, cue.stop) for cue in self._cues)

    def around(self, numbers: Iterable[int], *, sentence: bool = False) -> tuple[Attributed, ...]:
        """Source, content and stance of the cues of these numbers: the costly part, paid cue by cue.

        `sentence` looks little further than a cue's sentence, in half the time.
        """
        cues = [self._cues[number] for number in numbers]
        return tuple(self._attributions(cues, sentence)) if cues else ()

    def chosen(self) -> tuple[Attributed, ...]:
        """Of certain and doubtful cues those that training's choice takes; all where it made none."""
        found, certain, rows = self.weighed()
        choice = self._model.settings.choice
        return found if choice is None else chosen(found, certain, rows, choice)

    def weighed(self) -> tuple[tuple[Attributed, ...], list[bool], NDArray[np.float64]]:
        """Every attribution, whether its cue is certain, and what speaks for it, see `chosen.features`."""
        found = self.around(range(len(self._cues)))
        if not found:
            return found, [], np.zeros((0, FEATURES))
        places = [(cue.start, cue.stop) for cue in self._cues]
        return found, [c.certain for c in self._cues], features(self._pieces, self._tokens, places, found)

    def names(self) -> tuple[Named, ...]:
        """Proper names and their kinds."""
        return _named("names", self._pieces, self._tokens) if len(self._pieces) else ()

    def marks(self) -> dict[str, Any]:
        """What the heads beside attribution find, by the fields of `Found`."""
        return _marks(self._pieces, self._tokens) if len(self._pieces) else {}

    def _attributions(self, cues: list[Cue], sentence: bool) -> Iterator[Attributed]:
        """Source, cue and content of every cue."""
        pieces = self._pieces
        breaks = np.flatnonzero(pieces.opens) if sentence else np.zeros(0, dtype=np.int64)
        reaches = [reach_of((cue.start, cue.stop), *self._bounds(cue, breaks)) for cue in cues]
        starts, distances = [start for start, _ in reaches], np.asarray([buckets for _, buckets in reaches])
        lengths = (distances > 0).sum(1)
        distances = distances[:, : lengths.max()]
        live = distances > 0
        alike = (lengths // STEP).tolist() if sentence else [cue.window for cue in cues]
        parts, held = self._argue(cues, starts, distances, lengths, alike)
        settings = self._model.settings
        may = np.asarray(bio_transitions(len(PARTS)))
        follow = np.where(may, settings.follow, NEVER).astype(np.float32)
        first = np.where(may[0], settings.first, NEVER).astype(np.float32)
        paths = viterbi(parts, lengths, follow, first)
        chosen = np.take_along_axis(log_softmax(parts), paths[..., None].astype(np.int64), axis=-1)[..., 0]
        for row, cue in enumerate(cues):
            spans: tuple[list[Span], list[Span], list[Span]] = ([], [], [])
            for a, b, kind in spans_of(paths[row]):
                spans[kind].append(_span(pieces, starts[row] + a, starts[row] + b))
            source, words, content = (tuple(s) for s in spans)
            evidence = _evidence(cue, chosen[row][live[row]], paths[row][live[row]])
            yield Attributed(
                words or (_span(pieces, cue.start, cue.stop),),
                source,
                content,
                *self._held(held[row]),
                cue.head,
                self._score(cue.head, evidence),
                evidence,
            )

    def _bounds(self, cue: Cue, breaks: NDArray[np.int64]) -> tuple[int, int]:
        """First piece, and the one past the last, in which the parts of a cue are looked for.

        The cue's window; where there are breaks, no further than those around it, but CLOSE at least.
        """
        window = self._windows[cue.window]
        if not len(breaks):
            return window.start, window.stop
        before = int(np.searchsorted(breaks, cue.start, side="right"))
        after = int(np.searchsorted(breaks, cue.stop - 1, side="right"))
        low = int(breaks[before - 1]) if before else 0
        high = int(breaks[after]) if after < len(breaks) else len(self._pieces)
        low, high = min(low, cue.start - CLOSE_BEFORE), max(high, cue.stop + CLOSE_AFTER)
        return max(low, window.start), min(high, window.stop)

    def _argue(
        self,
        cues: list[Cue],
        starts: list[int],
        distances: NDArray[np.int64],
        lengths: NDArray[np.int64],
        alike: list[int],
    ) -> tuple[Floats, Floats]:
        """Part [N, T, L] and stance scores [N, S + 2], cues that are `alike` computed together."""
        parts = np.zeros((len(cues), distances.shape[1], bio_size(PARTS)), dtype=np.float32)
        held = np.zeros((len(cues), len(STANCES) + 2), dtype=np.float32)
        for group in dict.fromkeys(alike):
            rows = [i for i, which in enumerate(alike) if which == group]
            longest = int(lengths[rows].max())
            states = np.stack([self._stretch(cues[i], starts[i], longest) for i in rows])
            parts[rows, :longest], held[rows] = self._model.argue(states, distances[rows, :longest])
        return parts, held

    def _stretch(self, cue: Cue, start: int, many: int) -> Floats:
        """The states of so many pieces of a cue's window, its last one again where it ends before."""
        window = self._windows[cue.window]
        places = np.arange(start, start + many)
        states: Floats = self._states[cue.window][np.minimum(places, window.stop - 1) - window.start]
        return states

    def _held(self, scores: Floats) -> tuple[str | None, bool | None]:
        """Stance and polarity, where the model was taught them."""
        if not self._model.settings.stances:
            return None, None
        count = len(STANCES)
        return STANCES[int(scores[:count].argmax())], bool(scores[count + 1] > scores[count])

    def _score(self, head: str, evidence: tuple[float, ...]) -> float:
        """Calibrated probability that the attribution is right."""
        weights = self._model.settings.calibration[head]
        value = sum(w * f for w, f in zip(weights, evidence, strict=True))
        return round(float(1 / (1 + np.exp(-value))), 4)


def cues_of(tokens: Floats, windows: list[Window], heads: Sequence[str], doubtful: bool = False) -> list[Cue]:
    """Cues in the order of the text; a later head's only where no earlier one's stands, nor doubtful ones."""
    taken = np.zeros(len(tokens), dtype=np.bool_)
    owner = np.zeros(len(tokens), dtype=np.int64)
    for index, window in enumerate(windows):
        owner[window.own : window.own_stop] = index
    cues: list[Cue] = []
    for head, less in [*((h, 0.0) for h in heads), *((h, LESS) for h in heads if doubtful)]:
        at = 3 * ROLES.index(head)
        logs = log_softmax(tokens[:, at : at + 3])
        lowered = log_softmax(logs - np.asarray([less, 0, 0], dtype=np.float32)) if less else logs
        for start, stop, kind in best(lowered, 1):
            seen = int(owner[start])
            sure = max(sure_of(logs, start, stop, kind), 1e-6)
            stop = min(stop, windows[seen].stop)
            if not taken[start:stop].any():
                known = float(np.log(sure)) if not less else max(float(np.log(sure)), UNSURE)
                cues.append(Cue(start, stop, seen, known, head, not less))
                taken[start:stop] = True
    return sorted(cues, key=lambda c: c.start)


def _named(head: str, pieces: Pieces, tokens: Floats) -> tuple[Named, ...]:
    """The names of one head."""
    tagged = whole(tokens[:, outputs(head)], pieces, len(KINDS), names=True)
    return tuple(Named(_span(pieces, a, b), _KINDS[KINDS[k]], p) for a, b, k, p in tagged)


def _marks(pieces: Pieces, tokens: Floats) -> dict[str, Any]:
    """What the heads beside attribution find, by the fields of `Found`."""
    found: dict[str, Any] = {head: _named(head, pieces, tokens) for head in ("names", "inner")}
    for head, kinds in _MARKED.items():
        if head == "phrases":
            tagged = whole(tokens[:, outputs(head)], pieces, len(kinds), names=False)
        else:
            tagged = _tagged(tokens[:, outputs(head)], len(kinds))
        found[head] = tuple(Marked(_span(pieces, a, b), kinds[k], p) for a, b, k, p in tagged)
    opens = tokens[:, outputs("opens")]
    found["sentences"] = tuple(pieces.starts[np.flatnonzero(opens[:, 1] > opens[:, 0])].tolist())
    return found


def _evidence(cue: Cue, chosen: Floats, path: NDArray[np.int8]) -> tuple[float, ...]:
    """A constant, how sure the cue is, sum and least over its parts' tags, and which parts are lacking."""
    parts = (path + 1) // 2  # 0 outside, 1 source, 2 cue, 3 content
    return (
        1.0,
        round(cue.sure, 4),
        round(float(chosen.sum()), 4),
        round(float(chosen.min()), 4),
        float(not (parts == 1).any()),
        float(not (parts == 3).any()),
    )


def _span(pieces: Pieces, start: int, stop: int) -> Span:
    """Code points of the pieces start..stop."""
    return Span(int(pieces.starts[start]), int(pieces.ends[stop - 1]))


def _tagged(scores: Floats, kinds: int) -> list[tuple[int, int, int, float]]:
    """Stretches (start, stop, kind, probability) of the best valid tags of a text [pieces, 1 + 2 kinds]."""
    logs = log_softmax(scores)
    return [(a, b, kind, sure_of(logs, a, b, kind)) for a, b, kind in best(logs, kinds)]
