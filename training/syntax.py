"""Tags and dependencies, read off the encoder's states: Dozat and Manning (2017), small."""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn import functional as F  # noqa: N812 -- the name everybody knows

from training.trees import RELATIONS, SKIP, TAGS, Trees


class Syntax(nn.Module):
    """Universal tags, a biaffine head for arcs and one for their labels."""

    def __init__(self, width: int = 384, arcs: int = 128, labels: int = 64) -> None:
        super().__init__()
        self.tags = nn.Linear(width, len(TAGS))
        self.root = nn.Parameter(torch.zeros(width))
        self.sizes = (arcs, labels)
        self.dependent, self.governor = nn.Linear(width, arcs + labels), nn.Linear(width, arcs + labels)
        self.arc = nn.Parameter(torch.zeros(arcs + 1, arcs))
        self.label = nn.Parameter(torch.zeros(len(RELATIONS), labels + 1, labels + 1))

    def forward(self, states: Tensor, places: Tensor) -> tuple[Tensor, Tensor, tuple[Tensor, Tensor]]:
        """States [B, T, width], places [S, W] -> tags [S, W, tags], arcs [S, W, 1 + W], what labels need."""
        words = states.reshape(-1, states.shape[-1])[places]
        heads = torch.cat([self.root.expand(len(words), 1, -1), words], 1)
        below, below_label = F.gelu(self.dependent(words)).split(self.sizes, -1)
        above, above_label = F.gelu(self.governor(heads)).split(self.sizes, -1)
        arcs = _with_one(below) @ self.arc @ above.transpose(1, 2)
        return self.tags(words), arcs, (_with_one(below_label), _with_one(above_label))

    def labels(self, sides: tuple[Tensor, Tensor], heads: Tensor) -> Tensor:
        """Scores [S, W, relations] of each word's relation to the head [S, W] given for it."""
        below, above = sides
        chosen = above.gather(1, heads.clamp(min=0).unsqueeze(-1).expand(-1, -1, above.shape[-1]))
        return torch.einsum("swi,rij,swj->swr", below, self.label, chosen)

    def losses(self, states: Tensor, trees: Trees) -> dict[str, Tensor]:
        """Mean over the words of each of the three."""
        tags, arcs, sides = self(states, trees.places)
        arcs = arcs.masked_fill(beyond(trees), -1e4)
        labels = self.labels(sides, trees.heads)
        pairs = {"tags": (tags, trees.tags), "arcs": (arcs, trees.heads), "labels": (labels, trees.relations)}
        return {
            name: F.cross_entropy(scores.flatten(0, 1), wanted.flatten(), ignore_index=SKIP)
            for name, (scores, wanted) in pairs.items()
        }


def beyond(trees: Trees) -> Tensor:
    """Which heads [S, 1, 1 + W] a sentence does not have."""
    return F.pad(trees.tags == SKIP, (1, 0)).unsqueeze(1)


def _with_one(x: Tensor) -> Tensor:
    """A further feature that is always 1, so that a bilinear form holds the linear ones, too."""
    return F.pad(x, (0, 1), value=1.0)
