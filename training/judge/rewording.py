"""Words that say otherwise: another number, day, hour, place or party, the opposite, a "not"."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

_ONES = (
    "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
    " eighteen nineteen twenty"
).split()
_TENS = "thirty forty fifty sixty seventy eighty ninety".split()
_DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
_MONTHS = "January February March April May June July August September October November December".split()
_HOURS = ("dawn", "morning", "noon", "afternoon", "evening", "midnight")
_WORDS = "|".join((*_ONES, *_TENS))
# not a number inside a date, a clock time, an age or a range
_NUMBER = re.compile(
    rf"(?<![\w.,:/-])(?:\d{{1,3}}(?:,\d{{3}})+|\d{{1,6}}|(?:{_WORDS}))"
    rf"(?![\w:/%-]|[.,]\d| (?:{'|'.join(_MONTHS)}))",
    re.IGNORECASE,
)
_DATED = re.compile(rf"(?:{'|'.join(_MONTHS)}),? $")
DAY = re.compile(rf"\b(?:{'|'.join(_DAYS)})\b")
MONTH_DAY = re.compile(rf"\b\d{{1,2}}(?= (?:{'|'.join(_MONTHS)})\b)")
HOUR = re.compile(rf"\b(?:{'|'.join(_HOURS)})\b")
_BE = re.compile(r"\b(?:is|was|were|are|has|have|had|will|can|could)\b(?! (?:not|no|never|been no)\b)")
_NOT = re.compile(r"\b(?:not|no|never|nobody|none|nothing|neither|nor|without)\b|n't", re.IGNORECASE)
_OPPOSED = {
    "open": "closed",
    "closed": "open",
    "shut": "open",
    "opened": "closed",
    "reopened": "stayed shut",
    "alive": "dead",
    "empty": "full",
    "before": "after",
    "after": "before",
    "inside": "outside",
    "outside": "inside",
    "refused": "agreed",
    "armed": "unarmed",
    "unarmed": "armed",
    "all": "none",
    "intact": "destroyed",
    "north": "south",
    "south": "north",
    "east": "west",
    "west": "east",
    "northern": "southern",
    "southern": "northern",
    "eastern": "western",
    "western": "eastern",
}
_OPPOSITE = re.compile(rf"\b(?:{'|'.join(_OPPOSED)})\b")
_SIDES = frozenset("north south east west northern southern eastern western inside outside".split())

_NEGATED = 0.3  # share of what can be changed in no other way that is put in the negative
_LOWER, _HIGHER = (0.5, 0.7, 0.8), (1.3, 1.5, 2)

Change = tuple[str, str]  # the words as they stand now, and what the conflict is about


@dataclass(frozen=True, slots=True)
class Known:
    """What may stand in a name's place, and when the others tell the same."""

    names: Mapping[str, Mapping[str, tuple[str, ...]]]
    apart: bool  # whether others tell it days before or after: what is so may then have changed
    rising: int  # whether a higher count would be of a later day (1), of an earlier one (-1), or neither


def otherwise(words: str, others: Sequence[str], known: Known, dice: random.Random) -> Change | None:
    """The words changed in one thing that the others say as well, and what the conflict is then about."""
    beside = " ".join(others)
    ways: list[Callable[[], Change | None]] = [
        lambda: _number(words, beside, known.rising, dice),
        lambda: _of(DAY, words, beside, _DAYS, dice),
        lambda: _of(HOUR, words, beside, _HOURS, dice),
        lambda: _month_day(words, beside, dice),
        lambda: _name(words, beside, known.names["place"], "place", dice),
        lambda: _name(words, beside, known.names["responsibility"], "responsibility", dice),
    ]
    dice.shuffle(ways)
    if not known.apart:
        ways += [lambda: _opposite(words), *[lambda: _negated(words)] * (dice.random() < _NEGATED)]
    return next((found for way in ways if (found := way())), None)


def put(words: str, found: re.Match[str], new: str) -> str:
    """The words with others in the place of those found."""
    return words[: found.start()] + new + words[found.end() :]


def numbers(words: str) -> list[re.Match[str]]:
    """The numbers in words that count something."""
    return [m for m in _NUMBER.finditer(words) if not _DATED.search(words[: m.start()])]


def value_of(token: str) -> int:
    """What a number is, as it is written."""
    low = token.lower()
    if low in _ONES:
        return 2 + _ONES.index(low)
    if low in _TENS:
        return 30 + 10 * _TENS.index(low)
    return int(token.replace(",", ""))


def written(value: int, like: str) -> str:
    """A number written as another one is, in digits or as a word; round where it has no word."""
    if like[0].isdigit():
        return f"{value:,}" if "," in like else str(value)
    word = _ONES[value - 2] if 2 <= value <= 20 else _TENS[min(6, max(0, value // 10 - 3))]
    return word.capitalize() if like[0].isupper() else word


def _number(words: str, beside: str, rising: int, dice: random.Random) -> Change | None:
    """Another number, and not one that the days between could bring about."""
    taken = {value_of(m.group()) for m in numbers(beside)}
    fit = [
        m for m in numbers(words) if value_of(m.group()) in taken and not 1990 <= value_of(m.group()) <= 2050
    ]
    if not fit:
        return None
    found = dice.choice(fit)
    old = value_of(found.group())
    times = dice.choice((*(_LOWER if rising >= 0 else ()), *(_HIGHER if rising <= 0 else ())))
    step = 10 ** (len(str(old)) - len(str(old).rstrip("0")))
    new = max(step, round(old * times) // step * step)
    text = written(new, found.group())
    if value_of(text) in taken or value_of(text) < 2:
        return None
    return put(words, found, text), "figure"


def _of(
    pattern: re.Pattern[str], words: str, beside: str, row: Sequence[str], dice: random.Random
) -> Change | None:
    """One of a row of words, which the others say as well, made another that none of them says."""
    fit = [m for m in pattern.finditer(words) if m.group() in beside]
    free = [word for word in row if word not in beside and word not in words]
    if not fit or not free:
        return None
    return put(words, dice.choice(fit), dice.choice(free)), "date"


def _month_day(words: str, beside: str, dice: random.Random) -> Change | None:
    taken = {m.group() for m in MONTH_DAY.finditer(beside)}
    fit = [m for m in MONTH_DAY.finditer(words) if m.group() in taken]
    if not fit:
        return None
    found = dice.choice(fit)
    new = (int(found.group()) + dice.choice((1, 2, 3, 5, 9)) - 1) % 28 + 1
    return None if str(new) in taken else (put(words, found, str(new)), "date")


def _name(
    words: str, beside: str, names: Mapping[str, tuple[str, ...]], about: str, dice: random.Random
) -> Change | None:
    fit = [n for n in sorted(names) if n in beside and re.search(rf"\b{re.escape(n)}\b", words)]
    if not fit:
        return None
    old = max(fit, key=len)
    free = [name for name in names[old] if name not in words and name not in beside]
    found = re.search(rf"\b{re.escape(old)}\b", words)
    return (put(words, found, dice.choice(free)), about) if free and found else None


def _opposite(words: str) -> Change | None:
    found = _OPPOSITE.search(words)
    if not found or _NOT.search(words):
        return None
    return put(words, found, _OPPOSED[found.group()]), "place" if found.group() in _SIDES else "status"


def _negated(words: str) -> Change | None:
    found = _BE.search(words)
    if not found or _NOT.search(words):
        return None
    return put(words, found, f"{found.group()} not"), "status"
