"""Learns to judge pairs of claims: all that stand to each other, and anew every epoch some that do not."""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn import functional as F  # noqa: N812 -- the name everybody knows

from riwaya.neural.pairing import OUTCOMES, pieces_of
from training.judge.network import Pairs
from training.judge.pairs import Pair

_TURNED = [OUTCOMES.index(name) for name in ("unrelated", "conflict", "same", "outdated", "update")]


@dataclass(frozen=True, slots=True)
class Plan:
    """How long and how fast to learn."""

    epochs: int = 3
    size: int = 16  # pairs a step
    rate: float = 8e-5  # of the encoder
    head_rate: float = 5e-4
    warm: float = 0.06
    hold: bool = False  # keep the rate to the end: another leg goes on
    unrelated: float = 1.0  # unrelated near pairs of an epoch for every related one
    subject: float = 0.3  # weight of telling what a conflict is about
    seed: int = 20
    threads: int = 2


def half() -> bool:
    """Whether this processor computes in bfloat16: the result then differs in the last digits."""
    info = Path("/proc/cpuinfo")
    return info.exists() and bool({"avx512_bf16", "amx_bf16"} & set(info.read_text(encoding="utf-8").split()))


def learn(
    network: Pairs,
    pairs: Sequence[Pair],
    tokenizer: Tokenizer,
    plan: Plan,
    after: Callable[[int, int, float], None],
) -> None:
    """Train in place; `after` is called with epoch, step (0 at its end) and mean loss."""
    torch.manual_seed(plan.seed)
    torch.set_num_threads(plan.threads)
    draw = random.Random(plan.seed)  # noqa: S311 -- repeatable sampling, nothing secret
    old = [p for p in network.encoder.parameters() if p.requires_grad]
    new = [*network.roles.parameters(), *network.hidden.parameters(), *network.out.parameters()]
    groups = [{"params": old}, {"params": new}]
    optimiser = torch.optim.AdamW(groups, weight_decay=0.01, betas=(0.9, 0.98), fused=True)
    total = plan.epochs * math.ceil(len(_drawn(pairs, plan, random.Random(0))) / plan.size)  # noqa: S311
    done, kept = 0, 0.0
    for epoch in range(plan.epochs):
        network.train()
        for batch in _batches(_drawn(pairs, plan, draw), tokenizer, plan.size, draw):
            pace = _pace(min(1.0, done / total), plan)
            for group, rate in zip(optimiser.param_groups, (plan.rate, plan.head_rate), strict=True):
                group["lr"] = rate * pace
            with torch.autocast("cpu", torch.bfloat16, enabled=half()):
                loss = _loss(network, batch, plan)
            loss.backward()
            torch.nn.utils.clip_grad_norm_([*old, *new], 1.0)
            optimiser.step()
            optimiser.zero_grad(set_to_none=True)
            kept = 0.98 * kept + 0.02 * float(loss.detach()) if done else float(loss.detach())
            done += 1
            if done % 20 == 0:
                after(epoch + 1, done, kept)
        after(epoch + 1, 0, kept)


def _drawn(pairs: Sequence[Pair], plan: Plan, draw: random.Random) -> list[Pair]:
    related = [p for p in pairs if p.outcome]
    rest = [p for p in pairs if not p.outcome]
    found = related + draw.sample(rest, min(len(rest), int(plan.unrelated * len(related))))
    draw.shuffle(found)
    return found


@dataclass(frozen=True, slots=True)
class _Row:
    ids: np.ndarray
    roles: np.ndarray
    outcome: int
    subject: int


def _batches(
    pairs: Sequence[Pair], tokenizer: Tokenizer, size: int, draw: random.Random
) -> Iterator[list[_Row]]:
    """Batches of rows of like length, in any order."""
    for at in range(0, len(pairs), 16 * size):
        rows = sorted(
            (_row(p, tokenizer, draw) for p in pairs[at : at + 16 * size]), key=lambda r: len(r.ids)
        )
        batches = [rows[i : i + size] for i in range(0, len(rows), size)]
        draw.shuffle(batches)
        yield from batches


def _row(p: Pair, tokenizer: Tokenizer, draw: random.Random) -> _Row:
    turn = p.turns and draw.random() < 0.5
    one, two = (p.two, p.one) if turn else (p.one, p.two)
    return _Row(*pieces_of(tokenizer, one, two), _TURNED[p.outcome] if turn else p.outcome, p.subject)


def _loss(network: Pairs, batch: Sequence[_Row], plan: Plan) -> Tensor:
    found = network(*padded([(r.ids, r.roles) for r in batch])).float()
    outcomes = torch.tensor([r.outcome for r in batch])
    subjects = torch.tensor([r.subject for r in batch])
    many = len(OUTCOMES)
    loss = F.cross_entropy(found[:, :many], outcomes, label_smoothing=0.05)
    if (subjects >= 0).any():
        loss = loss + plan.subject * F.cross_entropy(found[:, many:], subjects, ignore_index=-1)
    return loss


def padded(rows: Sequence[tuple[np.ndarray, np.ndarray]]) -> tuple[Tensor, Tensor, Tensor]:
    """Ids and roles [N, T] and what is added to attention [N, 1, 1, T]."""
    size = max(len(ids) for ids, _ in rows)
    made = np.zeros((2, len(rows), size), dtype=np.int64)
    off = np.full((len(rows), size), -1e4, dtype=np.float32)
    for row, (ids, roles) in enumerate(rows):
        made[:, row, : len(ids)] = ids, roles
        off[row, : len(ids)] = 0
    ids, roles = (torch.from_numpy(x) for x in made)
    return ids, roles, torch.from_numpy(off)[:, None, None, :]


def _pace(done: float, plan: Plan) -> float:
    """Share of the full rate: up in a line; then down in a cosine, or held."""
    if done < plan.warm:
        return done / plan.warm + 1e-3
    if plan.hold:
        return 1.0
    return 0.03 + 0.97 * 0.5 * (1 + math.cos(math.pi * (done - plan.warm) / (1 - plan.warm)))


@torch.no_grad()
def judged(network: Pairs, pairs: Sequence[Pair], tokenizer: Tokenizer) -> np.ndarray:
    """Logits [pairs, OUTCOMES + SUBJECTS], each in the order of the pair."""
    network.train(False)
    rows = [pieces_of(tokenizer, p.one, p.two) for p in pairs]
    order = sorted(range(len(rows)), key=lambda i: len(rows[i][0]))
    found = np.zeros((len(rows), network.out.out_features), dtype=np.float32)
    for at in range(0, len(order), 64):
        part = order[at : at + 64]
        with torch.autocast("cpu", torch.bfloat16, enabled=half()):
            found[part] = network(*padded([rows[i] for i in part])).float().numpy()
    return found
