"""Are two referents of different reports one? Names, kinds, titles, roles and places, each with its words.

What is compared is how they look (see `looks`), so that referents that look the same are judged once.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import asin, cos, radians, sin, sqrt

from riwaya.records import Kind, Position
from riwaya.resolve.compare import SAME, SLIP, Verdict, compare
from riwaya.resolve.looks import Look

APART_KM = 60.0  # two positions further apart are two places
BODIES = (Kind.GROUP, Kind.ORGANIZATION)


@dataclass(frozen=True, slots=True)
class Judgement:
    """What was concluded about two referents, and why."""

    score: float
    same: bool
    different: bool  # no chain of merges may join them
    part: bool  # one bears only a part of the other's name
    role: bool  # title or role agree
    why: str


def judge(one: Look, other: Look) -> Judgement:
    """The judgement on two referents; `different` forbids joining them even through others."""
    if not (one.named and other.named):
        return Judgement(0.0, False, False, False, False, "who is only described is compared with nobody")
    barrier = kinds_apart(one, other) or places_apart(one, other) or genders_apart(one, other)
    if barrier:
        return Judgement(0.0, False, True, False, False, barrier)
    listed = one_listing(one, other)
    if listed:
        return Judgement(0.9, True, False, False, False, listed)
    best, worst = name_verdicts(one, other)
    role = shared_role(one, other)
    if best.score >= SAME and not best.part:
        if worst is not None and best.score < 0.95:
            return Judgement(0.0, False, True, False, bool(role), worst.why)
        if different_offices(one, other):
            return Judgement(best.score, False, False, False, False, best.why + ", but their offices differ")
        return Judgement(best.score, True, False, False, bool(role), with_role(best.why, role))
    if best.part:
        return Judgement(best.score, False, False, True, bool(role), with_role(best.why, role))
    if best.score >= SLIP and role:
        return Judgement(best.score, True, False, False, True, with_role(best.why, role))
    return Judgement(best.score, False, True, False, bool(role), best.why)


def loose_part(judgement: Judgement) -> bool:
    """Whether a bare name may join the one candidate it fits: only where a title or role agrees."""
    return judgement.part and judgement.role


def name_verdicts(one: Look, other: Look) -> tuple[Verdict, Verdict | None]:
    """The best verdict over the fullest names, and a verdict that speaks against them if there is one."""
    best: Verdict | None = None
    worst: Verdict | None = None
    for left in one.full:
        for right in other.full:
            found = compare(left, right, one.kind)
            if best is None or (found.score, not found.part) > (best.score, not best.part):
                best = found
            if found.score < 0.3 and not found.part and one.kind is Kind.PERSON:
                worst = worst or found
    assert best is not None
    return best, worst


def kinds_apart(one: Look, other: Look) -> str | None:
    """Why the kinds forbid that the two are one, if they do."""
    if one.kind is other.kind or (one.kind in BODIES and other.kind in BODIES):
        return None
    settled = {one.kind, other.kind} == {Kind.PLACE, Kind.FACILITY}
    if settled and not (one.heads ^ other.heads):
        return None
    return f"“{one.name}” is a {one.kind.value}, “{other.name}” a {other.kind.value}"


def genders_apart(one: Look, other: Look) -> str | None:
    """Why titles and given names forbid that two persons are one, if they do."""
    if one.kind is not Kind.PERSON:
        return None
    left, right = one.gender, other.gender
    if left and right and left != right:
        return f"“{one.name}” is a {'man' if left == 'm' else 'woman'}, “{other.name}” is not"
    return None


def places_apart(one: Look, other: Look) -> str | None:
    """Why positions forbid that two places are one, if they do."""
    a, b = one.position, other.position
    if a is None or b is None or (a.gazetteer is not None and a.gazetteer == b.gazetteer):
        return None
    gap = kilometres(a, b)
    if (
        gap is not None
        and gap > APART_KM
        and a.precision in ("town", "facility")
        and b.precision in ("town", "facility")
    ):
        return f"“{one.name}” and “{other.name}” lie {gap:.0f} km apart"
    return None


def one_listing(one: Look, other: Look) -> str | None:
    """Why two towns are one although their names differ: the gazetteer lists both names for it."""
    a, b = one.position, other.position
    if a is None or b is None or a.gazetteer is None or a.gazetteer != b.gazetteer:
        return None
    if one.kind is not Kind.PLACE or other.kind is not Kind.PLACE or {a.precision, b.precision} != {"town"}:
        return None
    return f"“{one.name}” and “{other.name}” are both listed for one town ({a.gazetteer})"


def kilometres(a: Position, b: Position) -> float | None:
    """The distance of two positions on a sphere, None where one has no coordinates."""
    if a.latitude is None or a.longitude is None or b.latitude is None or b.longitude is None:
        return None
    lat1, lat2 = radians(a.latitude), radians(b.latitude)
    half = sin((lat2 - lat1) / 2) ** 2
    half += cos(lat1) * cos(lat2) * sin(radians(b.longitude - a.longitude) / 2) ** 2
    return 2 * 6371.0 * asin(sqrt(min(half, 1.0)))


# --- titles and roles ----------------------------------------------------------------------------------


def shared_role(one: Look, other: Look) -> str | None:
    """A title or role that both reports give, None where they share none."""
    if one.kind is not Kind.PERSON:
        return None
    shared = one.roles & other.roles
    return sorted(shared)[0] if shared else None


def different_offices(one: Look, other: Look) -> bool:
    """Whether two persons of one name are told apart by being a child here and in office there."""
    if one.young == other.young:
        return False
    return other.grown if one.young else one.grown


def with_role(why: str, role: str | None) -> str:
    """The sentence with the title or role that both give."""
    return f"{why}; both are called {role}" if role else why
