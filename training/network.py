"""The network in PyTorch: one encoder pass, token heads, and a light head read once per cue."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional as F  # noqa: N812 -- the name everybody knows

from riwaya.neural.labels import HEADS, PARTS, STANCES, bio_size
from riwaya.neural.pieces import CASES, GAPS, KNOWN
from riwaya.neural.reach import BUCKETS

WIDTH = 128  # of the head that is read once per cue
TOKEN_OUTPUTS = sum(HEADS.values())


def drop(x: Tensor, share: float, training: bool) -> Tensor:
    """Dropout of whole features, the same over a window's pieces: as good here, and cheap to draw."""
    if not training:
        return x
    mask = torch.empty(x.shape[0], 1, x.shape[2]).bernoulli_(1 - share) / (1 - share)
    return x * mask


class Attention(nn.Module):
    """Self-attention with its residual and norm, as in BERT."""

    def __init__(self, width: int, heads: int, dropout: float) -> None:
        super().__init__()
        self.heads, self.dropout = heads, dropout
        self.qkv = nn.Linear(width, 3 * width)
        self.out = nn.Linear(width, width)
        self.norm = nn.LayerNorm(width, eps=1e-12)

    def forward(self, x: Tensor, bias: Tensor | None) -> Tensor:
        """[B, T, D] -> [B, T, D]; `bias` [B, 1, 1, T] is added to the attention scores."""
        batch, steps, width = x.shape
        q, k, v = self.qkv(x).view(batch, steps, 3, self.heads, width // self.heads).permute(2, 0, 3, 1, 4)
        scores = (q * (width // self.heads) ** -0.5) @ k.transpose(-1, -2)  # twice the pace of the fused one
        y = (scores if bias is None else scores + bias.to(scores.dtype)).softmax(-1).to(v.dtype) @ v
        y = self.out(y.transpose(1, 2).reshape(batch, steps, width))
        return self.norm(x + drop(y, self.dropout, self.training))


class Layer(nn.Module):
    """One transformer layer, norms after the residuals, as in BERT."""

    def __init__(self, width: int, heads: int, inner: int, dropout: float = 0.1) -> None:
        super().__init__()
        self.attention = Attention(width, heads, dropout)
        self.up, self.down = nn.Linear(width, inner), nn.Linear(inner, width)
        self.norm = nn.LayerNorm(width, eps=1e-12)
        self.dropout = dropout

    def forward(self, x: Tensor, bias: Tensor | None) -> Tensor:
        """[B, T, D] -> [B, T, D]."""
        x = self.attention(x, bias)
        return self.norm(x + drop(self.down(F.gelu(self.up(x))), self.dropout, self.training))


class Encoder(nn.Module):
    """MiniLM with casing and line breaks, its token heads, and the states that the cue head reads."""

    def __init__(self, vocabulary: int = 30522, width: int = 384, layers: int = 6) -> None:
        super().__init__()
        self.words = nn.Embedding(vocabulary, width)
        self.places = nn.Embedding(512, width)
        self.cases = nn.Embedding(CASES, width)
        self.known = nn.Embedding(KNOWN, width)
        self.gaps = nn.Embedding(GAPS, width)
        nn.init.zeros_(self.known.weight)
        nn.init.zeros_(self.cases.weight)
        nn.init.zeros_(self.gaps.weight)
        self.norm = nn.LayerNorm(width, eps=1e-12)
        self.layers = nn.ModuleList(Layer(width, 12, 4 * width) for _ in range(layers))
        self.tokens = nn.Linear(width, TOKEN_OUTPUTS)
        self.states = nn.Linear(width, WIDTH)
        self.hints = nn.Linear(HEADS["roles"], WIDTH)

    def forward(
        self, ids: Tensor, cases: Tensor, known: Tensor, gaps: Tensor, bias: Tensor | None = None
    ) -> tuple[Tensor, Tensor]:
        """Ids, cases, known lists, gaps [B, T] -> token scores [B, T, outputs] and states [B, T, WIDTH]."""
        x = drop(self.body(ids, cases, known, gaps, bias), 0.1, self.training)
        tokens = self.tokens(x)
        hints = torch.tanh(tokens[..., : HEADS["roles"]] / 4)
        return tokens, self.states(x) + self.hints(hints)

    def body(
        self, ids: Tensor, cases: Tensor, known: Tensor, gaps: Tensor, bias: Tensor | None = None
    ) -> Tensor:
        """The same -> what the last layer gives [B, T, width]."""
        x = self.words(ids) + self.places.weight[: ids.shape[1]]
        x = x + self.cases(cases) + self.known(known) + self.gaps(gaps)
        x = drop(self.norm(x), 0.1, self.training)
        for layer in self.layers:
            x = layer(x, bias)
        return x

    def start_from(self, folder: Path) -> None:
        """Take over the weights of a published MiniLM (safetensors and config in `folder`)."""
        raw = load_file(folder / "model.safetensors")
        if json.loads((folder / "config.json").read_text())["num_hidden_layers"] != len(self.layers):
            raise ValueError(f"{folder} holds another number of layers; give the six-layer MiniLM")
        with torch.no_grad():
            self.words.weight.copy_(raw["embeddings.word_embeddings.weight"])
            first_type = raw["embeddings.token_type_embeddings.weight"][0]
            self.places.weight.copy_(raw["embeddings.position_embeddings.weight"] + first_type)
            _copy(self.norm, raw, "embeddings.LayerNorm")
            for index, layer in enumerate(self.layers):
                base = f"encoder.layer.{index}"
                for part in ("weight", "bias"):
                    names = (f"{base}.attention.self.{n}.{part}" for n in ("query", "key", "value"))
                    getattr(layer.attention.qkv, part).copy_(torch.cat([raw[n] for n in names]))
                _copy(layer.attention.out, raw, f"{base}.attention.output.dense")
                _copy(layer.attention.norm, raw, f"{base}.attention.output.LayerNorm")
                _copy(layer.up, raw, f"{base}.intermediate.dense")
                _copy(layer.down, raw, f"{base}.output.dense")
                _copy(layer.norm, raw, f"{base}.output.LayerNorm")


def _copy(module: nn.Module, raw: dict[str, Tensor], name: str) -> None:
    """Copy weight and bias of one published module."""
    module.weight.copy_(raw[f"{name}.weight"])
    module.bias.copy_(raw[f"{name}.bias"])


class Arguments(nn.Module):
    """Source, cue and content of one attribution, and how it is held, read around its cue."""

    def __init__(self, layers: int = 2) -> None:
        super().__init__()
        self.distance = nn.Embedding(BUCKETS, WIDTH)
        self.add, self.scale = nn.Linear(WIDTH, WIDTH), nn.Linear(WIDTH, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.layers = nn.ModuleList(Layer(WIDTH, 4, 3 * WIDTH) for _ in range(layers))
        self.parts = nn.Linear(WIDTH, bio_size(PARTS))
        self.stance = nn.Linear(2 * WIDTH, len(STANCES) + 2)

    def forward(self, states: Tensor, distances: Tensor) -> tuple[Tensor, Tensor]:
        """States [N, T, WIDTH] and distance buckets [N, T] (0 pads, 1 the cue) -> part and stance scores."""
        cue = (distances == 1).to(states.dtype).unsqueeze(-1)
        count = cue.sum(1).clamp(min=1)
        middle = (states * cue).sum(1) / count
        x = (
            states * (1 + self.scale(middle).unsqueeze(1))
            + self.add(middle).unsqueeze(1)
            + self.distance(distances)
        )
        x = self.norm(x)
        bias = ((distances == 0).to(states.dtype) * -1e4)[:, None, None, :]
        for layer in self.layers:
            x = layer(x, bias)
        held = torch.cat([(x * cue).sum(1) / count, middle], -1)
        return self.parts(x), self.stance(held)


@dataclass(slots=True)
class Network:
    """Both halves and the learned transitions between the parts' tags."""

    encoder: Encoder
    arguments: Arguments
    follow: nn.Parameter  # [L, L]
    first: nn.Parameter  # [L]
    half: bool = False  # train in bfloat16, where the processor has it

    @classmethod
    def new(cls, base: Path) -> Network:
        """A network on the published MiniLM, heads not yet trained."""
        size = bio_size(PARTS)
        network = cls(
            Encoder(), Arguments(), nn.Parameter(torch.zeros(size, size)), nn.Parameter(torch.zeros(size))
        )
        network.encoder.start_from(base)
        return network

    def state(self) -> dict[str, object]:
        """Everything learned, for `torch.save`."""
        return {
            "encoder": self.encoder.state_dict(),
            "arguments": self.arguments.state_dict(),
            "follow": self.follow.data,
            "first": self.first.data,
        }

    def load(self, state: dict[str, object]) -> None:
        """Take over what `state` saved."""
        self.encoder.load_state_dict(state["encoder"])  # type: ignore[arg-type]
        self.arguments.load_state_dict(state["arguments"])  # type: ignore[arg-type]
        self.follow.data, self.first.data = state["follow"], state["first"]  # type: ignore[assignment]

    def train(self, mode: bool = True) -> None:
        """Dropout on or off."""
        self.encoder.train(mode)
        self.arguments.train(mode)
