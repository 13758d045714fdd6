"""Figures as ranges: in words, and placed on one axis."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import floor, log10

from riwaya.records import Figure, Implied

EN_DASH = "–"


@dataclass(frozen=True, slots=True)
class Range:
    """A figure as it was given: bounds, what is counted, the words."""

    low: float | None
    best: float | None
    high: float | None
    unit: str | None
    measure: str | None
    population: str | None
    text: str
    shape: tuple[str, ...] = ()  # stock or flow, total or new, whole or part
    part_of: str | None = None
    among: str | None = None
    derived: tuple[str, ...] = ()  # what follows from it by arithmetic, in words, marked as derived

    @property
    def sort(self) -> str:
        """What sort of count it is, in words: "flow, part of 22"."""
        named = [s for s in self.shape if not (s == "part" and self.part_of)]
        return ", ".join([*named, f"part of {self.part_of}"] if self.part_of else named)

    @property
    def words(self) -> str:
        """The range in our words: "9", "about 300", "at least 14", "up to 600", "24–99"."""
        return range_words(self.low, self.best, self.high)

    @property
    def said(self) -> str:
        """The range with what is counted: "up to 600 IS escapees", "9 people, killed"."""
        counted = self.population or self.unit
        known = f"{self.words} {counted}" if counted else self.words
        if self.among:
            known += f", {self.among} among them"
        told = not self.measure or (counted is not None and self.measure.casefold() in counted.casefold())
        return known if told else f"{known}, {self.measure}"


def as_range(figure: Figure) -> Range:
    """The figure of a claim as a range."""
    return Range(
        figure.low,
        figure.best,
        figure.high,
        figure.unit,
        figure.measure,
        figure.population,
        figure.words.text,
        figure.shape,
        figure.part_of.text if figure.part_of else None,
        figure.among,
        tuple(_derived(one) for one in figure.implied),
    )


def _derived(one: Implied) -> str:
    """A count that follows by arithmetic, with the sum."""
    counted = f" {one.unit}" if one.unit else ""
    low, high = one.low, one.high
    range_ = f" ({number(low)}{EN_DASH}{number(high)})" if one.best is not None and low and high else ""
    value = number(one.best) + (range_ if low != high else "") if one.best is not None else None
    return f"derived: {value or range_words(low, None, high)}{counted}, {one.of} ({one.why})"


def number(value: float) -> str:
    """A number with thousands separated, without needless decimals."""
    return f"{value:,.0f}" if value == int(value) else f"{value:,.10g}"


def range_words(low: float | None, best: float | None, high: float | None) -> str:
    """A range in words; the convention of the figures field read backwards."""
    if low is not None and low == best == high:
        return number(low)
    if low is not None and high is not None:
        return f"{number(low)}{EN_DASH}{number(high)}" if low != high else number(low)
    if low is not None:
        return f"just over {number(low)}" if best == low else f"at least {number(low)}"
    if high is not None:
        return f"nearly {number(high)}" if best == high else f"up to {number(high)}"
    return f"about {number(best)}" if best is not None else "not stated"


@dataclass(frozen=True, slots=True)
class Mark:
    """One range on an axis: fractions 0 to 1 of its width; an open end has no bound."""

    label: str
    words: str
    start: float | None
    point: float | None
    end: float | None
    named: bool  # a filled mark for a named source, an open one for an unnamed one


@dataclass(frozen=True, slots=True)
class Axis:
    """Several ranges drawn over the same ticks: (fraction of the width, label)."""

    marks: tuple[Mark, ...]
    ticks: tuple[tuple[float, str], ...]


def axis(ranges: Sequence[tuple[str, Range, bool]]) -> Axis | None:
    """Ranges of one measure on one axis, or None where fewer than two can be drawn.

    Each is (label, range, whether its source is named). Ticks are round numbers; the scale is linear and
    starts at zero unless all values lie close together; then the ticks say so.
    """
    values = [v for _, r, _ in ranges for v in (r.low, r.best, r.high) if v is not None]
    if len(ranges) < 2 or not values:
        return None
    least, most = min(values), max(values)
    step = _round_step((most - least) or most or 1.0)
    first = floor(least / step) * step - (step if least == floor(least / step) * step else 0)
    first = 0.0 if least <= 2 * (most - least) or first < 0 else first
    step = _round_step((most - first) or 1.0)
    last = first
    while last < most:
        last += step
    open_end = any(r.high is None and r.best is None for _, r, _ in ranges)
    last = last + step if last == most and open_end else last
    width = (last - first) or 1.0
    ticks = []
    for at in range(round(width / step) + 1):
        ticks.append((at * step / width, number(round(first + at * step, 6))))
    marks = tuple(_mark(label, r, named, first, width) for label, r, named in ranges)
    return Axis(marks, tuple(ticks))


def _round_step(span: float) -> float:
    """A step of 1, 2 or 5 times a power of ten that gives three to six ticks."""
    raw = span / 4
    power = 10.0 ** floor(log10(raw)) if raw > 0 else 1.0
    for factor in (1, 2, 5, 10):
        if raw <= factor * power:
            return max(factor * power, 1.0) if span >= 2 else factor * power
    return 10 * power


def _mark(label: str, r: Range, named: bool, first: float, width: float) -> Mark:
    def at(value: float | None) -> float | None:
        return None if value is None else (value - first) / width

    exact = r.low is not None and r.low == r.high
    point = r.best if r.best is not None else (r.low if exact else None)
    return Mark(label, r.words, at(r.low), at(point), at(r.high), named)
