"""How far reviewers agree: on claims that two people judged, raw and beyond chance (Cohen's kappa)."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations

from riwaya.records import Claim, ReviewState

Held = tuple[ReviewState, ReviewState, bool]  # what two people hold of a claim, and whether it is the same


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
    pairs: dict[tuple[str, str], list[Held]] = defaultdict(list)
    for claim in judged:
        held = sorted(claim.review.verdicts, key=lambda v: v.by) if claim.review else []
        for a, b in combinations(held, 2):
            pairs[a.by, b.by].append((a.holds, b.holds, a.holds is b.holds and a.agrees == b.agrees))
    return tuple(_agreement(one, other, pairs[one, other]) for one, other in sorted(pairs))


def _agreement(one: str, other: str, held: list[Held]) -> Agreement:
    alike = sum(same for _, _, same in held)
    return Agreement(one, other, len(held), alike, kappa(held))


def kappa(held: list[Held]) -> float | None:
    """Cohen's kappa (1960): agreement beyond what the two people's own shares of each answer would give."""
    n = len(held)
    first, second = Counter(a for a, _, _ in held), Counter(b for _, b, _ in held)
    chance = sum(first[state] * second[state] for state in first) / (n * n)
    if chance == 1:
        return None
    return (sum(same for _, _, same in held) / n - chance) / (1 - chance)
