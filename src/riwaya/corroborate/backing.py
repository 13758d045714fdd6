"""A second look at two claims that the judge left open: weighed anew with how all others stand to both."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from math import exp, log

from riwaya.corroborate.gist import Gist
from riwaya.corroborate.judging import conflict_of, excluded, likely_clash, ordered, undisputed
from riwaya.corroborate.origins import one_origin
from riwaya.corroborate.why import upper, voiced
from riwaya.corroborate.words import table
from riwaya.records import About, Relation, RelationKind

_Scores = dict[str, dict[str, float]]  # claim -> claims it stands to, with the surest score
_PLAIN = 0.25  # scores of both, multiplied, from which one who says so is named
AGAINST = "what one of them says, against the other."
_FAINT = 0.02  # what a score that is not told counts as
_KINDS = {
    RelationKind.CONTRADICTS: "conflict",
    RelationKind.CORROBORATES: "same",
    RelationKind.ECHOES: "same",
    RelationKind.UPDATES: "update",
}


@dataclass(frozen=True, slots=True)
class Around:
    """How claims stand to each other, surely or possibly, by kind."""

    conflict: _Scores = field(default_factory=dict)
    same: _Scores = field(default_factory=dict)
    update: _Scores = field(default_factory=dict)


def around(relations: Iterable[Relation]) -> Around:
    """All that stands between claims; what is said of a status says nothing of the claims beside it."""
    found = Around()
    for r in relations:
        if r.kind is RelationKind.CORROBORATES and r.about is About.STATUS:
            continue
        scores: _Scores = getattr(found, _KINDS[r.kind])
        for a, b in (r.claims, r.claims[::-1]):
            beside = scores.setdefault(a, {})
            beside[b] = max(beside.get(b, 0.0), r.score)
    return found


def backed(
    relations: Iterable[Relation], possible: Iterable[Relation], by_id: Mapping[str, Gist]
) -> Iterator[Relation]:
    """What a second look makes of the claims that were left open.

    `relations` and `possible` hold all that touch a side of a pair in question, and `by_id` their claims.
    """
    said, open_ones = list(relations), list(possible)
    beside, limits = around([*said, *open_ones]), table("judging.toml")["second"]
    about = {frozenset(r.claims): r.about for r in open_ones if r.kind is RelationKind.CONTRADICTS}
    for one, two in sorted({(min(r.claims), max(r.claims)) for r in open_ones}):
        a, b, _ = ordered(by_id[one], by_id[two])
        subject = about.get(frozenset((one, two)))
        found = weighed(signs(a, b, beside, subject))
        if subject and found["conflict"] >= _limit(a, b, subject) and not excluded(a, b, subject):
            made = conflict_of(a, b, subject, found["conflict"], beside=True)
            twin = _twin(beside, one, two)
            if twin in by_id:
                made = replace(made, why=f"{made.why} {upper(voiced(by_id[twin], 'says'))} {AGAINST}")
            yield made
        elif not (subject and found["conflict"] >= limits["doubt"]):
            same = found["same"] if found["same"] >= limits["same"] else 0.0
            update = found["update"] if found["update"] >= limits["update"] else 0.0
            yield from undisputed(a, b, same, update, beside=True)


def _limit(a: Gist, b: Gist, about: About) -> float:
    """What a conflict must come to at a second look."""
    limits = table("judging.toml")["second"]
    by_subject = limits["conflict"] if likely_clash(a, b, about) else limits["unlikely"]
    within = limits["within"] if a.report.id == b.report.id else 0.0
    return float(by_subject.get(about, 1.0)) + within


def weighed(signs: Mapping[str, float]) -> dict[str, float]:
    """How likely a conflict, the same and an update are, 0 to 1, by `signs`."""
    return {
        kind: 1 / (1 + exp(-row["bias"] - sum(row[name] * value for name, value in signs.items())))
        for kind, row in _weights().items()
    }


@cache
def _weights() -> Mapping[str, Mapping[str, float]]:
    return table("backing.toml")


def signs(a: Gist, b: Gist, beside: Around, about: About | None) -> dict[str, float]:
    """What a second look goes by: how the two stand of themselves, and how others stand to either."""
    x, y = a.id, b.id
    conflict, same, update = (
        _score(scores, x, y) for scores in (beside.conflict, beside.same, beside.update)
    )
    against, alike, moved = (
        _others(scores, x, y) for scores in (beside.conflict, beside.same, beside.update)
    )
    return {
        "conflict": _logit(conflict),
        "same": _logit(same),
        "update": _logit(update),
        "likely": float(about is not None and likely_clash(a, b, about)),
        "within": float(a.report.id == b.report.id),
        "one_origin": float(one_origin(a.origin, b.origin)),
        "conflict_lead": conflict - max(against),  # whether nobody stands against either as plainly
        "conflict_least": min(against),
        "conflict_most": max(against),
        "same_lead": same - max(alike),
        "same_most": max(alike),
        "update_lead": update - max(moved),
        "update_most": max(moved),
        "backed": _through(
            beside.same, beside.conflict, x, y
        ),  # one who says the same as either stands against the other
        "agreed": _through(beside.same, beside.same, x, y),  # one says the same as both
        "opposed": _through(beside.conflict, beside.conflict, x, y),  # one stands against both
        "moved": _through(beside.same, beside.update, x, y),
    }


def _score(scores: _Scores, a: str, b: str) -> float:
    return scores.get(a, {}).get(b, 0.0)


def _others(scores: _Scores, a: str, b: str) -> tuple[float, float]:
    """The surest score of either to any other claim."""
    return (
        max((score for other, score in scores.get(a, {}).items() if other != b), default=0.0),
        max((score for other, score in scores.get(b, {}).items() if other != a), default=0.0),
    )


def _through(one: _Scores, two: _Scores, a: str, b: str) -> float:
    """How surely some other claim stands to either as `one` and to the other as `two`."""
    sides = ((a, b), (b, a))
    return max(
        (score * _score(two, other, y) for x, y in sides for other, score in one.get(x, {}).items()),
        default=0.0,
    )


def _twin(beside: Around, a: str, b: str) -> str:
    """Who says the same as either and stands against the other, the surest; empty for nobody."""
    found = [
        (score * _score(beside.conflict, other, y), other)
        for x, y in ((a, b), (b, a))
        for other, score in beside.same.get(x, {}).items()
    ]
    return max(((score, other) for score, other in found if score >= _PLAIN), default=(0.0, ""))[1]


def _logit(share: float) -> float:
    kept = min(max(share, _FAINT), 1 - _FAINT)
    return log(kept / (1 - kept))
