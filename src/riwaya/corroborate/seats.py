"""Where an unnamed thing is: "the bazaar" is that of a place, by its words or by where its report stands."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from riwaya.corroborate.words import Token, lexicon, pattern, stem, table, tokens
from riwaya.records import Claim, Entity, Kind, Report

_BEHIND = 60  # characters behind "the hospital" in which its place stands ("in the town of Orla")
_HEAD = 240  # characters of a report in which its dateline stands


@dataclass(frozen=True, slots=True, order=True)
class Seat:
    """A place named in a report."""

    start: int
    end: int
    entity: str
    wide: bool  # a country, a region, a river: nothing is "the bridge of" it


def seats(report: Report, entities: Iterable[Entity]) -> tuple[Seat, ...]:
    """Where the report names these places, in order; of names within each other the longest."""
    found: list[Seat] = []
    for entity in {e.id: e for e in entities if e.kind is Kind.PLACE}.values():
        for name in entity.names:
            if report.id in name.reports and name.text.lower() not in lexicon().stop:
                named = re.finditer(rf"(?<!\w){re.escape(name.text)}(?!\w)", report.text)
                found += [Seat(m.start(), m.end(), entity.id, _wide(entity)) for m in named]
    found.sort(key=lambda s: (s.start, -s.end, s.entity))
    kept: list[Seat] = []
    for seat in found:
        if not kept or seat.start >= kept[-1].end:
            kept.append(seat)
    return tuple(kept)


def _wide(entity: Entity) -> bool:
    listed = table("states.toml")["seats"]
    if entity.position is not None and entity.position.precision in listed["wide"]:
        return True
    words = {t.text.lower() for n in entity.names for t in tokens(n.text)}
    return bool(words & set(listed["no_town"]))


@cache
def _nouns(aspect: str) -> frozenset[str]:
    return frozenset(stem(t.text) for w in table("states.toml")[aspect]["what"] for t in tokens(w))


def seat_of(claim: Claim, report: Report, named: tuple[Seat, ...], aspect: str, word: str) -> str | None:
    """The place of the thing of which a claim says this word, None where nothing tells which.

    It stands with the thing ("the hospital in Orla", "Orla's bridge"), or alone in the claim; of a thing that
    is taken as known ("the bazaar") it is the one named last before it in its paragraph, or the dateline's.
    """
    inside = [s for s in named if claim.start <= s.start and s.end <= claim.end]
    thing = _thing(claim, report, aspect, word)
    if thing is None:
        return inside[0].entity if len(inside) == 1 and not inside[0].wide else None
    start, end = thing
    for seat in named:
        if _attached(report.text, seat, start, end):
            return None if seat.wide else seat.entity
    towns = [s for s in inside if not s.wide]
    if towns:
        before = [s for s in towns if s.end <= start]
        return (before[-1] if before else towns[0]).entity
    if inside or not pattern("states.toml", "known").search(report.text[max(0, start - 60) : start]):
        return None
    return _around(report, named, start)


def _thing(claim: Claim, report: Report, aspect: str, word: str) -> tuple[int, int] | None:
    """Where the noun stands of which the word is said: the one nearest to it in the claim."""
    text = report.text[claim.start : claim.end]
    at = max(0, text.find(word))

    def far(token: Token) -> tuple[bool, int, int]:
        named = token.capital and not token.initial  # "the bazaar beside Sala Hospital"
        return named, abs(token.start - at), token.start

    nouns = sorted((t for t in tokens(text) if t.stem in _nouns(aspect)), key=far)
    if not nouns:
        return None
    start = claim.start + nouns[0].start
    return start, start + len(nouns[0].text)


def _attached(text: str, seat: Seat, start: int, end: int) -> bool:
    """Whether a place stands with a thing: "the hospital in Orla", "Orla's only bridge"."""
    if end <= seat.start <= end + _BEHIND:
        return bool(pattern("states.toml", "place_behind").fullmatch(text[end : seat.start]))
    between = text[seat.end : start] if seat.end <= start else None
    return between is not None and bool(pattern("states.toml", "place_before").fullmatch(between))


def _around(report: Report, named: tuple[Seat, ...], at: int) -> str | None:
    """The town named last before it in its paragraph, else the one of the dateline."""
    paragraph = report.text.rfind("\n", 0, at) + 1
    before = [s for s in named if paragraph <= s.start < at and not s.wide]
    if before:
        return before[-1].entity
    head = [s for s in named if s.start < _HEAD and not s.wide]
    return head[0].entity if head else None
