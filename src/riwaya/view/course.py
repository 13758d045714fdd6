"""Figures over time: every source's range at the time it was given, one chart for each thing counted."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from riwaya.view.dates import bounds, in_words, month_starts, order
from riwaya.view.figures import Range, axis
from riwaya.view.telling import Telling


@dataclass(frozen=True, slots=True)
class Given:
    """One figure: where in time and on the scale (fractions), who gave it."""

    at: float | None  # None: no date
    low: float | None  # None: open below
    point: float | None
    high: float | None  # None: open above
    named: bool
    figure: Range
    when_words: str
    telling: Telling


@dataclass(frozen=True, slots=True)
class Course:
    """One measure over time."""

    title: str
    given: tuple[Given, ...]  # by time
    days: tuple[tuple[float, str], ...]
    values: tuple[tuple[float, str], ...]

    @property
    def drawn(self) -> bool:
        """Whether there is a chart in it: two days and two figures."""
        return len({g.at for g in self.given if g.at is not None}) > 1


def courses(tellings: Iterable[Telling], most: int = 8) -> tuple[Course, ...]:
    """A course for every measure and unit of which two or more figures were given, the most given first."""
    found: dict[tuple[str, str], list[tuple[Range, Telling]]] = defaultdict(list)
    for t in tellings:
        for f in t.figures:
            if (f.measure or f.unit) and f.unit != "percent":
                found[f.measure or "", "" if f.measure else f.unit or ""].append((f, t))
    chosen = sorted((k for k in found if len(found[k]) > 1), key=lambda k: (-len(found[k]), k))[:most]
    made = (_course(measure or unit, found[measure, unit]) for measure, unit in chosen)
    return tuple(c for c in made if c is not None)


def _course(title: str, found: list[tuple[Range, Telling]]) -> Course | None:
    scale = axis([(t.speaker, f, t.named) for f, t in found])
    if scale is None:
        return None
    dates = [bounds(t.when or t.said)[0] for _, t in found]
    known = [d for d in dates if d is not None]
    first, last = (min(known), max(known)) if known else (0, 1)
    margin = max(2, (last - first) // 16)
    first, last = first - margin, last + margin
    width = last - first
    given = [
        Given(
            None if day is None else (day - first) / width,
            mark.start,
            mark.point,
            mark.end,
            mark.named,
            f,
            in_words(t.when or t.said),
            t,
        )
        for (f, t), mark, day in zip(found, scale.marks, dates, strict=True)
    ]
    ordered = sorted(given, key=lambda g: (order(g.telling.when or g.telling.said), g.telling.id))
    ticks = tuple(((at - first) / width, label) for at, label in month_starts(first, last)) if known else ()
    return Course(title.replace("_", " "), tuple(ordered), ticks, scale.ticks)
