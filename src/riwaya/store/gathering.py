"""Contradictions gathered into disagreements: one for all that is said about one thing, and who denies it.

Claims joined by contradictions about the same thing make a disagreement. Who denies a claim that is disputed
otherwise too ("an assertion denied by traders", while a commander says the opposite) stands in that
disagreement as one more account, not in one of his own.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from riwaya.records import About, Relation
from riwaya.records.groups import Groups
from riwaya.store.surveying import Opposed

# A denial is one more account of these. Who denies that it happened gives no figure and no day.
_TAKE_IN = (About.STATUS, About.RESPONSIBILITY, About.PLACE, About.EVENT)

E = TypeVar("E", bound=Relation | Opposed)


@dataclass(frozen=True, slots=True)
class Gathered(Generic[E]):
    """The contradictions of one disagreement."""

    about: About | None  # what it is about beside denying
    subject: str | None  # the measure in question
    edges: tuple[E, ...]  # by id

    @property
    def claims(self) -> frozenset[str]:
        """Every claim that they join."""
        return frozenset(c for e in self.edges for c in e.claims)


def gathered(edges: Iterable[tuple[E, str | None]]) -> list[Gathered[E]]:
    """The disagreements that contradictions, each with the measure in question, add up to."""
    buckets: dict[tuple[str, str], list[E]] = defaultdict(list)
    for edge, subject in edges:
        buckets[edge.about or "", subject or ""].append(edge)
    made = [part for (_, subject), mine in sorted(buckets.items()) for part in _joined(mine, subject or None)]
    return _with_denials(made)


def _joined(edges: Sequence[E], subject: str | None) -> list[Gathered[E]]:
    """Contradictions about one kind of thing, those together that share claims."""
    groups = Groups()
    for edge in edges:
        groups.join(*edge.claims)
    inside: dict[str, list[E]] = defaultdict(list)
    for edge in sorted(edges, key=lambda e: e.id):
        inside[groups.least(edge.claims[0])].append(edge)
    return [Gathered(mine[0].about, subject, tuple(mine)) for _, mine in sorted(inside.items())]


def _with_denials(parts: list[Gathered[E]]) -> list[Gathered[E]]:
    """Denials of a disputed claim put into its disagreement, the surest where there are several."""
    homes = [p for p in parts if p.about in _TAKE_IN]
    home_of: dict[str, int] = {}
    for n in sorted(range(len(homes)), key=lambda n: (max(e.score for e in homes[n].edges), -n)):
        home_of.update(dict.fromkeys(homes[n].claims, n))
    more: dict[int, list[E]] = defaultdict(list)
    kept = [p for p in parts if p.about not in _TAKE_IN and p.about is not About.DENIAL]
    for part in (p for p in parts if p.about is About.DENIAL):
        found = {home_of[c] for c in part.claims if c in home_of}
        if found:
            more[max(found, key=lambda n: (max(e.score for e in homes[n].edges), -n))] += part.edges
        else:
            kept.append(part)
    for n, home in enumerate(homes):
        edges = tuple(sorted((*home.edges, *more[n]), key=lambda e: e.id))
        kept.append(Gathered(home.about, home.subject, edges))
    return kept
