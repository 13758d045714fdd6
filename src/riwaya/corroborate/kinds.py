"""What kind of thing a text speaks of: the event table and its trigger words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from riwaya.corroborate.words import Phrases, table, tokens

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
def _triggers() -> tuple[Phrases, Mapping[str, tuple[tuple[str, str], ...]]]:
    """The trigger phrases, and by their stems the types they trigger, each with its only form or ""."""
    types: dict[str, list[tuple[str, str]]] = {}
    words: dict[str, str] = {}
    for row in table("events.toml")["type"]:
        for word in row["words"]:
            stems = " ".join(t.stem for t in tokens(word))
            words.setdefault(stems, word)
            types.setdefault(stems, []).append((row["name"], word[1:] if word.startswith("=") else ""))
    return Phrases((word, stems) for stems, word in words.items()), {k: tuple(v) for k, v in types.items()}


@lru_cache(maxsize=20_000)
def types_in(text: str) -> tuple[str, ...]:
    """Event types whose words stand in a text, in the order of the table."""
    order = list(event_types())
    phrases, types = _triggers()
    found = {
        name
        for start, end, stems in phrases.all(text)
        for name, form in types[stems]
        if form in ("", text[start:end].lower())
    }
    return tuple(sorted(found, key=order.index))
