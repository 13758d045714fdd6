"""How well an event, its figures and its responsibility are supported, on the criteria of docs/grades.md."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from riwaya.corroborate.aggregate import measured
from riwaya.corroborate.blame import blame
from riwaya.corroborate.disputed import figures_of
from riwaya.corroborate.gist import Gist
from riwaya.records import About, Aggregate, Grade, Grades, Relation, RelationKind


def grades(
    group: Sequence[Gist], relations: Sequence[Relation], figures: Sequence[Aggregate]
) -> tuple[Grades, str]:
    """The three grades and the sentences that name their criteria, those of every figure beside them."""
    sources = origins(group, relations)
    event, e = _event(group, relations, sources)
    by_id = {g.id: g for g in group}
    single = [(a.measure, *_figure(a, by_id, relations)) for a in figures]
    figure = _together([grade for _, grade, _ in single])
    blamed, r = _responsibility(group, relations)
    said = [f"Event {event}: {e}."]
    said += [f"Figure of {measure} {grade}: {f}." for measure, grade, f in single]
    said += [f"Responsibility {blamed}: {r}."] if blamed else []
    return Grades(event, figure, blamed), " ".join(said)


def origins(group: Sequence[Gist], relations: Sequence[Relation]) -> int:
    """How many sources speak that do not rest on each other; copies count once."""
    copies = {r.claims[0] for r in relations if r.kind is RelationKind.ECHOES}
    heads: list[frozenset[str]] = []
    for g in sorted(group, key=lambda g: g.id):
        if g.id in copies or g.rejects or not g.firm:
            continue
        met = [h for h in heads if h & g.origin.keys]
        heads = [h for h in heads if h not in met] + [frozenset().union(g.origin.keys, *met)]
    return len(heads)


def _event(group: Sequence[Gist], relations: Sequence[Relation], sources: int) -> tuple[Grade, str]:
    if (
        any(r.kind is RelationKind.CONTRADICTS and r.about in (About.DENIAL, About.EVENT) for r in relations)
        and sources
    ):
        return Grade.CONTESTED, "E4, somebody denies that it happened as told"
    if any(blame(g).admits for g in group) and sources > 1:
        return Grade.CONFIRMED, "E1, who did it says so and another source agrees"
    if sources >= 2:
        return Grade.FAIR, f"E2, {sources} sources that do not rest on each other"
    return Grade.WEAK, "E3, one source"


def _figure(figure: Aggregate, by_id: Mapping[str, Gist], relations: Sequence[Relation]) -> tuple[Grade, str]:
    """The grade of one figure of an event, and its criterion."""
    against = (r for r in relations if r.kind is RelationKind.CONTRADICTS and r.about is About.FIGURE)
    if any(_counts(r, figure, by_id) for r in against):
        return Grade.CONTESTED, "F4, figures that cannot all hold"
    agreed = _agreeing([by_id[c] for c in figure.claims], figure, relations)
    if agreed >= 3:
        return Grade.CONFIRMED, "F1, three or more sources that do not rest on each other give the same"
    if agreed == 2:
        return Grade.FAIR, "F2, two sources that do not rest on each other give the same"
    return Grade.WEAK, "F3, one source for each figure"


def _agreeing(told: Sequence[Gist], figure: Aggregate, relations: Sequence[Relation]) -> int:
    """How many sources that do not rest on each other give one and the same figure, at most."""
    by_value: dict[float, list[Gist]] = {}
    for g in told:
        for value in {t.best for t in g.tallies if measured(t) == figure.measure and t.best is not None}:
            by_value.setdefault(value, []).append(g)
    return max((origins(same, relations) for same in by_value.values()), default=0)


def _counts(relation: Relation, figure: Aggregate, by_id: Mapping[str, Gist]) -> bool:
    """Whether a relation about figures is about this one: "killed", not "injured" in the same sentences."""
    if not set(relation.claims) <= set(figure.claims):
        return False
    one, other = (by_id[c] for c in relation.claims)
    reports = {g.report.id: g.report for g in (one, other)}
    measure, _ = figures_of(relation, one.claim, other.claim, reports.__getitem__)
    return measure is None or measure == figure.measure.split(" (")[0].replace("_", " ")


_WEAKEST_FIRST = (Grade.CONTESTED, Grade.WEAK, Grade.FAIR, Grade.CONFIRMED)


def _together(single: Sequence[Grade]) -> Grade | None:
    """The grade of all figures of an event: contested where one is, else that of the weakest."""
    return min(single, key=_WEAKEST_FIRST.index, default=None)


def _responsibility(group: Sequence[Gist], relations: Sequence[Relation]) -> tuple[Grade | None, str]:
    held = [(g, blame(g)) for g in group]
    accusing = [g for g, b in held if b.accused]
    admitting = [g for g, b in held if b.admits]
    disputed = any(
        r.kind is RelationKind.CONTRADICTS and r.about is About.RESPONSIBILITY for r in relations
    ) or (bool(accusing or admitting) and any(b.disowns for _, b in held))
    if not (accusing or admitting):
        return (Grade.CONTESTED, "R4, a party disowns it") if disputed else (None, "")
    if disputed:
        return Grade.CONTESTED, "R4, competing accounts of who is responsible"
    if admitting:
        return Grade.CONFIRMED, "R1, the party takes it on"
    if origins(accusing, relations) >= 2:
        return Grade.FAIR, "R2, two sources that do not rest on each other name the same party"
    return Grade.WEAK, "R3, one source names it"
