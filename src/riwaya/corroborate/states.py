"""Lasting conditions: open or closed, working or not, held or freed, inside or outside."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache

from riwaya.corroborate.gist import Gist
from riwaya.corroborate.times import Window, meet, until_open, up_to, window
from riwaya.corroborate.traffic import passes, ways
from riwaya.corroborate.words import Phrases, is_name, lexicon, pattern, skeleton, stem, table, tokens

_BEFORE = 260  # characters before a claim searched for what "closed" is about
_ALL = re.compile(r"\b(?:all|every|each|the last|everyone|everybody|nobody|no one|none|at home)\b", re.I)
_OPEN = re.compile(r"\b(?:whether|if|unclear|not know|unknown)\b", re.I)
_SHORT = 6  # words of a claim that leaves its subject to the sentence before ("Closed. Both tracks.")
_ELLIPTIC = re.compile(
    r"\W*(?:\w+, )?(?:it|they|he|she|this|that|these|those|by|and|all|both|some|most|"
    r"has|have|had|was|were|is)\b",
    re.I,
)
_UNTIL = re.compile(r"\bhad (?:stayed|remained|been)\b|\buntil then\b", re.I)
SINCE = re.compile(r"\bsince\b", re.I)
_STILL = re.compile(r"\b(?:still|remain(?:s|ed)?)\b", re.I)
LASTED = 2  # days back for which what is "still" so was so


@dataclass(frozen=True, slots=True)
class State:
    """A condition a claim states: which aspect, whether it holds, of what, from when to when."""

    aspect: str
    holds: bool
    word: str  # as printed
    subjects: frozenset[str]  # stems of the nouns it is about
    names: frozenset[str]  # skeletons of the names beside them
    span: Window | None
    enters: bool  # the condition begins
    whole: bool  # of all of them


@cache
def _words() -> Phrases:
    said: dict[str, set[str]] = {w: set() for w in table("states.toml")["ignore"]["words"]}
    for aspect, row in table("states.toml").items():
        for sign, words in (("+", row.get("holds", ())), ("-", row.get("fails", ()))):
            for w in words:
                said.setdefault(w, set()).add(aspect + sign)
    return Phrases(sorted((w, " ".join(sorted(values))) for w, values in said.items()))


@cache
def _entering(aspect: str) -> frozenset[tuple[str, ...]]:
    return frozenset(tuple(t.stem for t in tokens(w)) for w in table("states.toml")[aspect]["enters"])


@cache
def _nouns(aspect: str) -> frozenset[str]:
    listed = frozenset(stem(t.text) for w in table("states.toml")[aspect]["what"] for t in tokens(w))
    return listed | _people() if aspect == "custody" else listed


@cache
def _people() -> frozenset[str]:
    """Nouns for people in numbers, any of whom may be held."""
    return frozenset(stem(w) for name in ("plain", "narrow", "people") for w in table("groups.toml")[name])


@cache
def _alike() -> dict[str, frozenset[str]]:
    """What a noun may stand for: "track" for the rail, "gate" for a port or a crossing."""
    rows = table("states.toml")["alike"].items()
    found = {t.stem: frozenset({name}) for name, words in rows for w in words for t in tokens(w)}
    for noun, wholes in table("states.toml")["also"].items():
        found[stem(noun)] = found.get(stem(noun), frozenset({stem(noun)})) | frozenset(wholes)
    return found


def stands_for(nouns: Iterable[str]) -> frozenset[str]:
    """What the stems of nouns may stand for, as the subjects of a state have it."""
    return frozenset().union(*(_alike().get(n, frozenset({n})) for n in nouns))


def states(g: Gist) -> tuple[State, ...]:
    """The conditions a claim states, none when it is planned, wished or doubtful."""
    if not g.firm or g.claim.stance == "possible" or _OPEN.search(g.text):
        return ()
    return g.once("states", _states)


@lru_cache(maxsize=20_000)
def _phrases_in(text: str) -> tuple[tuple[int, int, str], ...]:
    return tuple(_words().all(text))


_TO = re.compile(r"\bto\s+$", re.I)


def _states(g: Gist) -> tuple[State, ...]:
    found: dict[str, State] = {}
    said = [(start, end, v) for start, end, values in _phrases_in(g.text) for v in values.split()]
    for start, end, value in said:
        aspect, holds = value[:-1], value[-1] == "+"
        if _TO.search(g.text[:start]) or _attributive(g, aspect, start, end):
            continue  # "they came to open a road"
        subjects, names = _subjects(g, aspect, start)
        if not subjects or (aspect == "working" and _at_work(g, start, end)):
            continue
        if re.search(r"\b(?:not|never|no longer|n['’]t)\W+(?:\w+\W+)?$", g.text[max(0, start - 24) : start]):
            holds = not holds
        if g.claim.stance == "denied":
            holds = not holds
        enters = tuple(t.stem for t in tokens(g.text[start:end])) in _entering(aspect)
        state = State(
            aspect,
            holds,
            g.text[start:end],
            subjects,
            names,
            _span(g, enters),
            enters,
            bool(_ALL.search(g.text)),
        )
        if aspect not in found or state.enters > found[aspect].enters:
            found[aspect] = state
    moving = _traffic(g) if "passage" not in found else None
    if moving:
        found["passage"] = moving
    held = [t for t in g.tallies if t.measure == "in_custody"]
    if held and "custody" not in found:
        found["custody"] = State(
            "custody", True, held[0].words, frozenset({"held"}), frozenset(), _span(g, False), False, False
        )
    return tuple(found[a] for a in sorted(found))


def _attributive(g: Gist, aspect: str, start: int, end: int) -> bool:
    """Whether the word belongs to another noun: "beside destroyed buildings"."""
    if g.text[start:end].lower() not in table("states.toml")["attributive"]["words"]:
        return False
    following = pattern("states.toml", "next_word").match(g.text, end)
    word = following.group(1) if following else ""
    return bool(word) and word not in lexicon().stop and stem(word) not in _nouns(aspect)


def _traffic(g: Gist) -> State | None:
    """A passage that is open or shut by what passes through it."""
    said = passes(g.text)
    if said is None:
        return None
    vehicles = ways(g.text) or (frozenset() if said[0] else ways(_preceding(g)))
    subjects, names = _subjects(g, "passage", len(g.text))
    if not vehicles and not (subjects and re.search(r"\b(?:over|across|through)\b", said[1])):
        return None
    enters = bool(re.search(r"\b(?:again|first)\b", g.text, re.I))
    return State("passage", said[0], said[1], subjects | vehicles, names, _span(g, enters), enters, False)


_BY_PEOPLE = frozenset(
    {"work", "run", "cut", "return", "destroy"}
)  # what people do too: then the thing must stand before it


def _at_work(g: Gist, start: int, end: int) -> bool:
    """Whether "worked" is said of somebody: no thing that works stands before it."""
    last = tokens(g.text[start:end])[-1].stem
    return last in _BY_PEOPLE and not any(t.stem in _nouns("working") for t in tokens(g.text[:start]))


def _subjects(g: Gist, aspect: str, at: int) -> tuple[frozenset[str], frozenset[str]]:
    """The nouns and names a condition is said of: in the claim, else in the words before it."""
    elsewhere = [_preceding(g)] if _ELLIPTIC.match(g.text) or len(g.text.split()) <= _SHORT else []
    for text in (g.text[:at], g.text, *elsewhere):
        found = [t for t in tokens(text) if t.stem in _nouns(aspect)]
        if found:
            near = {skeleton(t.text) for t in tokens(text) if is_name(t, g.scene.proper)}
            groups = {"@" + p for p in g.people} if aspect == "presence" else set()
            held = {
                t.stem: frozenset({"held"})
                for t in found
                if aspect == "custody" and t.stem in _people() and not t.capital
            }
            things = (_alike().get(t.stem, held.get(t.stem, frozenset({t.stem}))) for t in found)
            return frozenset(groups).union(*things), frozenset(near - {""})
    if aspect == "presence" and g.people:
        return frozenset("@" + p for p in g.people), frozenset()
    if aspect in _PERSONAL:
        return _person(g)
    return frozenset(), frozenset()


_PERSONAL = frozenset({"custody", "whereabouts"})


def _person(g: Gist) -> tuple[frozenset[str], frozenset[str]]:
    """The named person of a claim, or of its sentence where the claim leaves it out."""
    texts = (g.text, g.wide_text) if _ELLIPTIC.match(g.text) else (g.text,)
    for text in texts:
        names = {skeleton(t.text) for t in tokens(text) if is_name(t, g.scene.proper)} - {""} - g.scene.places
        if names:
            return frozenset({"held"}), frozenset(names)
    return frozenset(), frozenset()


def _preceding(g: Gist) -> str:
    start = max(0, g.claim.sentence.start - _BEFORE)
    return g.report.text[start : g.claim.start]


def _span(g: Gist, enters: bool) -> Window | None:
    """From its own words: since, until, on; else the day it was told."""
    told = g.told if g.told and not g.told.yearless else None
    if told and not enters and _UNTIL.search(g.text) and not SINCE.search(g.text):
        return up_to(told.last)
    since = window(g.claim.when.edtf) if g.claim.when and SINCE.search(g.text) else None
    if g.when is None and since and told and since.first <= told.last:
        return Window(since.first, told.last)
    if g.when is None:
        back = LASTED if told and not enters and _STILL.search(g.text) else 0
        return Window(told.first - back, told.last, told.yearless) if told else None
    if enters and g.when.first <= up_to(0).first:
        return until_open(g.when.last, g.when.yearless)  # "had been mended by Sunday"
    if enters or SINCE.search(g.text):
        return (
            meet(until_open(g.when.first, g.when.yearless), up_to(told.last))
            if told and not enters
            else until_open(g.when.first, g.when.yearless)
        )
    return g.when
