"""The guard beside the rules: names and details that a network holds for such as must be masked."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

from riwaya.lexicon import Detail
from riwaya.neural.guard import Watched, shipped
from riwaya.records import Beside, Kind, Position, Referent, Span, Words
from riwaya.resolve.evidence import Present
from riwaya.resolve.human import TOWNS_ONLY
from riwaya.resolve.named import Who
from riwaya.resolve.passed_over import strange
from riwaya.resolve.work import Place

SPOTS = frozenset(("home", "school", "workplace"))
KINDS = {"illness": "medical"}  # where a detail is called otherwise than what the guard learned

_DATELINE = re.compile(
    r"(?:,[^.\n—–]{0,40})?\s*(?:\([^)\n]{2,40}\)\s*)?(?:—|–|--|-\s)"
)  # "TEL ORVEL, May 3 (Wire) —"
_TELLING = re.compile(r"\s|\d|[^\W\d_a-z]")  # what leads to someone is more than one small word


@cache
def least() -> Mapping[str, float]:
    """How sure the guard must be, by what its word would do."""
    table = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))
    return {key: float(value) for key, value in table["least"].items()}


def watch(text: str) -> Watched:
    """A text as the guard sees it."""
    return shipped().watch(text)


def passed_by(
    watched: Watched,
    text: str,
    names: Mapping[Place, Who],
    taken: Iterable[Place],
    positions: Mapping[Place, Position],
) -> Iterator[tuple[Words, Who]]:
    """Names to be masked that so far are no person's, each now one's: misread, or not read at all.

    `names` are all namings, `taken` those and every other phrase that stands for someone.
    """
    limits = least()
    people = {place for place, who in names.items() if who.kind is Kind.PERSON}
    edges, made = [*taken], dict[str, Who]()
    for mark in watched.names(min(limits["unread"], limits["other"])):
        here = [p for p in names if p[0] < mark.span.end and mark.span.start < p[1]]
        if any(place in people for place in here):
            yield from _whole(text, mark.span, {id(names[p]): names[p] for p in here})
            continue
        for place in here:
            who = names[place]
            known = positions.get(place)
            on_a_map = known is not None and known.precision != "unknown"
            likely = on_a_map or _dates(text, mark.span)
            if who.kind is not Kind.PERSON and TOWNS_ONLY.match(text, place[1]):
                continue
            if who.kind is not Kind.PERSON and mark.score >= limits["mapped" if likely else "other"]:
                who.kind = Kind.PERSON
                who.why.append("told of as a person, by the guard")
                yield from ((Words.cut(text, *p), who) for p, one in names.items() if one is who)
        free = not any(a < mark.span.end and mark.span.start < b for a, b in (*here, *edges))
        if free and mark.score >= limits["unread"]:
            words = Words.cut(text, mark.span.start, mark.span.end)
            who = made.setdefault(words.text, Who(Kind.PERSON, named=True))
            who.add_name(words)
            yield words, who


def _dates(text: str, span: Span) -> bool:
    """Whether words stand where a report says from where it was filed; in a register, a person may."""
    begins = not text[: span.start].strip() or text[: span.start].rstrip(" \t").endswith("\n")
    return begins and span.of(text).isupper() and _DATELINE.match(text, span.end) is not None


def _whole(text: str, span: Span, bearers: Mapping[int, Who]) -> Iterator[tuple[Words, Who]]:
    """The whole of a name of which only a part was read as someone's."""
    if len(bearers) == 1:
        (who,) = bearers.values()
        name = Words.cut(text, span.start, span.end)
        longer = any(part != name.text and part in name.text for part in who.names)
        if longer and name.text not in who.names and all(strange(word) for word in name.text.split()):
            who.add_name(name)
            yield name, who


def sure_of(watched: Watched, who: Who, present: Present) -> tuple[float, str]:
    """How sure the guard is, in the mean of the namings, that someone must be masked, and for what reason."""
    spans = [words for words, one in present if one is who and words.text in who.names]
    if not spans:
        return 0.0, ""
    each = [watched.masked(words.start, words.end) for words in spans]
    surest = spans[each.index(max(each))]
    return sum(each) / len(each), watched.why(surest.start, surest.end)


def details_seen(
    watched: Watched, text: str, told: Sequence[Detail], towns: Collection[Place]
) -> tuple[Detail, ...]:
    """The details that the guard sees where the rules tell none; a town alone is none, nor a small word."""
    found = (
        Detail(mark.span.start, mark.span.end, KINDS.get(mark.kind, mark.kind))
        for mark in watched.details(least()["detail"])
        if mark.kind == "illness" or _TELLING.search(mark.span.of(text))
    )
    return tuple(
        one
        for one in found
        if (one.start, one.end) not in towns
        and not any(d.start <= one.start and one.end <= d.end for d in told)
    )


def set_beside(text: str, found: Iterable[Detail], everyone: list[Who]) -> None:
    """Keeps each detail with who stands nearest, a person if there is any; where nobody is told of, alone."""
    for detail in found:
        words = Words.cut(text, detail.start, detail.end)
        heard = [who for who in everyone if who.mentions and not who.silent]
        people = [who for who in heard if who.kind is Kind.PERSON]
        near = min(people or heard, key=lambda who: _apart(who.mentions, words), default=None)
        if near is None:
            kind = Kind.PLACE if detail.kind in SPOTS else Kind.PERSON
            near = Who(kind, mentions=[words], protection={detail.kind})
            everyone.append(near)
        near.beside.append(Beside(words, detail.kind))


def with_details(text: str, referents: Sequence[Referent]) -> tuple[Referent, ...]:
    """Referents of a report that was read elsewhere, with the details that the guard sees beside them."""
    beside: dict[str, list[Beside]] = {}
    heard = [one for one in referents if one.mentions]
    people = [one for one in heard if one.kind is Kind.PERSON]
    towns = [(m.start, m.end) for one in heard if one.kind is Kind.PLACE and one.named for m in one.mentions]
    for detail in details_seen(watch(text), text, (), towns) if heard else ():
        words = Words.cut(text, detail.start, detail.end)
        near = min(people or heard, key=lambda one: _apart(one.mentions, words))
        beside.setdefault(near.id, []).append(Beside(words, detail.kind))
    return tuple(replace(one, beside=tuple(beside.get(one.id, ()))) for one in referents)


def _apart(mentions: Sequence[Words], words: Words) -> int:
    """Characters between the nearest of these mentions and these words."""
    return min(max(m.start - words.end, words.start - m.end, 0) for m in mentions)
