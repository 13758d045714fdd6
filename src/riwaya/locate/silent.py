"""What a number without a noun of its own counts: "There were 38.", "Tents needed: 150", "to 278"."""

from __future__ import annotations

from riwaya.locate.counted import Counted
from riwaya.locate.counting import Counting
from riwaya.locate.nouns import noun_after
from riwaya.locate.tokens import Tokens

THINGS = frozenset(
    {"destroyed", "damaged", "closed", "opened", "looted", "carried", "deployed", "registered"}
)
_ENDS = frozenset({".", "!", "?", ";"})
_HELPING = frozenset({"have", "had", "were", "are", "was", "has", "remain", "remained", "will"})
_LABEL = 8  # words of a label before its colon


def silent_unit(
    measure: str | None, first: int, last: int, tokens: Tokens, c: Counting, earlier: Counted | None
) -> str | None:
    """The unit of a number without a noun: its label's, people for what happens to people, else the last."""
    counted = _number_of(first, tokens, c) or _of_votes(first, tokens, c)
    if counted is not None:
        return counted
    if (measure is not None and measure not in THINGS) or _of_a_body(first, last, tokens, c):
        return "people"
    if earlier is not None and earlier.figure.unit not in (None, "percent", *c.bulk_units):
        return earlier.figure.unit
    if tokens.at(last + 1) in ("more", "others") and tokens.at(last + 2) in _HELPING:
        return "people"
    return _noun_before(first, tokens, c)


def label_unit(first: int, tokens: Tokens, c: Counting) -> str | None:
    """ "Tents needed: >150", "Wells working: 3 of 8": the unit of the noun with which a label begins."""
    first = _past_part(first, tokens)
    if tokens.at(first - 1) != ":":
        return None
    start = first - 1
    while start > 0 and first - start <= _LABEL and not tokens.broken(start - 1, start):
        if tokens.words[start - 1] in _ENDS | {":", ","}:
            break
        start -= 1
    noun = noun_after(start - 1, tokens, c)
    return noun.unit if noun.word is not None and noun.last < first - 1 else None


def _past_part(first: int, tokens: Tokens) -> int:
    """Back from a whole to its part behind a colon: from the 8 of ": 3 of 8" or ": 3 out of 8" to the 3."""
    part = first - 2 - (tokens.at(first - 2) == "out")
    parted = tokens.at(first - 1) == "of" and tokens.at(part)[:1].isdigit() and tokens.at(part - 1) == ":"
    return part if parted else first


def _of_a_body(first: int, last: int, tokens: Tokens, c: Counting) -> bool:
    """ "A crew of 7", "a staff of some 40", "9,000 voted": people by the word beside the number."""
    body = tokens.at(first - 2)
    return tokens.at(last + 1) == "voted" or (
        tokens.at(first - 1) == "of" and (body in c.many or body in c.collective)
    )


def _of_votes(first: int, tokens: Tokens, c: Counting) -> str | None:
    """ "The vote was 214 to 163": the two sides of a vote."""
    leads = tokens.at(first + 1) == "to" and tokens.at(first + 2)[:1].isdigit()
    follows_on = tokens.at(first - 1) == "to" and tokens.at(first - 2)[:1].isdigit()
    sided = tokens.at(first + 1) in ("against", "for") and tokens.at(first + 2) in (",", ".", "", "and")
    if not leads and not follows_on and not sided:
        return None
    near = tokens.words[max(0, first - 12) : first + 6]
    return c.votes if any(word in c.voting for word in near) else None


def _noun_before(first: int, tokens: Tokens, c: Counting) -> str | None:
    """The unit of the nearest noun before a number, within its sentence."""
    for index in range(first - 1, max(-1, first - 16), -1):
        word = tokens.words[index]
        if word in _ENDS:
            break
        person = word.endswith(c.people_endings) and word not in c.things
        if person or word in c.people or word in c.collective:
            return "people"
        if word in c.units:
            return c.units[word]
        if (
            len(word) > 4
            and word.endswith("s")
            and not word.endswith(("ss", "us", "is", "'s"))
            and word not in c.ends
            and word not in c.no_nouns
        ):
            return word
    return None


def _number_of(first: int, tokens: Tokens, c: Counting) -> str | None:
    """ "The number of displaced families is put at 349": the unit of the noun behind "number of"."""
    for index in range(first - 1, max(-1, first - 14), -1):
        if tokens.words[index] in _ENDS:
            return None
        if tokens.words[index] == "of" and tokens.at(index - 1) in c.toll_words:
            return noun_after(index - 1, tokens, c).unit
    return None


def follows(earlier: Counted, first: int, tokens: Tokens) -> bool:
    """Whether a number continues the count before it: in brackets or behind a comma right after it."""
    gap = tokens.words[earlier.last + 1 : first]
    return len(gap) <= 2 and set(gap) <= {"(", ",", "and", "including"}


def continues(earlier: Counted, first: int, last: int, tokens: Tokens) -> bool:
    """Whether a sentence shares out the count before it: "Nine were traders. The other five were ..."."""
    start = first - 2 if tokens.at(first - 1) == "other" else first
    opens = tokens.at(start - 1) in (".", "“", '"', "", "!") or tokens.broken(start - 1, start)
    return opens and tokens.at(last + 1) in ("were", "are", "was") and first - earlier.last <= 25
