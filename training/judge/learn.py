"""Learns to judge pairs: batches of whole scenes, so that a report is passed over once for all its pairs."""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn import functional as F  # noqa: N812 -- the name everybody knows

from riwaya.neural.pieces import CLS, SEP, WINDOW, Pieces, cut_pieces
from riwaya.records import Span
from training.judge.network import Pairs, Reports
from training.judge.pairs import Pair, Spot, Taught
from training.judge.running import places_of

UNRELATED = 0
_CHUNK = 48  # pairs computed together in training
_STRANGE = 16  # pairs of claims of two scenes, in a batch


@dataclass(frozen=True, slots=True)
class Plan:
    """How long and how fast to learn."""

    epochs: int = 10
    size: int = 4  # scenes a step
    rate: float = 8e-5  # of the encoder
    head_rate: float = 8e-4
    warm: float = 0.08
    unrelated: float = 0.5  # weight of a pair that does not stand to each other
    hint: float = 0.3  # weight of finding pairs by their gists alone
    seed: int = 20
    threads: int = 2


@dataclass(slots=True)
class Judging:
    """Both halves of the network."""

    reports: Reports
    pairs: Pairs
    scale: torch.nn.Parameter  # of the likeness of gists, and its offset
    half: bool = False

    @classmethod
    def new(cls, base: Path, layers: int = 2) -> Judging:
        """On the published MiniLM."""
        scale = torch.nn.Parameter(torch.tensor([5.0, -2.0]))
        made = cls(Reports(), Pairs(layers), scale)
        made.reports.encoder.start_from(base)
        return made

    def state(self) -> dict[str, object]:
        """Everything learned, for `torch.save`."""
        parts = {"reports": self.reports.state_dict(), "pairs": self.pairs.state_dict()}
        return {**parts, "scale": self.scale.data}

    def load(self, state: dict[str, Any]) -> None:
        """Take over what `state` saved."""
        self.reports.load_state_dict(state["reports"])
        self.pairs.load_state_dict(state["pairs"])
        self.scale.data = state["scale"]

    def train(self, mode: bool = True) -> None:
        """Dropout on or off."""
        self.reports.train(mode)
        self.pairs.train(mode)


Side = tuple[Tensor, Tensor, Tensor]  # states [pieces, WIDTH], roles [pieces], gist of length 1
Wanted = tuple[tuple[int, int], tuple[int, int], Pair]  # scene and claim of either side, and the pair


@lru_cache(maxsize=4)
def _tokenizer(path: Path) -> Tokenizer:
    made = Tokenizer.from_file(str(path))
    made.no_truncation()
    made.no_padding()
    return made


class Scenes:
    """Scenes with their texts cut into pieces once."""

    def __init__(self, taught: Sequence[Taught], tokenizer: Path) -> None:
        self.taught = taught
        self._pieces = {
            (t.id, i): cut_pieces(_tokenizer(tokenizer), text)
            for t in taught
            for i, text in enumerate(t.texts)
        }

    def pieces(self, scene: Taught) -> list[Pieces]:
        """Of every report of a scene."""
        return [self._pieces[scene.id, i] for i in range(len(scene.texts))]


def sides_of(network: Judging, scenes: Scenes, batch: Sequence[Taught]) -> dict[tuple[int, int], Side]:
    """Every claim of a batch of scenes as the pairing pass takes it, by the numbers of scene and claim."""
    pieces = [p for t in batch for p in scenes.pieces(t)]
    states, gists = network.reports(*_padded(pieces))
    first = np.cumsum([0, *[len(t.texts) for t in batch]])
    found: dict[tuple[int, int], Side] = {}
    for number, t in enumerate(batch):
        for s, spot in enumerate(t.spots):
            row = int(first[number]) + spot.report
            found[number, s] = _side(pieces[row], spot, states[row], gists[row])
    return found


def likeness(network: Judging, sides: dict[tuple[int, int], Side], wanted: Sequence[Wanted]) -> Tensor:
    """How likely pairs are to stand to each other, by their gists alone: logits [N]."""
    one = torch.stack([sides[a][2] for a, _, _ in wanted])
    two = torch.stack([sides[b][2] for _, b, _ in wanted])
    return network.scale[0] * (one * two).sum(-1) + network.scale[1]


def scores(network: Judging, sides: dict[tuple[int, int], Side], wanted: Sequence[Wanted]) -> Tensor:
    """Scores of pairs [N, CLASSES], those of one length computed together."""
    rows = [(sides[a], sides[b], p) for a, b, p in wanted]
    lengths = [len(a[1]) + len(b[1]) for a, b, _ in rows]
    order = sorted(range(len(rows)), key=lambda i: lengths[i])
    parts = [
        _scored(network, [rows[i] for i in order[at : at + _CHUNK]]) for at in range(0, len(rows), _CHUNK)
    ]
    return torch.cat(parts)[torch.tensor(order).argsort()]


def _scored(network: Judging, rows: Sequence[tuple[Side, Side, Pair]]) -> Tensor:
    pad = torch.nn.utils.rnn.pad_sequence
    states = pad([torch.cat([a[0], b[0]]) for a, b, _ in rows], batch_first=True)
    roles = pad([torch.cat([a[1], b[1] + 2]) for a, b, _ in rows], batch_first=True)
    return network.pairs(states, roles, torch.tensor([p.traits for *_, p in rows])).float()


def _padded(pieces: Sequence[Pieces]) -> tuple[Tensor, Tensor, Tensor, Tensor, Tensor]:
    size = min(WINDOW, max(len(p) for p in pieces)) + 2
    made = np.zeros((4, len(pieces), size), dtype=np.int64)
    off = np.ones((len(pieces), size), dtype=np.float32)
    for row, p in enumerate(pieces):
        n = min(len(p), WINDOW)
        made[0, row, : n + 2] = np.r_[CLS, p.ids[:n], SEP]
        for at, values in enumerate((p.cases, p.known, p.gaps), 1):
            made[at, row, 1 : n + 1] = values[:n]
        off[row, : n + 2] = 0
    bias = torch.from_numpy(off * -1e4)[:, None, None, :]
    a, b, c, d = (torch.from_numpy(x) for x in made)
    return a, b, c, d, bias


def _side(pieces: Pieces, spot: Spot, states: Tensor, gists: Tensor) -> Side:
    places, roles = places_of(pieces, Span(*spot.sentence), [Span(*s) for s in spot.segments])
    kept = places < WINDOW
    at, kinds = torch.from_numpy(places[kept] + 1), torch.from_numpy(roles[kept])
    inside = at[kinds == 1] if (kinds == 1).any() else at
    gist = gists[inside].mean(0).float() if len(inside) else torch.zeros(gists.shape[1])
    return states[at], kinds, F.normalize(gist, dim=0)


def learn(network: Judging, scenes: Scenes, plan: Plan, after: Callable[[int, float], None]) -> None:
    """Train in place; `after` is called with every epoch and its mean loss."""
    torch.manual_seed(plan.seed)
    torch.set_num_threads(plan.threads)
    draw = random.Random(plan.seed)  # noqa: S311 -- repeatable sampling, nothing secret
    network.half = torch.cpu._is_amx_tile_supported()
    encoder = list(network.reports.encoder.parameters())
    heads = [*network.reports.states.parameters(), *network.reports.gist.parameters()]
    heads += [*network.pairs.parameters(), network.scale]
    optimiser = torch.optim.AdamW([{"params": encoder}, {"params": heads}], weight_decay=0.01)
    rates = (plan.rate, plan.head_rate)
    total, done = plan.epochs * math.ceil(len(scenes.taught) / plan.size), 0
    for epoch in range(plan.epochs):
        network.train()
        sums = 0.0
        for batch in _batches(scenes.taught, plan.size, draw):
            for group, rate in zip(optimiser.param_groups, rates, strict=True):
                group["lr"] = rate * _pace(done / total, plan.warm)
            loss = _loss(network, scenes, batch, plan, draw)
            loss.backward()
            torch.nn.utils.clip_grad_norm_([*encoder, *heads], 1.0)
            optimiser.step()
            optimiser.zero_grad(set_to_none=True)
            sums, done = sums + float(loss.detach()), done + 1
        after(epoch + 1, sums * plan.size / len(scenes.taught))


def _batches(taught: Sequence[Taught], size: int, draw: random.Random) -> Iterator[list[Taught]]:
    order = list(taught)
    draw.shuffle(order)
    yield from (order[at : at + size] for at in range(0, len(order), size))


def _pace(done: float, warm: float) -> float:
    return (
        done / warm
        if done < warm
        else 0.02 + 0.98 * 0.5 * (1 + math.cos(math.pi * (done - warm) / (1 - warm)))
    )


def _loss(
    network: Judging, scenes: Scenes, batch: Sequence[Taught], plan: Plan, draw: random.Random
) -> Tensor:
    with torch.autocast("cpu", torch.bfloat16, enabled=network.half):
        sides = sides_of(network, scenes, batch)
        whole: list[Wanted] = [((n, p.a), (n, p.b), p) for n, t in enumerate(batch) for p in t.pairs]
        hints = likeness(network, sides, whole).float()
        wanted = _drawn(whole, hints.tolist(), draw)
        if len(batch) > 1:
            wanted += [_strangers(batch, draw) for _ in range(_STRANGE)]
        found = scores(network, sides, wanted)
    labels = torch.tensor([p.label for *_, p in wanted])
    weights = torch.where(labels == UNRELATED, plan.unrelated, 1.0)
    judged = (F.cross_entropy(found, labels, reduction="none", label_smoothing=0.03) * weights).sum()
    related = torch.tensor([float(p.label != UNRELATED) for *_, p in whole])
    hinted = F.binary_cross_entropy_with_logits(hints, related)
    return judged / weights.sum() + plan.hint * hinted


def _drawn(whole: Sequence[Wanted], hints: Sequence[float], draw: random.Random) -> list[Wanted]:
    """The pairs that stand to each other, and of the many that do not those most like them, and some."""
    related = [w for w in whole if w[2].label != UNRELATED]
    rest = [(w, h) for w, h in zip(whole, hints, strict=True) if w[2].label == UNRELATED]
    rest.sort(key=lambda e: -e[1])
    like = [w for w, _ in rest[: len(rest) // 2]]
    unlike = [w for w, _ in rest[len(rest) // 2 :]]
    many = int(1.5 * len(related))
    found = (
        related + draw.sample(like, min(len(like), many)) + draw.sample(unlike, min(len(unlike), many // 3))
    )
    return [_turned(w, draw) for w in found]


def _turned(wanted: Wanted, draw: random.Random) -> Wanted:
    """A pair whose order nobody knows, one way or the other."""
    a, b, p = wanted
    if p.turned is None or draw.random() < 0.5:
        return wanted
    return b, a, Pair(p.b, p.a, p.label, p.turned, p.traits)


def _strangers(batch: Sequence[Taught], draw: random.Random) -> Wanted:
    """Two claims of two scenes: unrelated, whatever their words."""
    x, y = draw.sample([n for n, t in enumerate(batch) if t.spots], 2)
    some = draw.choice([p for t in batch for p in t.pairs if p.label == UNRELATED])
    a, b = (draw.randrange(len(batch[n].spots)) for n in (x, y))
    return (x, a), (y, b), Pair(a, b, UNRELATED, some.traits)


@torch.no_grad()
def judged(network: Judging, scenes: Scenes) -> list[tuple[Taught, Tensor, Tensor]]:
    """Probabilities [pairs, CLASSES] and gist likeness of every scene's pairs."""
    network.train(False)
    found = []
    for t in scenes.taught:
        wanted: list[Wanted] = [((0, p.a), (0, p.b), p) for p in t.pairs]
        with torch.autocast("cpu", torch.bfloat16, enabled=network.half):
            sides = sides_of(network, scenes, [t])
            found.append(
                (t, scores(network, sides, wanted).softmax(-1), likeness(network, sides, wanted).float())
            )
    return found
