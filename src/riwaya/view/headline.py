"""One line over a disagreement, made of its own words and figures and nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from riwaya.records import About, Stance
from riwaya.view.figures import Range
from riwaya.view.telling import Telling, quoted


class Held(NamedTuple):
    """One side: its telling, the figure in question, how many accounts it is contradicted by."""

    telling: Telling
    figure: Range | None
    against: int


LONGEST = 90  # characters of a quotation in a headline
ENOUGH = 3  # words that a quotation needs to say something by itself


def headline(about: About | None, subject: str | None, sides: Sequence[Held]) -> str:
    """The headline of a disagreement between these sides."""
    if about is About.FIGURE:
        return _figures(subject, sides) or _quoted(sides)
    if about is About.DATE:
        return _alternatives("When", [s.telling.when_words for s in sides]) or _quoted(sides)
    if about is About.PLACE:
        return _alternatives(
            "Where", [s.telling.where[0].name if s.telling.where else None for s in sides]
        ) or _quoted(sides)
    return _quoted(sides)


def _figures(subject: str | None, sides: Sequence[Held]) -> str | None:
    ordered = sorted((s.figure for s in sides if s.figure), key=_size)
    values = list(dict.fromkeys(f.words for f in ordered))
    if len(values) < 2:
        return None
    populations = {f.population if f.population != f.unit else None for f in ordered}
    units = {f.unit for f in ordered if f.unit}
    counted = populations.pop() if len(populations) == 1 else None
    if not subject and not counted and len(units) == 1:
        counted = units.pop()
    named = ", ".join(dict.fromkeys(p for p in (counted, subject) if p))
    return f"{_capital(named)}: {_listed(values)}?" if named else f"{_capital(_listed(values))}?"


def _size(figure: Range) -> float:
    known = [v for v in (figure.best, figure.low, figure.high) if v is not None]
    return known[0] if known else 0.0


def _alternatives(question: str, values: Sequence[str | None]) -> str | None:
    known = list(dict.fromkeys(v for v in values if v))
    return f"{question}: {_listed(known)}?" if len(known) > 1 else None


def _listed(values: Sequence[str]) -> str:
    return values[0] if len(values) == 1 else f"{', '.join(values[:-1])} or {values[-1]}"


def _quoted(sides: Sequence[Held]) -> str:
    """What is disputed in its own words, and what happens to it: “…”: denied, or disputed.

    That is the account that most others contradict; among equals one that affirms, then the fullest.
    """

    def weight(side: Held) -> tuple[int, bool, bool, bool, int, str]:
        told = side.telling
        affirms = told.stance is not Stance.DENIED
        whole = len(told.text) <= LONGEST
        return (side.against, affirms, not told.negated, whole, min(len(told.text), LONGEST), told.id)

    chosen = max((s for s in sides if len(s.telling.text.split()) >= ENOUGH), key=weight, default=None)
    chosen = chosen or max(sides, key=weight)
    others = [s.telling.stance for s in sides if s is not chosen]
    fate = "denied" if Stance.DENIED in others else "disputed"
    return f"{quoted(_capital(shortened(chosen.telling.text)))}: {fate}"


def shortened(text: str, most: int = LONGEST) -> str:
    """The words up to a word's end, with an ellipsis where they go on."""
    text = text.strip(" ,;.")
    if len(text) <= most:
        return text
    return text[: most + 1].rsplit(" ", 1)[0].rstrip(" ,;.") + " …"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
