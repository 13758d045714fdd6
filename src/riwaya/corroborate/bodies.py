"""The bodies that a report names, and for which of them somebody in office speaks: one voice with them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from types import MappingProxyType

from riwaya.corroborate.words import pattern, skeleton, table, tokens
from riwaya.records import Entity, Kind

Bodies = Mapping[str, frozenset[str]]  # a body's name as printed -> its keys
NONE: Bodies = MappingProxyType({})
_BODIES = (Kind.ORGANIZATION, Kind.GROUP)
_BACK = 300  # characters before "its director" in which the body is named whose director it is


def bodies_named(entities: Iterable[Entity]) -> Mapping[str, Bodies]:
    """The bodies that each report names, by its own spellings: no other report changes what comes of them."""
    found: dict[str, dict[str, frozenset[str]]] = {}
    for entity in {e.id: e for e in entities if e.named and e.kind in _BODIES}.values():
        for report in {report for name in entity.names for report in name.reports}:
            spelled = [name.text for name in entity.names if report in name.reports]
            keys = frozenset("n:" + key for text in spelled if (key := name_key(text)))
            found.setdefault(report, {}).update(dict.fromkeys(spelled, keys))
    return found


def name_key(name: str) -> str:
    """A body's name by the skeletons of its words, without "the"."""
    skip = {"the", "of", "and", *table("origins.toml")["titles"]}
    parts = [skeleton(t.text) for t in tokens(name) if t.text.lower() not in skip]
    return " ".join(p for p in parts if p)


def behind(phrase: str, bodies: Bodies) -> frozenset[str]:
    """Keys of the bodies that somebody's description names, where it tells that he speaks for one."""
    if not pattern("origins.toml", "in_office").search(phrase):
        return frozenset()
    return frozenset().union(*(keys for name, keys in bodies.items() if _stands(name, phrase)))


def owner(text: str, at: int, bodies: Bodies) -> frozenset[str]:
    """Keys of the body named last before "its director"."""
    before = text[max(0, at - _BACK) : at]
    places = [(before.rfind(name), name) for name in bodies if _stands(name, before)]
    return bodies[max(places)[1]] if places else frozenset()


def _stands(name: str, text: str) -> bool:
    return name in text and re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text) is not None
