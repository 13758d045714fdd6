"""How two claims stand to each other, weighed from their words and from what else is known of them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np

OUTCOMES = ("unrelated", "conflict", "same", "update", "outdated")  # update: the second replaces the first
SUBJECTS = ("figure", "date", "place", "responsibility", "status", "denial")  # what a conflict is about
CLIP = 6.0  # spreads from its mean at which a number counts as far out


def weigh(words: np.ndarray, traits: Sequence[float]) -> tuple[dict[str, float], str]:
    """Probability of each of OUTCOMES, and what a conflict would be about.

    `words` [neural.pairing.FEATURES] and `traits` are of one pair, the claim told first before the other.
    """
    import numpy as np

    kept = _kept()
    row = np.concatenate([words, np.asarray(traits, dtype=np.float32)])
    row = np.clip((row - kept["mean"]) / kept["spread"], -CLIP, CLIP)
    hidden = np.maximum(kept["inner"] @ row + kept["inner_bias"], 0)
    scores = kept["outer"] @ hidden + kept["outer_bias"]
    scores[: len(OUTCOMES)] = scores[: len(OUTCOMES)] * kept["scale"] + kept["shift"]
    return likelihoods(scores)


def likelihoods(scores: np.ndarray) -> tuple[dict[str, float], str]:
    """Probability of each of OUTCOMES, and the likeliest of SUBJECTS, from logits of both [5 + 6]."""
    import numpy as np

    outcomes = scores[: len(OUTCOMES)]
    likely = np.exp(outcomes - outcomes.max())
    about = SUBJECTS[int(scores[len(OUTCOMES) :].argmax())]
    shares = (round(share, 4) for share in (likely / likely.sum()).tolist())
    return dict(zip(OUTCOMES, shares, strict=True)), about


@cache
def _kept() -> dict[str, np.ndarray]:
    """The weights that `make judge` made."""
    import numpy as np

    with (files("riwaya.corroborate") / "weighing.npz").open("rb") as stream:
        return {name: value.astype(np.float32) for name, value in np.load(stream).items()}
