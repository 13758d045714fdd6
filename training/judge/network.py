"""The judging network in PyTorch: one encoder pass over each report, a light one over each pair of claims."""

from __future__ import annotations

import torch
from torch import Tensor, nn

from training.judge.running import CLASSES
from training.judge.traits import TRAITS
from training.network import Encoder, Layer

WIDTH = 192  # of what the pairing pass reads
GIST = 64  # of the vector by which claims worth pairing are found
_ROLES = 5  # 0 pads, inside and beside the first claim, inside and beside the second


class Reports(nn.Module):
    """A report's pieces as the pairing pass reads them."""

    def __init__(self) -> None:
        super().__init__()
        self.encoder = Encoder()
        self.states = nn.Linear(384, WIDTH)
        self.gist = nn.Sequential(nn.Linear(384, 384), nn.GELU(), nn.Linear(384, GIST))

    def forward(
        self, ids: Tensor, cases: Tensor, known: Tensor, gaps: Tensor, bias: Tensor | None = None
    ) -> tuple[Tensor, Tensor]:
        """Pieces [B, T] -> states [B, T, WIDTH] and gists [B, T, GIST]."""
        x = self.encoder.body(ids, cases, known, gaps, bias)
        return self.states(x), self.gist(x)


class Pairs(nn.Module):
    """How two claims stand to each other."""

    def __init__(self, layers: int) -> None:
        super().__init__()
        self.roles = nn.Embedding(_ROLES, WIDTH)
        self.traits = nn.Sequential(nn.Linear(TRAITS, WIDTH), nn.GELU(), nn.Linear(WIDTH, WIDTH))
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.layers = nn.ModuleList(Layer(WIDTH, 6, 3 * WIDTH) for _ in range(layers))
        self.out = nn.Sequential(nn.Linear(4 * WIDTH, WIDTH), nn.GELU(), nn.Linear(WIDTH, len(CLASSES)))

    def forward(self, states: Tensor, roles: Tensor, traits: Tensor) -> Tensor:
        """States [N, T, WIDTH], roles [N, T], traits [N, TRAITS] -> scores [N, CLASSES]."""
        head = self.traits(traits)
        x = self.norm(torch.cat([head.unsqueeze(1), states + self.roles(roles)], 1))
        there = torch.cat([torch.ones_like(roles[:, :1]), roles], 1)
        bias = ((there == 0).to(states.dtype) * -1e4)[:, None, None, :]
        for layer in self.layers:
            x = layer(x, bias)
        first = (roles == 1).to(x.dtype).unsqueeze(-1)
        second = (roles == 3).to(x.dtype).unsqueeze(-1)
        y = x[:, 1:]
        one = (y * first).sum(1) / first.sum(1).clamp(min=1)
        two = (y * second).sum(1) / second.sum(1).clamp(min=1)
        return self.out(torch.cat([x[:, 0], one, two, head], -1))
