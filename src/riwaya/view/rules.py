"""Many figures of one measure under a rule that the reader picks; "indeterminate" is an answer."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import median

from riwaya.view.dates import order
from riwaya.view.figures import Range, number

INDETERMINATE = "indeterminate"
_FEW = 3  # independent origins from which a median is one


@dataclass(frozen=True, slots=True)
class Given:
    """One figure with the origin that it rests on and when it was said (EDTF)."""

    figure: Range
    origin: str
    said: str | None

    @property
    def value(self) -> float:
        """The number it stands for: best, else the bound that is stated."""
        found = next(
            (v for v in (self.figure.best, self.figure.low, self.figure.high) if v is not None), None
        )
        return found if found is not None else 0.0

    @property
    def width(self) -> float:
        """How much its words leave open."""
        low, high = self.figure.low, self.figure.high
        return high - low if low is not None and high is not None else float("inf")


def under(rule: str, given: Sequence[Given]) -> str:
    """What the figures come to under a rule of RULES, as printed, or "indeterminate"."""
    found = RULES[rule](given) if given else None
    return number(found) if found is not None else INDETERMINATE


def disagreement(given: Sequence[Given]) -> float:
    """How far apart they are: 0 where all are equal, 1 at most; the range over the highest."""
    values = [g.value for g in given]
    return round((max(values) - min(values)) / max(values), 2) if values and max(values) > 0 else 0.0


def _one(values: Sequence[float]) -> float | None:
    """The value all agree on, None where they differ."""
    return values[0] if values and min(values) == max(values) else None


def _latest(given: Sequence[Given]) -> float | None:
    dated = [g for g in given if g.said]
    last = max((order(g.said) for g in dated), default=None)
    return _one([g.value for g in dated if order(g.said) == last])


def _precise(given: Sequence[Given]) -> float | None:
    width = min(g.width for g in given)
    return _one([g.value for g in given if g.width == width])


def _median(given: Sequence[Given]) -> float | None:
    """One figure an origin, its latest; fewer than three origins have no middle."""
    last = {g.origin: g.value for g in sorted(given, key=lambda g: (order(g.said), g.value))}
    return median(last.values()) if len(last) >= _FEW else _one(list(last.values()))


RULES: dict[str, Callable[[Sequence[Given]], float | None]] = {
    "lowest": lambda given: min(g.value for g in given),
    "highest": lambda given: max(g.value for g in given),
    "median": _median,
    "latest": _latest,
    "precise": _precise,
}
