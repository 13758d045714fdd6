"""Areas that a name alone tells: continents, countries and their people, states and counties of the US."""

from __future__ import annotations

from collections.abc import Sequence

from riwaya.locate.around import Surroundings, bare, distance_km
from riwaya.locate.coherence import county_states
from riwaya.locate.countries import (
    Country,
    Region,
    State,
    country_named,
    middle_of,
    people_of,
    region_named,
    state_named,
)
from riwaya.locate.gazetteer import Candidate, Gazetteer
from riwaya.records import Position

_CITIES = frozenset({"New York", "Washington"})  # in running text the city before the state


_FOREIGN = 1500.0  # km from a country within which places speak for it rather than for its namesake


_SHARED = frozenset({"GE", "LB", "JO", "PS", "PE", "CU", "JM"})  # small enough that a namesake may be meant


def area(printed: str, key: str, around: Surroundings, gazetteer: Gazetteer) -> Position | None:
    """The position of a country, a state or county of the US, or a part of the world of this name."""
    name = bare(printed)
    country = country_named(printed) or country_named(name) or people_of(printed)
    state = state_named(printed)
    namesake = country is not None and _american(country, key, around, gazetteer.find(name), state)
    if country is not None and not namesake:
        why = f"“{printed}” is the country {country.name}"
        return Position(country.latitude, country.longitude, "country", None, country.iso, why)
    if state is not None and not (state.name == printed and state.name in _CITIES):
        why = f"“{printed}” is the US state {state.name}"
        known = state_area(state.name, gazetteer)
        return Position(state.latitude, state.longitude, "admin1", known.code if known else None, "US", why)
    region = region_named(printed)
    if region is not None and not _town_instead(region, gazetteer.find(name), around):
        held = (
            f"a part of {inside.name}"
            if (inside := middle_of(region.country or ""))
            else "a part of the world"
        )
        why = f"“{printed}” is {region.name}, {held}; the point is its rough middle"
        return Position(region.latitude, region.longitude, "region", None, region.country, why)
    return _county(printed, key, around, gazetteer)


def _town_instead(region: Region, found: Sequence[Candidate], around: Surroundings) -> bool:
    """Whether a report means a town that shares the region's name: it speaks of the one's country only."""
    if region.country is None or region.country in around.countries:
        return False
    return any(c.country in around.heavy for c in found)


def state_area(name: str, gazetteer: Gazetteer) -> Candidate | None:
    """The first-level area that a state of the US is."""
    return next((c for c in gazetteer.find(name) if c.country == "US" and c.kind == "admin1"), None)


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
    """A county of the US, in the state that the places named with it speak for; else the only one."""
    states = [(name, found) for name in county_states(printed) if (found := state_area(name, gazetteer))]
    said = [(around.votes.area(key, (s.country, s.admin1)), -n) for n, (_, s) in enumerate(states)]
    if not said or (max(said)[0] <= 0 and len(states) > 1):
        return None
    name, chosen = states[-max(said)[1]]
    listed = next(
        (
            c
            for c in gazetteer.find(printed.removesuffix("'s").removesuffix("’s"))
            if c.kind == "admin2" and (c.country, c.admin1) == ("US", chosen.admin1)
        ),
        None,
    )
    if listed is not None:
        why = f"“{printed}” is a county of {name}, at the middle of its towns"
        return Position(listed.latitude, listed.longitude, "admin2", listed.code, "US", why)
    state = state_named(name)
    assert state is not None
    middle = around.votes.middle(("US", chosen.admin1))
    latitude, longitude = middle or (state.latitude, state.longitude)
    why = f"“{printed}” is a county of {name}, put among the places named with it"
    return Position(latitude, longitude, "area", None, "US", why)
