"""Every quantity of a text, counts and measures alike, as NewsQuant annotates them: value, unit, change."""

from __future__ import annotations

from dataclasses import dataclass, replace

from riwaya.locate.amounts import Amount, amounts
from riwaya.locate.counting import Counting, counting
from riwaya.locate.language import language
from riwaya.locate.timed import Time
from riwaya.locate.times import times_in
from riwaya.locate.tokens import Tokens, tokenise
from riwaya.score.printed_units import CODES, SIGNS, currency_before, unit_of


@dataclass(frozen=True, slots=True)
class Quantity:
    """A value (two for a range), its unit as printed (- for none), and how it is bounded or moves."""

    values: tuple[float, ...]
    unit: str
    change: str


_OPENERS = frozenset("$(£€¥~–-=/")
_TIMELESS = frozenset({"duration", "lately", "offset", "set"})
_SPANS = ("hour", "day", "week", "month", "year", "minute", "second", "night", "decade")
_STREETS = frozenset(
    [
        "st",
        "street",
        "rd",
        "road",
        "way",
        "ave",
        "avenue",
        "lane",
        "ln",
        "drive",
        "dr",
        "boulevard",
        "blvd",
        "square",
        "court",
        "terrace",
    ]
)
_INDEXES = frozenset(
    {"sp", "p", "ftse", "nasdaq", "dow", "nikkei", "stoxx", "russell", "asx", "cac", "dax", "csi"}
)
_RANGES = (["to"], ["-"], ["–"], ["-", "to", "-"], ["up", "to"], ["or"])
_MOVED = frozenset(
    {"by", "rose", "fell", "gained", "lost", "climbed", "dropped", "slid", "up", "down", "rallied", "added"}
)
_PARTS = frozenset({2, 3, 4, 5, 6, 8, 10, 12, 16, 32, 64, 128})  # below the bar of a written fraction
# What a vague amount spans here, unlike the ledger's bounds: one power of ten (Almasian et al. 2023)
_VAGUE = {"dozens": (12.0, 120.0), "hundreds": (100.0, 1000.0), "thousands": (1000.0, 10000.0)}


def quantities(text: str) -> list[Quantity]:
    """The quantities of a text in order."""
    tokens, c = tokenise(text), counting("en")
    dated = {
        i
        for t in times_in(tokens, None, language("en"))
        if t.kind not in _TIMELESS and not _measured_year(t, tokens, c)
        for i in range(t.first, t.last + 1)
    }
    out: list[Quantity] = []
    found = [_signed(a, tokens) for a in _parted(amounts(tokens, c), tokens)]
    index = 0
    while index < len(found):
        amount = found[index]
        index += 1
        if not dated.isdisjoint(range(amount.first, amount.last + 1)):
            continue
        right = found[index] if index < len(found) else None
        if right is not None and _range(amount, right, tokens, c) and not _aged(amount, tokens, c):
            low = _scaled(amount, right, tokens, c)
            if not _street(right, tokens) and not _name(amount, tokens, c):
                out.append(Quantity((low, right.best or 0.0), unit_of(right, tokens, c)[0], "="))
            index += 1
            continue
        made = _quantity(amount, tokens, c)
        if made is not None:
            out.append(made)
    return out


def _quantity(amount: Amount, tokens: Tokens, c: Counting) -> Quantity | None:
    """One amount as a quantity; None where it is part of a name, an age or an address."""
    if amount.shape == "vague":
        return _roughly(amount, tokens, c)
    if _name(amount, tokens, c) or _aged(amount, tokens, c) or _street(amount, tokens):
        return None
    value = amount.best if amount.best is not None else amount.low
    if value is None:
        return None
    if amount.shape == "fraction":
        value /= 100
    unit, _ = unit_of(amount, tokens, c)
    if amount.single and unit == "-" and amount.shape != "fraction":
        return None
    if amount.single and tokens.at(amount.last + 1) == "-" and tokens.at(amount.last + 2) in _SPANS:
        return None  # a five-year plan
    return Quantity((value,), unit, _change(amount, tokens, c))


def _roughly(amount: Amount, tokens: Tokens, c: Counting) -> Quantity | None:
    """Dozens of people, tens of millions of dollars: the power of ten they span."""
    words = tokens.words[amount.first : amount.last + 1]
    if words[-1] in _VAGUE and len(words) == 1:
        low, high = _VAGUE[words[-1]]
    elif words[0] in ("tens", "hundreds") and amount.low:
        low, high = amount.low, amount.low * 10
    else:
        return None
    return Quantity((low, high), unit_of(amount, tokens, c)[0], "=")


def _measured_year(time: Time, tokens: Tokens, c: Counting) -> bool:
    """Whether what reads like a year has a measure behind it: 1520 sq m."""
    following = tokens.at(time.last + 1)
    measured = following in c.measures_stop and following != "stone"
    return time.first == time.last and time.kind == "year" and measured


def _parted(found: list[Amount], tokens: Tokens) -> list[Amount]:
    """Amounts with written fractions (1/2, 1⁄16) and bare decimals (.500) put together."""
    out: list[Amount] = []
    for amount in found:
        left = out[-1] if out else None
        touching = amount.first > 0 and tokens.ends[amount.first - 1] == tokens.starts[amount.first]
        before, value = tokens.at(amount.first - 1), amount.best
        barred = touching and before in ("/", "⁄") and left is not None and left.last == amount.first - 2
        if barred and left and left.best and value and left.best < value and int(value) in _PARTS:
            share = left.best / value
            out[-1] = replace(amount, first=left.first, low=share, best=share, high=share)
            continue
        if touching and before == "." and value and tokens.words[amount.first].isdecimal():
            free = amount.first < 2 or tokens.ends[amount.first - 2] < tokens.starts[amount.first - 1]
            if free and amount.first == amount.last:
                share = value / 10 ** len(tokens.words[amount.first])
                amount = replace(amount, first=amount.first - 1, low=share, best=share, high=share)
        out.append(amount)
    return out


def _signed(amount: Amount, tokens: Tokens) -> Amount:
    """A number below nothing: minus 40, minus-40."""
    left = amount.first - 1
    if tokens.at(left) == "-":
        left -= 1
    if tokens.at(left) != "minus" or amount.best is None:
        return amount
    return replace(amount, first=left, low=-amount.best, best=-amount.best, high=-amount.best)


def _range(left: Amount, right: Amount, tokens: Tokens, c: Counting) -> bool:
    """Whether two numbers are the ends of one range: 15 to 22, $5 to $9, between 5 % and 9 %."""
    if "vague" in (left.shape, right.shape) or "fraction" in (left.shape, right.shape):
        return False
    lead = left.first - 1
    while tokens.at(lead) in (*SIGNS, "us"):
        lead -= 1
    if left.best is None or right.best is None or tokens.at(lead) in _MOVED:
        return False
    own, end = unit_of(left, tokens, c)
    its, _ = unit_of(right, tokens, c)
    sign, mark = currency_before(left, tokens, c), currency_before(right, tokens, c)
    start = right.first - 1 if mark else right.first
    if mark and tokens.at(start) in ("us", "a", "=") and tokens.at(start - 1) in ("$", "y"):
        start -= 1
    gap = tokens.words[left.last + 1 : start]
    if mark and sign != mark:
        return False
    if not sign and left.last < end < start and gap not in _RANGES:
        same = own == its or own.rstrip("s") == its.rstrip("s") or its == "-" or its in c.ends
        if not same:
            return False
        gap = tokens.words[end + 1 : start]
    if gap == ["or"]:
        return left.best < right.best and not tokens.at(left.first)[0].isdigit()
    return gap in _RANGES or (
        gap == ["and"] and "between" in tokens.words[max(0, left.first - 2) : left.first]
    )


def _scaled(left: Amount, right: Amount, tokens: Tokens, c: Counting) -> float:
    """The first of two numbers that share a scale word: four to five thousand."""
    value, scale = left.best or 0.0, c.scales.get(tokens.words[right.last], 1)
    shared = tokens.words[left.last] not in c.scales and value <= (right.best or 0.0) / scale
    return value * scale if shared else value


def _street(amount: Amount, tokens: Tokens) -> bool:
    """Whether a number is a house's: 49 Mill Ranch Road."""
    for index in range(amount.last + 1, min(amount.last + 5, len(tokens))):
        printed = tokens.printed(index, index)
        if not (printed[0].isupper() or printed[0].isdigit()):
            return False
        if tokens.words[index] in _STREETS:
            return True
    return False


def _aged(amount: Amount, tokens: Tokens, c: Counting) -> bool:
    """Whether a number is somebody's age or shirt: Name, 34, said; aged 25 to 54; Name (4)."""
    before, behind = tokens.at(amount.first - 1), tokens.at(amount.last + 1)
    if before in c.age:
        return True
    set_off = (before, behind) in ((",", ","), ("(", ")"))
    named = amount.first > 1 and tokens.printed(amount.first - 2, amount.first - 2)[0].isupper()
    return set_off and named and amount.first == amount.last and (amount.best or 0) <= 110


def _name(amount: Amount, tokens: Tokens, c: Counting) -> bool:
    """Whether a number belongs to a name, a model year or a score: Section 427, iPhone 11, XC40, 1:36."""
    left, right = amount.first - 1, amount.last + 1
    before, behind = tokens.at(left), tokens.at(right)
    if before in SIGNS or currency_before(amount, tokens, c):
        return False
    touches = left >= 0 and tokens.ends[left] == tokens.starts[amount.first]
    glued = right < len(tokens) and tokens.starts[right] == tokens.ends[amount.last]
    if touches and before == "-" and left > 0:
        inside = tokens.ends[left - 1] == tokens.starts[left]
        marked = tokens.printed(left - 1, left - 1)
        if marked.isupper() or (
            inside and tokens.words[left - 1] not in ("sub", "mid", "under", "over", "then", "now")
        ):
            return True
    if (touches and before not in _OPENERS and before not in CODES) or (
        glued and behind in (":", "/", "ers")
    ):
        return True
    if behind == "gmt" or (tokens.words[amount.first][0] == "0" and (amount.best or 0) >= 1):
        return True
    if not tokens.words[amount.first][0].isdigit():
        return before in ("no", "the") and tokens.words[amount.first] == "one"
    measured = behind in c.measures_stop or behind in c.percent or behind in c.people
    if measured or (glued and behind[0].isalpha()):
        return False
    plain = len(tokens.words[amount.first]) == 4 and amount.best is not None and 1900 <= amount.best <= 2099
    if plain or before in _INDEXES:
        return True
    if not before or not before[0].isalpha():
        return False
    printed = tokens.printed(left, left)
    capital = printed[0].isupper() and left > 0
    return capital or any(ch.isupper() for ch in printed[1:]) or before in c.labels


def _change(amount: Amount, tokens: Tokens, c: Counting) -> str:
    """=, ~, > or < by the qualifier before the number."""
    signs = {("best",): "~", ("low",): ">", ("high",): "<", ("best", "high"): "<", ("low", "best"): ">"}
    for phrase, leaves in c.before.items():
        size = len(phrase)
        if tuple(tokens.words[amount.first - size : amount.first]) == phrase:
            return signs[leaves]
    return "="
