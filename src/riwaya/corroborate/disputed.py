"""What a contradiction is about: the measure that is counted, and the two figures held against each other."""

from __future__ import annotations

from collections.abc import Callable

from riwaya.corroborate.counting import tallies
from riwaya.corroborate.tally import Tally, comparable, kind
from riwaya.records import About, Claim, Figure, Relation, Report

_OTHER = "other:"  # how a tally marks what has no measure of its own


def figures_of(
    relation: Relation, first: Claim, second: Claim, report: Callable[[str], Report]
) -> tuple[str | None, dict[str, Figure]]:
    """What is counted, and the two figures that a contradiction about figures holds against each other.

    They are found as corroboration found them, and stand in its sentence. `report` gives a report by its id.
    """
    if relation.about is not About.FIGURE:
        return None, {}
    a, b = (tallies(c, report(c.report)) for c in (first, second))

    def named(pair: tuple[Tally, Tally]) -> tuple[int, bool]:
        told = sum(t.words.casefold() in relation.why.casefold() for t in pair)
        return told, pair[0].low > pair[1].high or pair[1].low > pair[0].high

    pairs = [(one, two) for one in a for two in b if comparable(one, two)]
    pairs = pairs or [(one, two) for one in a for two in b if one.measure == two.measure]
    if not pairs:
        return None, {c.id: c.figures[0] for c in (first, second) if c.figures}
    one, two = max(pairs, key=named)
    unnamed = one.measure.startswith(_OTHER) or one.measure == kind(one.measure)  # "stock" says nothing
    subject = None if unnamed else one.measure.replace("_", " ")
    return subject, {first.id: _at(first, one), second.id: _at(second, two)}


def _at(claim: Claim, tally: Tally) -> Figure:
    return next(f for f in claim.figures if f.words.start == tally.start)
