"""What kind of thing a text speaks of: the event table and its trigger words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from riwaya.corroborate.words import Phrases, table

INCIDENTS = frozenset(
    {"attack", "accident", "disaster"}
)  # one incident is an attack to one, an accident to another


@dataclass(frozen=True, slots=True)
class Kindred:
    """One row of the event table."""

    name: str
    family: str
    plover: str | None
    mode: str | None
    acled: str | None
    sub: str | None
    pillar: str | None


@cache
def event_types() -> Mapping[str, Kindred]:
    """The event table by name."""
    rows = table("events.toml")["type"]
    rest = ("plover", "mode", "acled", "sub", "pillar")
    return {r["name"]: Kindred(r["name"], r["family"], *(r[k] or None for k in rest)) for r in rows}


@cache
def _triggers() -> Phrases:
    return Phrases((word, row["name"]) for row in table("events.toml")["type"] for word in row["words"])


@lru_cache(maxsize=20_000)
def types_in(text: str) -> tuple[str, ...]:
    """Event types whose words stand in a text, in the order of the table."""
    order = list(event_types())
    return tuple(sorted({name for _, _, name in _triggers().all(text)}, key=order.index))
