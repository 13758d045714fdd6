"""Documents as arrays of pieces and targets, cut into windows and sampled into batches."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from tokenizers import Tokenizer
from torch import Tensor

from riwaya.neural.labels import EVENTS, FIELD, KINDS, MEASURES, ROLES, STANCES, bio_size
from riwaya.neural.pieces import CLS, SEP, Pieces, Window, cut_pieces, cut_windows
from riwaya.neural.reach import REACH, reach_of
from training.corpora.document import Attribution, Document, Named, Stretch

SKIP = -100
TAGGED = ("inner", "phrases", "times", "amounts", "events", "opens")  # heads with one tag a piece
MAX_CUES = 10  # of one window in one step, the rest waits for the next epoch


@dataclass(frozen=True, slots=True)
class Cue:
    """One attribution over pieces: its trigger and the tag of every piece it takes part in."""

    trigger: tuple[int, int]
    tags: NDArray[np.int64]  # over the document: 0 outside, then begin and inside of source, cue, content
    stance: int
    negated: int


@dataclass(frozen=True, slots=True)
class Example:
    """A document ready to be cut into windows."""

    name: str
    pieces: Pieces
    roles: NDArray[np.int64]  # [pieces, roles] tags or SKIP
    names: NDArray[np.bool_] | None  # [pieces, outputs]: which tags its label allows
    tags: dict[str, NDArray[np.int64]]  # head -> [pieces] tags, only of heads that the corpus teaches
    cues: tuple[Cue, ...]


@dataclass(frozen=True, slots=True)
class Batch:
    """Tensors of one step; `B` windows, `N` cues."""

    ids: Tensor
    cases: Tensor
    known: Tensor
    gaps: Tensor
    bias: Tensor | None
    roles: Tensor  # [B, T, roles]
    names: Tensor  # [B, T, outputs], all True where nothing is known
    named: Tensor  # [B, T]
    heads: dict[str, Tensor]  # head -> [B, T]
    owners: Tensor  # [N, REACH] into the flattened [B * T]
    distances: Tensor  # [N, REACH]
    tags: Tensor  # [N, REACH]
    stances: Tensor  # [N]
    negated: Tensor  # [N]
    pieces: int


def prepare(document: Document, tokenizer: Tokenizer) -> Example:
    """The arrays of a document."""
    pieces = cut_pieces(tokenizer, document.text)
    count = len(pieces)
    roles = np.full((count, len(ROLES)), SKIP, dtype=np.int64)
    cues = list[Cue]()
    if document.attributions is not None:
        roles[:] = 0
        for attribution in document.attributions:
            cue = _cue(attribution, pieces)
            if cue is not None:
                cues.append(cue)
                _mark_roles(roles, cue, attribution, pieces)
        inside = roles[:, ROLES.index("content")] > 0
        if document.flat:
            roles[inside, ROLES.index("nested")] = SKIP
        else:
            roles[:, ROLES.index("cue")] = SKIP
        if not document.field:
            roles[:, ROLES.index("field")] = SKIP
    names = _names(document, pieces) if document.names is not None else None
    for stretch in document.ignored:
        low, high = range_of(pieces, stretch)
        roles[low:high] = SKIP
    return Example(document.name, pieces, roles, names, _tags(document, pieces), tuple(cues))


def _tags(document: Document, pieces: Pieces) -> dict[str, NDArray[np.int64]]:
    """The tags of the heads that a document teaches with one tag a piece."""
    times = None if document.times is None else [Named(a, b, ("time",)) for a, b in document.times]
    marked: dict[str, tuple[Sequence[Named] | None, tuple[str, ...]]] = {
        "inner": (document.inner, KINDS),
        "phrases": (document.phrases, FIELD),
        "times": (times, ("time",)),
        "amounts": (document.amounts, MEASURES),
        "events": (document.events, EVENTS),
    }
    out: dict[str, NDArray[np.int64]] = {}
    for head, (stretches, kinds) in marked.items():
        if stretches is not None:
            out[head] = np.zeros(len(pieces), dtype=np.int64)
            for stretch in stretches:
                tag_stretch(
                    out[head], range_of(pieces, (stretch.start, stretch.end)), kinds.index(stretch.kinds[0])
                )
    if document.sentences is not None:
        out["opens"] = np.zeros(len(pieces), dtype=np.int64)
        for start in document.sentences:
            out["opens"][range_of(pieces, (start, start + 1))[0]] = 1
    return out


def range_of(pieces: Pieces, stretch: Stretch) -> tuple[int, int]:
    """Pieces that share a character with the stretch."""
    low = int(np.searchsorted(pieces.ends, stretch[0], side="right"))
    high = int(np.searchsorted(pieces.starts, stretch[1], side="left"))
    return low, max(low, high)


def tag_stretch(tags: NDArray[np.int64], place: tuple[int, int], kind: int) -> None:
    """Begin and inside tags of one stretch."""
    if place[1] > place[0]:
        tags[place[0]] = 1 + 2 * kind
        tags[place[0] + 1 : place[1]] = 2 + 2 * kind


def _cue(attribution: Attribution, pieces: Pieces) -> Cue | None:
    """The attribution over pieces; of a cue in pieces the last is its trigger."""
    tags = np.zeros(len(pieces), dtype=np.int64)
    for kind, stretches in ((2, attribution.content), (0, attribution.source), (1, attribution.cue)):
        for stretch in stretches:
            tag_stretch(tags, range_of(pieces, stretch), kind)
    trigger = range_of(pieces, attribution.cue[-1])
    if trigger[1] <= trigger[0]:
        return None
    stance = STANCES.index(attribution.stance) if attribution.stance else SKIP
    negated = SKIP if attribution.negated is None or not attribution.stance else int(attribution.negated)
    return Cue(trigger, tags, stance, negated)


def _mark_roles(roles: NDArray[np.int64], cue: Cue, attribution: Attribution, pieces: Pieces) -> None:
    """Mark an attribution on the token heads."""
    for head in ("cue", "nested", "field"):
        tag_stretch(roles[:, ROLES.index(head)], cue.trigger, 0)
    for head, stretches in (("source", attribution.source), ("content", attribution.content)):
        for stretch in stretches:
            tag_stretch(roles[:, ROLES.index(head)], range_of(pieces, stretch), 0)


def _names(document: Document, pieces: Pieces) -> NDArray[np.bool_]:
    """Which name tags each piece may have."""
    allowed = np.zeros((len(pieces), bio_size(KINDS)), dtype=np.bool_)
    allowed[:, 0] = True
    for name in document.names or ():
        low, high = range_of(pieces, (name.start, name.end))
        for index in range(low, high):
            allowed[index] = False
            for kind in name.kinds:
                allowed[index, 1 + 2 * KINDS.index(kind) + (index > low)] = True
    return allowed


def _begun(tags: NDArray[np.int64]) -> NDArray[np.int64]:
    """Tags in which what continues nothing begins, as after a cut."""
    before = np.r_[0, tags[:-1]]
    loose = (tags > 0) & (tags % 2 == 0) & (before != tags) & (before != tags - 1)
    return np.where(loose, tags - 1, tags)


def windows_of(example: Example, draw: random.Random) -> list[tuple[Example, Window]]:
    """One epoch's windows of a document, cut at another place each time."""
    first = draw.randint(160, 318)
    return [(example, w) for w in cut_windows(example.pieces, overlap=32, first=first)]


def batches(examples: Sequence[Example], size: int, draw: random.Random) -> Iterator[Batch]:
    """One epoch in batches of about `size` pieces, windows of like length together, order shuffled."""
    windows = [w for e in examples for w in windows_of(e, draw)]
    draw.shuffle(windows)
    chunk = 64
    groups: list[list[tuple[Example, Window]]] = []
    for at in range(0, len(windows), chunk):
        some = sorted(windows[at : at + chunk], key=lambda w: w[1].stop - w[1].start)
        group, longest = list[tuple[Example, Window]](), 0
        for item in some:
            longest = item[1].stop - item[1].start + 2
            if group and longest * (len(group) + 1) > size:
                groups.append(group)
                group = []
            group.append(item)
        groups.append(group)
    draw.shuffle(groups)
    for group in groups:
        yield collate(group, draw)


def collate(group: Sequence[tuple[Example, Window]], draw: random.Random | None = None) -> Batch:
    """Tensors of some windows, padded to the longest."""
    steps = max(w.stop - w.start for _, w in group) + 2
    count = len(group)
    ids = np.zeros((count, steps), dtype=np.int64)
    cases, known, gaps = np.zeros_like(ids), np.zeros_like(ids), np.zeros_like(ids)
    live = np.zeros((count, steps), dtype=np.bool_)
    roles = np.full((count, steps, len(ROLES)), SKIP, dtype=np.int64)
    names = np.ones((count, steps, bio_size(KINDS)), dtype=np.bool_)
    named = np.zeros((count, steps), dtype=np.bool_)
    heads = {head: np.full((count, steps), SKIP, dtype=np.int64) for head in TAGGED}
    owners, distances, tags = list[NDArray[np.int64]](), list[NDArray[np.int64]](), list[NDArray[np.int64]]()
    stances, negated = list[int](), list[int]()
    for row, (example, window) in enumerate(group):
        low, high = window.start, window.stop
        length = high - low
        ids[row, 0], ids[row, length + 1] = CLS, SEP
        live[row, : length + 2] = True
        here = slice(1, length + 1)
        ids[row, here] = example.pieces.ids[low:high]
        cases[row, here] = example.pieces.cases[low:high]
        known[row, here] = example.pieces.known[low:high]
        gaps[row, here] = example.pieces.gaps[low:high]
        roles[row, here] = example.roles[low:high]
        for head, tags_of_head in example.tags.items():
            heads[head][row, here] = tags_of_head[low:high]
        if example.names is not None:
            names[row, here], named[row, here] = example.names[low:high], True
        mine = [
            c for c in example.cues if window.own <= c.trigger[0] < window.own_stop and c.trigger[1] <= high
        ]
        if draw is not None and len(mine) > MAX_CUES:
            mine = draw.sample(mine, MAX_CUES)
        for cue in mine:
            start, buckets = reach_of(cue.trigger, low, high)
            places = np.minimum(np.arange(start, start + REACH), high - 1)
            owners.append(row * steps + 1 + places - low)
            distances.append(buckets)
            tags.append(np.where(buckets > 0, _begun(cue.tags[places]), SKIP))
            stances.append(cue.stance)
            negated.append(cue.negated)
    bias = (
        None
        if live.all()
        else torch.from_numpy(np.where(live, 0.0, -1e4).astype(np.float32))[:, None, None, :]
    )
    shape = (len(owners), REACH)
    return Batch(
        torch.from_numpy(ids),
        torch.from_numpy(cases),
        torch.from_numpy(known),
        torch.from_numpy(gaps),
        bias,
        torch.from_numpy(roles),
        torch.from_numpy(names),
        torch.from_numpy(named),
        {head: torch.from_numpy(values) for head, values in heads.items()},
        torch.from_numpy(np.asarray(owners, dtype=np.int64).reshape(shape)),
        torch.from_numpy(np.asarray(distances, dtype=np.int64).reshape(shape)),
        torch.from_numpy(np.asarray(tags, dtype=np.int64).reshape(shape)),
        torch.tensor(stances, dtype=torch.long),
        torch.tensor(negated, dtype=torch.long),
        int(live.sum()),
    )
