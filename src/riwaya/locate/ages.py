"""Numbers that are ages: "aged 19", "the boy, 9,", "a girl of six", "boys between 9 and 14", ", now 19,"."""

from __future__ import annotations

from riwaya.locate.amounts import Amount
from riwaya.locate.counting import Counting
from riwaya.locate.nouns import Noun
from riwaya.locate.tokens import Tokens

_PUNCTUATION = frozenset({",", ".", ")", ";", "”", '"', ""})
_JOINING = frozenset({"and", "to", "or", ",", "between", "of", "from", "them", "is", "was", "only", "just"})
_ROUGHLY = frozenset({"about", "around", "some", "barely", "only", "just", "nearly", "almost", "perhaps"})
_BOUNDS = frozenset({"under", "over", "below", "above"})
_BEING = frozenset({"is", "was", "are", "were", "turned", "turns", "turning", "just", "only", "barely"})
_ONE = frozenset({"he", "she", "who", "i"})
_OLDEST = 110


def is_age(amount: Amount, noun: Noun, tokens: Tokens, c: Counting) -> bool:
    """Whether a number tells how old somebody is; a noun right behind it is counted."""
    if amount.shape not in ("number", "range") or (amount.high or 0) > _OLDEST:
        return False
    if noun.word is not None:  # "boys of 9 carry bricks" has its noun behind a verb
        return noun.last > amount.last + 1 and _of_a_person(amount, tokens, c)
    before = tokens.at(amount.first - 1)
    near = tokens.words[max(0, amount.first - 4) : amount.first]
    if before in c.age or (before in _JOINING and not c.age.isdisjoint(near)):
        return True
    if _of_a_person(amount, tokens, c) or _bounded(amount, tokens, c) or _aside(amount, tokens, c):
        return True
    return amount.shape == "number" and _told(amount, tokens, c)


def _bounded(amount: Amount, tokens: Tokens, c: Counting) -> bool:
    """ "children under five", "the over 60"."""
    before, after = tokens.at(amount.first - 1), tokens.at(amount.last + 1)
    whose = tokens.at(amount.first - 2)
    if before not in _BOUNDS or amount.shape != "number":
        return False
    return whose in c.people or (after in _PUNCTUATION and whose not in c.tolls)


def _of_a_person(amount: Amount, tokens: Tokens, c: Counting) -> bool:
    """ "a boy of 9", "a widow of about sixty", "boys between 9 and 14"; not "a crew of 9"."""
    at = amount.first - 1
    if amount.shape == "range" and tokens.words[amount.first] in c.between:
        return tokens.at(at) in c.people
    while tokens.at(at) in _ROUGHLY:
        at -= 1
    if tokens.at(at) in ("and", "or", "to") and _number(tokens.at(at - 1), c) and tokens.at(at - 2) == "of":
        at -= 2
    whose = tokens.at(at - 1)
    return tokens.at(at) == "of" and whose in c.people and (whose not in c.many or whose in c.aging)


def _aside(amount: Amount, tokens: Tokens, c: Counting) -> bool:
    """ "Name, 34, ...", "Name (34)", "the boy, 9, ...", ", now 19,"."""
    at = amount.first - 1
    after = tokens.at(amount.last + 1)
    while tokens.at(at) in c.age_leads:
        at -= 1
    before, whose = tokens.at(at), at - 1
    if before == "," and after in (",", ".", ")", "and"):
        if at < amount.first - 1 or _named(whose, tokens):
            return True
        if after != "and" and one_person(tokens.at(whose), c):
            return True
    if before == "," and tokens.at(whose) in c.people and _pair_ends(amount.last, tokens, c):
        return True
    if before == "and" and _pair_ends(amount.last, tokens, c) and tokens.at(at - 2) == ",":
        return tokens.at(at - 3) in c.people
    named = whose > 0 and tokens.text[tokens.starts[whose]].isupper()
    return before == "(" and after in (")", ",") and named and not c.measure(tokens.words, whose)


def _pair_ends(last: int, tokens: Tokens, c: Counting) -> bool:
    """Whether a number ends "7 and 9," behind a comma, or is the first of such a pair."""
    if tokens.at(last + 1) == "and" and _number(tokens.at(last + 2), c):
        last += 2
    return tokens.at(last + 1) in (",", ".", ";", ")")


def _told(amount: Amount, tokens: Tokens, c: Counting) -> bool:
    """ "He was 11 when", "she turned 60", "who is 14"; not "There were 38"."""
    before, whose = tokens.at(amount.first - 1), tokens.at(amount.first - 2)
    after = tokens.at(amount.last + 1)
    lately = tokens.words[max(0, amount.first - 8) : amount.first]
    if before not in _BEING or whose == "there" or after not in (
        *_PUNCTUATION, "when", "and", "at", "but", "now",
    ):  # fmt: skip
        return False
    return whose in _ONE or (not amount.single and c.tolls.isdisjoint(lately))


def one_person(word: str, c: Counting) -> bool:
    """Whether a word names one person, who can have an age."""
    return word in c.people and not word.endswith("s") and word not in c.many


def _named(index: int, tokens: Tokens) -> bool:
    """Whether the word at an index may end a name: it has a capital."""
    word = tokens.at(index)
    return bool(word) and word[0].isalpha() and tokens.text[tokens.starts[index]].isupper()


def _number(word: str, c: Counting) -> bool:
    """Whether a word is a number."""
    return word[:1].isdigit() or word in c.numbers
