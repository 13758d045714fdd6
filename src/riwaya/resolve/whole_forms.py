"""Whose a whole name is: the same name, a slip of the pen, a body's short form, an acronym in brackets."""

from __future__ import annotations

import re
from collections.abc import Sequence

from riwaya.lexicon import common_word, institutions
from riwaya.records import Kind, Mention
from riwaya.resolve.apart import doubled, enthroned, side_by_side
from riwaya.resolve.compare import SAME, SLIP, compare
from riwaya.resolve.keys import letter_of, name_keys
from riwaya.resolve.named import Who, compatible, name_parts
from riwaya.resolve.roster import Roster, head_at, part_key, single
from riwaya.resolve.words import LOOSE_HEADS

A_SHIP = re.compile(
    r"\b(?:ship|boat|vessel|ferry|tanker|yacht|trawler|frigate|tug|barge|dhow|launch|schooner|freighter),?"
    r"(?: the)? $"
)
BEHIND = frozenset("de del des do da du of for".split())


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
        if score < 1 and told_apart(roster.text, who, mention):
            continue
        if score >= needed and (best is None or score > best[0]):
            best = (score, who)
    return best[1] if best else opening(roster, mention) or longer_body(roster, mention)


def opening(roster: Roster, mention: Mention) -> Who | None:
    """The only person whose longer name opens with these words: "Ivan Petrovich" of "Ivan Petrovich Tal"."""
    tokens = name_parts(mention.words.text, mention.kind).tokens
    if mention.kind is not Kind.PERSON or len(tokens) < 2:
        return None
    fits = [
        who
        for who in roster.sharing([part_key(tokens[0])])
        if any(_opens(name_parts(name, mention.kind).tokens, tokens) for name in who.names)
        and not told_apart(roster.text, who, mention)
    ]
    return fits[0] if len(fits) == 1 else None


def _opens(longer: Sequence[str], short: Sequence[str]) -> bool:
    """Whether a name is longer than another and begins with it, letter by letter."""
    return len(longer) > len(short) and tuple(longer[: len(short)]) == tuple(short) and len(short[-1]) > 1


def told_apart(text: str, who: Who, mention: Mention) -> bool:
    """Whether something speaks against another spelling: two in one breath, a ship, what it is left out."""
    ship = A_SHIP.search(text, max(mention.words.start - 30, 0), mention.words.start)
    two = side_by_side(text, who, mention) or doubled(who, mention) or enthroned(text, who, mention)
    return ship is not None or two or headless(who, mention)


def headless(who: Who, mention: Mention) -> bool:
    """Whether of two bodies' names one leaves out what it is, and the rest is not the same to the letter."""
    if mention.kind not in (Kind.GROUP, Kind.ORGANIZATION):
        return False
    one = name_parts(mention.words.text, mention.kind)
    parts = [name_parts(name, mention.kind) for name in who.names]
    return not any(
        bool(p.heads or p.legal) == bool(one.heads or one.legal) or p.tokens == one.tokens for p in parts
    )


def longer_body(roster: Roster, mention: Mention) -> Who | None:
    """The body of whose name a single word is the head or the first word, or several are the beginning."""
    if mention.kind not in (Kind.GROUP, Kind.ORGANIZATION):
        return None
    if not single(mention):
        return begun(roster, mention)
    word = mention.words.text.lower()
    for who in reversed(roster.sharing(["head " + word])):
        for name in who.names:
            words = name.lower().split()
            if len(words) < 2:
                continue
            at = head_at(words)
            own = not common_word(word) and (len(words) > 2 or words[at] in LOOSE_HEADS)
            own = own and who.mentions[0].start < mention.words.start  # a short form stands behind
            own = own or words[0] in institutions()["organization"]["club"]
            if word == words[at] or (word == words[0] and (own or at == 0)):
                return who
    return None


def begun(roster: Roster, mention: Mention) -> Who | None:
    """The only body told of before whose name goes on behind these words: "Voz" of "La Voz de Tal"."""
    words = mention.words.text.split()
    fits = [
        who
        for who in roster.sharing(["head " + words[0].lower()])
        if who.mentions[0].start < mention.words.start
        and any(
            name.split()[: len(words)] == words and BEHIND & set(name.split()[len(words) :][:1])
            for name in who.names
        )
        and not side_by_side(roster.text, who, mention)
    ]
    return fits[0] if len(fits) == 1 else None


def bracketed(text: str, mention: Mention, roster: Roster) -> Who | None:
    """The one behind whose name this one stands in brackets: "Tadmur [Palmyra]", "Eastern Guard (EG)"."""
    start, end = mention.words.start, mention.words.end
    if text[start - 1 : start] not in ("(", "[") or text[end : end + 1] not in (")", "]"):
        return None
    left = text[max(start - 60, 0) : start - 1].rstrip()
    who = roster.ends.get(max(start - 60, 0) + len(left))
    return who if who is not None and compatible(who.kind, mention.kind) else None
