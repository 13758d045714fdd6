"""Numbers that count nothing: ages, clock times, names with numbers, distances, money, scores."""

from __future__ import annotations

from riwaya.locate.amounts import Amount
from riwaya.locate.counting import Counting
from riwaya.locate.nouns import Noun
from riwaya.locate.tokens import Tokens

_PUNCTUATION = frozenset({",", ".", ")", ";", "”", '"', ""})
_OLDEST = 110


def is_count(amount: Amount, first: int, noun: Noun, qualified: bool, tokens: Tokens, c: Counting) -> bool:
    """Whether a number counts people or things; its words, qualifier included, start at `first`."""
    if noun.stopped == "measure" and noun.first >= noun.last - 1:
        return False
    if _to_measure(amount, tokens, c) or (noun.word and tokens.at(noun.first) in ("fewer", "less")):
        return False
    if amount.shape in ("vague", "fraction"):
        return True
    if _money(first, amount, tokens, c) or _glued(amount, tokens, c) or _age(amount, noun, tokens, c):
        return False
    if amount.shape == "number" and amount.best == 1 and not _one(amount, noun, tokens, c):
        return False
    if _labelled(amount, noun, qualified, tokens, c) or _clock(amount, noun, tokens, c):
        return False
    return not (amount.best is not None and amount.best != int(amount.best) and noun.word is None)


def _to_measure(amount: Amount, tokens: Tokens, c: Counting) -> bool:
    """Whether the number is the first of two with a measure behind: "from 300 to 450 dinars"."""
    joined = tokens.at(amount.last + 1) in c.joining and tokens.at(amount.last + 2)[:1].isdigit()
    return joined and tokens.at(amount.last + 3) in c.measures_stop


def _money(first: int, amount: Amount, tokens: Tokens, c: Counting) -> bool:
    """A currency sign before, a currency word behind."""
    before = tokens.at(amount.first - 1)
    return before in c.money or before.endswith("$") or tokens.at(first - 1) in c.money


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


def _age(amount: Amount, noun: Noun, tokens: Tokens, c: Counting) -> bool:
    """Ages: aged 19 and 61; Name, 34, ...; he was 11 when; Name (34)."""
    if amount.shape not in ("number", "range") or (amount.high or 0) > _OLDEST or noun.word is not None:
        return False
    before, after = tokens.at(amount.first - 1), tokens.at(amount.last + 1)
    near = tokens.words[max(0, amount.first - 4) : amount.first]
    if before in c.age or (before in ("and", "to", "or", ",", "between") and not c.age.isdisjoint(near)):
        return True
    if before in ("under", "over", "below", "above") and after in _PUNCTUATION:
        return amount.shape == "number" and tokens.at(amount.first - 2) not in c.tolls
    capital = amount.first > 1 and tokens.text[tokens.starts[amount.first - 2]].isupper()
    if before == "," and after in (",", ".", ")", "and") and _named(amount.first - 2, tokens):
        return True
    if before == "," and after in (",", ".", ")") and _one_person(tokens.at(amount.first - 2), c):
        return True  # the boy, 9, ...
    if before == "(" and after in (")", ",") and capital and not c.measure(tokens.words, amount.first - 2):
        return True
    lately = tokens.words[max(0, amount.first - 8) : amount.first]
    if before in ("is", "was", "are", "were", "turned", "just", "only", "barely") and c.tolls.isdisjoint(
        lately
    ):
        return (
            after in (*_PUNCTUATION, "when", "and", "at", "but", "now")
            and amount.shape == "number"
            and not amount.single
        )
    return False


def _one_person(word: str, c: Counting) -> bool:
    """Whether a word names one person, who can have an age."""
    return word in c.people and not word.endswith("s") and word not in c.many


_GLUE = frozenset({"-", "/", ":", "_"})


def _named(index: int, tokens: Tokens) -> bool:
    """Whether the word at an index may end a name: it has a capital."""
    word = tokens.at(index)
    return bool(word) and word[0].isalpha() and tokens.text[tokens.starts[index]].isupper()


def _one(amount: Amount, noun: Noun, tokens: Tokens, c: Counting) -> bool:
    """Whether "one" counts: one killed, one child, 1 man; never "one of", "one day", "the one"."""
    before, after = tokens.at(amount.first - 1), tokens.at(amount.last + 1)
    if before in ("the", "no", "any", "every", "this", "that", "which", "another", "each"):
        return False
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
    """A number that names: Highway 5, Tank 6, train No. 214, Hill 302, Berth 2."""
    if amount.shape != "number" or qualified:
        return False
    left = amount.first - 1
    before = tokens.at(left)
    if before == "of" and tokens.at(left - 1) in c.parents:
        return True
    if before == "." and tokens.at(left - 1) in ("no", "nr", "rd", "p", "pp", "art", "sec", "ch"):
        return True
    if before in c.labels and (noun.unit != "people" or noun.partitive):
        return True
    digital = tokens.words[amount.first][0].isdigit()
    if not before or not before[0].isalpha() or before in c.ends or noun.word is not None:
        return False
    capital = tokens.text[tokens.starts[left]].isupper()
    opens = left == 0 or tokens.at(left - 1) in (".", "!", "?", "“", '"') or tokens.broken(left - 1, left)
    return capital and not opens and (digital or amount.single) and not c.measure(tokens.words, left)


def _clock(amount: Amount, noun: Noun, tokens: Tokens, c: Counting) -> bool:
    """A time of day: "ended at 7", "begin at nine", "shortly after eight in the morning"."""
    if noun.word is not None or amount.shape != "number" or (amount.best or 0) > 24:
        return False
    left = amount.first - 1
    while tokens.at(left) in _ROUGHLY:
        left -= 1
    before, after = tokens.at(left), tokens.at(amount.last + 1)
    behind = tokens.words[amount.last + 1 : amount.last + 4]
    led = behind[:2] == ["in", "the"] or behind[:1] in (["at"], ["this"])
    if led and before != "to" and not c.day_parts.isdisjoint(behind):
        return True
    if before in _EDGES and tokens.at(left - 1) in c.clock_leads:
        return True
    if before in ("was", "is") and tokens.at(left - 1) == "it" and after in (*_PUNCTUATION, "when", "before"):
        return True
    if before not in _AT or after not in (*_PUNCTUATION, *_GOES_ON):
        return False
    near = tokens.words[max(0, left - 7) : left]
    return not any(w in c.tolls or c.measure([w], 0) for w in near if w not in ("at", "to"))


_ROUGHLY = frozenset({"about", "around", "almost", "nearly", "roughly", "exactly", "approximately"})
_EDGES = frozenset({"after", "before", "past"})
_AT = frozenset({"at", "by", "until", "till", "around", "after", "before", "about", "since", "from"})
_GOES_ON = frozenset({"and", "on", "in", "o'clock", "to", "as", "when", "until", "till"})
