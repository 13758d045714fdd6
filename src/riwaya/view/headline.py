"""One line over a disagreement, made of its own words and figures and nothing else."""

from __future__ import annotations

from collections.abc import Sequence

from riwaya.records import About, Stance
from riwaya.view.figures import Range
from riwaya.view.telling import Telling

Held = tuple[Telling, Range | None, int]
LONGEST = 90  # characters of a quotation in a headline


def headline(about: About | None, subject: str | None, sides: Sequence[Held]) -> str:
    """The headline of a disagreement whose sides are (telling, figure, position)."""
    if about is About.FIGURE:
        return _figures(subject, sides) or _quoted(sides)
    if about is About.DATE:
        return _alternatives("When", [t.when_words for t, _, _ in sides]) or _quoted(sides)
    if about is About.PLACE:
        return _alternatives("Where", [t.where[0].name if t.where else None for t, _, _ in sides]) or _quoted(
            sides
        )
    return _quoted(sides)


def _figures(subject: str | None, sides: Sequence[Held]) -> str | None:
    ordered = sorted((f for _, f, _ in sides if f), key=_size)
    values = list(dict.fromkeys(f.words for f in ordered))
    if len(values) < 2:
        return None
    counted = next((f.population for f in ordered if f.population and f.population != f.unit), None)
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
    """The account that says most in its own words, and what happens to it: “…”: denied, or disputed."""
    affirmed = [t for t, _, _ in sides if t.stance is not Stance.DENIED] or [t for t, _, _ in sides]
    fullest = max(affirmed, key=lambda t: (min(len(t.text), LONGEST), t.id))
    fate = "denied" if any(t.stance is Stance.DENIED for t, _, _ in sides) else "disputed"
    return f"“{_capital(shortened(fullest.text))}”: {fate}"


def shortened(text: str, most: int = LONGEST) -> str:
    """The words up to a word's end, with an ellipsis where they go on."""
    text = text.strip(" ,;.")
    if len(text) <= most:
        return text
    return text[: most + 1].rsplit(" ", 1)[0].rstrip(" ,;.") + " …"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
