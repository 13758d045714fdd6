"""What speaks for each kind of a name: points from the words inside and around it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from riwaya.extract.names_runs import Seen, ordinary
from riwaya.extract.names_tokens import Token, context, word_list
from riwaya.lexicon import countries, first_name, given_gender, institutions, known_name, places
from riwaya.lexicon.known import spelling

INNER = re.compile(r"[a-z][A-Z]")
Points = list[float]
KINDS = ("person", "group", "organization", "place", "facility")
CUTS = ("of", "for", "on", "against")  # behind the head noun of a body's name
FAMILY_ENDINGS = (
    "ov",
    "ova",
    "ev",
    "eva",
    "enko",
    "ić",
    "vić",
    "vich",
    "ovych",
    "ivna",
    "sky",
    "skyi",
    "ski",
    "ska",
    "escu",
    "sson",
    "dóttir",
    "zadeh",
    "oğlu",
    "yan",
    "shvili",
    "ullah",
    "uddin",
    "aldin",
    "zai",
    "zada",
)


@cache
def weight(name: str) -> tuple[float, ...]:
    """The points of one piece of evidence."""
    row = context()["weights"][name]
    return tuple(row)


def add(points: Points, row: Sequence[float]) -> None:
    """Adds one row of points."""
    for index in range(5):
        points[index] += row[index]


def inside(tokens: Sequence[Token], seen: Seen) -> Points:
    """Points from the words of the name itself."""
    points: Points = [0.0] * 5
    words = [token.lower for token in tokens if token.text not in "'’&"]
    kinds = institutions()
    text = " ".join(token.text for token in tokens)
    known = known_name(text)
    if known:
        points[KINDS.index(known.kind)] += weight("known")[0]
    elif spelling(text) in countries():
        add(points, weight("country"))
    elif spelling(text) in places():
        add(points, weight("city"))
    head = "organization" if a_firm(tokens) else head_kind(words) or trade_or_house(words)
    for kind in ("organization", "group", "place", "facility"):
        if head == kind:
            add(points, weight("head_" + kind))
        elif head is None and len(words) > 1 and words[0] in kinds[kind]["first"]:
            add(points, weight("first_" + kind))
    if head is None and not known:
        add_shape(points, tokens, words, seen)
    return points


def a_firm(tokens: Sequence[Token]) -> bool:
    """Whether the name is a firm's by its last words: "Tal & Sons"."""
    words = [token.lower.rstrip(".") for token in tokens]
    return len(words) > 2 and words[-2] in ("&", "and") and words[-1] in word_list("kin_of_a_firm")


def trade_or_house(words: Sequence[str]) -> str | None:
    """The kind that a last word gives by which firms, or buildings, are called: "Tal Towage", "Tal House"."""
    kinds, last = institutions(), words[-1]
    if len(words) < 2 or first_name(words[0]) or given_gender(words[0]) is not None:
        return None
    if words[0] in kinds["organization"]["club"] or last in kinds["organization"]["firm"]:
        return "organization"
    in_part = words[-2].removesuffix("s") in kinds["facility"]["no_building"] or "of" in words
    return "facility" if last in kinds["facility"]["last"] and not in_part else None


def head_kind(words: Sequence[str]) -> str | None:
    """The kind that the head noun of the name gives: its last word, or the word before "of"."""
    if len(words) < 2:
        return None
    cut = next((i for i, word in enumerate(words) if i and word in CUTS), len(words))
    kinds = institutions()
    last, pair = words[cut - 1], " ".join(words[max(cut - 2, 0) : cut])
    for kind in ("facility", "group", "organization", "place"):
        if pair in kinds[kind]["head"] and cut > 2:
            return kind
    if words[0] in kinds["group"]["first"] and last not in kinds["organization"]["head"]:
        return "group"
    for kind in ("group", "facility", "organization", "place"):
        if last in kinds[kind]["head"]:
            return kind
    return None


def add_shape(points: Points, tokens: Sequence[Token], words: Sequence[str], seen: Seen) -> None:
    """Adds points for how a name without a head noun is made."""
    plain_words = sum(ordinary(token, seen) for token in tokens if token.capital)
    if len(tokens) == 1 and tokens[0].acronym and len(tokens[0].text) <= 7:
        add(points, weight("acronym"))
    given = given_gender(words[0].rstrip("."))
    if len(words) > 1 and given is not None:
        add(points, weight("given_first"))
    elif given is not None:
        add(points, weight("given_only"))
    elif len(words) > 1 and first_name(words[0]) and not plain_words:
        add(points, weight("first_name_listed"))
    if words[0] in ("abu", "umm", "um") and len(words) == 2:
        add(points, weight("kunya"))
    if len(words) > 1 and words[-1].endswith(FAMILY_ENDINGS):
        add(points, weight("family_ending"))
    if any(word in ("bin", "ibn", "bint", "ould", "ag", "van", "von") for word in words[1:-1]):
        add(points, weight("family_ending"))
    if len(words) > 1 and plain_words * 2 >= len(words):
        add(points, weight("ordinary_words"))
    elif len(words) > 1 and not plain_words and len(words) <= 5:
        add(points, weight("unknown_many"))
    elif len(words) == 1:
        inner = INNER.search(tokens[0].text) and not tokens[0].acronym
        add(points, weight("inner_capital" if inner else "unknown_one"))
