"""What is known of two claims beside their words, as numbers: days, figures, places, voices, rules."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from riwaya.corroborate.blame import blame
from riwaya.corroborate.conditions import opposed
from riwaya.corroborate.gist import Gist
from riwaya.corroborate.likeness import shared, story
from riwaya.corroborate.occurrence import same_occurrence, sooner
from riwaya.corroborate.origins import one_origin
from riwaya.corroborate.states import states
from riwaya.corroborate.tally import Tally, agree, clash, comparable
from riwaya.corroborate.times import Window, gap
from riwaya.records import About, Relation, RelationKind, Stance

_DAYS = 30  # beyond this many, days apart are all alike
_RULED = [
    *((RelationKind.CONTRADICTS, about) for about in About),
    (RelationKind.CORROBORATES, None),
    (RelationKind.ECHOES, None),
    (RelationKind.UPDATES, None),
]


def traits(a: Gist, b: Gist, ruled: Iterable[Relation]) -> tuple[float, ...]:
    """The numbers of a pair, `ruled` being what the rules say of it; `len` is TRAITS."""
    return (*_voices(a, b), *_days(a, b), *_matter(a, b), *_figures(a, b), *_verdicts(ruled))


def _voices(a: Gist, b: Gist) -> Iterable[float]:
    yield float(a.report.id == b.report.id)
    yield float(one_origin(a.origin, b.origin))
    yield float(bool(a.origin.speaker & b.origin.speaker))
    yield float(a.claim.narrated)
    yield float(b.claim.narrated)
    for g in (a, b):
        yield float(g.rejects)
        yield float(g.firm)
        yield float(g.claim.negated)
        yield float(g.claim.stance is Stance.DENIED)
        yield float(g.claim.stance in (Stance.ALLEGED, Stance.POSSIBLE))
        yield float(g.claim.stance in (Stance.PREDICTED, Stance.WANTED, Stance.ASKED))
        yield float(g.side)


def _days(a: Gist, b: Gist) -> Iterable[float]:
    yield from _apart(a.told, b.told)
    yield from _apart(a.when, b.when)
    yield from _apart(a.day, b.day)
    yield float(sooner(a, b) is not None)


def _apart(one: Window | None, two: Window | None) -> tuple[float, float, float]:
    """Whether both are known, whether they share a day, how far they are apart, 0 to 1."""
    if one is None or two is None:
        return 0.0, 0.0, 0.0
    days = gap(one, two)
    return 1.0, float(days == 0), min(days, _DAYS) / _DAYS


def _matter(a: Gist, b: Gist) -> Iterable[float]:
    weight, share, common = shared(a, b)
    yield min(weight, 6.0) / 6
    yield share
    yield min(len(common), 8) / 8
    yield min(shared(a, b, wide=True)[0], 6.0) / 6
    yield story(a, b)
    yield same_occurrence(a, b).sure
    yield float(bool(a.families & b.families))
    yield float(bool(a.families and b.families and not a.families & b.families))
    yield float(bool(a.places & b.places))
    yield float(bool(a.places and b.places and not a.places & b.places))
    yield float(bool(a.people & b.people))
    yield float(opposed(a, b))
    yield float(bool({s.aspect for s in states(a)} & {s.aspect for s in states(b)}))
    yield float(bool(blame(a).accused) and bool(blame(b).accused))


def _figures(a: Gist, b: Gist) -> Iterable[float]:
    pairs = [(x, y) for x in a.tallies for y in b.tallies]
    alike = [(x, y) for x, y in pairs if comparable(x, y)]
    yield float(bool(a.tallies))
    yield float(bool(b.tallies))
    yield float(bool(alike))
    yield _any(agree, alike)
    yield _any(clash, alike)
    yield _any(agree, pairs)
    yield float(any(x.measure == y.measure for x, y in pairs))
    yield float(any(x.best is not None and x.best == y.best for x, y in pairs))
    yield float(any((x.best or 0) > (y.best or 0) for x, y in alike))
    yield float(any((x.best or 0) < (y.best or 0) for x, y in alike))


def _any(holds: Callable[[Tally, Tally], bool], pairs: Iterable[tuple[Tally, Tally]]) -> float:
    return float(any(holds(x, y) for x, y in pairs))


def _verdicts(ruled: Iterable[Relation]) -> Iterable[float]:
    found = list(ruled)
    for kind, about in _RULED:
        scores = [r.score for r in found if r.kind is kind and (about is None or r.about is about)]
        yield max(scores, default=0.0)


TRAITS = 5 + 2 * 7 + 10 + 14 + 10 + len(_RULED)  # how many numbers `traits` gives
