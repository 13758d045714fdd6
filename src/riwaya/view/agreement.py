"""How far reviewers agree: on claims that two people judged, raw and beyond chance (Cohen's kappa)."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations

from riwaya.records import Claim, ReviewState


@dataclass(frozen=True, slots=True)
class Agreement:
    """Two reviewers on the claims that both judged."""

    one: str
    other: str
    claims: int
    alike: int  # on how many of them both hold the same
    kappa: float | None  # None where chance alone would agree on everything

    @property
    def raw(self) -> float:
        """The share of the claims on which both hold the same."""
        return self.alike / self.claims


def agreements(judged: Iterable[Claim]) -> tuple[Agreement, ...]:
    """Every two people who judged a claim in common, by name.

    What a person holds is the latest of their standing verdicts: that the claim is right as it was read,
    right as corrected, or wrong.
    """
    pairs: dict[tuple[str, str], list[tuple[ReviewState, ReviewState]]] = defaultdict(list)
    for claim in judged:
        held = (
            sorted(((v.by, v.holds) for v in claim.review.verdicts), key=lambda p: p[0])
            if claim.review
            else []
        )
        for (one, a), (other, b) in combinations(held, 2):
            pairs[one, other].append((a, b))
    return tuple(_agreement(one, other, pairs[one, other]) for one, other in sorted(pairs))


def _agreement(one: str, other: str, held: list[tuple[ReviewState, ReviewState]]) -> Agreement:
    alike = sum(a is b for a, b in held)
    return Agreement(one, other, len(held), alike, kappa(held))


def kappa(held: list[tuple[ReviewState, ReviewState]]) -> float | None:
    """Cohen's kappa (1960): agreement beyond what the two people's own shares of each answer would give."""
    n = len(held)
    first, second = Counter(a for a, _ in held), Counter(b for _, b in held)
    chance = sum(first[state] * second[state] for state in first) / (n * n)
    if chance == 1:
        return None
    return (sum(a is b for a, b in held) / n - chance) / (1 - chance)
