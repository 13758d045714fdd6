"""Which of the cues that annotators may mark are taken, by all that is read around them.

The head for cues decides piece by piece, and where annotators differ ("a plan to", "looked like") it says no
too often for whoever wants every content that one of them marks. So cues that it holds for possible are read
around, too, and two logistic sums say for each how likely its content touches a marked one, and how likely
this very cue is marked.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from riwaya.neural.decode import log_softmax
from riwaya.neural.found import Attributed
from riwaya.neural.labels import ROLES
from riwaya.neural.pieces import Pieces
from riwaya.records import Span

Floats = NDArray[np.float64]

# Tuned on PolNeAR dev, where content overlap is the same within .001 for either of the first two .05 off.
LEAST = 0.55  # a sure cue is dropped where its content is less likely a marked one
DOUBTFUL = 0.75  # a doubtful one is taken where its content is likelier, and no other's
UNLIKELY = 0.45  # a cue less likely than this is dropped where ...
SAME = 0.9  # ... others hold this share of its content
FEATURES = 13  # numbers that a choice is made from, see `features`


@dataclass(frozen=True, slots=True)
class Choice:
    """Weights of `features`, as training fitted them."""

    content: tuple[float, ...]
    cue: tuple[float, ...]


def features(
    pieces: Pieces, tokens: NDArray[np.float32], cues: Sequence[tuple[int, int]], found: Sequence[Attributed]
) -> Floats:
    """What speaks for each attribution [N, FEATURES].

    `cues` are stretches of pieces, `tokens` [pieces, outputs]. The numbers: a constant, the cue's odds at its
    best piece and in the mean, sum and least of the parts' log-probabilities, which parts are lacking, the
    content's odds by its own head in the mean and at its best, those of the source, the content's length, and
    the other two heads for cues.
    """
    heads = {
        role: 1 - np.exp(log_softmax(tokens[:, 3 * i : 3 * i + 3])[:, 0]).astype(np.float64)
        for i, role in enumerate(ROLES)
    }
    rows = np.zeros((len(found), FEATURES))
    for row, (start, stop), one in zip(rows, cues, found, strict=True):
        cue, content = heads["cue"][start:stop], heads["content"][_places(pieces, one.content)]
        source = heads["source"][_places(pieces, one.source)]
        row[:] = (
            1.0,
            _odds(cue.max()),
            _odds(cue.mean()),
            *one.evidence[2:6],
            _odds(content.mean()) if len(content) else _odds(0.0),
            _odds(content.max(initial=0.0)),
            _odds(source.mean()) if len(source) else _odds(0.0),
            np.log1p(len(content)),
            heads["field"][start:stop].max(),
            heads["nested"][start:stop].max(),
        )
    return rows


def chosen(
    found: Sequence[Attributed], sure: Sequence[bool], rows: Floats, choice: Choice
) -> tuple[Attributed, ...]:
    """The attributions that are taken, in their order; `sure` says of which the head for cues was sure."""
    content, cue = (_likely(rows, weights) for weights in (choice.content, choice.cue))
    taken = {i for i, known in enumerate(sure) if known and content[i] > LEAST}
    for i in sorted(set(range(len(found))) - taken, key=lambda i: -content[i]):
        alone = not any(_shared(found[i], found[j]) for j in taken)
        if content[i] > DOUBTFUL and found[i].content and alone:
            taken.add(i)
    for i in sorted(taken, key=lambda i: cue[i]):
        if cue[i] < UNLIKELY and _held_by(found[i], [found[j] for j in taken if j != i]):
            taken.remove(i)
    return tuple(found[i] for i in sorted(taken))


def _likely(rows: Floats, weights: Sequence[float]) -> Floats:
    """Probabilities [N]."""
    likely: Floats = 1 / (1 + np.exp(-rows @ np.asarray(weights)))
    return likely


def _odds(probability: float) -> float:
    """Log-odds, kept finite."""
    return float(np.log((probability + 1e-4) / (1 - probability + 1e-4)))


def _places(pieces: Pieces, spans: Sequence[Span]) -> NDArray[np.int64]:
    """The pieces that share a character with the spans."""
    stretches = [
        np.arange(
            np.searchsorted(pieces.ends, s.start, "right"), np.searchsorted(pieces.starts, s.end, "left")
        )
        for s in spans
    ]
    return np.concatenate(stretches) if stretches else np.zeros(0, dtype=np.int64)


def _shared(one: Attributed, other: Attributed) -> int:
    """Characters that two contents have in common."""
    return sum(max(0, min(a.end, b.end) - max(a.start, b.start)) for a in one.content for b in other.content)


def _held_by(one: Attributed, others: Sequence[Attributed]) -> bool:
    """Whether others hold nearly all of a content."""
    wanted = {i for s in one.content for i in range(s.start, s.end)}
    held = {i for other in others for s in other.content for i in range(s.start, s.end)}
    return len(wanted & held) >= SAME * len(wanted)
