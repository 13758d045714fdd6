"""What a report says of where it is, and how far apart places lie."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from riwaya.locate.coherence import Votes, county_states, votes
from riwaya.locate.countries import Country, Region, State, countries_in, country_named, state_named
from riwaya.locate.folding import fold
from riwaya.locate.gazetteer import Candidate, Gazetteer
from riwaya.locate.tokens import Tokens
from riwaya.records import Kind, Mention, Position, Span

_SURE = 40  # places that others are measured against
_IMPLIED = 2.0  # votes of place names from which a report is about a country that it does not name
_SPOKEN = 3.0  # weight from which a report names its country clearly enough
_HEAVY = 0.4  # share of the weightiest country from which a report is also about another


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a report says of where it is."""

    countries: Mapping[str, float]  # ISO -> weight, the dateline's heaviest
    heavy: frozenset[str]  # those the report is about, not only mentions
    sure: tuple[Candidate, ...]  # places that only one reading fits
    votes: Votes  # what the names say of each other


def surroundings(
    names: Mapping[str, Sequence[Mention]],
    tokens: Tokens,
    dateline: str | None,
    gazetteer: Gazetteer,
    furniture: Sequence[Span],
) -> Surroundings:
    """What the report says of where it is, through countries, its dateline and its place names."""
    weights = _weights(tokens, dateline, furniture)
    said = votes({key: _whole(firsts[0].words.text) for key, firsts in names.items()}, gazetteer)
    top = max(weights.values(), default=0.0)
    heavy = frozenset(iso for iso, weight in weights.items() if weight >= top * _HEAVY)
    implied = _implied(said) if not weights or max(weights.values()) < _SPOKEN else None
    if implied is not None and implied not in heavy:
        weights[implied] = max(weights.get(implied, 0.0), top * _HEAVY, 1.0)
        heavy |= {implied}
    return Surroundings(weights, heavy, _sure(names, weights, gazetteer), said)


def _implied(said: Votes) -> str | None:
    """The country that the place names of a report lie in together, though it is not named."""
    shares: dict[str, float] = {}
    for (iso, _), share in said.areas.items():
        shares[iso] = shares.get(iso, 0.0) + share
    best = max(sorted(shares), key=lambda iso: shares[iso], default=None)
    if best is None or shares[best] < _IMPLIED or shares[best] < 0.6 * sum(shares.values()):
        return None
    return best


def key_of(name: str) -> str:
    """What makes two mentions of a report the same name."""
    return fold(bare(name))[0]


_HEADS = (
    "the ",
    "town of ",
    "city of ",
    "village of ",
    "district of ",
    "province of ",
    "area of ",
    "governorate of ",
)
_TAILS = (
    " district", " province", " governorate", " city", " town", " village", " area", " region", " valley",
    " county", " state", " oblast", " sub-district", " subdistrict", " municipality", " raion", " township",
)  # fmt: skip


def _whole(printed: str) -> str:
    """A name as the votes read it: states and counties whole, towns without the words around them."""
    return printed if state_named(printed) or county_states(printed) else bare(printed)


def bare(name: str) -> str:
    """A place name without the words for what kind of place it is."""
    plain = " ".join(name.split()).removesuffix("'s").removesuffix("’s")
    lowered = plain.lower()
    for head in _HEADS:
        if lowered.startswith(head):
            plain, lowered = plain[len(head) :], lowered[len(head) :]
    for tail in _TAILS:
        if lowered.endswith(tail):
            plain, lowered = plain[: -len(tail)], lowered[: -len(tail)]
    return plain


def _weights(tokens: Tokens, dateline: str | None, furniture: Sequence[Span]) -> dict[str, float]:
    """How strongly the report speaks of each country."""
    counted = countries_in(tokens, furniture)
    weights = {iso: 1.0 + math.log2(count) for iso, count in counted.items()}
    for word in (dateline or "").replace("—", ",").split(","):
        country = country_named(word)
        if country is not None:
            weights[country.iso] = weights.get(country.iso, 0.0) + 4.0
    return weights


def place_names(mentions: Sequence[Mention]) -> dict[str, list[Mention]]:
    """Named place mentions by name, in order of first appearance."""
    names: dict[str, list[Mention]] = {}
    for mention in mentions:
        if mention.kind is Kind.PLACE and mention.named:
            names.setdefault(key_of(mention.words.text), []).append(mention)
    return names


def _sure(
    names: Mapping[str, Sequence[Mention]], weights: Mapping[str, float], gazetteer: Gazetteer
) -> tuple[Candidate, ...]:
    """Places whose name fits one candidate in the countries the report speaks of."""
    sure = []
    top = max(weights.values(), default=0.0)
    for firsts in names.values():
        found = gazetteer.find(bare(firsts[0].words.text))
        here = [c for c in found if c.placed and weights.get(c.country, 0.0) >= max(top * _HEAVY, 1.0)]
        if len(here) == 1 and (here[0].main or here[0].population > 5_000 or len(found) == 1):
            sure.append(here[0])
    return tuple(sure[:_SURE])


def distance_km(
    a: Candidate | Position | Country | State | Region, b: Candidate | Position | Country | State | Region
) -> float:
    """Great-circle distance in kilometres; infinite where a position is unknown."""
    if a.latitude is None or a.longitude is None or b.latitude is None or b.longitude is None:
        return math.inf
    p, q = math.radians(a.latitude), math.radians(b.latitude)
    turned = math.radians(b.longitude - a.longitude)
    h = math.sin((q - p) / 2) ** 2 + math.cos(p) * math.cos(q) * math.sin(turned / 2) ** 2
    return 12742.0 * math.asin(math.sqrt(min(1.0, h)))
