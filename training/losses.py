"""What each head is taught, as one number a step."""

from __future__ import annotations

import torch
from torch import Tensor
from torch.nn import functional as F  # noqa: N812 -- the name everybody knows

from riwaya.neural.labels import PARTS, ROLES, STANCES, bio_transitions, outputs
from training.examples import SKIP, TAGGED, Batch
from training.network import Network

WEIGHTS = {
    "roles": 1.0,
    "names": 1.0,
    "parts": 1.0,
    "stance": 0.3,
    "inner": 0.3,
    "phrases": 1.0,
    "times": 0.3,
    "amounts": 0.3,
    "events": 0.3,
    "opens": 0.2,
}


def losses(network: Network, batch: Batch) -> dict[str, Tensor]:
    """Loss of every head that the batch has targets for, each a mean over its tokens or cues."""
    with torch.autocast("cpu", dtype=torch.bfloat16, enabled=network.half):
        tokens, states = network.encoder(batch.ids, batch.cases, batch.known, batch.gaps, batch.bias)
    tokens = tokens.float()
    out: dict[str, Tensor] = {}
    roles = tokens[..., outputs("roles")].reshape(-1, 3)
    wanted = batch.roles.reshape(-1)
    if (wanted != SKIP).any():
        out["roles"] = F.cross_entropy(roles, wanted, ignore_index=SKIP) * len(ROLES)
    if batch.named.any():
        scores = tokens[..., outputs("names")][batch.named]
        allowed = scores.masked_fill(~batch.names[batch.named], -1e4)
        out["names"] = (scores.logsumexp(-1) - allowed.logsumexp(-1)).mean()
    for head in TAGGED:
        wanted = batch.heads[head].reshape(-1)
        if (wanted != SKIP).any():
            scores = tokens[..., outputs(head)]
            out[head] = F.cross_entropy(scores.reshape(len(wanted), -1), wanted, ignore_index=SKIP)
    if len(batch.owners):
        around = states.reshape(-1, states.shape[-1])[batch.owners]
        with torch.autocast("cpu", dtype=torch.bfloat16, enabled=network.half):
            parts, held = network.arguments(around, batch.distances)
        parts, held = parts.float(), held.float()
        known = (batch.tags != SKIP).sum()
        out["parts"] = chain_loss(parts, batch.tags, network.follow, network.first).sum() / known
        if (batch.stances != SKIP).any():
            stance = F.cross_entropy(held[:, : len(STANCES)], batch.stances, ignore_index=SKIP)
            out["stance"] = stance + F.cross_entropy(
                held[:, len(STANCES) :], batch.negated, ignore_index=SKIP
            )
    return out


def chain_loss(scores: Tensor, tags: Tensor, follow: Tensor, first: Tensor) -> Tensor:
    """Negative log-likelihood [N] of the tags under a linear chain; tags of SKIP end a sequence.

    A conditional random field: Lafferty, McCallum and Pereira (2001). A tag that may not follow another
    (`bio_transitions`) stays out of reach whatever is learned. The forward sums are scaled step by step, so
    that no logarithm is taken inside the loop.
    """
    may = torch.tensor(bio_transitions(len(PARTS)))
    follow = follow.masked_fill(~may, -1e4)
    first = first.masked_fill(~may[0], -1e4)
    live = tags != SKIP
    gold = tags.clamp(min=0)
    unary = scores.gather(-1, gold.unsqueeze(-1)).squeeze(-1)
    steps = follow[gold[:, :-1], gold[:, 1:]]
    path = (unary * live).sum(1) + first[gold[:, 0]] + (steps * live[:, 1:]).sum(1)
    shift = scores.amax(-1, keepdim=True).detach()
    weights = (scores - shift).exp()
    step_weights = follow.exp()
    alpha = weights[:, 0] * first.exp()
    scales = [alpha.sum(-1, keepdim=True)]
    alpha = alpha / scales[0]
    for step in range(1, scores.shape[1]):
        reach = (alpha @ step_weights) * weights[:, step]
        scale = torch.where(live[:, step : step + 1], reach.sum(-1, keepdim=True), 1.0)
        alpha = torch.where(live[:, step : step + 1], reach / scale, alpha)
        scales.append(scale)
    total = torch.cat(scales, -1).log().sum(-1) + (shift.squeeze(-1) * live).sum(-1)
    return total - path
