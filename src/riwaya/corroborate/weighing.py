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
QUICK = 0.35  # weight of the quick look beside the close one
CLIP = 6.0  # spreads from its mean at which a number counts as far out


def weigh(words: np.ndarray, traits: Sequence[float]) -> np.ndarray:
    """Logits of OUTCOMES and of SUBJECTS [5 + 6] at a quick look; those of OUTCOMES are calibrated.

    `words` [neural.pairing.FEATURES] and `traits` are of one pair, the claim told first before the other.
    """
    import numpy as np

    kept = _kept()
    row = np.concatenate([words, np.asarray(traits, dtype=np.float32)])
    row = np.clip((row - kept["mean"]) / kept["spread"], -CLIP, CLIP)
    hidden = np.maximum(kept["inner"] @ row + kept["inner_bias"], 0)
    scores: np.ndarray = kept["outer"] @ hidden + kept["outer_bias"]
    scores[: len(OUTCOMES)] = scores[: len(OUTCOMES)] * kept["scale"] + kept["shift"]
    return scores


def together(quick: np.ndarray, close: np.ndarray) -> np.ndarray:
    """The same by a quick look and a close one: the weighted mean of their logs, calibrated anew."""
    kept, many = _kept(), len(OUTCOMES)
    both = close.copy()
    both[:many] = mean(quick[None, :many], close[None, :many])[0] * kept["both_scale"] + kept["both_shift"]
    return both


def mean(quick: np.ndarray, close: np.ndarray) -> np.ndarray:
    """The weighted mean of the log probabilities of two looks [N, outcomes]."""
    found: np.ndarray = QUICK * _logs(quick) + (1 - QUICK) * _logs(close)
    return found


def _logs(scores: np.ndarray) -> np.ndarray:
    import numpy as np

    above = scores - scores.max(-1, keepdims=True)
    found: np.ndarray = above - np.log(np.exp(above).sum(-1, keepdims=True))
    return found


def likelihoods(scores: np.ndarray) -> tuple[dict[str, float], str]:
    """Probability of each of OUTCOMES, and the likeliest of SUBJECTS, from logits of both [5 + 6]."""
    import numpy as np

    shares = (round(share, 4) for share in np.exp(_logs(scores[: len(OUTCOMES)])).tolist())
    about = SUBJECTS[int(scores[len(OUTCOMES) :].argmax())]
    return dict(zip(OUTCOMES, shares, strict=True)), about


@cache
def _kept() -> dict[str, np.ndarray]:
    """The weights that `make judge` made."""
    import numpy as np

    with (files("riwaya.corroborate") / "weighing.npz").open("rb") as stream:
        return {name: value.astype(np.float32) for name, value in np.load(stream).items()}
