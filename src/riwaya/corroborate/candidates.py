"""Which claims are compared at all: blocking keys, so that no claim ever meets the whole ledger."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import combinations

from riwaya.corroborate.blame import blame
from riwaya.corroborate.copies import bands
from riwaya.corroborate.gist import Gist, gist
from riwaya.corroborate.kinds import INCIDENTS
from riwaya.corroborate.nearness import nearest, nearest_within
from riwaya.corroborate.scene import main_names, scene_of
from riwaya.corroborate.seats import seats
from riwaya.corroborate.spans import things
from riwaya.corroborate.states import states
from riwaya.corroborate.times import gap, window
from riwaya.corroborate.words import lexicon, skeleton, table, tokens
from riwaya.records import Claim, Entity, Report, thing_key

_MOST = 10  # names of a report that a claim inherits as its place
_CONCEPTS = 12


def keys(claim: Claim, report: Report, entity_of: Mapping[str, Entity]) -> tuple[str, ...]:
    """The blocking keys of a claim: two claims are compared only if they share one.

    A key joins a name (of the claim's places, or a main name of its report) with a thing it is about (a
    concept, a measure, an event family, a condition); copied sentences meet through MinHash bands; the
    claims of one report meet through the report. They need nothing but the claim and its report, and in
    `entity_of` whom the claim speaks of and every place that its report names.
    """
    g = gist(claim, report, scene_of(report, [claim]), entity_of, seats(report, entity_of.values()))
    return tuple(sorted({*gist_keys(g), *(thing_key(*thing) for thing in things(g, entity_of))}))


def gist_keys(g: Gist) -> tuple[str, ...]:
    """The same keys from a gist."""
    return g.once("keys", _keys)


def _keys(g: Gist) -> tuple[str, ...]:
    found = {"r:" + g.report.id, *bands(g.claim.sentence.of(g.report.text))}
    subjects = sorted(
        (k for k, w in g.about.items() if w >= 0.4 and not k.startswith("~")),
        key=lambda k: (k not in lexicon().concepts, k),
    )
    matters = subjects[:_CONCEPTS] + [f"#{t.measure}" for t in g.tallies]
    matters += [f"={s.aspect}" for s in states(g)] + [f"/{f}" for f in g.families]
    matters += ["/incident"] if g.families & INCIDENTS else []
    held = blame(g)
    if held.accused or held.admits or held.disowns or held.cause or held.named:
        matters.append("!blame")
    for name in _cell(g):
        found |= {f"{name}|{matter}" for matter in matters}
    return tuple(sorted(found))


def _cell(g: Gist) -> set[str]:
    placed = {skeleton(t.text) for p in g.claim.where for t in tokens(p.words.text) if t.capital}
    return (placed | set(main_names(g.report.text)[:_MOST])) - {""}


def pairs(gists: Sequence[Gist], fresh: Collection[str]) -> Iterator[tuple[Gist, Gist]]:
    """Every two gists that share a key, at least one of them fresh, each pair once, in a fixed order."""
    by_key: dict[str, list[int]] = {}
    for i, g in enumerate(gists):
        for key in gist_keys(g):
            by_key.setdefault(key, []).append(i)
    new = [g.id in fresh for g in gists]
    met = set[tuple[int, int]]()
    for found in by_key.values():
        for i in found:
            if new[i]:
                met.update((min(i, j), max(i, j)) for j in found if i != j)
    for i, j in sorted(met):
        yield gists[i], gists[j]


def near_pairs(gists: Sequence[Gist], fresh: Collection[str]) -> Iterator[tuple[Gist, Gist]]:
    """The nearest claims of every report that is fresh, and of every two neighbours one of which is.

    In a fixed order. Which they are depends on the reports alone: `fresh` holds all claims of one or none.
    """
    by_report: dict[str, list[Gist]] = {}
    for g in gists:
        by_report.setdefault(g.report.id, []).append(g)
    new = {name for name, own in by_report.items() if any(g.id in fresh for g in own)}
    for name in sorted(new):
        yield from nearest_within(by_report[name])
    shared = {name: _shared_keys(own) for name, own in by_report.items()}
    for one, two in combinations(sorted(by_report), 2):
        if new.isdisjoint((one, two)) or shared[one].isdisjoint(shared[two]):
            continue
        if _one_time(by_report[one][0].report, by_report[two][0].report):
            yield from nearest(by_report[one], by_report[two])


def _shared_keys(own: Sequence[Gist]) -> frozenset[str]:
    """The keys of a report's claims by which it may be a neighbour of others."""
    return frozenset(key for g in own for key in gist_keys(g) if not key.startswith("r:"))


def _one_time(one: Report, two: Report) -> bool:
    """Whether two reports were published within some weeks of each other; True where one is undated."""
    first, second = window(one.published), window(two.published)
    weeks: int = table("nearness.toml")["limits"]["neighbours"]
    return first is None or second is None or gap(first, second) <= weeks
