"""The tables of one language's words of number, loaded once."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any

from riwaya.locate.tokens import tokenise

Phrase = tuple[str, ...]
_ARTICLES = ("a", "an", "half")  # a hundred, half a million
_CONTEXT = 150  # words back in which a text may have spoken of a prison


@dataclass(frozen=True, slots=True)
class WordSet:
    """Words that belong together; entries ending in * match by their beginning."""

    whole: frozenset[str]
    starts: frozenset[str]
    seen: dict[str, bool] = field(default_factory=dict)

    def __contains__(self, word: object) -> bool:
        if not isinstance(word, str):
            return False
        known = self.seen.get(word)
        if known is None:
            known = word in self.whole or any(word[:n] in self.starts for n in range(2, len(word) + 1))
            if len(self.seen) < 50_000:
                self.seen[word] = known
        return known


def word_set(entries: Iterable[str]) -> WordSet:
    """A set of words and beginnings of words."""
    listed = list(entries)
    return WordSet(
        frozenset(e for e in listed if not e.endswith("*")),
        frozenset(e[:-1] for e in listed if e.endswith("*")),
    )


@dataclass(frozen=True, slots=True)
class Shapes:
    """Words that tell a stock from a flow, a total from what is new, a part from its whole."""

    stock: frozenset[str]  # measures
    either: frozenset[str]
    held: Mapping[str, tuple[Phrase, ...]]  # by their first word
    total: Mapping[str, tuple[Phrase, ...]]
    new: frozenset[str]
    counted_new: frozenset[str]
    among: Mapping[str, tuple[Phrase, ...]]


@dataclass(frozen=True, slots=True)
class Changes:
    """Words of rise and fall, and what a household counts for."""

    fall: WordSet
    rise: WordSet
    moved: WordSet  # a change without its direction: "went from 4 to 10"
    links: tuple[Phrase, ...]
    household: tuple[float, float]
    household_why: str
    members: frozenset[str]


@dataclass(frozen=True, slots=True)
class Counting:
    """Everything the reading of figures needs to know of a language."""

    numbers: Mapping[str, int]
    scales: Mapping[str, int]
    vague: Mapping[Phrase, tuple[float, float]]
    fractions: Mapping[Phrase, float]
    before: Mapping[Phrase, tuple[str, ...]]
    after: Mapping[Phrase, tuple[str, ...]]
    starts: frozenset[str]  # first words of vague amounts and fractions
    openers: frozenset[str]  # every word with which an amount can begin
    before_ends: frozenset[str]  # last words of the qualifiers before a number
    after_starts: frozenset[str]  # first words of those after it
    people: WordSet
    people_endings: tuple[str, ...]
    things: frozenset[str]  # plurals in those endings that are no people
    many: frozenset[str]  # people without a plural s
    units: Mapping[str, str]
    bulk_units: frozenset[str]
    bulk_verbs: WordSet
    bulk_never: WordSet
    measures_stop: WordSet
    measures_bare: frozenset[str]  # of these, measures only right behind the number
    described: Mapping[str, frozenset[str]]  # those that may say which things are counted: night -> trains
    money: frozenset[str]
    prices: frozenset[str]  # behind these a bare plural is a coin
    prices_never: frozenset[str]
    labels: frozenset[str]
    rows: frozenset[str]  # plural labels: "wards 3 and 4"
    days: frozenset[str]  # capitals that are no name a number belongs to
    lengths: frozenset[str]  # parts of a writing that tell how long it is
    length_leads: frozenset[str]
    age: frozenset[str]
    age_leads: frozenset[str]  # ", now 19,"
    aging: frozenset[str]  # plurals of people that "of" gives an age: "children of 7"
    parents: frozenset[str]
    tolls: frozenset[str]
    ends: frozenset[str]
    fillers: frozenset[str]
    measures: Mapping[str, str]  # whole word -> measure
    measure_starts: Mapping[str, str]  # beginning of a word -> measure
    measure_pairs: Mapping[Phrase, str]  # two or three words -> measure
    contexts: Mapping[Phrase, tuple[str, WordSet]]  # two words -> measure, told where one of a set is near
    day_parts: frozenset[str]
    clock_leads: frozenset[str]
    clock_verbs: frozenset[str]
    weak: frozenset[str]
    loose: frozenset[str]
    collective: frozenset[str]  # nouns of which a number counts people: "its population of"
    no_nouns: frozenset[str]  # verbs in -s
    votes: str  # what two sides of a vote are counted in
    voting: frozenset[str]
    nevers: tuple[str, ...]  # behind these "more than" is a ceiling
    taken: str  # "claimed nine lives": who loses these has died
    taking: frozenset[str]
    toll_words: frozenset[str]
    between: frozenset[str]
    joining: frozenset[str]
    percent: frozenset[str]
    per_cent: Phrase
    shape: Shapes
    change: Changes

    def measure(self, words: list[str], index: int) -> str | None:
        """The measure that the word at an index (with the next) speaks of."""
        word = words[index]
        if index + 1 < len(words):
            three = self.measure_pairs.get((word, *words[index + 1 : index + 3]))
            pair = three or self.measure_pairs.get((word, words[index + 1]))
            if pair is not None:
                return pair
            told = self.contexts.get((word, words[index + 1]))
            if told is not None and any(w in told[1] for w in words[max(0, index - _CONTEXT) : index + 20]):
                return told[0]
        found = self.measures.get(word)
        if found is not None:
            return found
        for size in range(3, len(word) + 1):
            found = self.measure_starts.get(word[:size])
            if found is not None:
                return found
        return None


def _phrases(table: Mapping[str, Any]) -> dict[Phrase, Any]:
    """Entries by their words, longest first."""
    made = {tuple(tokenise(key).words): value for key, value in table.items()}
    return dict(sorted(made.items(), key=lambda item: -len(item[0])))


def _measures(table: Mapping[str, list[str]]) -> tuple[dict[str, str], dict[str, str], dict[Phrase, str]]:
    """Words of happening by form: whole, beginning, two words."""
    whole: dict[str, str] = {}
    starts: dict[str, str] = {}
    pairs: dict[Phrase, str] = {}
    for measure, entries in table.items():
        for entry in entries:
            if " " in entry:
                pairs.setdefault(tuple(entry.split()), measure)
            elif entry.endswith("*"):
                starts.setdefault(entry[:-1], measure)
            else:
                whole.setdefault(entry, measure)
    return whole, starts, pairs


def _listed(entries: Iterable[str]) -> tuple[Phrase, ...]:
    """Phrases as tuples of words, longest first."""
    return tuple(sorted((tuple(e.split()) for e in entries), key=lambda p: -len(p)))


def _by_first(entries: Iterable[str]) -> dict[str, tuple[Phrase, ...]]:
    """Phrases by their first word, longest first."""
    found: dict[str, list[Phrase]] = {}
    for phrase in _listed(entries):
        found.setdefault(phrase[0], []).append(phrase)
    return {first: tuple(some) for first, some in found.items()}


def _shapes(table: Mapping[str, list[str]]) -> Shapes:
    """The [shape] of a language; empty where it has none."""
    got = {name: table.get(name, []) for name in ("stock", "either", "new", "counted_new")}
    told = {name: _by_first(table.get(name, [])) for name in ("held", "total", "among")}
    return Shapes(**{k: frozenset(v) for k, v in got.items()}, **told)  # type: ignore[arg-type]


def _changes(change: Mapping[str, list[str]], household: Mapping[str, Any]) -> Changes:
    """The [change] and [per_household] of a language; empty where it has none."""
    return Changes(
        word_set(change.get("fall", ())),
        word_set(change.get("rise", ())),
        word_set(change.get("moved", ())),
        _listed(change.get("links", ())),
        (float(household.get("low", 0)), float(household.get("high", 0))),
        str(household.get("why", "")),
        frozenset(household.get("leads", ())),
    )


@cache
def counting(code: str) -> Counting:
    """The tables of a language by ISO 639-1 code; English where there are none for it."""
    if not code.isalpha():
        code = "en"
    source = files("riwaya.locate").joinpath("tables", f"{code}.figures.toml")
    if not source.is_file():
        return counting("en")
    t = tomllib.loads(source.read_text(encoding="utf-8"))
    vague = {k: (float(v[0]), float(v[1])) for k, v in _phrases(t["vague"]).items()}
    fractions = _phrases(t["fractions"])
    fractions |= {
        (*k[:1], "-", *k[1:]): v for k, v in fractions.items() if len(k) == 2 and k[0] not in ("a", "an")
    }
    before, after = _phrases(t["before"]), _phrases(t["after"])
    whole, starts, pairs = _measures(t["measures"])
    stop, words = t["stop"], t["words"]
    return Counting(
        numbers=t["numbers"],
        scales=t["scales"],
        vague=vague,
        fractions=dict(sorted(fractions.items(), key=lambda item: -len(item[0]))),
        before={k: tuple(v) for k, v in before.items()},
        after={k: tuple(v) for k, v in after.items()},
        starts=frozenset(k[0] for k in (*vague, *fractions)),
        openers=frozenset((*(k[0] for k in (*vague, *fractions)), *t["numbers"], *t["scales"], *_ARTICLES)),
        before_ends=frozenset(k[-1] for k in before),
        after_starts=frozenset(k[0] for k in after),
        people=word_set(words["people"]),
        people_endings=tuple(words["endings"]),
        things=frozenset(words["things"]),
        many=frozenset(words.get("many", ())),
        units=t["units"],
        bulk_units=frozenset(t["bulk"]["units"]),
        bulk_verbs=word_set(t["bulk"]["verbs"]),
        bulk_never=word_set(t["bulk"]["never"]),
        measures_stop=word_set(stop["measures"]),
        measures_bare=frozenset(stop.get("measures_bare", ())),
        described={word: frozenset(heads) for word, heads in t.get("described", {}).items()},
        money=frozenset(stop["money"]),
        prices=frozenset(stop.get("prices", ())),
        prices_never=frozenset(stop.get("prices_never", ())),
        labels=frozenset(stop["labels"]),
        rows=frozenset(stop.get("rows", ())),
        days=frozenset(stop.get("days", ())),
        lengths=frozenset(stop.get("lengths", ())),
        length_leads=frozenset(stop.get("length_leads", ())),
        age=frozenset(stop["age"]),
        age_leads=frozenset(stop.get("age_leads", ())),
        aging=frozenset(stop.get("aging", ())),
        parents=frozenset(stop.get("parents", ())),
        tolls=frozenset(stop["tolls"]),
        ends=frozenset(stop["ends"]),
        fillers=frozenset(stop["fillers"]),
        measures=whole,
        measure_starts=starts,
        measure_pairs=pairs,
        taken=t.get("lives", {}).get("taken", ""),
        taking=frozenset(t.get("lives", {}).get("taking", ())),
        collective=frozenset(words.get("collective", ())),
        no_nouns=frozenset(words.get("no_nouns", ())),
        votes=t.get("voting", {}).get("unit", ""),
        voting=frozenset(t.get("voting", {}).get("words", ())),
        nevers=tuple(t.get("nevers", {}).get("phrases", ())),
        loose=frozenset(t.get("loose", {}).get("words", ())),
        contexts={
            tuple(entry.split()): (measure, word_set(row["near"]))
            for measure, row in t.get("context", {}).items()
            for entry in row["words"]
        },
        day_parts=frozenset(stop.get("day_parts", ())),
        clock_leads=frozenset(stop.get("clock_leads", ())),
        clock_verbs=frozenset(stop.get("clock_verbs", ())),
        weak=frozenset(t["weak"]["measures"]),
        toll_words=frozenset(t["weak"]["tolls"]),
        between=frozenset(words["between"]),
        joining=frozenset(words["joining"]),
        percent=frozenset(words["percent"]),
        per_cent=tuple(words["per_cent"]),
        shape=_shapes(t.get("shape", {})),
        change=_changes(t.get("change", {}), t.get("per_household", {})),
    )
