"""Finds numbers in digits and words, vague amounts and fractions, before anyone asks what they count."""

from __future__ import annotations

import re
from dataclasses import dataclass

from riwaya.locate.counting import Counting
from riwaya.locate.tokens import Tokens


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
        made = None
        if word in c.starts:
            made = _vague(words, index, c) or _fraction(words, index, c)
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
            following = words[index + size] if index + size < len(words) else ""
            if (
                following == "of"
                and index + size + 1 < len(words)
                and words[index + size + 1].endswith("s")
                and size == 1
            ):
                if words[index + size + 1] in ("thousands", "millions", "hundreds"):
                    continue
            return Amount(index, index + size - 1, low, None, high or None, "vague", size == 1)
    return None


def _fraction(words: list[str], index: int, c: Counting) -> Amount | None:
    """A third of, half the, two-thirds of."""
    for phrase, share in c.fractions.items():
        size = len(phrase)
        if phrase[0] == words[index] and tuple(words[index : index + size]) == phrase:
            following = words[index + size] if index + size < len(words) else ""
            if following in ("of", "the", "its", "their", "his", "her", "all", "our"):
                percent = round(share * 100, 2)
                return Amount(index, index + size - 1, percent, percent, percent, "fraction", size == 1)
    return None


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
        elif at < total and words[at] in ("m", "bn", "k") and tokens.starts[at] == tokens.ends[at - 1]:
            value, at = value * {"m": 1e6, "bn": 1e9, "k": 1e3}[words[at]], at + 1
        return Amount(index, at - 1, value, value, value, "number", False)
    if words[at][0].isdigit():
        return None
    return _spelled(words, index, c)


def _spelled(words: list[str], index: int, c: Counting) -> Amount | None:
    """A number in words."""
    at, total = index, len(words)
    if words[at] == "half":
        if words[at + 1 : at + 2] == ["a"] and at + 2 < total and words[at + 2] in c.scales:
            value = c.scales[words[at + 2]] / 2
            return Amount(at, at + 2, value, value, value, "number", False)
        return None
    sum_, group, last, any_number = 0.0, 0.0, index - 1, False
    if words[at] in ("a", "an"):
        if at + 1 >= total or words[at + 1] not in c.scales:
            return None
        group, at, any_number = 1.0, at + 1, True
    while at < total:
        word = words[at]
        if word in c.numbers:
            if any_number and group % 10 and group % 100 < 20:
                break
            if any_number and group and c.numbers[word] >= 20 and group % 100:
                break
            group, any_number, last = group + c.numbers[word], True, at
        elif word in c.scales and (any_number or word in ("dozen",) or word != "dozen"):
            size = c.scales[word]
            if not any_number:
                return None
            if size in (100, 12):
                group = max(group, 1) * size
            else:
                sum_, group = sum_ + max(group, 1) * size, 0.0
            last = at
        elif word in ("-", "and") and any_number and at + 1 < total and words[at + 1] in c.numbers:
            joined = word == "-" and group % 100 >= 20 and not group % 10
            after_scale = word == "and" and (group >= 100 and not group % 100 or (sum_ and not group))
            if not joined and not after_scale:
                break
        else:
            break
        at += 1
    if last < index:
        return None
    value = sum_ + group
    return Amount(index, last, value, value, value, "number", last == index)
