"""Puts the places of a report on the map: candidates weighed by what the report says around them."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

from riwaya.locate.areas import area
from riwaya.locate.around import Surroundings, bare, distance_km, key_of, place_names, surroundings
from riwaya.locate.countries import country_named, state_named
from riwaya.locate.folding import fold
from riwaya.locate.gazetteer import Candidate, Gazetteer
from riwaya.locate.tokens import Tokens
from riwaya.locate.untold import facility, untold
from riwaya.records import Kind, Mention, Position, Span

_PROMINENT = 400_000  # people; a name that needs no other support
_KNOWN = 100_000  # with no rival of like size
_NEAR_KM = 250.0
_AREA, _NEARBY = 1.0, 0.8  # what a vote of another name for the area, or the neighbourhood, is worth
_TOGETHER = 0.5  # votes from which names bear each other out
_OWN = 2.0  # what it is worth that a person added the place
_SAID = 1.5  # what it is worth that a name says "district" and the candidate is one


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
    names = place_names(mentions)
    around = surroundings(names, tokens, dateline, gazetteer, furniture)
    senses: dict[str, Position | None] = {}
    for name, firsts in names.items():
        after = [text[m.words.end : m.words.end + 40] for m in firsts]
        known = _position(firsts[0], after, around, gazetteer)
        senses[name] = known or untold(firsts, text, around)
    out = []
    for mention in mentions:
        if mention.kind is Kind.PLACE and mention.named:
            mention = replace(mention, position=senses.get(key_of(mention.words.text)))
        elif mention.kind is Kind.FACILITY:
            own = _added(mention.words.text, around, gazetteer)
            mention = replace(mention, position=own or facility(mention, text, senses))
        out.append(mention)
    return tuple(out)


def _position(
    mention: Mention, after: Sequence[str], around: Surroundings, gazetteer: Gazetteer
) -> Position | None:
    """Where a place is, with precision and reason; None where only a far namesake is known."""
    printed = mention.words.text
    name, key = bare(printed), key_of(printed)
    known = area(printed, key, around, gazetteer)
    if known is not None:
        return known
    container = _container(after, gazetteer)
    whole = [c for c in gazetteer.find(printed) if c.kind == "admin2" or c.own]
    choices = [_weigh(c, printed, container, around) for c in whole]
    choices += [_weigh(c, printed, container, around) for c in gazetteer.find(name)]
    if not choices and len(name) > 4:
        choices = [
            _weigh(c, printed, container, around)
            for c in gazetteer.find(name, loosely=True)
            if c.country in around.heavy and any(distance_km(s, c) < _NEAR_KM for s in around.sure)
        ]
    if not choices:
        return None
    best = max(choices, key=lambda choice: (choice.weight, choice.candidate.population, -choice.candidate.id))
    if not _supported(best, choices, around, key):
        return None
    c = best.candidate
    if not c.placed:
        inside = f", in {c.inside}" if c.inside else ""
        why = f"“{c.name}”{inside}: the gazetteer has no coordinates for it"
        return Position(None, None, c.kind, c.code, c.country or None, why)
    precision = "admin2" if c.kind == "town" and said_area(printed) else c.kind
    return Position(c.latitude, c.longitude, precision, c.code, c.country or None, best.why)


def _added(printed: str, around: Surroundings, gazetteer: Gazetteer) -> Position | None:
    """Where a facility is that a person added by its own name."""
    found = [c for c in gazetteer.find(printed) if c.own and c.placed]
    choices = [_weigh(c, printed, None, around) for c in found]
    best = max(choices, key=lambda choice: (choice.weight, -choice.candidate.id), default=None)
    if best is None or not _supported(best, choices, around, key_of(printed)):
        return None
    c = best.candidate
    return Position(c.latitude, c.longitude, "facility", c.code, c.country or None, best.why)


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
            areas = [c for c in gazetteer.find(bare(name)) if c.kind == "admin1"] if len(name) > 3 else []
            if areas and name[:1].isupper():
                return areas[0].country, areas[0].admin1
    return None


def _weigh(
    c: Candidate, printed: str, container: tuple[str, str | None] | None, around: Surroundings
) -> Choice:
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
    key = key_of(printed)
    together = around.votes.near(key, c.latitude, c.longitude) if c.placed else 0.0
    shared = around.votes.area(key, (c.country, c.admin1)) if c.kind == "town" else 0.0
    weight += _AREA * min(shared, 3.0) + _NEARBY * min(together, 3.0)
    _, article = fold(bare(printed))
    weight += 0.6 * c.main + 0.4 * (article == c.article)
    if c.kind in ("admin1", "admin2"):  # its people are those of all its towns
        weight += _SAID if said_area(printed) and c.kind == "admin2" else -1.0 if c.kind == "admin1" else -1.5
    if c.own and (c.kind not in ("admin1", "admin2") or said_area(printed)):
        weight += _OWN  # someone added it because it matters here
        why = why if spoken or near else f"“{c.name}” in a gazetteer that was added to this ledger ({c.code})"
    return Choice(c, weight, why)


def said_area(printed: str) -> bool:
    """Whether a name says that it is a district or county, and not its town."""
    return printed.lower().endswith(
        (" district", " county", " subdistrict", " sub-district", " raion", " municipality")
    )


def _supported(best: Choice, choices: Sequence[Choice], around: Surroundings, key: str) -> bool:
    """Whether more than the name speaks for a place: its country, a neighbour, a container, its size."""
    c = best.candidate
    if c.country in around.heavy or " named " in best.why.replace("also named", " named "):
        return True
    if c.own and (c.country in around.countries or not around.countries or not c.country):
        return True
    if c.placed and around.votes.near(key, c.latitude, c.longitude) >= _TOGETHER:
        return True
    rivals = [
        o.candidate for o in choices if o.candidate.id != c.id and o.candidate.population * 4 > c.population
    ]
    if c.population >= _PROMINENT and c.kind == "town":
        return True
    if c.country in around.countries and c.population >= _KNOWN // 5:
        return True
    return c.population >= _KNOWN and not rivals and c.main and not around.countries
