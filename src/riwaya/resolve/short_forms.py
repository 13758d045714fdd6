"""Whose a short form of a person's name is: the family name, the first name, a nickname."""

from __future__ import annotations

import re
from collections.abc import Sequence

from riwaya.lexicon import title_gender
from riwaya.records import Kind, Mention
from riwaya.resolve.apart import enthroned, side_by_side
from riwaya.resolve.compare import compare
from riwaya.resolve.letters import distance, sound
from riwaya.resolve.named import Who, name_parts, titles_before
from riwaya.resolve.roster import Roster, part_key

ALIAS = re.compile(
    r"(?:known (?:\w+ ){0,2}(?:as|by)|nicknamed|alias|aka|a\.k\.a\.|dubbed|nom de guerre(?: is)?|"
    r"calls?|calling|called)\s+"
    r"(?:(him|her|them)\s+)?(?:by |simply |only )?(?:the\s+)?$",
    re.IGNORECASE,
)


def by_given_name(roster: Roster, parts: Sequence[Mention]) -> bool:
    """Whether a report calls people by the first of their names: where only one can be meant, it does."""
    first = last = 0
    for mention in parts:
        tokens = name_parts(mention.words.text, mention.kind).tokens
        grades = (
            [part_grade(tokens[0], who) for who in roster.sharing([part_key(tokens[0])])] if tokens else []
        )
        first += grades.count(2) == 1 and 3 not in grades
        last += grades.count(3) == 1 and 2 not in grades
    return first > last


def find_part(text: str, roster: Roster, mention: Mention, given_first: bool = False) -> Who | None:
    """The person whose family, given or other name this single word is: the one named last before it.

    `given_first`: the report calls people by their first names, so that one bears it before another's son.
    """
    if mention.kind is not Kind.PERSON:
        return None
    start = mention.words.start
    alias = ALIAS.search(text, max(start - 40, 0), start)
    if alias and alias.group(1):
        before = [(s, who) for (s, _), who in roster.at.items() if s < start and who.kind is Kind.PERSON]
        return max(before, key=lambda pair: pair[0])[1] if before else None
    token = (name_parts(mention.words.text, Kind.PERSON).tokens or (mention.words.text,))[0]
    rank = set(titles_before(text, mention.words))
    gender = next((title_gender()[title] for title in sorted(rank) if title in title_gender()), None)
    fits = []
    for who in roster.sharing([part_key(token)]):
        beside = side_by_side(text, who, mention) and text[mention.words.end :][:2] not in ("'s", "’s")
        grade = 0 if beside or enthroned(text, who, mention) else part_grade(token, who)
        if rank and who.heads and not (rank & who.heads) and grade < 3:
            grade = 0
        if gender and who.gender and gender != who.gender:
            grade = 0
        if given_first and grade == 3 and whole_in(token, who):
            grade = 2
        elif given_first and grade == 2:
            grade = 3
        if grade:
            latest = max((m.start for m in who.mentions if m.start < start), default=-1)
            titled = bool(rank & who.heads)
            introduced = any(m.start < start and token_in(token, m.text) for m in who.mentions)
            first = -min(m.start for m in who.mentions)
            exact = any(mention.words.text in m.text.split() for m in who.mentions)
            fits.append((titled, exact, grade, introduced, latest, first, who))
    if not fits:
        return None
    near = [fit for fit in fits if fit[2] == 2 and fit[4] >= 0 and "." not in text[fit[4] : start]]
    if near and not given_first and not rank and all(fit[4] < near[-1][4] for fit in fits if fit[2] == 3):
        return near[-1][6]  # "his father, Girma Tal, built it, and Girma still ..." in one sentence
    best = max(fit[:3] for fit in fits)
    return max((fit for fit in fits if fit[:3] == best), key=lambda fit: fit[3:6])[6]


def whole_in(token: str, who: Who) -> bool:
    """Whether a word is the last of several of someone's names, and not the only one."""
    return not any(name_parts(name, Kind.PERSON).tokens == (token,) for name in who.names)


def token_in(token: str, name: str) -> bool:
    """Whether a naming holds this part of the name."""
    return any(compare(one, token, Kind.PERSON).same for one in name_parts(name, Kind.PERSON).tokens)


def part_grade(token: str, who: Who) -> int:
    """3 for the family name or the only name, 2 for another, 1 for a slip in one of them, 0 for none."""
    best = 0
    for name in who.names:
        tokens = name_parts(name, Kind.PERSON).tokens
        if not tokens:
            continue
        double = name.split()[-1].partition("-")
        half = all(part[:1].isupper() for part in (double[0], double[2])) and double[2]
        if half and compare(double[2], token, Kind.PERSON).same:
            best = max(best, 2)  # "Tal" of "Ada Kell-Tal"
            continue
        if compare(tokens[-1], token, Kind.PERSON).same or (len(tokens) == 1 and tokens[0] == token):
            return 3
        if any(compare(one, token, Kind.PERSON).same for one in tokens[:-1] if len(one.rstrip(".")) > 1):
            best = max(best, 2)
        elif any(len(one) >= 6 and distance(sound(one), sound(token)) <= 1.0 for one in tokens):
            best = max(best, 1)
    return best
