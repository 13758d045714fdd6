"""The guard in PyTorch: the reader's encoder, learned on, and one head over its pieces."""

from __future__ import annotations

from torch import Tensor, nn

from riwaya.neural.labels import GUARDED, bio_size
from training.network import Encoder, drop

OUTPUTS = bio_size(GUARDED)


class Guard(nn.Module):
    """Who and what must be masked, by word piece."""

    def __init__(self, reader: Encoder) -> None:
        super().__init__()
        self.encoder = reader
        self.head = nn.Linear(reader.tokens.in_features, OUTPUTS)
        del reader.tokens, reader.states, reader.hints  # the reader's own heads

    def forward(
        self, ids: Tensor, cases: Tensor, known: Tensor, gaps: Tensor, bias: Tensor | None = None
    ) -> Tensor:
        """Ids, cases, known lists, gaps [B, T] -> scores [B, T, OUTPUTS]."""
        scores: Tensor = self.head(drop(self.encoder.body(ids, cases, known, gaps, bias), 0.1, self.training))
        return scores
