"""Figures read for comparing: what is counted, of whom, and the range the words leave open."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from itertools import pairwise

from riwaya.corroborate.tally import Tally, measures
from riwaya.corroborate.words import CALENDAR, Phrases, lexicon, stem, table, tokens
from riwaya.records import Claim, Figure, Report, Span

_LOOSE = 0.1  # "about 9,000" leaves a tenth either way; 8,800 is the same, 7,000 is not
_SOFT = re.compile(r"\b(?:up to|as many as|as much as|possibly|maybe)\b", re.I)
_RATE = re.compile(
    r"^\W*\w+\s+(?:a|per|each|every)\s+(?:day|week|month|year|hour|head|person|family)\b", re.I
)
_OF = re.compile(
    r"^\W*(?:of (?:them|whom|those|these|the|its|his|her|their|our)\b|among (?:them|whom)\b)", re.I
)
_OTHER = re.compile(
    r"\b(?:the other|another|other|an additional|a further|including|among them|of whom|of them)\W*$", re.I
)
_MORE = re.compile(r"^\W*(?:others?|more)\b", re.I)
_SHARE = re.compile(
    r"^\W*(?:were|was|are)\s+(?!killed|injured|wounded|hurt|dead|detained|arrested|missing|displaced|"
    r"freed|released|on |in |aboard|still|destroyed|found|held)",
    re.I,
)
# those who were brought to one place are some of the wounded
_BROUGHT = re.compile(
    r"^[^.;]{0,40}\b(?:brought|carried|taken|admitted|referred|evacuated|came|reached|arrived|treated)\b[^.;]{0,30}"
    r"\b(?:clinic|hospital|ward|post|us|team|base)\b",
    re.I,
)
_WITHDRAWN = re.compile(
    r"\b(?:earlier version|earlier reported|previously reported|incorrectly|misstated|correct(?:ion|ed))\b",
    re.I,
)
_RISEN = re.compile(
    r"\b(?:ris(?:en|es|e|ing)|rose|raised|raises|climbed|climbs|increased|grown|reached|went up|latest|"
    r"now (?:puts?|stands?|at|counts?)|last bulletin|revised|updated)\b",
    re.I,
)
_UNCOUNTED = frozenset(stem(w) for w in table("groups.toml")["uncounted"])


@cache
def _named() -> Mapping[str, str]:
    return {n: name for name, row in measures().items() for n in row["names"]}


@cache
def _near() -> Phrases:
    return Phrases((word, name) for name, row in measures().items() for word in row["words"])


def tallies(claim: Claim, report: Report) -> tuple[Tally, ...]:
    """The claim's figures that count something, in order of appearance."""
    made = [_tally(claim, figure, report) for figure in claim.figures]
    return _addends([t for t in made if t is not None], report.text)


_AND = re.compile(
    r"^(?![^.;,]*\b(?:had|has|have|was|were|is|are|held|holds)\b)[^.;,]{0,50}\band\b[^.;,]{0,20}$", re.I
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
    before, after = _around(figure, claim.sentence, report.text)
    if _NEGATED.match(after) or _NOT_COUNT.search(before) or (_CLOCK.search(before) and _HOUR.match(after)):
        return None
    if _RATE.match(after):
        unit += " a time"
    measure = _measure(claim, figure, report, unit)
    measure = _unless(measure, figure, after, report.text[claim.sentence.start : claim.sentence.end])
    measure = "lost" if unit in _STUFF and measure in ("destroyed", "damaged") else measure
    low, high = _range(figure, before)
    own = report.text[claim.sentence.start : claim.sentence.end]
    return Tally(
        measure,
        unit,
        _group(figure, after, measure, unit),
        low,
        high,
        figure.best if figure.best is not None else figure.low if figure.low is not None else figure.high,
        figure.best is not None and figure.low is None and figure.high is None,
        bool(
            _OF.match(after)
            or _MORE.match(after)
            or _OTHER.search(before)
            or _SHARE.match(after)
            or (measure == "injured" and _BROUGHT.search(after))
        ),
        bool(_WITHDRAWN.search(own)),
        bool(_RISEN.search(own)),
        figure.words.text,
        figure.words.start,
    )


def _around(figure: Figure, sentence: Span, text: str) -> tuple[str, str]:
    start, end = min(sentence.start, figure.words.start), max(sentence.end, figure.words.end)
    number = figure.words.start + _number_end(figure.words.text)
    return text[start : figure.words.start], text[number:end]


_NOT_COUNT = re.compile(r"(?:\bnot|\bcount to|\brather than|\binstead of)\s*$", re.I)
_NEGATED = re.compile(
    r"^\W*(?:[\w-]+ ){0,2}(?:have|has|had|were|was|are|did|do)(?: still)?(?: not|n[’']t)\b", re.I
)
_CLOCK = re.compile(r"\b(?:at|by|around|until)\s*$", re.I)
_HOUR = re.compile(r"^\W*(?:this|in the|on|a\.?m|p\.?m|o[’']clock|that|every|each)\b", re.I)
_NUMBERS = frozenset(table("groups.toml")["numbers"])


def _number_end(words: str) -> int:
    """Where the number ends in a figure's words: "five passengers" counts passengers from there on."""
    end = 0
    for t in tokens(words):
        if not (t.number or t.text.lower() in _NUMBERS):
            break
        if t.text.lower() not in ("of", "and", "to", "as", "than"):
            end = t.start + len(t.text)
    return end or len(words)


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


def _measure(claim: Claim, figure: Figure, report: Report, unit: str) -> str:
    """The measure given, or that of the nearest trigger in the sentence, else in the one before."""
    given = _named().get((figure.measure or "").lower().replace(" ", "_")) or _named().get(
        (figure.measure or "").lower()
    )
    near, far = (
        _boarded(report.text, figure)
        or _counted(report.text, claim.sentence, figure)
        or _nearest(report.text, claim.sentence, figure)
    )
    if given == "injured" and not near and _bare(claim):
        given = None  # carried over from words before; they are read below
    if given and not (near and far <= _BESIDE):
        stocks = {("injured", "in_hospital"), ("detained", "in_custody"), ("treated", "in_hospital")}
        still = re.search(r"\b(?:still|remain\w*)\b", claim.sentence.of(report.text))
        return near if near and still and (given, near) in stocks else given
    if near:
        return near
    if unit == "people" and not given and _bare(claim):
        earlier = Span(max(0, claim.sentence.start - 220), claim.sentence.start)
        named = {name for _, _, name in _near().all(report.text[earlier.start : earlier.end])}
        near = "killed" if "killed" in named else _nearest(report.text, earlier, figure)[0]
    return near or "other:" + (figure.measure or unit)


_ABOARD = re.compile(
    r"\W*(?:people|persons|passengers) (?:were |was )?(?:on|aboard) (?:the )?"
    r"([A-Z]\w+|train|bus|boat|ship|ferry)\b"
)


def _boarded(text: str, figure: Figure) -> tuple[str, float] | None:
    """ "160 people on the Sea Lark": what carries a name of its own carries people."""
    after = text[figure.words.start + _number_end(figure.words.text) : figure.words.end + 30]
    on = _ABOARD.match(after)
    day = on is not None and on.group(1).lower() in CALENDAR
    on = None if day else on
    return ("aboard", _BESIDE) if on else None


_COUNT_OF = re.compile(r"\b(?:number of|toll|count of|total of)\b", re.I)


def _counted(text: str, sentence: Span, figure: Figure) -> tuple[str, float] | None:
    """What "the number of people killed ... has risen to seven" counts: what stands after "number of"."""
    before = text[sentence.start : figure.words.start]
    opened = _COUNT_OF.search(before)
    if not opened or not _RISEN.search(before[opened.end() :]) or "," in before[opened.end() :]:
        return None
    found = _near().all(before[opened.start() :])
    return (found[0][2], _BESIDE) if found else None


_BARE = re.compile(
    r"\b(?:number|figure|toll|count)\b|^\W*(?:the other |another )?[\w-]+ (?:were|was|are|of them)\b", re.I
)


def _bare(claim: Claim) -> bool:
    """Whether a claim is little more than its number: the words before it say of what."""
    return len(claim.text.split()) <= 6 or bool(_BARE.search(claim.text))


def _unless(measure: str, figure: Figure, after: str, sentence: str) -> str:
    """Another measure where who is counted says so: soldiers flee, but prisoners escape."""
    rows = measures().get(measure, {}).get("unless", {})
    needed = measures().get(measure, {}).get("unless_with", [])
    if needed and not any(w in sentence.lower() for w in needed):
        return measure
    counted = {
        t.stem for t in (*tokens(figure.population or ""), *tokens(figure.words.text), *tokens(after)[:3])
    }
    return next((name for name, nouns in rows.items() if counted & {stem(n) for n in nouns}), measure)


_BESIDE = -4  # "the detention of 46 people", "three bodies": nearer than any verb


def _nearest(text: str, span: Span, figure: Figure) -> tuple[str | None, float]:
    """The measure whose words stand nearest, and how near: below 0 is in the figure's own phrase."""
    best: tuple[float, str] | None = None
    for start, end, name in _near().all(text[span.start : span.end]):
        a, b = span.start + start, span.start + end
        between = text[min(b, figure.words.end) : max(a, figure.words.start)]
        far = (
            max(a - figure.words.end, figure.words.start - b, 0)
            + 12 * between.count(",")
            + 30 * between.count(".")
        )
        far += 8 if b <= figure.words.start else 0  # "14 people were injured" before "killed 14"
        far -= 10 if " " in text[a:b].strip() else 0
        if re.fullmatch(r"\W*of(?: the| about| some| at least)?\W*", text[b : max(b, figure.words.start)]):
            far -= 25
        elif figure.words.start < b <= figure.words.end + 1:
            far -= 8
        if best is None or far < best[0]:
            best = (far, name)
    return (best[1], best[0]) if best else (None, 0.0)


def _group(figure: Figure, after: str, measure: str, unit: str) -> frozenset[str]:
    """Stems of the words that narrow who is counted, without those that only say what is counted."""
    plain = _PEOPLE | _HOUSEHOLDS | {unit}
    if measure in measures():
        plain |= {stem(w) for w in measures()[measure]["people"]}
    listed = _narrowing()
    found = {t.stem for t in tokens(figure.population or "")} & listed
    noun = re.match(r"\W*(?:[a-z-]+\s+){0,2}?", after)
    head = tokens(after[noun.end() :][:40] if noun else after[:40])[:3]
    for token in head:
        if token.text.lower() in lexicon().stop:
            break
        found |= {token.stem} & listed
    found |= {t.stem for t in tokens(figure.words.text)} & listed
    return frozenset(found - plain)


@cache
def _narrowing() -> frozenset[str]:
    return frozenset(stem(w) for w in table("groups.toml")["narrow"])
