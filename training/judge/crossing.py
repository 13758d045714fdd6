"""Learns to read two claims at once: MiniLM fine-tuned on the pairs that a quick look cannot dismiss."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional as F  # noqa: N812 -- the name everybody knows

from riwaya.corroborate.traits import TRAITS
from riwaya.corroborate.weighing import CLIP, OUTCOMES, SUBJECTS
from riwaya.neural.crossing import PARTS, laid
from riwaya.neural.sessions import cutter
from training.judge.pairs import Pair
from training.network import Encoder

Floats = NDArray[np.float32]
Row = tuple[list[int], list[int]]
_POOL = 32  # batches among which pairs are sorted by length


@dataclass(frozen=True, slots=True)
class Plan:
    """How long and how fast to learn."""

    epochs: int = 3
    size: int = 32  # pairs a step
    rate: float = 6e-5  # of the encoder at its highest; the head learns at ten times this
    decay: float = 0.01
    hidden: int = 192
    warm: float = 0.08  # share of the steps in which the rate rises
    subject: float = 0.3  # weight of telling what a conflict is about
    blind: float = 0.3  # share of pairs that are learned from their words alone
    short: float = 1.0  # share of the pairs of short scenes, drawn anew for each epoch
    apart: float = 0.5  # share of the pairs that do not stand to each other, drawn anew for each epoch
    seed: int = 20
    threads: int = 1


class Both(nn.Module):
    """The encoder over both claims, and a head over what it saw and the traits."""

    def __init__(self, hidden: int) -> None:
        super().__init__()
        self.encoder = Encoder()
        self.parts = nn.Embedding(PARTS, 384)
        nn.init.normal_(self.parts.weight, std=0.01)
        self.register_buffer("mean", torch.zeros(TRAITS))
        self.register_buffer("spread", torch.ones(TRAITS))
        self.inner = nn.Linear(3 * 384 + TRAITS, hidden)
        self.outer = nn.Linear(hidden, len(OUTCOMES) + len(SUBJECTS))

    def forward(self, ids: Tensor, parts: Tensor, traits: Tensor, kept: Tensor | None = None) -> Tensor:
        """Ids and parts [B, T], traits [B, TRAITS] -> scores [B, outcomes + subjects].

        `kept` [B, T] is 0 at padding.
        """
        encoder = self.encoder
        x = encoder.words(ids) + encoder.places.weight[: ids.shape[1]] + self.parts(parts)
        x = F.dropout(encoder.norm(x), 0.1, self.training)
        bias = None if kept is None else (1.0 - kept)[:, None, None, :] * -1e4
        for layer in encoder.layers:
            x = layer(x, bias)
        x = x.float()
        seen = torch.cat([x[:, 0], _mean(x, parts == 4), _mean(x, parts == 8)], -1)
        known = ((traits - self.mean) / self.spread).clamp(-CLIP, CLIP)
        seen = F.dropout(torch.cat([seen, known], -1), 0.1, self.training)
        return self.outer(F.dropout(F.gelu(self.inner(seen)), 0.1, self.training))  # type: ignore[no-any-return]


def _mean(x: Tensor, where: Tensor) -> Tensor:
    weight = where.to(x.dtype)[..., None]
    return (x * weight).sum(1) / (weight.sum(1) + 1e-3)


def rows_of(pairs: Sequence[Pair]) -> list[Row]:
    """Pieces and their parts of every pair."""
    tokenizer = cutter()
    return [laid(tokenizer, p.one, p.two) for p in pairs]


def begun(base: Path, earlier: Path | None, pairs: Sequence[Pair], plan: Plan) -> Both:
    """A network that starts from the published MiniLM, or goes on from an earlier leg's weights."""
    torch.manual_seed(plan.seed)
    network = Both(plan.hidden)
    network.encoder.start_from(base)
    traits = np.asarray([p.traits for p in pairs], dtype=np.float32)
    network.mean.copy_(torch.from_numpy(traits.mean(0)))
    network.spread.copy_(torch.from_numpy(traits.std(0) + 1e-3))
    if earlier:
        network.load_state_dict(torch.load(earlier, weights_only=True))
    return network


def learn(network: Both, pairs: Sequence[Pair], plan: Plan, say: Callable[[str], None]) -> Both:
    """The network, fine-tuned; not calibrated yet."""
    torch.set_num_threads(plan.threads)
    network.encoder.words.weight.requires_grad_(False)
    traits = np.asarray([p.traits for p in pairs], dtype=np.float32)
    body = [*network.encoder.layers.parameters(), *network.encoder.norm.parameters()]
    body += [network.encoder.places.weight, network.parts.weight]
    head = [*network.inner.parameters(), *network.outer.parameters()]
    groups = [{"params": body, "lr": plan.rate}, {"params": head, "lr": 10 * plan.rate}]
    optimiser = torch.optim.AdamW(groups, weight_decay=plan.decay, fused=True)
    rows = rows_of(pairs)
    each = [_parts(_drawn(pairs, plan, epoch), rows, plan, epoch) for epoch in range(plan.epochs)]
    steps = sum(len(parts) for parts in each)
    pace = torch.optim.lr_scheduler.LambdaLR(optimiser, lambda s: _pace(s / steps, plan.warm))
    outcomes = torch.tensor([p.outcome for p in pairs])
    subjects = torch.tensor([p.subject for p in pairs])
    network.train()
    for epoch, batches in enumerate(each):
        losses = []
        for at, part in enumerate(batches):
            given = torch.from_numpy(traits[part])
            hidden = torch.rand(len(part), 1) < plan.blind
            given = torch.where(hidden, network.mean, given)
            with torch.autocast("cpu", dtype=torch.bfloat16):
                scores = network(*_padded([rows[i] for i in part], given)).float()
            loss = _loss(scores, outcomes[part], subjects[part], plan)
            loss.backward()
            torch.nn.utils.clip_grad_norm_([*body, *head], 1.0)
            optimiser.step()
            optimiser.zero_grad()
            pace.step()
            losses.append(loss.item())
            if at % 100 == 99:
                late = sum(losses[-100:]) / 100
                say(f"epoch {epoch + 1} step {at + 1} of {len(batches)} loss {late:.4f}")
    network.train(False)
    return network


def _pace(done: float, warm: float) -> float:
    return done / warm if done < warm else max(0.0, (1 - done) / (1 - warm))


def _drawn(pairs: Sequence[Pair], plan: Plan, epoch: int) -> list[int]:
    """The pairs of an epoch: all that stand to each other, and a share of the others."""
    dice = np.random.default_rng((plan.seed, epoch, 1))
    found = []
    for number, (p, die) in enumerate(zip(pairs, dice.random(len(pairs)), strict=True)):
        share = (1.0 if p.outcome else plan.apart) * (1.0 if p.long else plan.short)
        if die < share:
            found.append(number)
    return found


def _parts(drawn: Sequence[int], rows: Sequence[Row], plan: Plan, epoch: int) -> list[list[int]]:
    """Batches of pairs of like length, in random order."""
    dice = np.random.default_rng((plan.seed, epoch, 2))
    order = dice.permutation(np.asarray(drawn))
    found = []
    for at in range(0, len(order), _POOL * plan.size):
        near = sorted(order[at : at + _POOL * plan.size], key=lambda i: len(rows[i][0]))
        found += [[int(i) for i in near[k : k + plan.size]] for k in range(0, len(near), plan.size)]
    return [found[index] for index in dice.permutation(len(found))]


def _padded(rows: Sequence[Row], traits: Tensor) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    longest = max(len(ids) for ids, _ in rows)
    ids = torch.zeros(len(rows), longest, dtype=torch.long)
    parts = torch.zeros_like(ids)
    kept = torch.zeros(len(rows), longest)
    for n, (pieces, which) in enumerate(rows):
        ids[n, : len(pieces)] = torch.tensor(pieces)
        parts[n, : len(pieces)] = torch.tensor(which)
        kept[n, : len(pieces)] = 1
    return ids, parts, traits, kept


def _loss(scores: Tensor, outcomes: Tensor, subjects: Tensor, plan: Plan) -> Tensor:
    many = len(OUTCOMES)
    loss = F.cross_entropy(scores[:, :many], outcomes)
    if (subjects >= 0).any():
        loss = loss + plan.subject * F.cross_entropy(scores[:, many:], subjects, ignore_index=-1)
    return loss


def scores_of(network: Both, pairs: Sequence[Pair], size: int = 64) -> Floats:
    """Scores of every pair [N, outcomes + subjects]."""
    rows = rows_of(pairs)
    order = sorted(range(len(rows)), key=lambda i: len(rows[i][0]))
    found = np.zeros((len(rows), len(OUTCOMES) + len(SUBJECTS)), dtype=np.float32)
    with torch.no_grad(), torch.autocast("cpu", dtype=torch.bfloat16):
        for at in range(0, len(order), size):
            part = order[at : at + size]
            traits = torch.tensor([pairs[i].traits for i in part], dtype=torch.float32)
            found[part] = network(*_padded([rows[i] for i in part], traits)).float().numpy()
    return found


def averaged(network: Both, earlier: Path) -> None:
    """The mean of the weights of this leg and of the one it went on from (after Wortsman et al., 2022)."""
    before = torch.load(earlier, weights_only=True)
    now = network.state_dict()
    network.load_state_dict({name: (value + before[name]) / 2 for name, value in now.items()})
