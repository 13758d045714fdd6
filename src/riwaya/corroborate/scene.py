"""What a report is about as a whole, against which each of its claims is read."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from riwaya.corroborate.kinds import INCIDENTS, event_types, types_in
from riwaya.corroborate.meaning import common
from riwaya.corroborate.occasion import grew, ranked_day
from riwaya.corroborate.times import Window, days_in, window
from riwaya.corroborate.words import Token, is_name, proper, skeleton, table, tokens, weighed
from riwaya.records import Claim, Report, Stance

# marks of another occurrence than the report's own
SIDE = re.compile(
    r"\b(?:earlier case|an earlier|another|a different|a separate|previous|less noticed|"
    r"also recall|"
    r"at the same (?:junction|place|spot|site)|"
    r"(?:deadliest|worst|bloodiest|biggest|largest|heaviest)\b[^.,;:]{0,50}(?<! ever)\ssince|"
    r"a third|years? ago|unrelated|second \w+ in)\b",
    re.I,
)
# the day of counting is not the day of the thing counted
COUNTING = re.compile(
    r"\b(?:counted|counts|registered|visited|as of|bulletin|tally|by (?:this|the) (?:morning|evening)|so far|"
    r"recovered|found dead|confirmed|identified|stood at|stands at|put the|number of|have died|"
    r"has treated|issued|now dead|now died|the last of (?:them|whom))\b",
    re.I,
)
# circumstances that mention an occurrence without telling it
BACKGROUND = re.compile(
    r"\b(?:since|after|before|following|until) (?:the |a |an |last |this )?(?:[\w’'-]+ )?[\w’'-]+", re.I
)
# "which they had laid before they left the town on 8 November": the day of the leaving
_CIRCUMSTANCE = re.compile(
    r"\b(?:before|after|since|until|following|when|which|who|whom|whose)\b[^,.;:]*$", re.I
)
# but what killed is what is told: "six people were killed when rockets struck the port on Monday"
_VICTIMS_OF = re.compile(
    r"\b(?:killed|dead|died|injured|wounded|hurt|drowned)\b[^.;:]{0,80}?\b(?:when|after) "
    r"(?!.*\b(?:when|after|who|which|since)\b)[^.;:]*$",
    re.I,
)
_DATED = INCIDENTS | {"control", "protest"}
_RECENT = 10  # days: what a report dates further back is its background
_OPENING = 0.6  # share of a report within which it dates what it is about
_LINES = 3  # title and two paragraphs say what it is about
_MOST = 10
_TITLES = frozenset(table("origins.toml")["titles"])


@dataclass(frozen=True, slots=True)
class Scene:
    """A report as a whole: its main names, its first lines, the day it appeared, its days by family."""

    names: frozenset[str]
    proper: frozenset[str]
    lead: frozenset[str]
    published: Window | None
    written: Window | None  # for a report without a date: from the newest day of which it tells
    anchored: bool  # `published` is not known but taken from a report that quotes the same occasion
    days: Mapping[str, Window]  # event family -> the day the report gives it first
    whole_names: frozenset[str]  # skeletons of all its names
    whole: frozenset[str]  # telling concepts of all its text
    told_names: Mapping[str, float]  # its names with what each says: little where it is a word too ("Front")
    capitals: frozenset[str]  # every word it writes with a capital, as names are kept
    places: frozenset[str]  # those of its names that stand after "in", "at", "near"
    stories: dict[str, float] = field(
        default_factory=dict, compare=False, repr=False
    )  # by report, once known


_PLACING = frozenset({"in", "at", "near", "from", "around", "outside", "into", "to"})


@lru_cache(maxsize=5_000)
def all_names(text: str) -> frozenset[str]:
    """Skeletons of every name of a report, titles left out."""
    names, words = proper(text), tokens(text[:20_000])
    return frozenset(_name_of(t, names) for t in words) - {""}


def _name_of(t: Token, names: frozenset[str]) -> str:
    return skeleton(t.text) if is_name(t, names) and len(t.text) > 2 and t.text.lower() not in _TITLES else ""


_PLAIN_NAME = 0.2  # worth of a name that is a word of the language too
_SHORT = 3  # letters of a skeleton below which the word itself is kept


def _kept(word: str) -> str:
    bare = skeleton(word)
    return bare if len(bare) >= _SHORT else word.lower()


@lru_cache(maxsize=5_000)
def told_names(text: str) -> Mapping[str, float]:
    """The names of a report, each with what it says of which matter it is about."""
    names, placed = proper(text), placed_names(text)
    found = [t.text for t in tokens(text[:20_000]) if _name_of(t, names)]
    return {_kept(w): _PLAIN_NAME if common(w.lower()) and skeleton(w) not in placed else 1.0 for w in found}


@lru_cache(maxsize=5_000)
def capitals(text: str) -> frozenset[str]:
    """Every word of a report that is written with a capital: a name may open a sentence or a heading."""
    return frozenset(
        _kept(t.text)
        for t in tokens(text[:20_000])
        if t.capital and len(t.text) > 2 and t.text.lower() not in _TITLES
    )


@lru_cache(maxsize=5_000)
def whole_of(text: str) -> frozenset[str]:
    """Telling concepts of a report's text."""
    return frozenset(k for k, w in weighed(text[:20_000], proper(text)).items() if w >= 0.9)


@lru_cache(maxsize=5_000)
def placed_names(text: str) -> frozenset[str]:
    """Skeletons of the names of a report that stand where places stand, or open it as its dateline."""
    names, words = proper(text), tokens(text[:20_000])
    found = {
        skeleton(t.text)
        for i, t in enumerate(words)
        if i and is_name(t, names) and (words[i - 1].text.lower() in _PLACING or t.text.isupper())
    }
    return frozenset(found - {""})


@lru_cache(maxsize=5_000)
def main_names(text: str) -> tuple[str, ...]:
    """Skeletons of the names a report uses most, weightiest first: places and first lines count more."""
    names, counted, words = proper(text), Counter[str](), tokens(text[:20_000])
    for i, t in enumerate(words):
        if _name_of(t, names):
            placed = i > 0 and words[i - 1].text.lower() in _PLACING | {"of"}
            counted[skeleton(t.text)] += 1 + 2 * (i < 60) + 2 * placed
    return tuple(n for n, _ in sorted(counted.items(), key=lambda e: (-e[1], e[0]))[:_MOST])


def scene_of(report: Report, claims: Sequence[Claim]) -> Scene:
    """The scene of a report, from its text and the dates of its claims."""
    names = proper(report.text)
    lines = [line for line in report.text.splitlines() if len(line.split()) > 3][:_LINES]
    lead = weighed(" \n".join([report.title or "", *lines]), names)
    return Scene(
        names=frozenset(main_names(report.text)),
        proper=names,
        lead=frozenset(k for k, w in lead.items() if w >= 0.5),
        published=window(report.published),
        written=None if report.published else _written(report, claims),
        anchored=False,
        days=_days(report, claims),
        whole_names=all_names(report.text),
        whole=whole_of(report.text),
        places=placed_names(report.text),
        told_names=told_names(report.text),
        capitals=capitals(report.text),
    )


_DATELINE = 250  # characters in which a short line with a day is the day of the report
_SHORT_LINE = 8  # words
_DAYS = 4  # that a time may be long: a month says nothing of when the report was written
_SOON = 3  # days after the newest day it tells of by which a report is written


def _written(report: Report, claims: Sequence[Claim]) -> Window | None:
    """When a report without a date was written: the day in its head, else soon after the newest day told."""
    for line in report.text[:_DATELINE].splitlines():
        printed = days_in(line)
        if len(printed) == 1 and len(line.split()) <= _SHORT_LINE:
            return printed[0]
    told = [
        w
        for c in claims
        if c.stance in (Stance.ASSERTED, Stance.DENIED)
        for w in [own_time(c, report.text)]
        if w and 0 < w.first < _FAR and w.days <= _DAYS
    ]
    known = [w for w in told if not w.yearless] or told
    if not known:
        return None
    newest = _newest(known) if known[0].yearless else max(known, key=lambda w: w.first)
    return Window(newest.first, newest.first + _SOON, newest.yearless)


_FAR = 10**6  # beyond every date
_YEAR = 366


def _newest(days: Sequence[Window]) -> Window:
    """The latest of days without a year: the one before the longest gap around the circle of the year."""
    ordered = sorted(days, key=lambda w: w.first)
    following = [*ordered[1:], ordered[0]]
    return max(
        zip(ordered, following, strict=True),
        key=lambda e: ((e[1].first - e[0].first - 1) % _YEAR, e[0].first),
    )[0]


def _days(report: Report, claims: Sequence[Claim]) -> Mapping[str, Window]:
    """The day a report gives to its own occurrence, by event family: the first one it dates."""
    days: dict[str, Window] = {}
    published = window(report.published)
    for claim in claims:
        when = own_time(claim, report.text)
        if when is None or not _own_day(claim, when, published, report):
            continue
        for name in types_in(BACKGROUND.sub(" ", claim.sentence.of(report.text))):
            family = event_types()[name].family
            if family in _DATED and name != "injury":
                days.setdefault(family, when)
    return days


def own_time(claim: Claim, text: str) -> Window | None:
    """The time that a claim's own sentence gives; one lent by another sentence is no word of its own.

    "The first Monday" is one of several, not the Monday before the report.
    """
    if claim.when is None or not claim.sentence.start <= claim.when.words.start < claim.sentence.end:
        return None
    if ranked_day(text, claim.when.words.start, claim.when.words.end):
        return None
    return window(claim.when.edtf)


def _own_day(claim: Claim, when: Window, published: Window | None, report: Report) -> bool:
    """Whether a claim dates what its report is about: near publication, early on, told and not denied."""
    sentence = claim.sentence.of(report.text)
    before = report.text[claim.sentence.start : claim.when.words.start] if claim.when else ""
    if _CIRCUMSTANCE.search(before) and not _VICTIMS_OF.search(before):
        return False
    if when.days > 4 or claim.stance is Stance.DENIED or claim.start > _OPENING * len(report.text):
        return False
    if SIDE.search(sentence) or COUNTING.search(sentence) or grew(sentence):
        return False
    if published is None or when.yearless:
        return True
    return when.first <= published.last and published.last - when.last <= _RECENT
