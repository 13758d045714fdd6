"""One kind per name and report: the points of all its places are summed, full names speak for short ones."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from riwaya.extract.names_evidence import KINDS, Points, add, weight
from riwaya.lexicon import countries, institutions, known_name, places
from riwaya.lexicon.known import spelling
from riwaya.records import Report


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
    longer = heads_of(totals, words)
    kept: list[tuple[Candidate, str]] = []
    for one in found:
        if one.short:
            if one.words[0] in longer:
                kept.append((one, longer[one.words[0]]))
        else:
            known = known_name(report.text[one.start : one.end])
            kind = "group" if _opens_as_group(one.words) else kind_of(totals[one.key])
            kept.append((one, known.kind if known else kind))
    return kept


def _opens_as_group(words: Sequence[str]) -> bool:
    """Whether a name opens as those of armed groups and tribes do, and no person's: "Liwa Tal"."""
    return len(words) > 1 and words[0] in institutions()["group"]["only"]


def kind_of(points: Points) -> str:
    """The kind with the most points; the first of KINDS among equals."""
    return KINDS[max(range(5), key=lambda index: points[index])]


def share_parts(totals: dict[str, Points], words: dict[str, tuple[str, ...]]) -> None:
    """Lets full names speak for their short forms: "Zerin" for "Dilshad Zerin"."""
    of_persons: set[str] = set()
    firsts: dict[str, str] = {}
    for key, parts in words.items():
        if len(parts) < 2:
            continue
        kind = kind_of(totals[key])
        if kind == "person":
            of_persons.update(spelling(part) for part in parts)
        elif kind in ("group", "organization"):
            firsts.setdefault(spelling(parts[0]), kind)
    for key, parts in words.items():
        if len(parts) != 1:
            continue
        if key in of_persons:
            add(totals[key], weight("part_of_person"))
        elif key in firsts and totals[key][3] < weight("country")[3] / 3 and not known_place(key):
            totals[key][KINDS.index(firsts[key])] += weight("part_of_name")[0] / 2


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
        cut = next((i for i, part in enumerate(parts) if i and part in ("of", "for")), len(parts))
        heads.setdefault(parts[cut - 1], kind)
        heads.setdefault(parts[0], kind)
    return heads
