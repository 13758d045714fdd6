"""The training loop: sampled windows of all corpora, one optimiser, a checkpoint an epoch."""

from __future__ import annotations

import math
import random
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import torch

from training.examples import Example, batches
from training.losses import WEIGHTS, losses
from training.network import Network


@dataclass(frozen=True, slots=True)
class Plan:
    """How long and how fast to learn."""

    epochs: int = 4
    size: int = 2600  # pieces a step
    rate: float = 1.5e-4  # of the encoder
    head_rate: float = 1e-3
    warm: float = 0.08  # share of the steps
    seed: int = 20
    threads: int = 2
    stop_after: int | None = None  # epochs, where the rate is still that of a longer run
    minutes: float | None = None  # come to an end by then; what was learned then depends on the machine


def learn(
    network: Network,
    epoch_examples: Callable[[int], Sequence[Example]],
    plan: Plan,
    folder: Path,
    say: Callable[[str], None],
) -> None:
    """Train in place; after every epoch the state is saved as `folder/epoch-N.pt`."""
    torch.manual_seed(plan.seed)
    torch.set_num_threads(plan.threads)
    draw = random.Random(plan.seed)  # noqa: S311 -- repeatable sampling, nothing secret
    optimiser, groups = _optimiser(network, plan)
    steps = sum(1 for _ in batches(epoch_examples(0), plan.size, random.Random(plan.seed)))  # noqa: S311
    total, done = steps * plan.epochs, 0
    say(f"{steps} steps an epoch, {plan.epochs} epochs")
    network.half = torch.cpu._is_amx_tile_supported()  # without matrix units float32 is faster
    network.train()
    clock = time.monotonic()
    for epoch in range(plan.stop_after or plan.epochs):
        seen, begun, sums = 0, time.monotonic(), defaultdict[str, float](float)
        for index, batch in enumerate(batches(epoch_examples(epoch), plan.size, draw)):
            spent = (time.monotonic() - clock) / (60 * plan.minutes) if plan.minutes else 0.0
            if spent >= 1:
                break
            for group, rate in zip(optimiser.param_groups, groups, strict=True):
                group["lr"] = rate * pace_of(min(max(done / total, spent), 1.0), plan.warm)
            parts = losses(network, batch)
            torch.stack([WEIGHTS[k] * v for k, v in parts.items()]).sum().backward()
            torch.nn.utils.clip_grad_norm_([p for g in optimiser.param_groups for p in g["params"]], 1.0)
            optimiser.step()
            optimiser.zero_grad(set_to_none=True)
            done, seen = done + 1, seen + batch.pieces
            for key, value in parts.items():
                sums[key] = (
                    0.97 * sums[key] + 0.03 * float(value.detach()) if key in sums else float(value.detach())
                )
            if index % 20 == 0:
                shown = " ".join(f"{k} {v:.4f}" for k, v in sorted(sums.items()))
                pace = seen / (time.monotonic() - begun)
                say(f"epoch {epoch} step {index}/{steps} {pace:.0f} pieces/s {shown}")
        torch.save(network.state(), folder / f"epoch-{epoch}.pt")


def _optimiser(network: Network, plan: Plan) -> tuple[torch.optim.AdamW, list[float]]:
    """AdamW with one rate for the published weights and a higher one for the new heads."""
    fresh = ("tokens", "states", "hints", "cases", "known", "gaps")
    old = [p for n, p in network.encoder.named_parameters() if n.split(".")[0] not in fresh]
    new = [p for n, p in network.encoder.named_parameters() if n.split(".")[0] in fresh]
    new += [*network.arguments.parameters(), network.follow, network.first]
    rates = [plan.rate, plan.head_rate]
    groups = [{"params": old, "lr": plan.rate}, {"params": new, "lr": plan.head_rate}]
    return torch.optim.AdamW(groups, weight_decay=0.01, betas=(0.9, 0.98), fused=True), rates


def pace_of(done: float, warm: float) -> float:
    """Share of the full rate: up in a line, down in a cosine to a twentieth."""
    if done < warm:
        return done / warm + 1e-3
    return 0.05 + 0.95 * 0.5 * (1 + math.cos(math.pi * (done - warm) / (1 - warm)))
