"""Conflicts that are only possible of themselves, and sure because others who say the same stand in one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from riwaya.corroborate.gist import Gist
from riwaya.corroborate.why import relation, upper, voice
from riwaya.corroborate.words import table
from riwaya.records import About, Relation, RelationKind

_ALIKE = (RelationKind.ECHOES, RelationKind.CORROBORATES)
_Scores = dict[str, dict[str, float]]


def backed(
    relations: Iterable[Relation], possible: Iterable[Relation], by_id: Mapping[str, Gist]
) -> Iterator[Relation]:
    """The possible conflicts that a like claim's conflict with the same other side makes sure.

    `relations` and `possible` hold all that touch a side of a conflict in question, and `by_id` their claims.
    """
    said, open_ones = list(relations), list(possible)
    alike = _scores(r for r in said if r.kind in _ALIKE and r.about is not About.STATUS)
    against = _scores(r for r in [*said, *open_ones] if r.kind is RelationKind.CONTRADICTS)
    limits = table("judging.toml")
    for r in open_ones:
        a, b = r.claims
        score, twin = max(_support(a, b, alike, against), _support(b, a, alike, against))
        together = 1 - (1 - r.score) * (1 - limits["backed"]["share"] * score)
        if twin and together >= limits["backed"]["least"]:
            who = upper(voice(by_id[twin]))
            why = f"{r.why} {who} says what one of them says, and stands against the other."
            yield relation(r.kind, r.about, by_id[a], by_id[b], why, together)


def _support(a: str, b: str, alike: _Scores, against: _Scores) -> tuple[float, str]:
    """How surely a claim that says the same as `a` conflicts with `b`, and which that is."""
    conflicts = against.get(b, {})
    return max(
        ((score * conflicts[twin], twin) for twin, score in alike.get(a, {}).items() if twin in conflicts),
        default=(0.0, ""),
    )


def _scores(relations: Iterable[Relation]) -> _Scores:
    """Claim -> claims it stands to, with the surest score."""
    found: _Scores = {}
    for r in relations:
        for a, b in (r.claims, r.claims[::-1]):
            beside = found.setdefault(a, {})
            beside[b] = max(beside.get(b, 0.0), r.score)
    return found
