"""The record of an entity from the referents that were taken as one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from riwaya.records import Entity, Kind, Name, Position, Referent
from riwaya.resolve.letters import roman
from riwaya.resolve.office import of_office
from riwaya.resolve.parts import is_title

LIFTED = frozenset(("private", "victim", "medical"))  # marks that an office told elsewhere takes away


def entity_of(referents: Iterable[Referent], reasons: Iterable[str]) -> Entity:
    """One entity: the spelling that most reports use, the fullest among equals."""
    members = sorted(referents, key=lambda r: r.id)
    spellings: dict[str, set[str]] = {}
    for member in members:
        for name in member.names or (member.name,):
            spellings.setdefault(name, set()).add(member.report)
    kind = Counter(m.kind for m in members).most_common()
    most = max(count for _, count in kind)
    chosen = min((k for k, count in kind if count == most), key=lambda k: list(Kind).index(k))
    names = tuple(Name(text, tuple(sorted(reports))) for text, reports in sorted(spellings.items()))
    return Entity(
        id=members[0].id,
        kind=chosen,
        name=best_name(members, spellings),
        names=names,
        referents=tuple(m.id for m in members),
        named=any(m.named for m in members),
        position=best_position(members),
        protection=protection_of(members),
        why=why_of(reasons, members),
    )


def protection_of(members: Sequence[Referent]) -> tuple[str, ...]:
    """Every mark of the members; an office told in a report that does not mark its bearer lifts some."""
    marks = {mark for m in members for mark in m.protection}
    unmarked = (m for m in members if not LIFTED & set(m.protection))
    if members[0].kind is Kind.PERSON and of_office(text for m in unmarked for text in m.descriptions):
        marks -= LIFTED
    return tuple(sorted(marks))


def best_name(members: Sequence[Referent], spellings: dict[str, set[str]]) -> str:
    """Of the fullest names in the reports the most used, then the longest, then the first in the alphabet."""
    full = Counter(member.name for member in members)
    most_parts = max(len(name.split()) for name in full) if members[0].kind is Kind.PERSON else 0
    good = [name for name in full if len(name.split()) >= min(most_parts, 2)]
    good = [name for name in good if not name.isupper()] or good
    if members[0].kind is Kind.PERSON:
        good = [name for name in good if not is_title(roman(name.split()[0]))] or good
    return min(good, key=lambda name: (-len(spellings.get(name, ())), -full[name], -len(name), name))


def best_position(members: Sequence[Referent]) -> Position | None:
    """The position most members agree on, the first by id among equals."""
    placed = [m.position for m in members if m.position is not None]
    if not placed:
        return None
    counts = Counter(position.gazetteer for position in placed)
    return min(
        placed, key=lambda p: (p.latitude is None, -counts[p.gazetteer], p.gazetteer or "", p.precision)
    )


def why_of(reasons: Iterable[str], members: Sequence[Referent]) -> str:
    """The sentences for every merge; for a lone referent its own."""
    if len(members) == 1:
        return members[0].why
    return ". ".join(sorted(set(reasons))) + "."
