"""Learns to weigh pairs of claims: one hidden layer over what the encoder sees of both and their traits."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import nn
from torch.nn import functional as F  # noqa: N812 -- the name everybody knows

from riwaya.corroborate.weighing import CLIP, OUTCOMES, SUBJECTS, mean
from riwaya.neural.pairing import FEATURES, Pairing, features
from training.judge.pairs import Pair

Floats = NDArray[np.floating[Any]]
Weights = dict[str, Floats]
_LEAST = 1e-3  # spread below which a number says nothing


@dataclass(frozen=True, slots=True)
class Plan:
    """How long and how fast to learn."""

    members: int = 1  # networks of which the scores are averaged, each begun anew
    epochs: int = 4
    size: int = 256  # pairs a step
    hidden: int = 128
    rate: float = 1e-3  # at its highest, in one cycle
    decay: float = 0.1
    missing: float = 0.4  # share of the numbers of a pair that are hidden at each look
    drop: float = 0.5  # share of the hidden layer that is
    subject: float = 0.3  # weight of telling what a conflict is about
    seed: int = 20
    threads: int = 1


def rows_of(pairing: Pairing, pairs: Sequence[Pair]) -> Floats:
    """What is known of each pair [N, FEATURES + TRAITS], in half precision."""
    width = FEATURES + len(pairs[0].traits)
    made = np.zeros((len(pairs), width), dtype=np.float16)  # half the memory, and as good
    for row, p in enumerate(pairs):
        made[row, :FEATURES] = features(pairing.see(p.one), pairing.see(p.two))
        made[row, FEATURES:] = p.traits
    return made


def learn(rows: Floats, pairs: Sequence[Pair], plan: Plan, say: Callable[[str], None]) -> Weights:
    """The weights that `corroborate.weighing` reads, not calibrated yet."""
    torch.set_num_threads(plan.threads)
    return together([member(rows, pairs, plan, plan.seed + number, say) for number in range(plan.members)])


def together(members: Sequence[Weights]) -> Weights:
    """One network that gives the mean of the scores of several."""
    many = len(members)
    inner = {name: np.concatenate([m[name] for m in members]) for name in ("inner", "inner_bias")}
    outer = np.concatenate([m["outer"] for m in members], 1) / many
    bias = np.mean([m["outer_bias"] for m in members], axis=0)
    return {**members[0], **inner, "outer": outer, "outer_bias": bias}


def member(rows: Floats, pairs: Sequence[Pair], plan: Plan, seed: int, say: Callable[[str], None]) -> Weights:
    """One network, begun with a seed."""
    torch.manual_seed(seed)
    mean, spread = rows.mean(0, dtype=np.float32), rows.std(0, dtype=np.float32) + _LEAST
    x = torch.from_numpy(((rows - mean) / spread).clip(-CLIP, CLIP))
    outcomes, subjects = (torch.tensor(labels) for labels in _labels(pairs))
    inner, outer = nn.Linear(x.shape[1], plan.hidden), nn.Linear(plan.hidden, len(OUTCOMES) + len(SUBJECTS))
    network = nn.Sequential(nn.Dropout(plan.missing), inner, nn.ReLU(), nn.Dropout(plan.drop), outer)
    optimiser = torch.optim.AdamW(network.parameters(), lr=plan.rate, weight_decay=plan.decay)
    steps = len(x) // plan.size
    pace = torch.optim.lr_scheduler.OneCycleLR(optimiser, plan.rate, plan.epochs * steps)
    for epoch in range(plan.epochs):
        order, losses = torch.randperm(len(x)), []
        for at in range(0, steps * plan.size, plan.size):
            part = order[at : at + plan.size]
            loss = _loss(network(x[part]), outcomes[part], subjects[part], plan)
            loss.backward()  # type: ignore[no-untyped-call]
            optimiser.step()
            optimiser.zero_grad()
            pace.step()
            losses.append(loss.item())
        say(f"epoch {epoch + 1} loss {sum(losses) / len(losses):.4f}")
    learned = {
        "inner": inner.weight,
        "inner_bias": inner.bias,
        "outer": outer.weight,
        "outer_bias": outer.bias,
    }
    kept = {name: value.detach().numpy() for name, value in learned.items()}
    many = len(OUTCOMES)
    return {**kept, "mean": mean, "spread": spread, "scale": np.ones(many), "shift": np.zeros(many)}


def _labels(pairs: Sequence[Pair]) -> tuple[list[int], list[int]]:
    return [p.outcome for p in pairs], [p.subject for p in pairs]


def _loss(found: torch.Tensor, outcomes: torch.Tensor, subjects: torch.Tensor, plan: Plan) -> torch.Tensor:
    many = len(OUTCOMES)
    loss = F.cross_entropy(found[:, :many], outcomes)
    if (subjects >= 0).any():
        loss = loss + plan.subject * F.cross_entropy(found[:, many:], subjects, ignore_index=-1)
    return loss


def scores_of(weights: Weights, rows: Floats) -> Floats:
    """Calibrated logits of OUTCOMES, then logits of SUBJECTS [N, 5 + 6], as the package computes them."""
    x = ((rows - weights["mean"]) / weights["spread"]).clip(-CLIP, CLIP)
    hidden = np.maximum(x @ weights["inner"].T + weights["inner_bias"], 0)
    scores: Floats = hidden @ weights["outer"].T + weights["outer_bias"]
    many = len(OUTCOMES)
    scores[:, :many] = scores[:, :many] * weights["scale"] + weights["shift"]
    return scores


def calibrate(weights: Weights, rows: Floats, pairs: Sequence[Pair]) -> Weights:
    """The same with a scale for all outcomes and a shift for each, fitted on pairs not learned from."""
    scores = torch.from_numpy(scores_of(weights, rows)[:, : len(OUTCOMES)].astype(np.float32))
    scale, shift = fitted(scores, torch.tensor(_labels(pairs)[0]))
    return {**weights, "scale": scale.numpy().repeat(len(OUTCOMES)), "shift": shift.numpy()}


def calibrate_both(weights: Weights, quick: Floats, close: Floats, pairs: Sequence[Pair]) -> Weights:
    """The same with what calibrates the mean of a quick look and a close one [N, 5 + 6]."""
    many = len(OUTCOMES)
    scores = torch.from_numpy(mean(quick[:, :many], close[:, :many]).astype(np.float32))
    scale, shift = fitted(scores, torch.tensor(_labels(pairs)[0]))
    return {**weights, "both_scale": scale.numpy(), "both_shift": shift.numpy()}


def together_of(weights: Weights, quick: Floats, close: Floats) -> Floats:
    """Scores of both looks together [N, 5 + 6], as the package computes them."""
    many = len(OUTCOMES)
    both = close.copy()
    both[:, :many] = mean(quick[:, :many], close[:, :many]) * weights["both_scale"] + weights["both_shift"]
    return both


def fitted(scores: torch.Tensor, wanted: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
    """A scale of all outcomes and a shift of each: with these, scores [N, outcomes] fit what is wanted."""
    scale, shift = torch.ones(1, requires_grad=True), torch.zeros(len(OUTCOMES), requires_grad=True)
    optimiser = torch.optim.LBFGS([scale, shift], max_iter=100, line_search_fn="strong_wolfe")

    def closure() -> torch.Tensor:
        optimiser.zero_grad()
        loss = F.cross_entropy(scores * scale + shift, wanted) + 1e-4 * (shift**2).sum()
        loss.backward()  # type: ignore[no-untyped-call]
        return loss

    optimiser.step(closure)  # type: ignore[arg-type]
    return scale.detach(), shift.detach()
