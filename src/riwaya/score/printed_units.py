"""The unit of a number as it is printed: a currency, a measure with its rate, or the noun it counts."""

from __future__ import annotations

from riwaya.locate.amounts import Amount
from riwaya.locate.counting import Counting
from riwaya.locate.tokens import Tokens

# Currencies by code, as they stand glued to a number: USD10m, RM79, Rs500
CODES = frozenset(
    [
        "usd",
        "eur",
        "gbp",
        "jpy",
        "cny",
        "inr",
        "rub",
        "try",
        "iqd",
        "syp",
        "lbp",
        "egp",
        "jod",
        "sar",
        "aed",
        "qar",
        "kwd",
        "ils",
        "irr",
        "afn",
        "pkr",
        "bdt",
        "mmk",
        "idr",
        "myr",
        "rm",
        "sgd",
        "hkd",
        "aud",
        "cad",
        "nzd",
        "chf",
        "sek",
        "nok",
        "dkk",
        "pln",
        "czk",
        "huf",
        "uah",
        "ngn",
        "kes",
        "zar",
        "ghs",
        "etb",
        "sdg",
        "brl",
        "mxn",
        "ars",
        "rs",
        "ps",
        "rmb",
        "nt",
        "r",
        "y",
    ]
)
SIGNS = frozenset("$€£¥₹")
DETERMINERS = frozenset(
    [
        "the",
        "a",
        "an",
        "his",
        "her",
        "its",
        "their",
        "my",
        "our",
        "your",
        "those",
        "these",
        "all",
        "total",
        "combined",
        "separate",
        "such",
        "another",
    ]
)
_NOT_COUNTED = frozenset({"another", "day", "thing", "way", "who", "more", "side", "hand", "time"})
_HALF = frozenset(
    {"sq", "square", "cubic", "basis", "percentage", "fluid", "us", "nautical", "metric", "light"}
)
_SCALES = frozenset({"celsius", "fahrenheit", "kelvin", "c", "f"})
_RATE_STOPS = frozenset({"lot", "bit", "few", "total", "result", "record", "price"})
_LONGEST = 6  # words from a number to its noun


def unit_of(amount: Amount, tokens: Tokens, c: Counting) -> tuple[str, int]:
    """The unit as printed, - for none, and the token where it ends."""
    sign = currency_before(amount, tokens, c)
    if sign:
        rate, end = _rate(amount.last + 1, tokens)
        return sign + rate, end
    at = amount.last + 1
    if tokens.at(at) in SIGNS:
        return tokens.at(at), at
    if tokens.at(at) == "of":
        at += 1
    while tokens.at(at) in DETERMINERS:
        at += 1
    if tokens.at(at) == "-":
        at += 1
    if tokens.at(at) in c.percent:
        return "percent", at
    if tuple(tokens.words[at : at + 2]) == c.per_cent:
        return "percent", at + 1
    name, end = _measure(at, tokens, c)
    if not name:
        name, end = _noun(amount, at, tokens, c)
    if not name:
        return "-", amount.last
    rate, end = _rate(end + 1, tokens)
    return name + rate, end


def currency_before(amount: Amount, tokens: Tokens, c: Counting) -> str:
    """The currency printed before a number; empty where there is none."""
    before = tokens.at(amount.first - 1)
    if before in ("us", "a", "c", "nz", "s", "hk") and tokens.at(amount.first - 2) == "$":
        return "$"
    if before == "=" and tokens.at(amount.first - 2) == "y":
        return "y"
    glued = amount.first > 0 and tokens.ends[amount.first - 1] == tokens.starts[amount.first]
    if before in c.money or (glued and before in CODES):
        return before
    return ""


def _measure(at: int, tokens: Tokens, c: Counting) -> tuple[str, int]:
    """A measure right behind a number, whole: sq m, km/h, year-old, degrees Celsius, lb-ft."""
    first = tokens.at(at)
    if first in _HALF and tokens.at(at + 1)[:1].isalpha() and tokens.at(at + 1) not in c.ends:
        name, end = _measure(at + 1, tokens, c) if tokens.at(at + 1) in c.measures_stop else ("", at + 1)
        return (f"{first} {name}" if name else f"{first} {tokens.at(at + 1)}"), end
    if first not in c.measures_stop:
        joint = tokens.at(at + 1) == "/" and first[:1].isalpha() and _tight(at, at + 2, tokens)
        return (tokens.printed(at, at + 2), at + 2) if joint else ("", at)
    if tokens.at(at + 1) in ("-", "/") and _tight(at, at + 2, tokens) and tokens.at(at + 2)[:1].isalpha():
        return tokens.printed(at, at + 2).lower(), at + 2
    if first.startswith("deg") and tokens.at(at + 1) in _SCALES:
        return f"{first} {tokens.at(at + 1)}", at + 1
    return first, at


def _tight(first: int, last: int, tokens: Tokens) -> bool:
    """Whether tokens first..last are printed without a space between them."""
    return last < len(tokens) and all(tokens.ends[i] == tokens.starts[i + 1] for i in range(first, last))


def _noun(amount: Amount, at: int, tokens: Tokens, c: Counting) -> tuple[str, int]:
    """The noun counted: the first plural or listed noun behind, else the word right behind."""
    hyphened = at > amount.last + 1 and tokens.at(at - 1) == "-"
    if hyphened and not tokens.at(at).endswith("s") and tokens.at(at)[:1].isalpha():
        return tokens.at(at), at
    for index in range(at, min(at + _LONGEST, len(tokens))):
        word = tokens.words[index]
        if word == "-" and _tight(index - 1, index + 1, tokens):
            continue
        if (word in c.ends and word != "first") or not word[0].isalpha():
            break
        if word in c.measures_stop and not _plain_plural(word):
            continue
        if word in c.people or word in c.units or _plain_plural(word):
            return word, index
    first = tokens.at(at)
    usable = bool(first) and first[0].isalpha() and first not in c.ends
    if tokens.words[amount.first] == "one":
        return (first, at) if usable and first not in _NOT_COUNTED else ("", at)
    return (first, at) if usable and not (amount.single and amount.shape != "fraction") else ("", at)


def _plain_plural(word: str) -> bool:
    """Whether a word looks like a plural noun."""
    return word.endswith("s") and not word.endswith(("ss", "'s", "us")) and len(word) > 2


def _rate(at: int, tokens: Tokens) -> tuple[str, int]:
    """What an amount is reckoned by: " per hour", " a month"; empty where nothing."""
    lead, word = tokens.at(at), tokens.at(at + 1)
    if lead == "per" and word[:1].isalpha() and word != "cent":
        end = at + 2 if word in _HALF and tokens.at(at + 2)[:1].isalpha() else at + 1
        return " per " + " ".join(tokens.words[at + 1 : end + 1]), end
    if (
        lead == "a"
        and word in ("day", "week", "month", "year", "night", "hour", "minute", "share", "barrel")
        and (tokens.at(at + 2) not in ("earlier", "ago", "later", "before"))
    ):
        return f" a {word}", at + 1
    return "", at - 1
