"""Displacement facts in IDMC's terms: what the figures of a text say about people moved and homes lost."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from riwaya.extract.rules import RuleReader
from riwaya.locate.figures import figures
from riwaya.records import Figure, Kind, Mention, Report

# IDMC's term -> the words near a figure that mean it, most telling first
_TERMS = (
    ("In Relief Camp", r"\bcamps?\b|relief cent"),
    ("Sheltered", r"shelter|accommodated|evacuation cent|staying (?:in|at)|housed in"),
    ("Evacuated", r"evacuat"),
    ("Relocated", r"relocat|resettl|moved? there|migrated|moved to"),
    ("Homeless", r"homeless|lost their homes|without homes"),
    ("Uninhabitable Housing", r"uninhabitable|from their homes"),
    ("Forced to Flee", r"\bfle[ed]|forced (?:to flee|from|out)|driven from"),
    ("Displaced", r"displac|uprooted|\bidps?\b|left their homes"),
)
_HOUSES = (
    ("Partially Destroyed Housing", r"damag"),
    ("Destroyed Housing", r"destroy|collaps|burn|raz|demolish|buried|gutted"),
)
_DWELLINGS = frozenset(
    {"houses", "buildings", "dwellings", "huts", "tents", "apartments", "properties", "structures"}
)
_SKIP = frozenset({"killed", "injured", "missing"})


@dataclass(frozen=True, slots=True)
class Fact:
    """One displacement figure with its term, IDMC unit and place."""

    figure: Figure
    term: str | None
    unit: str
    place: str | None


def facts_of(text: str) -> list[Fact]:
    """The displacement facts of a text, the first the most likely headline."""
    found = [f for f in figures(text) if f.unit != "percent" and f.measure not in _SKIP]
    places = _places(text)
    return [Fact(f, _term(f, text), _unit(f), _place(f, places, text)) for f in found]


def _unit(figure: Figure) -> str:
    return "Households" if figure.unit in ("families", "households", *_DWELLINGS) else "People"


def _term(figure: Figure, text: str) -> str | None:
    """The term whose word stands nearest to the figure, behind it before ahead of it."""
    behind, ahead = (
        text[figure.words.end : figure.words.end + 140],
        text[max(0, figure.words.start - 90) : figure.words.start],
    )
    terms = _HOUSES if figure.unit in _DWELLINGS else _TERMS
    best: tuple[int, str] | None = None
    for term, words in terms:
        for gap in _gaps(words, behind, ahead):
            if best is None or gap < best[0]:
                best = (gap, term)
    return best[1] if best else None


def _gaps(words: str, behind: str, ahead: str) -> list[int]:
    sentence = re.split(r"[.!?]\s", behind)[0]
    gaps = [m.start() for m in re.finditer(words, sentence, re.IGNORECASE)][:1]
    left = [len(ahead) - m.end() for m in re.finditer(words, ahead, re.IGNORECASE)][-1:]
    return gaps + [40 + gap for gap in left]


def _places(text: str) -> Sequence[Mention]:
    report = Report("r", "excerpt", "text", "0", text, "1", language="en")
    (reading,) = RuleReader().read([report])
    return [m for m in reading.mentions if m.kind is Kind.PLACE and m.named]


_NAMED = re.compile(
    r"\b(?:in|from|of|near|around|across|fled|left|leave|affected|hit)\s+(?:the\s+)?(?:\w+ern\s+|\w+ of\s+)?"
    r"((?:[A-Z][\w’'-]+)(?:(?:\s+|-)(?:[A-Z][\w’'-]+|de|al|del|la))*)"
)
_NEVER = re.compile(
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December|IDPs?|UN|IDMC|OCHA)\b"
)


def _place(figure: Figure, places: Sequence[Mention], text: str) -> str | None:
    """The place named nearest behind the figure after a preposition, else the nearest at all."""
    led = [(m.start(1), m[1]) for m in _NAMED.finditer(text) if not _NEVER.match(m[1])]
    behind = [(at, name) for at, name in led if at >= figure.words.end]
    if behind:
        return behind[0][1]
    near = led + [(m.words.start, m.words.text) for m in places]
    return min(near, key=lambda found: abs(found[0] - figure.words.end))[1] if near else None
