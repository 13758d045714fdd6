"""One kind per name and report: the points of all its places are summed, full names speak for short ones."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from riwaya.extract.names_evidence import CUTS, KINDS, Points, add, weight
from riwaya.lexicon import countries, institutions, known_name, places, said_one, stands_for
from riwaya.lexicon.known import spelling
from riwaya.records import Report

PERSONS = frozenset(("he", "him", "his", "she", "her"))
THINGS = frozenset(("it", "its"))
OWN = re.compile(r",? (?:to|among|on) (?:his|her)\b")  # "Ada Tal, AT to her voters"
BESIDE = (" and the ", " or the ", ", the ", " from the ", " with the ")
BEHIND = (("de",), ("del",), ("des",), ("do",), ("da",), ("du",), ("of",), ("for",))


@dataclass(slots=True)
class Candidate:
    """A run of words that may be a name, with the points its place in the text gives to each kind."""

    start: int
    end: int
    key: str  # names with one key in one report are of one kind
    words: tuple[str, ...]
    points: Points
    own: Points
    doubtful: bool = False  # capitalised perhaps only for where it stands
    short: bool = False  # "the Brigade": counts only as the short form of a longer name


def known_place(key: str) -> bool:
    """Whether a name is that of a known place."""
    known = known_name(key)
    return key in places() or key in countries() or (known is not None and known.kind == "place")


def settle(found: Sequence[Candidate], report: Report) -> list[tuple[Candidate, str]]:
    """The candidates that are names, each with its kind: one per name and report, by the sum of points."""
    totals: dict[str, Points] = {}
    words: dict[str, tuple[str, ...]] = {}
    firm: set[str] = set()
    for one in found:
        if one.short:
            continue
        if one.key not in totals:
            totals[one.key] = list(one.own)
            words[one.key] = one.words
        add(totals[one.key], one.points)
        if not one.doubtful:
            firm.add(one.key)
    if report.outlet and spelling(report.outlet) in totals:
        add(totals[spelling(report.outlet)], weight("outlet"))
    share_parts(totals, words)
    share_defined(totals, found, report.text)
    share_called(totals, found, report.text)
    share_towns(totals, words)
    share_peoples(totals, found, report.text)
    longer = heads_of(totals, words)
    kept: list[tuple[Candidate, str]] = []
    for one in found:
        if one.short:
            if one.words[0] in longer:
                kept.append((one, longer[one.words[0]]))
        else:
            known = known_name(report.text[one.start : one.end])
            kind = kind_of(totals[one.key])
            kind = "group" if _opens_as("group", one.words) else kind
            kind = "place" if kind == "person" and _opens_as("place", one.words) else kind
            kept.append((one, known.kind if known else kind))
    return kept


def _opens_as(kind: str, words: Sequence[str]) -> bool:
    """Whether a name opens as those of armed groups, or of towns, do, and no person's: "Liwa Tal"."""
    return len(words) > 1 and words[0] in institutions()[kind]["only"]


def kind_of(points: Points) -> str:
    """The kind with the most points; the first of KINDS among equals."""
    return KINDS[max(range(5), key=lambda index: points[index])]


def share_parts(totals: dict[str, Points], words: dict[str, tuple[str, ...]]) -> None:
    """Lets full names speak for their short forms: "Zerin" for "Dilshad Zerin"."""
    of_persons: set[str] = set()
    turned: set[tuple[str, ...]] = set()
    firsts: dict[str, str] = {}
    clubs = {spelling(parts[0]) for parts in words.values() if a_club(parts)}
    for key, parts in words.items():
        if len(parts) < 2:
            continue
        kind = kind_of(totals[key])
        if kind == "person":
            of_persons.update(spelling(part) for part in parts)
            turned.add(parts[::-1])
        elif kind in ("group", "organization"):
            firsts.setdefault(spelling(parts[0]), kind)
    for key, parts in words.items():
        if len(parts) > 1 and parts in turned:  # the family name first
            add(totals[key], weight("part_of_person"))
        if len(parts) > 1 and (body := begun(parts, totals, words)):
            totals[key][KINDS.index(body)] += weight("known")[0]
        if len(parts) != 1:
            continue
        if key in of_persons:
            add(totals[key], weight("part_of_person"))
        elif key in clubs:
            totals[key][KINDS.index("organization")] += weight("known")[0]
        elif key in firsts and totals[key][3] < weight("country")[3] / 3 and not known_place(key):
            totals[key][KINDS.index(firsts[key])] += weight("part_of_name")[0] / 2


def share_towns(totals: dict[str, Points], words: dict[str, tuple[str, ...]]) -> None:
    """Lets the names of sports clubs speak for their towns: "Orvan" beside "Dynamo Orvan"."""
    clubs = {parts[1:] for parts in words.values() if a_club(parts)}
    for key, parts in words.items():
        if parts in clubs and key in totals:
            add(totals[key], weight("of_place"))


def share_peoples(totals: dict[str, Points], found: Sequence[Candidate], text: str) -> None:
    """Lets a people speak for the one beside it: "the Horrun and the Beni Zahwan"."""
    groups = institutions()["group"]["first"]
    for one, other in pairwise(found):
        both = text[: one.start].lower().endswith("the ") and text[one.end : other.start] in BESIDE
        if both and one.key in totals and other.key in totals:
            for known, new in ((one, other), (other, one)):
                of_group = kind_of(totals[known.key]) == "group" and known.words[0] in groups
                if of_group and len(new.words) == 1 and not known_place(new.key):
                    add(totals[new.key], weight("people_named"))


def a_club(parts: Sequence[str]) -> bool:
    """Whether a name begins as those of sports clubs do: "Dynamo Orvan"."""
    return len(parts) > 1 and parts[0] in institutions()["organization"]["club"]


def begun(parts: tuple[str, ...], totals: dict[str, Points], words: dict[str, tuple[str, ...]]) -> str | None:
    """The kind of the body whose name goes on behind these words: "La Voz" of "La Voz de Tal"."""
    for key, longer in words.items():
        if longer[: len(parts)] == parts and longer[len(parts) : len(parts) + 1] in BEHIND:
            kind = kind_of(totals[key])
            return kind if kind in ("group", "organization") else None
    return None


def share_defined(totals: dict[str, Points], found: Sequence[Candidate], text: str) -> None:
    """Gives a name in brackets the kind of the name before it: "Eastern Guard (EG)", "Tadmur [Palmyra]"."""
    for before, after in pairwise(found):
        between = text[before.end : after.start]
        if (
            between.strip() in ("(", "[")
            and text[after.end : after.end + 1] in (")", "]")
            and not after.short
        ):
            index = KINDS.index(kind_of(totals[before.key]))
            totals[after.key][index] += weight("known")[0]


def heads_of(totals: dict[str, Points], words: dict[str, tuple[str, ...]]) -> dict[str, str]:
    """Head noun -> kind of the longer names that it heads: "brigade" where "Sahar Brigade" stands."""
    heads: dict[str, str] = {}
    for key, parts in words.items():
        kind = kind_of(totals[key])
        if len(parts) < 2 or kind not in ("group", "organization"):
            continue
        cut = next((i for i, part in enumerate(parts) if i and part in CUTS), len(parts))
        heads.setdefault(parts[cut - 1], kind)
        heads.setdefault(parts[0], kind)
    return heads


def places_of(found: Sequence[Candidate]) -> list[tuple[int, int]]:
    """Where the names stand."""
    return [(one.start, one.end) for one in found]


def share_called(totals: dict[str, Points], found: Sequence[Candidate], text: str) -> None:
    """Lets two names speak for each other's kind where the report says that they are one's."""
    for name in found:
        pronoun = stands_for(text, name.start, name.end)
        if pronoun and name.key in totals and pronoun not in THINGS:
            add(totals[name.key], weight("nickname" if pronoun in PERSONS else "nickname_of_many"))
    for first, second in said_one(text, places_of(found)):
        one, other = found[first].key, found[second].key
        if other in totals and OWN.match(text, found[second].end):
            add(totals[other], weight("nickname"))
        if one != other and one in totals and other in totals:
            both = [a + b for a, b in zip(totals[one], totals[other], strict=True)]
            totals[one], totals[other] = both, list(both)
