"""The names of one report put together: full forms and short forms, slips of the pen, acronyms."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from riwaya.lexicon import said_one
from riwaya.records import Kind, Mention
from riwaya.resolve.named import Who, describe
from riwaya.resolve.roster import Roster, single
from riwaya.resolve.short_forms import by_given_name, find_part
from riwaya.resolve.whole_forms import bracketed, find_whole

Place = tuple[int, int]


def clusters(text: str, mentions: Sequence[Mention]) -> tuple[list[Who], dict[tuple[int, int], Who]]:
    """Everyone and everything named in the report, and who each mention is, by its place."""
    roster = Roster(text)
    ordered = sorted((m for m in mentions if m.named), key=lambda m: (m.words.start, m.words.end))
    whole = [m for m in ordered if m.kind is not Kind.PERSON or not single(m)]
    for mention in sorted(whole, key=lambda m: (m.kind is not Kind.PERSON and single(m), m.words.start)):
        roster.add(mention, find_whole(roster, mention) or bracketed(text, mention, roster))
    for mention in whole:
        describe(text, mention, roster.at[mention.words.start, mention.words.end])
    parts = [m for m in ordered if (m.words.start, m.words.end) not in roster.at]
    partners = told_one(text, ordered) if parts else {}
    given_first = by_given_name(roster, parts)
    for mention in ordered:
        if (mention.words.start, mention.words.end) not in roster.at:
            called = called_so(roster, partners, mention)
            roster.add(mention, called or find_part(text, roster, mention, given_first))
            describe(text, mention, roster.at[mention.words.start, mention.words.end])
    return roster.everyone, roster.at


def told_one(text: str, ordered: Sequence[Mention]) -> dict[Place, list[Place]]:
    """Where the names stand that the report says are another's, by the place of that other."""
    places = [(m.words.start, m.words.end) for m in ordered]
    found: dict[Place, list[Place]] = {}
    for first, second in said_one(text, places):
        found.setdefault(places[first], []).append(places[second])
        found.setdefault(places[second], []).append(places[first])
    return found


def called_so(roster: Roster, partners: Mapping[Place, list[Place]], mention: Mention) -> Who | None:
    """The person whose other name this single word is said to be: "née Tal" is no one else of that name."""
    for place in partners.get((mention.words.start, mention.words.end), ()):
        who = roster.at.get(place)
        if who is not None and who.kind is Kind.PERSON:
            return who
    return None
