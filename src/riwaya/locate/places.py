"""Puts the places of a report on the map: candidates weighed by what the report says around them."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from riwaya.locate.coherence import Votes, county_states, votes
from riwaya.locate.countries import (
    Country,
    State,
    countries_in,
    country_named,
    middle_of,
    people_of,
    state_named,
)
from riwaya.locate.folding import fold
from riwaya.locate.gazetteer import Candidate, Gazetteer
from riwaya.locate.tokens import Tokens
from riwaya.records import Kind, Mention, Position, Span

_PROMINENT = 400_000  # people; a name that needs no other support
_KNOWN = 100_000  # with no rival of like size
_NEAR_KM = 250.0
_SURE = 40  # places that others are measured against
_AREA, _NEARBY = 1.0, 0.8  # what a vote of another name for the area, or the neighbourhood, is worth
_TOGETHER = 0.5  # votes from which names bear each other out
_HEAVY = 0.4  # share of the weightiest country from which a report is also about another


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a report says of where it is."""

    countries: Mapping[str, float]  # ISO -> weight, the dateline's heaviest
    heavy: frozenset[str]  # those the report is about, not only mentions
    sure: tuple[Candidate, ...]  # places that only one reading fits
    votes: Votes  # what the names say of each other


@dataclass(frozen=True, slots=True)
class Choice:
    """A candidate with its weight and the reason."""

    candidate: Candidate
    weight: float
    why: str


def position_mentions(
    mentions: Sequence[Mention],
    tokens: Tokens,
    dateline: str | None,
    gazetteer: Gazetteer,
    furniture: Sequence[Span] = (),
) -> tuple[Mention, ...]:
    """The mentions, places and facilities with a position where one can be told; one sense per report."""
    text = tokens.text
    weights = _weights(tokens, dateline, furniture)
    names = _place_names(mentions)
    sure = _sure(names, weights, gazetteer)
    said = votes({key: _named(firsts[0].words.text) for key, firsts in names.items()}, gazetteer)
    top = max(weights.values(), default=0.0)
    around = Surroundings(
        weights, frozenset(iso for iso, w in weights.items() if w >= top * _HEAVY), sure, said
    )
    senses: dict[str, Position | None] = {}
    for name, firsts in names.items():
        senses[name] = _position(
            firsts[0], [text[m.words.end : m.words.end + 40] for m in firsts], around, gazetteer
        )
    out = []
    for mention in mentions:
        if mention.kind is Kind.PLACE and mention.named:
            mention = replace(mention, position=senses.get(_key(mention.words.text)))
        elif mention.kind is Kind.FACILITY:
            mention = replace(mention, position=_facility(mention, text, senses))
        out.append(mention)
    return tuple(out)


def _key(name: str) -> str:
    """What makes two mentions of a report the same name."""
    return fold(_bare(name))[0]


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
    " county", " state", " oblast", " sub-district", " subdistrict",
)  # fmt: skip


def _named(printed: str) -> str:
    """A name as the votes read it: states and counties whole, towns without the words around them."""
    return printed if state_named(printed) or county_states(printed) else _bare(printed)


def _bare(name: str) -> str:
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


def _place_names(mentions: Sequence[Mention]) -> dict[str, list[Mention]]:
    """Named place mentions by name, in order of first appearance."""
    names: dict[str, list[Mention]] = {}
    for mention in mentions:
        if mention.kind is Kind.PLACE and mention.named:
            names.setdefault(_key(mention.words.text), []).append(mention)
    return names


def _sure(
    names: Mapping[str, Sequence[Mention]], weights: Mapping[str, float], gazetteer: Gazetteer
) -> tuple[Candidate, ...]:
    """Places whose name fits one candidate in the countries the report speaks of."""
    sure = []
    top = max(weights.values(), default=0.0)
    for firsts in names.values():
        found = gazetteer.find(_bare(firsts[0].words.text))
        here = [c for c in found if weights.get(c.country, 0.0) >= max(top * _HEAVY, 1.0)]
        if len(here) == 1 and (here[0].main or here[0].population > 5_000 or len(found) == 1):
            sure.append(here[0])
    return tuple(sure[:_SURE])


def _position(
    mention: Mention, after: Sequence[str], around: Surroundings, gazetteer: Gazetteer
) -> Position | None:
    """Where a place is, with precision and reason; None where only a far namesake is known."""
    name = _bare(mention.words.text)
    country = country_named(mention.words.text) or country_named(name) or people_of(mention.words.text)
    state = state_named(mention.words.text)
    key = _key(mention.words.text)
    namesake = country is not None and _american(country, key, around, gazetteer.find(name), state)
    if country is not None and not namesake:
        why = f"“{mention.words.text}” is the country {country.name}"
        return Position(country.latitude, country.longitude, "country", None, country.iso, why)
    if state is not None and not (state.name == mention.words.text and state.name in _CITIES):
        why = f"“{mention.words.text}” is the US state {state.name}"
        known = next(
            (c for c in gazetteer.find(state.name) if c.country == "US" and c.kind == "admin1"), None
        )
        found = f"geonames:{known.id}" if known is not None else None
        return Position(state.latitude, state.longitude, "admin1", found, "US", why)
    county = _county(mention.words.text, key, around, gazetteer)
    if county is not None:
        return county
    container = _container(after, gazetteer)
    choices = [_weigh(c, name, container, around) for c in gazetteer.find(name)]
    if not choices and len(name) > 4:
        choices = [
            _weigh(c, name, container, around)
            for c in gazetteer.find(name, loosely=True)
            if c.country in around.heavy and any(distance_km(s, c) < _NEAR_KM for s in around.sure)
        ]
    if not choices:
        return None
    best = max(choices, key=lambda choice: (choice.weight, choice.candidate.population, -choice.candidate.id))
    if not _supported(best, choices, around, key):
        return None
    c = best.candidate
    return Position(c.latitude, c.longitude, c.kind, f"geonames:{c.id}", c.country, best.why)


_CITIES = frozenset({"New York", "Washington"})  # in running text the city before the state


_FOREIGN = 1500.0  # km from a country within which places speak for it rather than for its namesake


_SHARED = frozenset({"GE", "LB", "JO", "PS", "PE", "CU", "JM"})  # small enough that a namesake may be meant


def _american(
    country: Country, key: str, around: Surroundings, found: Sequence[Candidate], state: State | None
) -> bool:
    """Whether a report means the place in the US that shares a country's name: Georgia, Lebanon, Jordan."""
    if country.iso not in _SHARED or (state is None and not any(c.country == "US" for c in found)):
        return False
    leads = around.countries.get("US", 0.0) > around.countries.get(country.iso, 0.0) - 1.0
    if state is not None and leads and "US" in around.countries:
        return True
    at_home = around.votes.country(key, "US")
    abroad = around.votes.country(key, country.iso) + around.votes.near(
        key, country.latitude, country.longitude
    )
    return at_home >= 1.0 and at_home > 3.0 * abroad and not _others(country, around)


def _others(country: Country, around: Surroundings) -> bool:
    """Whether a report also speaks of countries around the one: Syria beside Lebanon."""
    for iso in around.countries:
        other = middle_of(iso)
        if iso not in ("US", country.iso) and other is not None and distance_km(other, country) < _FOREIGN:
            return True
    return False


def _county(printed: str, key: str, around: Surroundings, gazetteer: Gazetteer) -> Position | None:
    """A county of the US, among the places named with it in its state; None where no state is spoken of."""
    best: tuple[float, str] | None = None
    for name in county_states(printed):
        found = next((c for c in gazetteer.find(name) if c.country == "US" and c.kind == "admin1"), None)
        if found is not None:
            said = around.votes.area(key, (found.country, found.admin1))
            if said > 0 and (best is None or said > best[0]):
                best = said, name
    if best is None:
        return None
    state = state_named(best[1])
    found = next((c for c in gazetteer.find(best[1]) if c.country == "US" and c.kind == "admin1"), None)
    middle = around.votes.middle(("US", found.admin1)) if found is not None else None
    if state is None:
        return None
    latitude, longitude = middle or (state.latitude, state.longitude)
    why = f"“{printed}” is a county of {best[1]}, put among the places named with it"
    return Position(latitude, longitude, "area", None, "US", why)


def _container(after: Sequence[str], gazetteer: Gazetteer) -> tuple[str, str | None] | None:
    """The country, and first-level area if so, named right behind a place: "Alexandria, Louisiana"."""
    for text in after:
        if not text.startswith((",", " in ", " (")):
            continue
        words = text.lstrip(", (").removeprefix("in ").split()
        for size in (3, 2, 1):
            name = " ".join(words[:size]).strip(".,;:)—-")
            country = country_named(name) if name else None
            if country is not None:
                return country.iso, None
            state = state_named(" ".join(words[:size]).rstrip(",;:)")) or state_named(name)
            if state is not None:
                found = gazetteer.find(state.name)
                return "US", next((c.admin1 for c in found if c.country == "US" and c.kind == "admin1"), None)
            areas = [c for c in gazetteer.find(_bare(name)) if c.kind == "admin1"] if len(name) > 3 else []
            if areas and name[:1].isupper():
                return areas[0].country, areas[0].admin1
    return None


def _weigh(c: Candidate, name: str, container: tuple[str, str | None] | None, around: Surroundings) -> Choice:
    """How well a candidate fits, and the strongest reason."""
    weight, why = math.log10(c.population + 10), f"the most prominent “{c.name}”, {c.population:,} people"
    spoken = around.countries.get(c.country, 0.0)
    if spoken:
        weight += 2.0 + min(spoken, 6.0)
        why = f"“{c.name}” in {c.country}, a country the report speaks of"
    near = [s for s in around.sure if s.id != c.id and distance_km(s, c) < _NEAR_KM]
    if near:
        weight += 1.5 + 0.5 * min(len(near), 3)
        why = f"“{c.name}”, {round(distance_km(near[0], c))} km from {near[0].name}, also named"
    if container is not None and container[0] == c.country and container[1] in (None, c.admin1):
        weight += 8.0
        why = f"“{c.name}” in {c.country}, the area named right behind it"
    key = _key(name)
    together = around.votes.near(key, c.latitude, c.longitude)
    shared = around.votes.area(key, (c.country, c.admin1)) if c.kind == "town" else 0.0
    weight += _AREA * min(shared, 3.0) + _NEARBY * min(together, 3.0)
    _, article = fold(name)
    weight += 0.6 * c.main + 0.4 * (article == c.article)
    if c.kind == "admin1":
        weight -= 1.0  # its people are those of all its towns
    return Choice(c, weight, why)


def _supported(best: Choice, choices: Sequence[Choice], around: Surroundings, key: str) -> bool:
    """Whether more than the name speaks for a place: its country, a neighbour, a container, its size."""
    c = best.candidate
    if c.country in around.heavy or " named " in best.why.replace("also named", " named "):
        return True
    if around.votes.near(key, c.latitude, c.longitude) >= _TOGETHER:
        return True
    rivals = [
        o.candidate for o in choices if o.candidate.id != c.id and o.candidate.population * 4 > c.population
    ]
    if c.population >= _PROMINENT and c.kind == "town":
        return True
    if c.country in around.countries and c.population >= _KNOWN // 5:
        return True
    return c.population >= _KNOWN and not rivals and c.main and not around.countries


def _facility(mention: Mention, text: str, senses: Mapping[str, Position | None]) -> Position | None:
    """A facility near the place in its name or right behind it, to that area only."""
    words = mention.words.text.replace("-", " - ").split()
    behind = text[mention.words.end : mention.words.end + 60].split()
    tried = [" ".join(words[i:j]) for i in range(len(words)) for j in range(len(words), i, -1)]
    if behind[:1] in (["in"], ["at"], ["near"]):
        tried += [" ".join(behind[1:j]).strip(".,;:") for j in (4, 3, 2)]
    for name in tried:
        found = senses.get(_key(name)) if len(name) > 2 else None
        if found is not None and found.precision in ("town", "area"):
            return replace(found, precision="area", why=f"near “{name}”, named with it")
    return None


def distance_km(a: Candidate | Position | Country, b: Candidate | Position | Country) -> float:
    """Great-circle distance in kilometres; infinite where a position is unknown."""
    if a.latitude is None or a.longitude is None or b.latitude is None or b.longitude is None:
        return math.inf
    p, q = math.radians(a.latitude), math.radians(b.latitude)
    turned = math.radians(b.longitude - a.longitude)
    h = math.sin((q - p) / 2) ** 2 + math.cos(p) * math.cos(q) * math.sin(turned / 2) ** 2
    return 12742.0 * math.asin(math.sqrt(min(1.0, h)))
