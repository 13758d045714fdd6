"""The pairing network in PyTorch: MiniLM over two claims at once."""

from __future__ import annotations

from pathlib import Path

import torch
from torch import Tensor, nn

from riwaya.neural.pairing import OUTCOMES, ROLES, SUBJECTS
from training.network import Encoder, drop

WIDTH = 384
KEPT = 3  # layers that are not taught: a third less to compute


class Pairs(nn.Module):
    """How two claims stand to each other, and what a conflict of theirs would be about."""

    def __init__(self) -> None:
        super().__init__()
        self.encoder = Encoder()
        self.roles = nn.Embedding(ROLES, WIDTH)
        nn.init.zeros_(self.roles.weight)
        self.hidden = nn.Linear(3 * WIDTH, WIDTH)
        self.out = nn.Linear(WIDTH, len(OUTCOMES) + len(SUBJECTS))

    @classmethod
    def new(cls, base: Path) -> Pairs:
        """On the published MiniLM, whose word vectors and lowest layers stay as they are."""
        made = cls()
        made.encoder.start_from(base)
        for part in (made.encoder.words, made.encoder.places, made.encoder.norm, *made.encoder.layers[:KEPT]):
            part.requires_grad_(False)
        return made

    def forward(self, ids: Tensor, roles: Tensor, bias: Tensor | None = None) -> Tensor:
        """Ids and roles [N, T] -> logits [N, OUTCOMES + SUBJECTS]."""
        encoder = self.encoder
        x = drop(encoder.norm(encoder.words(ids) + encoder.places.weight[: ids.shape[1]]), 0.1, self.training)
        for number, layer in enumerate(encoder.layers):
            x = layer(x if number != KEPT else x + self.roles(roles), bias)
        sides = [_mean(x, (roles == role).to(x.dtype)) for role in (2, 5)]
        whole = torch.cat([x[:, 0], *sides], -1)
        return self.out(drop_rows(torch.nn.functional.gelu(self.hidden(whole)), self.training))


def _mean(x: Tensor, kept: Tensor) -> Tensor:
    return (x * kept.unsqueeze(-1)).sum(1) / kept.sum(1, keepdim=True).clamp(min=1)


def drop_rows(x: Tensor, training: bool) -> Tensor:
    """Dropout of single features [N, D]."""
    return nn.functional.dropout(x, 0.1, training)
