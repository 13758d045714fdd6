"""Finds numbers in digits and words, vague amounts and fractions, before anyone asks what they count."""

from __future__ import annotations

import re
from dataclasses import dataclass

from riwaya.locate.counting import Counting
from riwaya.locate.tokens import Tokens

_SUFFIXES = {"k": 1e3, "m": 1e6, "mn": 1e6, "mil": 1e6, "b": 1e9, "bn": 1e9, "tn": 1e12}


_NEXT = frozenset({"next", "following", "same", "previous"})
_SHARED = frozenset({"of", "new", "registered", "has", "have", "had", "is", "are", "was", "were"})


@dataclass(frozen=True, slots=True)
class Amount:
    """One number or vague amount: token indexes (both included), its bounds and how it is written."""

    first: int
    last: int
    low: float | None
    best: float | None
    high: float | None
    shape: str  # number, vague, fraction, percent
    single: bool  # one word without digits: its noun goes with it when quoted


def amounts(tokens: Tokens, c: Counting) -> list[Amount]:
    """Every amount of a text, in order."""
    found: list[Amount] = []
    words, total = tokens.words, len(tokens.words)
    index = 0
    while index < total:
        word = words[index]
        if word.isalpha() and word not in c.openers:
            index += 1
            continue
        made = None
        if word in c.starts:
            made = _vague(words, index, c) or _fraction(words, index, c)
        if made is None and (word[0].isdigit() or word in c.numbers):
            made = _ratio(words, index, c)
        if made is None and (
            word[0].isdigit() or word in c.numbers or word in c.scales or word in ("a", "half")
        ):
            made = _number(tokens, index, c)
        if made is None:
            index += 1
            continue
        found.append(made)
        index = made.last + 1
    return found


def _vague(words: list[str], index: int, c: Counting) -> Amount | None:
    """Dozens, several hundred, tens of thousands."""
    for phrase, (low, high) in c.vague.items():
        size = len(phrase)
        if phrase[0] == words[index] and tuple(words[index : index + size]) == phrase:
            if size == 1 and words[index + 1 : index + 2] == ["of"] and _plural_scale(words, index + 2):
                continue
            return Amount(index, index + size - 1, low, None, high or None, "vague", size == 1)
    return None


def _plural_scale(words: list[str], index: int) -> bool:
    """Whether "of thousands" follows, which belongs to a longer vague amount."""
    return words[index : index + 1] in (["thousands"], ["millions"], ["hundreds"])


def _fraction(words: list[str], index: int, c: Counting) -> Amount | None:
    """A third of, half the, two-thirds of; "the second half of" is no share."""
    if index and words[index - 1] in ("first", "second", "other", "latter", "-"):
        return None
    for phrase, share in c.fractions.items():
        size = len(phrase)
        if phrase[0] == words[index] and tuple(words[index : index + size]) == phrase:
            following, next_ = (*words[index + size : index + size + 2], "", "")[:2]
            if following == "the" and (next_ in c.measures_stop or next_ in _NEXT):
                return None  # "a second on Monday and a third the day after"
            if following in ("of", "the", "its", "their", "his", "her", "all", "our"):
                percent = round(share * 100, 2)
                return Amount(index, index + size - 1, percent, percent, percent, "fraction", size == 1)
    return None


def _ratio(words: list[str], index: int, c: Counting) -> Amount | None:
    """Two in three children, nine out of every ten shops, one in five of them: a share of all."""
    at = index + 1
    if words[at : at + 2] == ["out", "of"]:
        at += 2
    elif words[at : at + 1] == ["in"]:
        at += 1
    else:
        return None
    at += words[at : at + 1] == ["every"]
    part, whole = (_small(w, c) for w in (words[index], words[at] if at < len(words) else ""))
    noun = words[at + 1] if at + 1 < len(words) else ""
    plural = noun.endswith("s") and len(noun) > 3 and noun not in c.ends
    counted = plural or noun in c.people or noun in c.units or noun in _SHARED
    if part is None or whole is None or not part < whole <= 100 or not counted or noun in c.measures_stop:
        return None
    percent = round(100 * part / whole, 2)
    return Amount(index, at, percent, percent, percent, "fraction", False)


def _small(word: str, c: Counting) -> int | None:
    """A number of one word up to a hundred."""
    if word in c.numbers:
        return c.numbers[word]
    return int(word) if word.isdecimal() and len(word) <= 3 else None


def _digits(word: str) -> float | None:
    """The value of a token of digits, with its separators; None for ordinals, clocks, dates."""
    plain = re.sub(r"[,\s\u066c]", "", word.replace("\u066b", "."))
    if not re.fullmatch(r"\d{1,15}(?:\.\d{1,6})?", plain):
        return None
    return float(plain)


def _number(tokens: Tokens, index: int, c: Counting) -> Amount | None:
    """23,000; 1.2 million; twenty-three thousand; a hundred and five; half a million; two dozen."""
    words, total = tokens.words, len(tokens)
    at = index
    digits = _digits(words[at]) if words[at][0].isdigit() else None
    if digits is not None:
        value, at = digits, at + 1
        if at < total and words[at] in c.scales and words[at] not in ("dozen",):
            value, at = value * c.scales[words[at]], at + 1
        elif at < total and words[at] in _SUFFIXES and tokens.starts[at] == tokens.ends[at - 1]:
            value, at = value * _SUFFIXES[words[at]], at + 1
        return Amount(index, at - 1, value, value, value, "number", False)
    if words[at][0].isdigit():
        return None
    return _spelled(words, index, c)


def _spelled(words: list[str], index: int, c: Counting) -> Amount | None:
    """A number in words: twenty-three thousand, a hundred and five, half a million."""
    if words[index] == "half":
        scale = words[index + 2] if words[index + 1 : index + 2] == ["a"] and index + 2 < len(words) else ""
        value = c.scales.get(scale, 0) / 2
        return Amount(index, index + 2, value, value, value, "number", False) if value else None
    if words[index] in ("a", "an"):
        if words[index + 1 : index + 2] == [] or words[index + 1] not in c.scales:
            return None
        total, last = _sum(words, index + 1, 1.0, c)
    elif words[index] in c.numbers:
        total, last = _sum(words, index, 0.0, c)
    else:
        return None
    return Amount(index, last, total, total, total, "number", last == index)


def _sum(words: list[str], at: int, group: float, c: Counting) -> tuple[float, int]:
    """The value of number words from an index on, and the index of the last one."""
    total, last, fresh = 0.0, at, group == 0.0
    while at < len(words):
        word = words[at]
        if word in c.numbers and (fresh or _adds(group, c.numbers[word])):
            group, last, fresh = group + c.numbers[word], at, False
        elif word in c.scales:
            size = c.scales[word]
            if size in (100, 12, 20):
                group *= size
            else:
                total, group, fresh = total + group * size, 0.0, True
            last = at
        elif (
            word not in ("-", "and")
            or words[at + 1 : at + 2] == []
            or not _links(word, words[at + 1], total, group, c)
        ):
            break
        at += 1
    return total + group, last


def _adds(group: float, number: int) -> bool:
    """Whether a number word adds to what stands before it: twenty three, hundred five."""
    return (group % 100 >= 20 and not group % 10 and number < 10) or (group >= 100 and not group % 100)


def _links(word: str, following: str, total: float, group: float, c: Counting) -> bool:
    """Whether a hyphen or "and" goes on with the number: twenty-three, a hundred and five."""
    if following not in c.numbers:
        return False
    if word == "-":
        return group % 100 >= 20 and not group % 10 and c.numbers[following] < 10
    return (group >= 100 and not group % 100) or (total > 0 and group == 0)
