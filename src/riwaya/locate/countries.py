"""Countries and the words for their people: which ones a text speaks of."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from riwaya.locate.tokens import Tokens, tokenise
from riwaya.records import Span


@dataclass(frozen=True, slots=True)
class Country:
    """A country with its middle point."""

    iso: str
    name: str
    latitude: float
    longitude: float


@dataclass(frozen=True, slots=True)
class State:
    """A state of the US with its middle point."""

    name: str
    latitude: float
    longitude: float


@dataclass(frozen=True, slots=True)
class Region:
    """A part of the world, or of a country, with a rough middle point."""

    name: str
    latitude: float
    longitude: float
    country: str | None = None  # ISO code, where it lies in one


@dataclass(frozen=True, slots=True)
class Atlas:
    """Names and demonyms by their words; those in capitals (US, UK) only as printed."""

    names: Mapping[str, Country]
    peoples: Mapping[str, Country]  # Iraqi, Afghans
    states: Mapping[str, State]  # by name and by short form, as printed
    spoken: Mapping[
        str, tuple[tuple[tuple[str, ...], bool, str], ...]
    ]  # first word -> words, capitals only, iso


@cache
def atlas() -> Atlas:
    """The table of countries."""
    names: dict[str, Country] = {}
    peoples: dict[str, Country] = {}
    spoken: dict[str, list[tuple[tuple[str, ...], bool, str]]] = {}
    table = files("riwaya.locate").joinpath("tables", "countries.csv").read_text(encoding="utf-8")
    for row in csv.DictReader(table.splitlines()):
        listed = row["names"].split(";")
        country = Country(row["iso"], listed[0], float(row["latitude"]), float(row["longitude"]))
        for name in listed:
            names.setdefault(name if name.isupper() else name.casefold(), country)
        for people in filter(None, (row["demonyms"] or "").split(";")):
            peoples.setdefault(people.casefold(), country)
        for word in (*listed, *(row["demonyms"] or "").split(";")):
            if word:
                parts = tuple(tokenise(word).words)
                spoken.setdefault(parts[0], []).append((parts, word.replace(".", "").isupper(), row["iso"]))
    states = _states()
    for name in sorted({state.name for state in states.values()}):
        parts = tuple(tokenise(name).words)
        if name not in _NOT_ONLY and (parts, False, "US") not in spoken.setdefault(parts[0], []):
            spoken[parts[0]].append((parts, False, "US"))
    ordered = {k: tuple(sorted(v, key=lambda e: -len(e[0]))) for k, v in spoken.items()}
    return Atlas(names, peoples, states, ordered)


_NOT_ONLY = frozenset({"Georgia", "Washington"})  # also a country, a city, a man's name


def _states() -> dict[str, State]:
    """Names and short forms of the states of the US, as printed."""
    table = files("riwaya.locate").joinpath("tables", "us_states.csv").read_text(encoding="utf-8")
    states: dict[str, State] = {}
    for row in csv.DictReader(table.splitlines()):
        for form in (row["name"], *row["short"].split(";")):
            states[form] = State(row["name"], float(row["latitude"]), float(row["longitude"]))
    return states


def state_named(name: str) -> State | None:
    """The state of the US that a name or short form means, None where it means none."""
    return atlas().states.get(" ".join(name.split()))


@cache
def _regions() -> Mapping[str, Region]:
    """Parts of the world by name, as printed and in lower case."""
    table = files("riwaya.locate").joinpath("tables", "regions.csv").read_text(encoding="utf-8")
    found: dict[str, Region] = {}
    for row in csv.DictReader(table.splitlines()):
        first, *others = row["name"].split(";")
        region = Region(first, float(row["latitude"]), float(row["longitude"]), row["country"] or None)
        for name in (first, *others):
            found[name if name.isupper() else name.casefold()] = region
    return found


def region_named(name: str) -> Region | None:
    """The continent or part of the world of that name, None where there is none."""
    plain = " ".join(name.split()).removesuffix("'s").removesuffix("’s").removeprefix("the ")
    return _regions().get(plain) or (_regions().get(plain.casefold()) if plain[:1].isupper() else None)


def people_of(name: str) -> Country | None:
    """The country whose people or adjective a word is: Iraqi, Afghans."""
    return atlas().peoples.get(name.strip().casefold()) if name[:1].isupper() else None


def country_named(name: str) -> Country | None:
    """The country of exactly that name, None where there is none."""
    known = atlas().names
    plain = name.strip()
    return known.get(plain) or (
        known.get(plain.casefold()) if not plain.isupper() or len(plain) > 3 else None
    )


@cache
def _by_iso() -> Mapping[str, Country]:
    """The countries by ISO code."""
    found: dict[str, Country] = {}
    for country in atlas().names.values():
        found.setdefault(country.iso, country)
    return found


def middle_of(iso: str) -> Country | None:
    """The country of an ISO code, with its middle point."""
    return _by_iso().get(iso)


def is_people(word: str) -> bool:
    """Whether a word names the people of a country: Iraqis, Afghans."""
    return any(parts == (word,) for parts, _, _ in atlas().spoken.get(word, ()))


def countries_in(tokens: Tokens, furniture: Sequence[Span] = ()) -> Counter[str]:
    """How often each country or its people is named in a text, by ISO code; words must carry a capital."""
    found: Counter[str] = Counter()
    spoken = atlas().spoken
    index, total = 0, len(tokens)
    while index < total:
        word = tokens.words[index]
        step = 1
        bare = word[:-2] if word.endswith("'s") else word
        for parts, capitals, iso in spoken.get(bare, ()):
            size = len(parts)
            here = (bare, *tokens.words[index + 1 : index + size]) if size > 1 else (bare,)
            printed = tokens.printed(index, index)
            outside = not any(f.start <= tokens.starts[index] < f.end for f in furniture)
            if (
                here == parts
                and outside
                and not printed[:1].islower()
                and (not capitals or printed.replace("’s", "").isupper())
            ):
                found[iso] += 1
                step = size
                break
        index += step
    return found
