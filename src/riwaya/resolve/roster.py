"""The names of one report put together: full forms and short forms, slips of the pen, acronyms, aliases."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from riwaya.lexicon import common_word, given_gender, title_gender
from riwaya.records import Kind, Mention
from riwaya.resolve.compare import SAME, SLIP, compare
from riwaya.resolve.keys import letter_of, name_keys
from riwaya.resolve.letters import distance, skeleton, sound
from riwaya.resolve.named import Who, compatible, describe, name_parts, titles_before
from riwaya.resolve.words import LOOSE_HEADS

ALIAS = re.compile(
    r"(?:known (?:\w+ ){0,2}(?:as|by)|nicknamed|alias|aka|a\.k\.a\.|dubbed|nom de guerre(?: is)?|"
    r"calls?|calling|called)\s+"
    r"(?:(him|her|them)\s+)?(?:by |simply |only )?(?:the\s+)?$",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Roster:
    """Everyone and everything named so far, found by what their names have in common."""

    everyone: list[Who] = field(default_factory=list)
    at: dict[tuple[int, int], Who] = field(default_factory=dict)
    ends: dict[int, Who] = field(default_factory=dict)
    exact: dict[tuple[str, str], Who] = field(default_factory=dict)
    numbers: dict[int, int] = field(default_factory=dict)  # id() of someone -> number in `everyone`
    keyed: dict[str, list[int]] = field(default_factory=dict)  # key -> numbers in `everyone`, rising

    def sharing(self, found: Iterable[str]) -> list[Who]:
        """Those with one of the keys, in the order in which they came in."""
        numbers = {number for key in found for number in self.keyed.get(key, ())}
        return [self.everyone[number] for number in sorted(numbers)]

    def add(self, mention: Mention, who: Who | None) -> None:
        """Puts the mention with someone, or with someone new."""
        words = mention.words
        if who is None:
            who = Who(mention.kind, named=True)
            self.everyone.append(who)
            number = len(self.everyone) - 1
            self.numbers[id(who)] = number
        else:
            number = self.numbers[id(who)]
            if words.text not in who.names:
                who.why.append(f"“{words.text}” taken as “{who.fullest}”")
        new = words.text not in who.names
        who.add_name(words)
        self.at[words.start, words.end] = who
        self.ends[words.end] = who
        if not new:
            return
        self.exact.setdefault((letter_of(mention.kind), words.text), who)
        for key in all_keys(mention):
            rows = self.keyed.setdefault(key, [])
            if number not in rows:
                rows.append(number)
                rows.sort()
        if who.gender is None and mention.kind is Kind.PERSON:
            tokens = name_parts(words.text, mention.kind).tokens
            who.gender = (given_gender(tokens[0]) or None) if tokens else None
            who.hint = "f" if tokens and tokens[0].endswith("a") else "m"


def all_keys(mention: Mention) -> set[str]:
    """Keys under which a name can be found again: whole, by a part, or by its head noun."""
    text = mention.words.text
    found = set(name_keys(text, letter_of(mention.kind)))
    if mention.kind is Kind.PERSON:
        found.update(part_key(token) for token in name_parts(text, mention.kind).tokens)
    elif mention.kind in (Kind.GROUP, Kind.ORGANIZATION):
        words = text.lower().split()
        if len(words) > 1:
            found.update(("head " + words[0], "head " + words[head_at(words)]))
    return found


def part_key(token: str) -> str:
    """The key of one part of a person's name: how its consonants begin."""
    return "part " + skeleton(token)[:1]


def head_at(words: Sequence[str]) -> int:
    """Where the head noun of a body's name stands: last, or before "of"."""
    return next((i for i, word in enumerate(words) if i and word in ("of", "for")), len(words)) - 1


def clusters(text: str, mentions: Sequence[Mention]) -> tuple[list[Who], dict[tuple[int, int], Who]]:
    """Everyone and everything named in the report, and who each mention is, by its place."""
    roster = Roster()
    ordered = sorted((m for m in mentions if m.named), key=lambda m: (m.words.start, m.words.end))
    whole = [m for m in ordered if m.kind is not Kind.PERSON or not single(m)]
    for mention in sorted(whole, key=lambda m: (m.kind is not Kind.PERSON and single(m), m.words.start)):
        roster.add(mention, find_whole(roster, mention) or bracketed(text, mention, roster))
    for mention in whole:
        describe(text, mention, roster.at[mention.words.start, mention.words.end])
    for mention in ordered:
        if (mention.words.start, mention.words.end) not in roster.at:
            roster.add(mention, find_part(text, roster, mention))
            describe(text, mention, roster.at[mention.words.start, mention.words.end])
    return roster.everyone, roster.at


def single(mention: Mention) -> bool:
    """Whether the name is one word, for a person one part, so that it may be short for another."""
    if mention.kind is Kind.PERSON:
        return len(name_parts(mention.words.text, mention.kind).tokens) <= 1
    return " " not in mention.words.text


def find_whole(roster: Roster, mention: Mention) -> Who | None:
    """The one whose full name this is: the same name, or one that differs by a slip."""
    text, letter = mention.words.text, letter_of(mention.kind)
    known = roster.exact.get((letter, text))
    if known is not None:
        return known
    best: tuple[float, Who] | None = None
    needed = SLIP if mention.kind is Kind.PERSON else SAME
    for who in roster.sharing(name_keys(text, letter)):
        if not compatible(who.kind, mention.kind):
            continue
        scores = [compare(name, text, mention.kind) for name in who.names]
        score = max((v.score for v in scores if not v.part), default=0.0)
        if any(v.score < 0.3 and not v.part for v in scores) and score < 0.9:
            continue
        if score >= needed and (best is None or score > best[0]):
            best = (score, who)
    return best[1] if best else longer_body(roster, mention)


def longer_body(roster: Roster, mention: Mention) -> Who | None:
    """The group or organization of whose name a single word is the head or the first word."""
    if not single(mention) or mention.kind not in (Kind.GROUP, Kind.ORGANIZATION):
        return None
    word = mention.words.text.lower()
    for who in reversed(roster.sharing(["head " + word])):
        for name in who.names:
            words = name.lower().split()
            if len(words) < 2:
                continue
            at = head_at(words)
            own = not common_word(word) and (len(words) > 2 or words[at] in LOOSE_HEADS)
            if word == words[at] or (word == words[0] and (own or at == 0)):
                return who
    return None


def bracketed(text: str, mention: Mention, roster: Roster) -> Who | None:
    """The one behind whose name this one stands in brackets: "Tadmur [Palmyra]", "Eastern Guard (EG)"."""
    start, end = mention.words.start, mention.words.end
    if text[start - 1 : start] not in ("(", "[") or text[end : end + 1] not in (")", "]"):
        return None
    left = text[max(start - 60, 0) : start - 1].rstrip()
    who = roster.ends.get(max(start - 60, 0) + len(left))
    return who if who is not None and compatible(who.kind, mention.kind) else None


# --- short forms of persons' names ---------------------------------------------------------------------


def find_part(text: str, roster: Roster, mention: Mention) -> Who | None:
    """The person whose family, given or other name this single word is: the one named last before it."""
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
        grade = part_grade(token, who)
        if rank and who.heads and not (rank & who.heads) and grade < 3:
            grade = 0
        if gender and who.gender and gender != who.gender:
            grade = 0
        if grade:
            latest = max((m.start for m in who.mentions if m.start < start), default=-1)
            titled = bool(rank & who.heads)
            introduced = any(m.start < start and token_in(token, m.text) for m in who.mentions)
            first = -min(m.start for m in who.mentions)
            fits.append((titled, grade, introduced, latest, first, who))
    if not fits:
        return None
    best = max(fit[:2] for fit in fits)
    return max((fit for fit in fits if fit[:2] == best), key=lambda fit: fit[2:5])[5]


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
        if compare(tokens[-1], token, Kind.PERSON).same or (len(tokens) == 1 and tokens[0] == token):
            return 3
        if any(compare(one, token, Kind.PERSON).same for one in tokens[:-1] if len(one.rstrip(".")) > 1):
            best = max(best, 2)
        elif any(len(one) >= 6 and distance(sound(one), sound(token)) <= 1.0 for one in tokens):
            best = max(best, 1)
    return best
