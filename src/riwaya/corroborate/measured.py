"""What a number counts: the measure that its own words, those beside it or those before it give."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from riwaya.corroborate.tally import measures
from riwaya.corroborate.whom import given_back
from riwaya.corroborate.words import CALENDAR, NUMBERS, Phrases, lexicon, number_end, stem, table, tokens
from riwaya.records import Claim, Figure, Report, Span

RISEN = re.compile(
    r"\b(?:ris(?:en|es|e|ing)|rose|raised|raises|climbed|climbs|increased|grown|reached|went up|latest|"
    r"bring(?:s|ing)? (?:the|its|their|his|her) (?:\w+ )?(?:number|toll|total|count|tally|figure)|"
    r"now (?:puts?|stands?|at|counts?|gives?)|last bulletin|revised|updated)\b",
    re.I,
)


@cache
def _named() -> Mapping[str, str]:
    return {n: name for name, row in measures().items() for n in row["names"]}


@cache
def _near() -> Phrases:
    return Phrases((word, name) for name, row in measures().items() for word in row["words"])


def measure_of(claim: Claim, figure: Figure, report: Report, unit: str) -> str:
    """The measure given, or that of the nearest trigger in the sentence, else in the one before."""
    given = _named().get((figure.measure or "").lower().replace(" ", "_")) or _named().get(
        (figure.measure or "").lower()
    )
    if given_back(report.text, claim.sentence, figure):
        return "bodies"
    near, far = (
        _boarded(report.text, figure)
        or _counted(report.text, claim.sentence, figure)
        or _nearest(report.text, claim.sentence, figure)
    )
    if given == "injured" and not near and _bare(claim):
        given = None  # carried over from words before; they are read below
    elsewhere = _elsewhere(figure, report.text)
    if elsewhere:
        return elsewhere
    if given and not (near and far <= _BESIDE):
        stocks = {("injured", "in_hospital"), ("detained", "in_custody"), ("treated", "in_hospital")}
        still = re.search(r"\b(?:still|remain\w*)\b", claim.sentence.of(report.text))
        return near if near and still and (given, near) in stocks else given
    if near:
        return near
    if unit == "people" and not given and _bare(claim) and not _tells(claim):
        earlier = Span(max(0, claim.sentence.start - 220), claim.sentence.start)
        named = {name for _, _, name in _near().all(report.text[earlier.start : earlier.end])}
        near = "killed" if "killed" in named else _nearest(report.text, earlier, figure)[0]
    return near or "other:" + (figure.measure or unit)


_ARE = r"^\W*(?:[a-z]+ )?(?:are|were|remain|lie|lay)(?: still)? "
_WHERE = {
    "in_hospital": re.compile(_ARE + r"in (?:(?:\w+ )?hospitals?|(?:the|our|its|her|his) wards?)\b", re.I),
    "missing": re.compile(
        _ARE + r"(?:missing|(?:being )?(?:sought|looked for|searched for)|"
        r"(?:buried |trapped )?(?:under|beneath|inside)\b)",
        re.I,
    ),
    "rescued": re.compile(
        r"^\W*(?:[a-z]+ )?(?:(?:were|are) )?(?:found |brought out |pulled out )?alive\b", re.I
    ),
}


def _elsewhere(figure: Figure, text: str) -> str | None:
    """What those are of whom the words after the number say where they are: in hospital, under it, alive."""
    after = text[figure.words.start + number_end(figure.words.text) : figure.words.end + 70]
    return next((name for name, said in _WHERE.items() if said.search(after)), None)


def _tells(claim: Claim) -> bool:
    """Whether a claim that is little more than a number says itself what it counts."""
    own = [t for t in tokens(claim.text) if not (t.number or t.text.lower() in NUMBERS)]
    return any(t.stem not in _counting() and t.text.lower() not in lexicon().stop for t in own) or bool(
        _INSIDE.search(claim.text)
    )


_INSIDE = re.compile(r"\b(?:in|on|aboard|inside) (?:it|them|her)\b", re.I)


@cache
def _counting() -> frozenset[str]:
    """Stems of words that say no more than that somebody counts."""
    return frozenset(stem(w) for name in ("counting", "people", "plain") for w in table("groups.toml")[name])


_ABOARD = re.compile(
    r"\W*(?:people|persons|passengers) (?:were |was )?(?:on|aboard) (?:the )?"
    r"([A-Z]\w+|train|bus|boat|ship|ferry)\b"
)


def _boarded(text: str, figure: Figure) -> tuple[str, float] | None:
    """ "160 people on the Sea Lark": what carries a name of its own carries people."""
    after = text[figure.words.start + number_end(figure.words.text) : figure.words.end + 30]
    on = _ABOARD.match(after)
    day = on is not None and on.group(1).lower() in CALENDAR
    on = None if day else on
    return ("aboard", _BESIDE) if on else None


_COUNT_OF = re.compile(r"\b(?:number of|toll|count of|total of)\b", re.I)


def _counted(text: str, sentence: Span, figure: Figure) -> tuple[str, float] | None:
    """What "the number of people killed ... has risen to seven" counts: what stands after "number of"."""
    before = text[sentence.start : figure.words.start]
    opened = _COUNT_OF.search(before)
    if not opened or not RISEN.search(before[opened.end() :]) or "," in before[opened.end() :]:
        return None
    found = _near().all(before[opened.start() :])
    return (found[0][2], _BESIDE) if found else None


_BARE = re.compile(
    r"\b(?:number|figure|toll|count)\b|^\W*(?:the other |another )?[\w-]+ (?:were|was|are|of them)\b", re.I
)


def _bare(claim: Claim) -> bool:
    """Whether a claim is little more than its number: the words before it say of what."""
    return len(claim.text.split()) <= 6 or bool(_BARE.search(claim.text))


def unless(measure: str, figure: Figure, after: str, sentence: str) -> str:
    """Another measure where who is counted says so: soldiers flee, but prisoners escape."""
    rows = measures().get(measure, {}).get("unless", {})
    needed = measures().get(measure, {}).get("unless_with", [])
    if needed and not any(w in sentence.lower() for w in needed):
        return measure
    counted = {
        t.stem for t in (*tokens(figure.population or ""), *tokens(figure.words.text), *tokens(after)[:3])
    }
    return next((name for name, nouns in rows.items() if counted & {stem(n) for n in nouns}), measure)


_REACH = 60  # characters between a number and the word that says what it counts
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
        elif figure.words.start < b <= figure.words.end + 1 or 0 <= a - figure.words.end <= 1:
            far -= 8
        if best is None or far < best[0]:
            best = (far, name)
    return (best[1], best[0]) if best and best[0] <= _REACH else (None, 0.0)
