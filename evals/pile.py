"""A pile of generated reports about an invented district, the same on every machine."""

from __future__ import annotations

import random
from dataclasses import dataclass
from pathlib import Path

_DISTRICT = 20  # reports about one district, so that a larger pile has more places, as a real one has
_SYLLABLES = [
    "bar",
    "dur",
    "el",
    "far",
    "hal",
    "im",
    "kas",
    "lum",
    "mar",
    "nah",
    "or",
    "qas",
    "rud",
    "sal",
    "tam",
]
_BEFORE = ["Tell", "Wadi", "Kafr", "Bir", "Deir", "Qasr", "Nahr", "Ain"]
_FIRST = ["Omar", "Dalia", "Petra", "Yusuf", "Ines", "Samir", "Hanna", "Karim", "Leila", "Tariq"]
_ROLES = [
    "police chief",
    "mayor",
    "head of the hospital",
    "spokesman for the council",
    "commander of the guard",
]
_GROUPS = ["the {d} Guard", "the {d} Front", "the {d} district council", "the {d} water authority"]
_THINGS = ["families", "homes", "people", "fighters", "trucks", "wells", "children"]
_DEEDS = ["returned to", "left", "were counted in", "were still missing from", "had been moved to"]
_OUTLETS = ["Harbour Post", "Valley Radio", "The Upland Courier", "Relief Bulletin"]
_MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October"]

# one line per kind of sentence; the words in braces are drawn anew for every sentence
_SENTENCES = [
    "{person}, the {role} of {town}, said on {day} {month} that {count} {things} {deeds} {other}.",
    '"We saw about {count} {things} on the road to {other}," {person} told {outlet}.',
    "{group} denied that more than {count} {things} {deeds} {town}.",
    "According to {person}, as many as {count} {things} {deeds} {other} in {month}.",
    "The crossing at {town} has been {state} since {day} {month}.",
    "A resident who asked not to be named said the bridge near {other} was {state} again.",
    "{group} accused {rival} of shelling {town} on the night of {day} {month}.",
    "The road between {town} and {other} runs along the river for some {count} kilometres.",
    "She added that the school in {town} had been {state} for {few} weeks.",
    "Nobody could confirm who was behind the attack near {other}, {person} said.",
]


@dataclass(frozen=True)
class _District:
    """Who and what there is to speak of."""

    towns: list[str]
    people: list[str]
    groups: list[str]


def _chance(*seed: object) -> random.Random:
    return random.Random(f"riwaya bench {seed}")  # noqa: S311 - the same on every machine is the point


def _district(number: int) -> _District:
    chance = _chance("district", number)
    names = ["".join(chance.sample(_SYLLABLES, 3)).capitalize() for _ in range(13)]
    return _District(
        towns=[f"{chance.choice(_BEFORE)} {name}" for name in names[:5]],
        people=[f"{chance.choice(_FIRST)} {name}" for name in names[5:12]],
        groups=[group.format(d=names[12]) for group in _GROUPS],
    )


def _sentence(chance: random.Random, place: _District) -> str:
    town, other = chance.sample(place.towns, 2)
    group, rival = chance.sample(place.groups, 2)
    return chance.choice(_SENTENCES).format(
        person=chance.choice(place.people),
        role=chance.choice(_ROLES),
        town=town,
        other=other,
        group=group[0].upper() + group[1:],
        rival=rival,
        count=chance.choice([12, 40, 55, 100, 130, 600, 1_200]),
        few=chance.randrange(2, 9),
        things=chance.choice(_THINGS),
        deeds=chance.choice(_DEEDS),
        state=chance.choice(["open", "closed"]),
        day=chance.randrange(1, 29),
        month=chance.choice(_MONTHS),
        outlet=chance.choice(_OUTLETS),
    )


def report(number: int) -> str:
    """The text of one report: a title, a dateline, a dozen or so short paragraphs."""
    chance, place = _chance("report", number), _district(number // _DISTRICT)
    town, day, month = chance.choice(place.towns), chance.randrange(1, 29), chance.choice(_MONTHS)
    year = 2015 + chance.randrange(9)
    paragraphs = [
        " ".join(_sentence(chance, place) for _ in range(chance.randrange(1, 4)))
        for _ in range(chance.randrange(8, 18))
    ]
    title = f"What people in {town} say, number {number}"
    dateline = f"{town.upper()}, {day} {month} {year} ({chance.choice(_OUTLETS)})"
    return "\n\n".join([title, dateline, *paragraphs]) + "\n"


def write(folder: Path, reports: int, first: int = 0) -> int:
    """That many reports as text files in a new folder; the number of words in them."""
    folder.mkdir(parents=True)
    words = 0
    for number in range(first, first + reports):
        text = report(number)
        words += len(text.split())
        (folder / f"{number:06}.txt").write_text(text, "utf-8")
    return words
