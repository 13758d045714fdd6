"""Referents that look the same to a comparison, taken together before anything is compared."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from riwaya.records import Referent
from riwaya.resolve.looks import Look, look_of


@dataclass(frozen=True, slots=True)
class Alikes:
    """Referents that look the same and of which decisions say the same, and so are one."""

    id: str  # of the look; where a person decided, a longer one, which sorts right behind it
    look: Look
    members: tuple[Referent, ...]  # by id

    @property
    def first(self) -> str:
        """The referent that stands for all of them."""
        return self.members[0].id


def alikes(referents: Iterable[Referent], sides: Mapping[str, str]) -> list[Alikes]:
    """The referents by how they look and what is decided of them (see `records.sides`), in order."""
    looks: dict[str, Look] = {}
    members: dict[str, list[Referent]] = {}
    for one in sorted({r.id: r for r in referents}.values(), key=lambda r: r.id):
        look = look_of(one)
        made = f"{look.id}~{sides[one.id]}" if one.id in sides else look.id
        looks[made] = look
        members.setdefault(made, []).append(one)
    return [Alikes(i, looks[i], tuple(members[i])) for i in sorted(looks)]
