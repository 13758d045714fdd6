"""All claims of some reports as gists, each with what it takes over from those beside it in its report."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from riwaya.corroborate.bodies import bodies_named
from riwaya.corroborate.gist import Gist, gist, lead_in
from riwaya.corroborate.kinds import INCIDENTS
from riwaya.corroborate.occasions import tied
from riwaya.corroborate.scene import BACKGROUND, scene_of
from riwaya.corroborate.seats import seats
from riwaya.corroborate.words import weighed
from riwaya.records import Claim, Entity, Kind, Report, Stance


def gists(
    claims: Sequence[Claim], reports: Mapping[str, Report], entity_of: Mapping[str, Entity]
) -> list[Gist]:
    """All claims as gists, by report and place in it."""
    ordered = sorted(claims, key=lambda c: (c.report, c.start, c.end, c.id))
    by_report: dict[str, list[Claim]] = {}
    for claim in ordered:
        by_report.setdefault(claim.report, []).append(claim)
    made = []
    places, bodies = _by_report(entity_of.values()), bodies_named(entity_of.values())
    for report_id in sorted(by_report):
        if report_id in reports:
            report = reports[report_id]
            scene = scene_of(report, by_report[report_id])
            named = seats(report, places.get(report_id, ()))
            own = bodies.get(report_id, {})
            read = [gist(c, report, scene, entity_of, named, own) for c in by_report[report_id]]
            made += _totals(tied(_beside(_carried(read))))
    return made


def _by_report(entities: Iterable[Entity]) -> Mapping[str, list[Entity]]:
    """The places that each report names."""
    found: dict[str, list[Entity]] = {}
    for entity in {e.id: e for e in entities if e.kind is Kind.PLACE}.values():
        for report in {report for name in entity.names for report in name.reports}:
            found.setdefault(report, []).append(entity)
    return found


_BROKEN_DOWN = frozenset({"killed", "injured"})  # tolls that reports break down: by place, by who they were


def _counter(g: Gist) -> tuple[object, ...]:
    """Who counts, and the dead of which occurrence, as far as its report tells several apart."""
    said = g.occasion
    return min(g.origin.speaker, default=""), g.side, said.day, said.rank, said.several


def _totals(found: list[Gist]) -> list[Gist]:
    """The lesser of two counts of one thing by one speaker of one report is a part of the greater."""
    most: dict[tuple[object, ...], float] = {}
    for g in found:
        for t in g.tallies:
            key = (*_counter(g), t.measure, t.unit)
            if not t.withdrawn and t.measure in _BROKEN_DOWN:
                most[key] = max(most.get(key, 0.0), t.best or 0.0)
    for i, g in enumerate(found):
        who = _counter(g)
        parts = tuple(
            replace(t, part=True) if (t.best or 0.0) < most.get((*who, t.measure, t.unit), 0.0) else t
            for t in g.tallies
        )
        if parts != g.tallies:
            found[i] = replace(g, tallies=parts)
    return found


def _kindred(g: Gist) -> frozenset[str]:
    """The families a claim speaks of, incidents of any kind as one."""
    own = g.families - {"statement"}
    return (own - INCIDENTS) | {"incident"} if own & INCIDENTS else own


def _beside(found: list[Gist]) -> list[Gist]:
    """A claim without a day goes with the one before it in its paragraph, if both are of one kind."""
    for i in range(1, len(found)):
        g, before = found[i], found[i - 1]
        between = g.report.text[min(before.claim.end, g.claim.start) : g.claim.start]
        day = before.when if before.when and before.when.days <= 4 else before.beside
        if g.when or not day or "\n" in between or len(between) > 120 or not _kindred(g) & _kindred(before):
            continue
        found[i] = replace(g, beside=day, places=g.places or before.places, side=before.side)
    return found


_SAID_BEFORE = re.compile(
    r"\b(?:suggest|report|claim|rumou?r|alleg|accus|stor(?:y|ies)\b|assert|charge|speculat)|\?\W*$", re.I
)
_BARE = 1.5  # weight of telling words below which a denial says nothing by itself


def _bare(g: Gist) -> bool:
    return sum(w for k, w in g.about.items() if w >= 0.5 and not k.startswith("~")) < _BARE and not g.tallies


def _denied_before(g: Gist) -> str:
    """The sentence before a denial that says nothing by itself: suggestions that it denies, or a question."""
    before = lead_in(g.claim, g.report).strip()
    return before if _SAID_BEFORE.search(before) and "\n\n" not in before else ""


def _carried(found: list[Gist]) -> list[Gist]:
    """A denial that names nothing ("a fable", of a story) takes over what the one before it denies."""
    for i in range(len(found)):
        g, before = found[i], found[max(0, i - 1)]
        near = i > 0 and (
            g.claim.start - before.claim.end < 200 and g.claim.stance is before.claim.stance is Stance.DENIED
        )
        if g.rejects and not (near and not _empty(before)) and _bare(g):
            found[i] = replace(g, lead=_denied_before(g), carried=bool(_denied_before(g)))
        elif near and _empty(g) and not _empty(before):
            found[i] = replace(
                g,
                carried=True,
                about=_stripped(before),
                wide=before.wide,
                types=before.types,
                families=before.families,
            )
    return found


def _stripped(g: Gist) -> Mapping[str, float]:
    """What a claim is about without its circumstances ("before the fire")."""
    return weighed(BACKGROUND.sub(" ", g.text), g.scene.proper)


def _empty(g: Gist) -> bool:
    return sum(w for k, w in g.about.items() if not k.startswith("~")) < 3.5 and bool(
        re.search(r"\b(?:it|that|this|story|claim|allegation|rumou?rs?|report)\b", g.wide_text, re.I)
    )
