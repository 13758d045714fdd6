"""Referents that look the same to a comparison, taken together before anything is compared."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from riwaya.records import Referent
from riwaya.resolve.decided import Bonds
from riwaya.resolve.looks import Look, look_of


@dataclass(frozen=True, slots=True)
class Alikes:
    """Referents that look the same, and so are one; whoever a person decided about stands alone."""

    id: str  # of the look; of one decided about a longer one, which sorts right behind it
    look: Look
    members: tuple[Referent, ...]  # by id

    @property
    def first(self) -> str:
        """The referent that stands for all of them: the only one, where a person decided about it."""
        return self.members[0].id


def alikes(referents: Iterable[Referent], bonds: Bonds) -> list[Alikes]:
    """The referents by how they look, in the order of their looks."""
    looks: dict[str, Look] = {}
    members: dict[str, list[Referent]] = {}
    for one in sorted({r.id: r for r in referents}.values(), key=lambda r: r.id):
        look = look_of(one)
        made = f"{look.id}~{one.id}" if one.id in bonds.about else look.id
        looks[made] = look
        members.setdefault(made, []).append(one)
    return [Alikes(i, looks[i], tuple(members[i])) for i in sorted(looks)]
