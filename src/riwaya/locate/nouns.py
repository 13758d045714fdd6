"""The noun that a number counts: "600 IS escapees", "six of them", "nine of its carriages"."""

from __future__ import annotations

from dataclasses import dataclass

from riwaya.locate.counting import Counting
from riwaya.locate.countries import is_people
from riwaya.locate.tokens import Tokens

_MOST = 6  # words between a number and its noun
_OPENERS = frozenset({"the", "its", "their", "his", "her", "our", "these", "those", "all", "my"})
_ROUGHLY = frozenset({"an", "a", "expected", "estimated", "some", "about", "around", "nearly", "over"})
_OWNER = 3  # words of a possessive
_PRONOUNS = frozenset({"them", "us", "whom", "which", "these", "those"})


@dataclass(frozen=True, slots=True)
class Noun:
    """A counted noun: tokens of its phrase, head word, unit; `word` None where a number stands alone."""

    first: int
    last: int
    word: str | None
    unit: str | None
    partitive: bool = False
    of_them: bool = False
    stopped: str = ""  # the word that ended the search


def noun_after(last: int, tokens: Tokens, c: Counting) -> Noun:
    """The noun phrase behind the number that ends at token `last`."""
    at = last + 1
    partitive = tokens.at(at) == "of"
    if partitive:
        at += 1
        if tokens.at(at) in _PRONOUNS and (
            tokens.at(at) in ("them", "us", "whom", "which") or tokens.at(at + 1) in c.ends
        ):
            return _of_them(last, at, tokens, c)
        while tokens.at(at) in _OPENERS:
            at += 1
        at = _past_number(at, tokens, c)
    while (
        tokens.at(at) in ("more", "other", "additional", "further", "total")
        and tokens.at(at + 1) not in c.ends
    ):
        if tokens.at(at + 1) in (",", ".", ""):
            break
        at += 1
    start = at
    while at < len(tokens) and at - start < _MOST:
        word = tokens.words[at]
        bare = word[:-2] if word.endswith("'s") else word
        if (
            (word in c.ends and not _shouted(tokens, at) and not _hyphened(tokens, at))
            or not (word[0].isalpha() or word == "-")
            or tokens.broken(at - 1, at)
        ):
            break
        if word in c.measures_stop and not (_a_thing(at, start, tokens, c) or describes(at, tokens, c)):
            return Noun(start, at, word, None, partitive, stopped="measure")
        unit = _unit(bare, tokens, at, c)
        if unit is not None and not _modifies(at, tokens, c):
            return Noun(start, at, bare, unit, partitive)
        at += 1
    return Noun(last + 1, last, None, None, partitive, stopped=tokens.at(at))


def _past_number(at: int, tokens: Tokens, c: Counting) -> int:
    """ "the first 90 of an expected 400 returnees": the noun stands behind the second number."""
    end = _past_owner(at, tokens)
    while end - at < _MOST and tokens.at(end) in _ROUGHLY:
        end += 1
    word = tokens.at(end)
    return end + 1 if word and (word[0].isdigit() or word in c.numbers) else at


def _past_owner(at: int, tokens: Tokens) -> int:
    """Past whose they are: "7 of the old village's 12 barns"."""
    for end in range(at, at + _OWNER):
        if tokens.at(end).endswith("'s"):
            return end + 1
        if tokens.at(end + 1) == "'" and tokens.at(end).endswith("s"):
            return end + 2
        if not tokens.at(end).isalpha():
            return at
    return at


def _of_them(last: int, at: int, tokens: Tokens, c: Counting) -> Noun:
    """ "12 of them children": counted among those before, named by the word that follows if it is a noun."""
    following = tokens.at(at + 1)
    if following in c.people or following in c.units:
        return Noun(at + 1, at + 1, following, c.units.get(following, "people"), True, True)
    return Noun(last + 1, at, None, None, True, True, following)


def _unit(word: str, tokens: Tokens, at: int, c: Counting) -> str | None:
    """The unit a noun stands for: listed ones first, then any plural."""
    if word in c.units:
        return c.units[word]
    if word in c.people:
        return "people"
    capital = tokens.text[tokens.starts[at]].isupper()
    endings = ("ss", "us") if capital else ("ss", "us", "is")
    if word == "-" or len(word) < 4 or not word.endswith("s") or word.endswith(endings):
        return None
    if word.endswith(c.people_endings) and word not in c.things:
        return "people"
    return "people" if capital and is_people(word) else word  # Iraqis, Afghans


def _a_thing(at: int, start: int, tokens: Tokens, c: Counting) -> bool:
    """Whether a word of measure names things: "12 threshing floors", "9 water points", not "9 floors"."""
    told = at > start and tokens.at(at - 1) not in c.measures_stop and tokens.at(at - 1) != "-"
    return told and tokens.words[at] in c.measures_bare


def describes(at: int, tokens: Tokens, c: Counting) -> bool:
    """Whether a word of measure says what kind is counted: "2,500 day labourers", "40 foot soldiers"."""
    heads = c.described.get(tokens.at(at), ())
    following = tokens.at(at + 1)
    person = following in c.people or (following.endswith(c.people_endings) and following not in c.things)
    return tokens.at(at) in c.described and ((person and following not in c.ends) or following in heads)


def _hyphened(tokens: Tokens, at: int) -> bool:
    """Whether a word stands inside a hyphened one: mud-and-thatch."""
    return tokens.at(at - 1) == "-" == tokens.at(at + 1) and tokens.starts[at] == tokens.ends[at - 1]


def _shouted(tokens: Tokens, at: int) -> bool:
    """Whether a word is printed in capitals, as IS and US are."""
    return tokens.printed(at, at).isupper() and tokens.ends[at] - tokens.starts[at] > 1


def _modifies(at: int, tokens: Tokens, c: Counting) -> bool:
    """Whether a listed noun only describes the next one: "police officers", "family homes"."""
    following = tokens.at(at + 1)
    if tokens.words[at] in ("dead", "wounded", "injured", "missing"):
        return False
    return (
        (following in c.people or following in c.units)
        and not tokens.words[at].endswith("s")
        and tokens.at(at) not in ("people", "men", "women", "children")
    )
