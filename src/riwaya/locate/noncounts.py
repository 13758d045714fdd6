"""Numbers that count nothing: ages, clock times, names with numbers, distances, money, rates, lengths."""

from __future__ import annotations

from riwaya.locate.ages import is_age
from riwaya.locate.amounts import Amount
from riwaya.locate.counting import Counting
from riwaya.locate.nouns import Noun, describes
from riwaya.locate.tokens import Tokens

_PUNCTUATION = frozenset({",", ".", ")", ";", "”", '"', ""})
_LABEL = 8  # words of a label before its colon
_OLDEST = 110  # "at 60" is an age, "at 400" none


def is_count(amount: Amount, first: int, noun: Noun, qualified: bool, tokens: Tokens, c: Counting) -> bool:
    """Whether a number counts people or things; its words, qualifier included, start at `first`."""
    if noun.stopped == "measure" and noun.first >= noun.last - 1:
        return False
    if _to_measure(amount, tokens, c) or (noun.word and tokens.at(noun.first) in ("fewer", "less")):
        return False
    if amount.shape in ("vague", "fraction"):
        return True
    if _money(first, amount, noun, tokens, c) or _glued(amount, tokens, c):
        return False
    field = _field(first, tokens, c)
    if (not field and is_age(amount, noun, tokens, c)) or _length(first, noun, tokens, c):
        return False
    if amount.best == 0 and amount.single and noun.last != amount.last + 1:
        return False  # "below zero"
    if amount.shape == "number" and amount.best == 1 and not _one(amount, noun, tokens, c):
        return False
    if _labelled(amount, noun, qualified, tokens, c) or (not field and _clock(amount, noun, tokens, c)):
        return False
    return not (amount.best is not None and amount.best != int(amount.best) and noun.word is None)


def _field(first: int, tokens: Tokens, c: Counting) -> bool:
    """Whether a number stands behind a label that says what happened: "Missing: just under 40"."""
    if tokens.at(first - 1) != ":":
        return False
    for index in range(first - 2, max(-1, first - 2 - _LABEL), -1):
        if tokens.words[index] in _PUNCTUATION or tokens.broken(index, index + 1):
            return False
        if c.measure(tokens.words, index):
            return True
    return False


def _to_measure(amount: Amount, tokens: Tokens, c: Counting) -> bool:
    """Whether the number is the first of two with a measure behind: "from 300 to 450 dinars"."""
    joined = tokens.at(amount.last + 1) in c.joining and tokens.at(amount.last + 2)[:1].isdigit()
    end = amount.last + 3
    return joined and tokens.at(end) in c.measures_stop and not describes(end, tokens, c)


def _money(first: int, amount: Amount, noun: Noun, tokens: Tokens, c: Counting) -> bool:
    """A currency sign before, or a price in a coin that no list has: "will cost 2.4 million crowns"."""
    before = tokens.at(amount.first - 1)
    if before in c.money or before.endswith("$") or tokens.at(first - 1) in c.money:
        return True
    priced = tokens.at(first - 1) in c.prices and noun.last == noun.first == amount.last + 1
    return priced and noun.unit == noun.word and noun.word not in c.prices_never


def _length(first: int, noun: Noun, tokens: Tokens, c: Counting) -> bool:
    """How long a writing is: "runs to 90 pages", "a report of 40 pages"; not "90 pages were torn out"."""
    return noun.word in c.lengths and tokens.at(first - 1) in c.length_leads


def _glued(amount: Amount, tokens: Tokens, c: Counting) -> bool:
    """Part of a longer written thing: AK-47, 12-member, 5G, 3/4, 7740-2291, a list's numbering."""
    left, right = amount.first - 1, amount.last + 1
    touches_left = left >= 0 and tokens.ends[left] == tokens.starts[amount.first]
    touches_right = right < len(tokens) and tokens.starts[right] == tokens.ends[amount.last]
    joined = touches_left and (tokens.words[left],) in c.before  # "around600", as PDFs print it
    if (
        touches_left
        and not joined
        and (
            tokens.words[left] in ("-", "/", "#", "№", "–", ".", ":", "_") or tokens.words[left][0].isalnum()
        )
    ):
        return amount.shape != "range"
    odd = tokens.words[right : right + 2] == ["-", "odd"]
    if (
        touches_right
        and not odd
        and (tokens.words[right] in ("-", "/", ":", "_") or tokens.words[right][0].isalnum())
    ):
        return True
    starts_line = left < 0 or tokens.broken(left, amount.first)
    return (
        starts_line
        and tokens.at(right) in (".", ")")
        and right + 1 < len(tokens)
        and not tokens.broken(right, right + 1)
    )


def _one(amount: Amount, noun: Noun, tokens: Tokens, c: Counting) -> bool:
    """Whether "one" counts: one killed, one child, 1 man; never "one of", "one day", "the one"."""
    before, after = tokens.at(amount.first - 1), tokens.at(amount.last + 1)
    if before in ("the", "no", "any", "every", "this", "that", "which", "another", "each"):
        return False
    if before == ":" and tokens.words[amount.first][0].isdigit() and after in ("of", "out"):
        return True  # "Bridges standing: 1 of 5"
    if noun.partitive or noun.of_them:
        return False
    follows = (
        after if after not in ("was", "were", "has", "had", "more", "other") else tokens.at(amount.last + 2)
    )
    if amount.last + 1 < len(tokens) and follows:
        index = amount.last + 1 if follows == after else amount.last + 2
        if c.measure(tokens.words, index):
            return True
    return (
        after in c.people
        and noun.word is not None
        and after
        not in ("man", "woman", "resident", "official", "officer", "fighter", "witness", "leader", "person")
    ) or (tokens.words[amount.first][0].isdigit() and noun.word is not None)


def _labelled(amount: Amount, noun: Noun, qualified: bool, tokens: Tokens, c: Counting) -> bool:
    """A number that names: Highway 5, Tank 6, train No. 214, Hill 302, Berth 2, Wards 3 and 4."""
    ranged = amount.shape == "range" and tokens.words[amount.first] not in c.between
    if (amount.shape != "number" or qualified) and not ranged:
        return False
    if tokens.at(amount.last + 1) in ("more", "others"):
        return False  # "at the second gate 5 more were waiting"
    left = _past_numbers(amount.first - 1, tokens, c)
    before = tokens.at(left)
    if before == "of" and tokens.at(left - 1) in c.parents:
        return True
    if before == "." and tokens.at(left - 1) in ("no", "nr", "rd", "p", "pp", "art", "sec", "ch"):
        return True
    if before in c.labels and (noun.unit != "people" or noun.partitive):
        return True
    if before in c.rows and noun.word is None:
        return True
    digital = tokens.words[amount.first][0].isdigit()
    if not before or not before[0].isalpha() or before in c.ends or noun.word is not None or ranged:
        return False
    capital = tokens.text[tokens.starts[left]].isupper() and before not in c.days
    opens = left == 0 or tokens.at(left - 1) in (".", "!", "?", "“", '"') or tokens.broken(left - 1, left)
    return capital and not opens and (digital or amount.single) and not c.measure(tokens.words, left)


def _past_numbers(left: int, tokens: Tokens, c: Counting) -> int:
    """Back over the numbers before one that goes on with them: "wards 3, 4 and 7"."""
    at = left
    while tokens.at(at) in ("and", "or", ",", "to") and tokens.at(at - 1)[:1].isdigit():
        at -= 2
    return at if tokens.at(at) in c.rows or tokens.at(at) in c.labels else left


def _clock(amount: Amount, noun: Noun, tokens: Tokens, c: Counting) -> bool:
    """A time of day: "ended at 7", "open from 9 to 5", "shortly after eight in the morning"."""
    if noun.word is not None or noun.partitive or amount.shape not in ("number", "range"):
        return False
    left = amount.first - 1
    while tokens.at(left) in _ROUGHLY:
        left -= 1
    before, after = tokens.at(left), tokens.at(amount.last + 1)
    tolled = _tolled(left, tokens, c)
    if amount.shape == "range":
        opened = tokens.words[amount.first] in c.between
        return opened and (amount.high or 99) <= _HOURS and after in (*_PUNCTUATION, *_GOES_ON) and not tolled
    if not tolled and _from_to(amount, tokens, c):
        return True
    if before == "at" and (amount.best or 0) <= _OLDEST:
        return not tolled or tokens.at(left - 1) in c.clock_verbs
    if (amount.best or 0) > _HOURS:
        return False
    behind = tokens.words[amount.last + 1 : amount.last + 4]
    led = behind[:2] == ["in", "the"] or behind[:1] in (["at"], ["this"])
    if led and before != "to" and not c.day_parts.isdisjoint(behind):
        return True
    if before in _EDGES and (
        tokens.at(left - 1) in c.clock_leads or tokens.at(left - 1) in ("quarter", "half")
    ):
        return True
    if before in ("was", "is") and tokens.at(left - 1) == "it" and after in (*_PUNCTUATION, "when", "before"):
        return True
    if before not in _AT or after not in (*_PUNCTUATION, *_GOES_ON):
        return False
    near = tokens.words[max(0, left - 7) : left]
    return not tolled and not any(c.measure([w], 0) for w in near)


def _from_to(amount: Amount, tokens: Tokens, c: Counting) -> bool:
    """Whether a number is one end of hours that run past noon: "from 8 to 2"."""
    left, right = amount.first - 1, amount.last + 1
    leads = tokens.at(left) == "from" and tokens.at(right) == "to" and _hour(tokens.at(right + 1), c)
    closes = tokens.at(left) == "to" and tokens.at(left - 2) == "from" and _hour(tokens.at(left - 1), c)
    start = left if leads else left - 2
    changed = any(
        w in c.change.rise or w in c.change.fall or w in c.change.moved
        for w in tokens.words[max(0, start - 6) : start]
    )
    return (leads or closes) and _hour(tokens.at(amount.first), c) and not changed


def _hour(word: str, c: Counting) -> bool:
    """Whether a word is a number up to twelve."""
    value = c.numbers.get(word) or (int(word) if word.isdecimal() and len(word) <= 2 else 0)
    return 0 < value <= 12


def _tolled(left: int, tokens: Tokens, c: Counting) -> bool:
    """Whether a word of counting stands before "at", "to" or "from" in the sentence: "put the dead at 14"."""
    for index in range(left - 1, max(-1, left - 9), -1):
        if tokens.words[index] in (".", "!", "?", ";"):
            return False
        if tokens.words[index] in c.tolls and tokens.words[index] not in ("at", "to"):
            return True
    return tokens.at(left - 1) in c.people and tokens.at(left - 2) == "the"  # "the dead at three"


_HOURS = 24
_ROUGHLY = frozenset({"about", "around", "almost", "nearly", "roughly", "exactly", "approximately", "just"})
_EDGES = frozenset({"after", "before", "past", "to"})
_AT = frozenset({"at", "by", "until", "till", "around", "after", "before", "about", "since", "from"})
_GOES_ON = frozenset(
    {"and", "on", "in", "o'clock", "to", "as", "when", "until", "till", "every", "but", "daily"}
)
