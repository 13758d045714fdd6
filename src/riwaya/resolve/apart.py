"""What says that two names are two's: two in one breath, kin of one name, mistaken for each other, a heir."""

from __future__ import annotations

import re
from collections.abc import Sequence

from riwaya.lexicon import titles
from riwaya.records import Kind, Mention, Words
from riwaya.resolve.named import Who, name_parts, titles_before
from riwaya.resolve.words import ARTICLES, JOINERS, REIGNING, table

AND = re.compile(r"(?:,? \([^)\n]{2,12}\))?,? (?:and|or|nor|but not|not|from) (?:(?:the|both|a|an) )?")
KIN = "|".join((*table("words.toml")["kin"], "nephew", "niece", "cousin", "twin", "namesake", "grandson"))
KIN += "|granddaughter|grandfather|grandmother|stepson|stepfather|half-brother|heir|predecessor|successor"
TITLED = r"(?:[A-Z][\w.]* ){0,3}"
OF_KIN = re.compile(  # "A and his son, B"; "A, the father of B"; "A's brother B"; "A no relation of B"
    r",? and (?:the|a|an|his|her|their) (?:[a-z-]+ ){0,4}[a-z-]+, "  # "A and the mayor, B"
    rf"|,?(?: [a-z]+)?,? (?:his|her|their) (?:[a-z-]+ ){{0,3}}(?:{KIN}),? {TITLED}"
    rf"|,? (?:is |was |and |who is )?(?:an?|the) (?:[a-z-]+ ){{0,2}}(?:{KIN}) (?:of|to) {TITLED}"
    rf"|['’]s? (?:[a-z-]+ ){{0,2}}(?:{KIN}),? {TITLED}"
    r"|,? \(?(?:who is |is )?(?:no relation|unrelated|not related|not to be confused) (?:of|to|with) "
    + TITLED
)
MISTAKING = re.compile(
    r"\b(?:confus|mistak|mistook|mix|conflat|distinguish|tell)[a-z]*(?: up)?,? [^.;:]{0,12}$"
)
FOR_ANOTHER = re.compile(rf"[^.;:“”\"\n]{{0,60}}? (?:with|for|from|and) (?:the )?{TITLED}")
HALVES = re.compile(r"([^\W\d_][\w'’]*)[-‑]([^\W\d_][\w'’]*)$")
RUN_UP = 40  # characters before the first of two names


def side_by_side(text: str, who: Who, mention: Mention) -> bool:
    """Whether the report tells of both names beside each other, so that they are two: "the A and the B"."""
    return any(_beside(text, one, mention.words) for one in who.mentions)


def _beside(text: str, one: Words, other: Words) -> bool:
    first, second = sorted((one, other), key=lambda words: words.start)
    if first.end > second.start:
        return False
    if AND.fullmatch(text, first.end, second.start) or OF_KIN.fullmatch(text, first.end, second.start):
        return True
    mistaken = MISTAKING.search(text, max(first.start - RUN_UP, 0), _bare(text, first.start))
    return bool(mistaken and FOR_ANOTHER.fullmatch(text, first.end, second.start))


def _bare(text: str, start: int) -> int:
    """Where the titles before a name begin."""
    while (word := text[max(start - 20, 0) : start].rstrip().rpartition(" ")[2]) and (
        word.rstrip(".").lower() in titles() or word.lower() == "the"
    ):
        start = text.rindex(word, 0, start)
    return start


def doubled(who: Who, mention: Mention) -> bool:
    """Whether of two persons of one first name one has a double family name: Ada Kell-Tal, Ada Tal."""
    if mention.kind is not Kind.PERSON:
        return False
    return any(_doubled(name, mention.words.text) for name in who.names)


def _doubled(one: str, other: str) -> bool:
    long, short = sorted((one, other), key=lambda name: -len(name_parts(name, Kind.PERSON).tokens))
    halves, last = HALVES.search(long), short.split()[-1]
    if halves is None or "-" in last or len(name_parts(short, Kind.PERSON).tokens) < 2:
        return False
    family = [half for half in halves.groups() if half[0].isupper()]
    return len(family) == 2 and family[0].lower() not in ARTICLES | JOINERS and last in family


def enthroned(text: str, who: Who, mention: Mention) -> bool:
    """Whether one of two reigns under a number and the other bears another title: King Tal II, Prince Tal."""
    if mention.kind is not Kind.PERSON:
        return False
    own = _titles(text, mention.words)
    for words in who.mentions:
        numbers = [REIGNING.search(one.text) for one in (words, mention.words)]
        if all(numbers):
            if len({one.group() for one in numbers if one}) > 1:
                return True
        elif any(numbers):
            theirs = _titles(text, words)
            if own and theirs and not own & theirs:
                return True
    return False


def _titles(text: str, words: Words) -> frozenset[str]:
    """The titles before a name and at the head of it, in lower case."""
    inside = _leading(words.text.split())
    return frozenset((*titles_before(text, words), *inside))


def _leading(words: Sequence[str]) -> list[str]:
    found = []
    for word in words[:-1]:
        if word.rstrip(".").lower() not in titles():
            break
        found.append(word.rstrip(".").lower())
    return found
