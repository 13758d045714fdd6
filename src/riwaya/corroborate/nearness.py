"""How near two claims are: what an encoder sees of each, and cheap numbers, weighed as scenes taught."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from itertools import combinations, product

from riwaya.corroborate.gist import Gist
from riwaya.corroborate.likeness import shared
from riwaya.corroborate.sides import side_of
from riwaya.corroborate.words import table
from riwaya.neural import pairing


def nearness(a: Gist, b: Gist) -> float:
    """Logit that two claims state one thing, exclude each other, or one outdates the other."""
    weights = _weights()
    return weights["bias"] + sum(weights[name] * value for name, value in signs(a, b).items())


@cache
def _weights() -> Mapping[str, float]:
    return table("nearness.toml")["weights"]  # type: ignore[no-any-return]


def signs(a: Gist, b: Gist) -> dict[str, float]:
    """What nearness is worked out from, by name."""
    one, two = (pairing.shipped().see(side_of(g)) for g in (a, b))
    weight, share, common = shared(a, b)
    wide, most, _ = shared(a, b, wide=True)
    return {
        "meaning": float(one.claim @ two.claim),
        "shared": min(weight, 4.0),
        "share": share,
        "common": float(min(len(common), 4)),
        "wide": min(wide, 6.0),
        "wide_share": most,
        "measure": float(not _measures(a).isdisjoint(_measures(b))),
        "rejects": float(a.rejects != b.rejects),
        "negated": float(a.claim.negated != b.claim.negated),
        "kinds": float(bool(a.families and b.families and not a.families & b.families)),
        "places": float(bool(a.places and b.places and not a.places & b.places)),
        "loose": float(not (a.firm and b.firm)),
    }


def _measures(g: Gist) -> frozenset[str]:
    return g.once("measures", lambda g: frozenset(t.measure for t in g.tallies))


def nearest(a: Iterable[Gist], b: Iterable[Gist]) -> list[tuple[Gist, Gist]]:
    """The pairs of claims of two reports that are worth a judgement, nearest first."""
    return _first(product(a, b), table("nearness.toml")["limits"]["pairs"])


def nearest_within(claims: Iterable[Gist]) -> list[tuple[Gist, Gist]]:
    """The pairs of claims of one report that are worth a judgement, nearest first."""
    in_order = sorted(claims, key=lambda g: g.id)
    return _first(combinations(in_order, 2), table("nearness.toml")["limits"]["within"])


def _first(pairs: Iterable[tuple[Gist, Gist]], most: int) -> list[tuple[Gist, Gist]]:
    least = table("nearness.toml")["limits"]["least"]
    found = [(nearness(x, y), x.id, y.id, x, y) for x, y in pairs]
    near = sorted((row for row in found if row[0] >= least), key=lambda row: (-row[0], row[1:3]))
    return [(x, y) for *_, x, y in near[:most]]
