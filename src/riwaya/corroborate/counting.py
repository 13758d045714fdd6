"""Figures read for comparing: what is counted, of whom, and the range the words leave open."""

from __future__ import annotations

import math
import re
from dataclasses import replace
from functools import cache
from itertools import pairwise

from riwaya.corroborate.measured import RISEN, measure_of, unless
from riwaya.corroborate.tally import Tally, measures
from riwaya.corroborate.whom import attacking
from riwaya.corroborate.words import CALENDAR, lexicon, number_end, stem, table, tokens
from riwaya.records import Claim, Figure, Report, Span

_LOOSE = 0.1  # "about 9,000" leaves a tenth either way; 8,800 is the same, 7,000 is not
_SOFT = re.compile(r"\b(?:up to|as many as|as much as|possibly|maybe)\b", re.I)
_RATE = re.compile(
    r"^\W*\w+\s+(?:a|per|each|every)\s+(?:day|week|month|year|hour|head|person|family)\b", re.I
)
# "nine of our men" are all of ours, "nine of our patients" some of them
_OURS = (
    r"(?:men|soldiers|fighters|people|comrades|troops|officers|guards|colleagues|neighbou?rs|villagers|relatives|kin"
    r"|citizens|compatriots|brothers|sons|martyrs|brethren|friends|own)"
)
_OF = re.compile(
    rf"^\W*(?:of (?:them|whom|those|these|the|(?:its|his|her|their|our)(?! {_OURS}\b))\b"
    r"|among (?:them|whom)\b)",
    re.I,
)
_OTHER = re.compile(
    r"\b(?:the other|another|other|an additional|a further|including|among them|of whom|of them|"
    r"\b(?:one|some|most|many|none|neither|any|each|half) of (?:the|these|those))\W*$",
    re.I,
)
_MORE = re.compile(r"^\W*(?:others?|more)\b", re.I)
_SHARE = re.compile(
    r"^\W*(?:were|was|are)\s+(?!killed|injured|wounded|hurt|dead|detained|arrested|missing|displaced|"
    r"freed|released|on |in |aboard|still|destroyed|found|held|driven|taken|shot|sent|brought|forced|thrown|"
    r"evacuated|uprooted|registered|buried|burned|burnt|abducted|kidnapped|drowned|lost)",
    re.I,
)
# those who were brought to one place are some of the wounded
_BROUGHT = re.compile(
    r"^[^.;]{0,70}\b(?:brought|carried|taken|admitted|referred|evacuated|came|reached|arrived|treated)\b[^.;]{0,30}"
    r"\b(?:clinic|hospital|ward|post|us|team|base)\b",
    re.I,
)
_CARED_FOR = frozenset({"cared for"})
_WITHDRAWN = re.compile(
    r"\b(?:earlier version|earlier reported|previously reported|incorrectly|misstated|correct(?:ion|ed))\b",
    re.I,
)
# "in our street alone", "six in the second", "three who are not on our list"
_APART = re.compile(
    r"\balone\b|\bin the (?:first|second|third|former|latter)\b|"
    r"\bnot (?:\w+ )?(?:part of|included in|counted (?:in|among)|in|on|among) "
    r"(?:our|the|this|that|these|those|his|her|its|their|\w+[’']s) (?:[\w’'-]+ )?"
    r"(?:list|count|figure|total|toll|number|tally)\b",
    re.I,
)
_TOLLS = frozenset({"killed", "injured"})
_OCCURRENCES = frozenset(stem(w) for w in (*table("occasions.toml")["incidents"], *CALENDAR))
_UNCOUNTED = frozenset(stem(w) for w in table("groups.toml")["uncounted"])


def tallies(claim: Claim, report: Report) -> tuple[Tally, ...]:
    """The claim's figures that count something, in order of appearance."""
    made = [_tally(claim, figure, report) for figure in claim.figures]
    return _addends([t for t in made if t is not None], report.text)


_AND = re.compile(  # not "freed 62 and got back 25"
    r"^(?![^.;,]*\b(?:had|has|have|was|were|is|are|held|holds|got|took|freed|found|brought|left|gave|sent|lost)\b)"
    r"[^.;,]{0,50}\band\b[^.;,]{0,20}$",
    re.I,
)


def _addends(found: list[Tally], text: str) -> tuple[Tally, ...]:
    """ "Seven soldiers and two drivers were killed": each is a part of a sum that nobody printed."""
    for i, (a, b) in enumerate(pairwise(found)):
        between = text[a.start + len(a.words) : b.start]
        if a.measure == b.measure and a.unit == b.unit and not a.part and not b.part and _AND.match(between):
            found[i], found[i + 1] = replace(a, part=True), replace(b, part=True)
    return tuple(found)


def _tally(claim: Claim, figure: Figure, report: Report) -> Tally | None:
    unit = _unit(figure, report)
    if unit in _UNCOUNTED or (figure.low, figure.best, figure.high) == (None, None, None):
        return None
    if unit in _OCCURRENCES and figure.measure in _TOLLS:
        return None  # bombings, or the days on which they fell, and not who died in them
    before, after = _around(figure, claim.sentence, report.text)
    if _NEGATED.match(after) or _NOT_COUNT.search(before) or _of_time(before, after) or _AGE.search(before):
        return None
    if _RATE.match(after):
        unit += " a time"
    if attacking(report.text, claim.sentence, figure):
        measure, unit = "attackers", "people"
    else:
        measure = measure_of(claim, figure, report, unit)
    measure = unless(measure, figure, after, report.text[claim.sentence.start : claim.sentence.end])
    if unit == "people" and measure == "destroyed":
        measure = "other:people"
    if unit in _STUFF and measure in ("destroyed", "damaged"):
        measure = "lost"
    if measure == "lost" and unit not in _STUFF and unit not in ("people", "families", ANIMAL):
        burnt = _BURNT.search(f"{before[-30:]}{figure.words.text}{after[:30]}")
        measure = "destroyed" if burnt else measure  # fifteen burned lorries
    if unit == ANIMAL and (measure in ("destroyed", "killed", "buried") or _CARCASS.search(after[:20])):
        measure = "lost"
    low, high = _range(figure, before)
    cared_for = measure == "injured" and _BROUGHT.search(after)
    own = report.text[claim.sentence.start : claim.sentence.end]
    return Tally(
        measure,
        unit,
        _group(figure, after, measure, unit) | (_CARED_FOR if cared_for else frozenset()),
        low,
        high,
        figure.best if figure.best is not None else figure.low if figure.low is not None else figure.high,
        figure.best is not None and figure.low is None and figure.high is None,
        bool(
            _OF.match(after)
            or _APART.search(_clause(before, after))
            or _MORE.match(after)
            or _OTHER.search(before)
            or _SHARE.match(after)
        ),
        bool(_WITHDRAWN.search(own)),
        bool(RISEN.search(own)),
        figure.words.text,
        figure.words.start,
    )


def _around(figure: Figure, sentence: Span, text: str) -> tuple[str, str]:
    start, end = min(sentence.start, figure.words.start), max(sentence.end, figure.words.end)
    number = figure.words.start + number_end(figure.words.text)
    return text[start : figure.words.start], text[number:end]


_NOT_COUNT = re.compile(r"(?:\bnot|\bcount to|\brather than|\binstead of)\s*$", re.I)
_NEGATED = re.compile(
    r"^\W*(?:[\w-]+ ){0,2}(?:have|has|had|were|was|are|did|do)(?: still)?(?: not|n[’']t)\b", re.I
)
_CLOCK = re.compile(r"\b(?:at|by|around|until|towards?)\s*$", re.I)
_STRUCK = re.compile(
    r"^\W*(?:past|to) (?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\b", re.I
)
_TO_OR_PAST = re.compile(r"\b(?:past|half|quarter to)\s*$", re.I)
_AGE = re.compile(
    r"\b(?:an?|another|the|his|her|their|one) (?:[\w’'-]+ )?(?:man|woman|boy|girl|child|baby|infant|pupil|"
    r"toddler|teenager|daughter|son|mother|father|brother|sister|youth|person|widow|student)"
    r"\b[^.,;]{0,20}?\b(?:of|aged)\s*$",
    re.I,
)
_HOUR = re.compile(r"^\W*(?:this|in the|on|a\.?m|p\.?m|o[’']clock|that|every|each)\b", re.I)


def _clause(before: str, after: str) -> str:
    """What stands around a number in its clause."""
    return re.split(r"[;.:]", before)[-1] + " # " + re.split(r"[;.:]", after)[0]


def _of_time(before: str, after: str) -> bool:
    """Whether a number is of the clock: "by 9 this morning", "ten past two"."""
    clock = _CLOCK.search(before) and (_HOUR.match(after) or _STRUCK.match(after))
    return bool(clock or _TO_OR_PAST.search(before))


def _range(figure: Figure, before: str) -> tuple[float, float]:
    low, best, high = figure.low, figure.best, figure.high
    if low is None and best is not None:
        low = best * (1 - _LOOSE)
    if high is None and best is not None:
        high = best * (1 + _LOOSE)
    if low is None and high is not None:
        soft = _SOFT.search(before[-20:] + " " + figure.words.text)
        low = high / 2 if soft else 0.0
    return (low if low is not None else 0.0), (high if high is not None else math.inf)


ANIMAL = "animal"
_BURNT = re.compile(r"\bburn(?:ed|t)\b", re.I)
_CARCASS = re.compile(r"^\W*carcas", re.I)
_HEAD_OF = re.compile(r"^\W*head of \w", re.I)
_ANIMALS = frozenset(stem(w) for w in table("groups.toml")["animals"])
_STUFF = frozenset(stem(w) for w in table("groups.toml")["stuff"])
_PEOPLE = frozenset(stem(w) for w in table("groups.toml")["people"])
_HOUSEHOLDS = frozenset(stem(w) for w in table("groups.toml")["households"])


def _unit(figure: Figure, report: Report) -> str:
    """people, families, or the stem of the counted noun."""
    given = (figure.unit or "").lower().replace("_", " ").strip()
    if not given:
        after = tokens(report.text[figure.words.end : figure.words.end + 40])
        given = next(
            (t.text for t in after[:2] if not t.number and t.text.lower() not in lexicon().stop), "people"
        )
    stems = [t.stem for t in tokens(given)]
    number = figure.words.start + number_end(figure.words.text)
    if set(stems) & _ANIMALS or _HEAD_OF.match(report.text[number : number + 20]):
        return ANIMAL
    if not stems or set(stems) & _PEOPLE or _is_people(stems[-1]) or _a_people(given, report):
        return "people"
    if set(stems) & _HOUSEHOLDS:
        return "families"
    concept = lexicon().synonyms.all(given)
    return concept[-1][2] if concept else stems[-1]  # lorries are trucks


def _a_people(noun: str, report: Report) -> bool:
    """Whether a counted noun is printed as a name: "sixty Partisans" are people."""
    return bool(re.search(rf"(?<![.!?:] )\b{re.escape(noun.capitalize())}\b", report.text)) and not re.search(
        rf"\b{re.escape(noun)}\b", report.text
    )


@cache
def _peoples() -> frozenset[str]:
    return frozenset(stem(w) for row in measures().values() for w in row["people"]) | frozenset(
        stem(w) for name in ("narrow", "plain") for w in table("groups.toml")[name]
    )


def _is_people(noun: str) -> bool:
    return noun in _peoples()


_CLAUSE_END = re.compile(r"[,;:—](?!\d)")


def _group(figure: Figure, after: str, measure: str, unit: str) -> frozenset[str]:
    """Stems of the words that narrow who is counted, without those that only say what is counted."""
    plain = _PEOPLE | _HOUSEHOLDS | {unit}
    if measure in measures():
        plain |= {stem(w) for w in measures()[measure]["people"]}
    listed = _narrowing()
    found = {t.stem for t in tokens(figure.population or "")} & listed
    head = tokens(_CLAUSE_END.split(after[:40])[0])[:3]  # not "and 35 wounded, police said"
    for token in head:
        if token.text.lower() in lexicon().stop:
            break
        found |= {token.stem} & listed
    found |= {t.stem for t in tokens(figure.words.text)} & listed
    return frozenset(found - plain)


@cache
def _narrowing() -> frozenset[str]:
    return frozenset(stem(w) for w in table("groups.toml")["narrow"])
