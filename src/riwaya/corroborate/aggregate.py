"""All figures of one measure of an event under a named rule; "indeterminate" is an answer."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from statistics import median

from riwaya.corroborate.gist import Gist
from riwaya.corroborate.tally import Tally, kind
from riwaya.records import Aggregate, Relation, RelationKind

Counted = Sequence[tuple[Gist, Tally]]
INDETERMINATE = "indeterminate"


def aggregates(group: Sequence[Gist], relations: Sequence[Relation]) -> tuple[Aggregate, ...]:
    """One aggregate a measure over the claims of an event, lowest and highest kept beside the best."""
    copies = {r.claims[0] for r in relations if r.kind is RelationKind.ECHOES}
    old = {r.claims[1] for r in relations if r.kind is RelationKind.UPDATES and str(r.about) == "figure"}
    by_measure: dict[str, list[tuple[Gist, Tally]]] = {}
    for g in group:
        for t in g.tallies:
            if (
                g.firm
                and not (t.part or t.withdrawn or t.group or g.rejects)
                and t.unit in ("people", "families")
            ):
                by_measure.setdefault(measured(t), []).append((g, t))
    return tuple(_aggregate(m, found, copies, old) for m, found in sorted(by_measure.items()))


def measured(tally: Tally) -> str:
    """What an aggregate of such a figure is called: "killed", "displaced (families)"."""
    return tally.measure if tally.unit == "people" else f"{tally.measure} ({tally.unit})"


def _aggregate(measure: str, found: Counted, copies: set[str], old: set[str]) -> Aggregate:
    first = [(g, t) for g, t in found if g.id not in copies] or list(found)
    now = [(g, t) for g, t in first if g.id not in old] or first
    best, rule = default_rule(now)
    if rule == "all equal" and len(now) < len(first):
        rule = "latest"
    lows = [t.low if t.low > 0 else t.best for _, t in found]
    highs = [t.high if not math.isinf(t.high) else t.best for _, t in found]
    return Aggregate(
        measure=measure,
        low=min((v for v in lows if v is not None), default=None),
        best=best,
        high=max((v for v in highs if v is not None), default=None),
        rule=rule,
        claims=tuple(sorted({g.id for g, _ in found})),
    )


def default_rule(found: Counted) -> tuple[float | None, str]:
    """All equal; else the median of three or more independent origins; else indeterminate."""
    values = [t.best for _, t in found if t.best is not None]
    if values and max(values) == min(values):
        return values[0], "all equal"
    independent = per_origin(found)
    if len(independent) >= 3:
        return median(independent), "median of independent sources"
    return None, INDETERMINATE


def per_origin(found: Counted) -> list[float]:
    """One value an origin: sources that rest on each other count once, with their latest."""
    heads: list[tuple[frozenset[str], float]] = []
    for g, t in sorted(found, key=lambda e: (e[0].told.first if e[0].told else 0, e[0].id)):
        if t.best is None:
            continue
        met = [h for h in heads if h[0] & g.origin.keys]
        heads = [h for h in heads if h not in met]
        heads.append((frozenset().union(g.origin.keys, *(h[0] for h in met)), t.best))
    return [v for _, v in heads]


def _of(found: Counted, pick: Callable[[list[float]], float]) -> float | None:
    values = [t.best for _, t in found if t.best is not None]
    return pick(values) if values else None


RULES: Mapping[str, Callable[[Counted], float | None]] = {
    "lowest": lambda found: _of(found, min),
    "highest": lambda found: _of(found, max),
    "median of independent sources": lambda found: median(per_origin(found)) if per_origin(found) else None,
    "latest": lambda found: _latest(found),
    "most precise": lambda found: _precise(found),
}


def _latest(found: Counted) -> float | None:
    dated = [(g.told.last, t.best) for g, t in found if g.told and t.best is not None]
    return max(dated)[1] if dated else None


def _precise(found: Counted) -> float | None:
    values = [(t.high - t.low, t.best) for _, t in found if t.best is not None and not math.isinf(t.high)]
    return min(values)[1] if values else None


def rule_named(rule: str, found: Counted) -> float | None:
    """The figure under a rule of RULES; raises KeyError for a rule that is not there."""
    return RULES[rule](found)


def is_toll(measure: str) -> bool:
    """Whether a measure only grows."""
    return kind(measure) == "toll"
