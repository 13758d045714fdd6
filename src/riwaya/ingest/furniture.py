"""Which stretches of a text are the page's own matter: menus, newsletter boxes, paywalls, links.

The rules are a table (furniture.toml), the structure is here: what stands before the first or after the last
paragraph of the report, and what a box or tail of the page drags along.
"""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from itertools import pairwise

from riwaya.ingest.dates import only_date
from riwaya.records import Span

_SENTENCE_END = re.compile(r"[.!?؟…۔]['\"”’»)\]]*$")
_SPEAKER_TURN = re.compile(r"^([^\W\d_][\w .’'-]{1,40})( \([^)]{1,30}\))?: \S")
_CORRECTION = re.compile(
    r"^[(\[]?\s*(correction|corrected|clarification|erratum|editor'?’?s note|rectificatif|corrección"
    r"|korrektur|düzeltme|поправка|تصحيح|تصويب|اصلاحیه)\b",
    re.IGNORECASE,
)
_BULLET = re.compile(r"^\s*[•·▪◦‣*○●»›-]\s+\S")
_SEPARATED = re.compile(r"\s[|·•›»/]\s")
_FINITE = re.compile(
    r"\b(said|says|told|was|were|is|are|has|have|had|did|does|will|would|could|can|may|might|killed|died|added|"
    r"\w{3,}ed|a dit|ont|sont|est|était|dijo|fue|son|está|sagte|war|ist|sind|hat)\b",
    re.IGNORECASE,
)
_LIKE_TITLES = frozenset({"more stories", "about this text", "share"})  # rules that a headline can fall under
_TELLS = re.compile(
    r"\b(?:had|has|have|was|were|is|are|said|says|told|denied|shows?|showed)\b", re.IGNORECASE
)
_ENOUGH = 1000
_QUOTED = re.compile(r"[“”«»\"„]")


@dataclass(frozen=True, slots=True)
class _Rule:
    name: str
    words: int
    where: str
    opens: bool
    match: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class _Table:
    rules: tuple[_Rule, ...]
    slogan: _Rule
    promotion: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class _Line:
    span: Span
    text: str
    words: int


@cache
def _table() -> _Table:
    raw = tomllib.loads(files("riwaya.ingest").joinpath("furniture.toml").read_text(encoding="utf-8"))

    def one_of(patterns: Sequence[str]) -> re.Pattern[str]:
        return re.compile("|".join(f"(?:{pattern})" for pattern in patterns), re.IGNORECASE)

    rules = tuple(
        _Rule(entry["name"], entry["words"], entry["where"], entry["opens"], one_of(entry["match"]))
        for entry in raw["rule"]
    )
    slogan = _Rule("slogan", raw["slogan"]["words"], "tail", False, one_of(raw["slogan"]["match"]))
    return _Table(rules, slogan, one_of(raw["promotion"]["match"]))


class Cover:
    """Sorted spans that are apart, asked whether a character stands in one of them."""

    def __init__(self, spans: Sequence[Span]) -> None:
        self._spans = spans
        self._starts = [span.start for span in spans]

    def holds(self, at: int) -> bool:
        """Whether one of the spans holds the character at this offset."""
        i = bisect_right(self._starts, at) - 1
        return i >= 0 and at < self._spans[i].end


def furniture(text: str, marked: Iterable[Span] = ()) -> tuple[Span, ...]:
    """What in a normalised text is not the report, sorted, joined where only line ends lie between.

    `marked` holds what the file's own structure has already told apart.
    """
    before = _joined(text, marked)
    cover = Cover(before)
    lines = [line for line in _lines(text) if not cover.holds(line.span.start)]
    found = [line.span for line in _judged(lines)]
    return _joined(text, [*before, *found])


def why(line: str) -> str | None:
    """The name of the rule that a single line falls under anywhere on a page, else None."""
    found = _rule(_Line(Span(0, len(line)), line.strip(), len(line.split())), "any")
    return found.name if found else None


def _lines(text: str) -> list[_Line]:
    return [
        # what a long line is shows in its first thousand characters
        _Line(Span(match.start(), match.end()), match[0][:_ENOUGH], len(match[0][:_ENOUGH].split()))
        for match in re.finditer(r"\S[^\n]*", text)
    ]


def _judged(lines: list[_Line]) -> list[_Line]:
    """The lines that are furniture, in order."""
    ruled = [_rule(line, "any") for line in lines]
    real = [rule is None and is_reporting(line.text) for line, rule in zip(lines, ruled, strict=True)]
    first = next((i for i, is_real in enumerate(real) if is_real), len(lines))
    last = next((i for i in reversed(range(len(lines))) if real[i]), -1)
    for i, line in enumerate(lines):
        if i == 0 and line.words >= 5 and (rule := ruled[0]) and rule.name in _LIKE_TITLES:
            ruled[0] = None
        if ruled[i] is None and first < len(lines) and not first <= i <= last:
            ruled[i] = _rule(line, "tail" if i > last else "edge")
    bad = [rule is not None for rule in ruled]
    _close_boxes(lines, ruled, real, bad)
    _mark_tail(lines, ruled, real, bad)
    _mark_menu(lines, first, bad)
    return [line for line, is_bad in zip(lines, bad, strict=True) if is_bad]


def _rule(line: _Line, where: str) -> _Rule | None:
    """The rule that a line, or every sentence of it, falls under at a place (`any`, `edge`, `tail`)."""
    text = line.text.strip()
    if _CORRECTION.match(text) or len(text) > 600:
        return None
    if (whole := _one_rule(text, where)) is not None:
        return whole
    sentences = re.split(r"(?<=[.!?؟])\s+", text)
    rules = [_one_rule(sentence, where) for sentence in sentences] if 2 <= len(sentences) <= 6 else []
    return rules[0] if rules and all(rules) else None


@lru_cache(maxsize=8192)
def _one_rule(text: str, where: str) -> _Rule | None:
    words = len(text.split())
    reach = {"any": ("any",), "edge": ("any", "edge"), "tail": ("any", "edge", "tail")}[where]
    for rule in _table().rules:
        if rule.where in reach and words <= rule.words and rule.match.fullmatch(text):
            return None if rule.name == "credit" and text[0] not in "([" and _TELLS.search(text) else rule
    slogan = _table().slogan
    if where == "tail" and words <= slogan.words and slogan.match.fullmatch(text):
        return slogan
    if _is_menu_line(text):
        return _Rule("menu", 40, "any", False, slogan.match)
    return None


def _is_menu_line(text: str) -> bool:
    """Whether a line is a row of links: `World | Sport | Weather`."""
    parts = [part.strip() for part in _SEPARATED.split(text)]
    if len(parts) < 3 or _SENTENCE_END.search(text) or any(char.isdigit() for char in text):
        return False
    return all(1 <= len(part.split()) <= 4 for part in parts)


@lru_cache(maxsize=8192)
def is_reporting(line: str) -> bool:
    """Whether a line reads like a sentence of a report, not like what a page says to its reader."""
    text = line.strip()
    words = len(text.split())
    if _CORRECTION.match(text):
        return True
    if (_BULLET.match(text) and words < 9) or is_promotion(text):
        return False
    if _is_turn(text) and words > 3 and _SENTENCE_END.search(text):
        return True
    if not _SENTENCE_END.search(text):
        return words >= 25
    latin = bool(re.search(r"[A-Za-z]{2}", text))
    if latin:
        return (words >= 5 and bool(_FINITE.search(text))) or words >= 14
    return words >= 6


def is_promotion(text: str) -> bool:
    """Whether a sentence is said by the page to its reader, and quotes nobody."""
    spoken = _QUOTED.search(text) or re.search(r"\b(said|told|according to)\b", text)
    return not spoken and bool(_table().promotion.search(text))


def _is_turn(text: str) -> bool:
    """Whether a line is one turn of an interview: `PRESENTER: Good evening.`"""
    turn = _SPEAKER_TURN.match(text)
    if not turn:
        return False
    name = turn[1].split()
    return len(name) <= 4 and all(not word[0].islower() for word in name)


def _close_boxes(lines: list[_Line], ruled: list[_Rule | None], real: list[bool], bad: list[bool]) -> None:
    """What belongs to a box: short lines between two of its lines, and promotion that goes on after one."""
    openers = [i for i, rule in enumerate(ruled) if rule is not None and rule.opens]
    for a, b in pairwise(openers):
        between = range(a + 1, b)
        if a > 0 and len(between) <= 4 and not any(real[i] for i in between):
            for i in between:
                bad[i] = True
    inside = False
    for i, line in enumerate(lines):
        rule = ruled[i]
        if rule is not None:
            inside = rule.opens
        elif inside and not real[i] and is_promotion(line.text):
            bad[i] = True
        else:
            inside = False


def _mark_tail(lines: list[_Line], ruled: list[_Rule | None], real: list[bool], bad: list[bool]) -> None:
    """After the last paragraph, everything from the first line that opens the page's own matter on."""
    last = next((i for i in reversed(range(len(lines))) if real[i]), -1)
    if last < 0:
        return
    start = next((i for i in range(last + 1, len(lines)) if (rule := ruled[i]) and rule.opens), None)
    if start is None:
        return
    for i in range(start, len(lines)):
        bad[i] = True


def _mark_menu(lines: list[_Line], first: int, bad: list[bool]) -> None:
    """Before the first paragraph, four or more lines of one to three words in a row are a menu."""
    run: list[int] = []
    for i, line in enumerate([*lines[:first], _Line(Span(0, 0), "", 99)]):
        link = line.words <= 3 and not _SENTENCE_END.search(line.text) and only_date(line.text) is None
        if link:
            run.append(i)
            continue
        if len(run) >= 4:
            for j in run:
                bad[j] = True
        run = []


def _joined(text: str, spans: Iterable[Span]) -> tuple[Span, ...]:
    joined: list[Span] = []
    for span in sorted(spans):
        if len(span) == 0:
            continue
        if joined and not text[joined[-1].end : span.start].strip():
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, span.end))
        else:
            joined.append(span)
    return tuple(joined)
