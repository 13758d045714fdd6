"""Every quantity of a text, counts and measures alike, as NewsQuant annotates them: value, unit, change."""

from __future__ import annotations

from dataclasses import dataclass

from riwaya.locate.amounts import Amount, amounts
from riwaya.locate.counting import Counting, counting
from riwaya.locate.language import language
from riwaya.locate.times import times_in
from riwaya.locate.tokens import Tokens, tokenise


@dataclass(frozen=True, slots=True)
class Quantity:
    """A value (two for a range), its unit as printed (- for none), and how it is bounded or moves."""

    values: tuple[float, ...]
    unit: str
    change: str


_OPENERS = frozenset("$(£€¥~–-")
_NOT_COUNTED = frozenset({"another", "day", "thing", "way", "who", "more", "side", "hand", "time"})
_SILENT = frozenset({"$", "%", "percent", "per", "cent", "us", "a", "pounds", "miles", "£", "€"})
_TIMELESS = frozenset({"duration", "lately", "offset", "set"})


def quantities(text: str) -> list[Quantity]:
    """The quantities of a text in order."""
    tokens, c = tokenise(text), counting("en")
    dated = {
        i
        for t in times_in(tokens, None, language("en"))
        if t.kind not in _TIMELESS
        for i in range(t.first, t.last + 1)
    }
    out: list[Quantity] = []
    previous: Amount | None = None
    for amount in amounts(tokens, c):
        before, previous = previous, amount
        if not dated.isdisjoint(range(amount.first, amount.last + 1)) or _name(amount, tokens, c):
            continue
        value = amount.best if amount.best is not None else amount.low
        if amount.shape == "vague" or value is None:
            continue
        if amount.shape == "fraction":
            value /= 100
        unit = _unit(amount, tokens, c)
        if amount.single and unit == "-":
            continue
        follows = before is not None and out and before.best == out[-1].values[-1]
        if follows and before is not None and _range(before, amount, tokens):
            out[-1] = Quantity((_scaled(before, amount, tokens, c), value), unit, "=")
            continue
        out.append(Quantity((value,), unit, _change(amount, tokens, c)))
    return out


def _range(left: Amount, right: Amount, tokens: Tokens) -> bool:
    """Whether two numbers are the ends of one range: 15 to 22, 25 – 40, between 5 and 9."""
    gap = [w for w in tokens.words[left.last + 1 : right.first] if w not in _SILENT]
    opened = tokens.at(left.first - 1)
    return gap in (["to"], ["-"], ["–"], ["-", "to", "-"]) or (gap == ["and"] and opened == "between")


def _scaled(left: Amount, right: Amount, tokens: Tokens, c: Counting) -> float:
    """The first of two numbers that share a scale word: four to five thousand."""
    value = left.best or 0.0
    scale = c.scales.get(tokens.words[right.last], 1)
    return value * scale if scale > value and tokens.words[left.last] not in c.scales else value


def _name(amount: Amount, tokens: Tokens, c: Counting) -> bool:
    """Whether a number belongs to a name, a model year or a score: Section 427, iPhone 11, XC40, 1:36."""
    left, right = amount.first - 1, amount.last + 1
    before, behind = tokens.at(left), tokens.at(right)
    if before in ("us", "a") and tokens.at(left - 1) == "$":
        return False  # $US and $A
    touches = left >= 0 and tokens.ends[left] == tokens.starts[amount.first]
    glued = right < len(tokens) and tokens.starts[right] == tokens.ends[amount.last]
    if (touches and before not in _OPENERS) or (glued and behind in (":", "/")):
        return True
    if not tokens.words[amount.first][0].isdigit():
        return before in ("no", "the") and tokens.words[amount.first] == "one"
    measured = behind in c.measures_stop or behind in c.percent or behind in c.people
    if measured or (glued and behind[0].isalpha()):
        return False
    plain = len(tokens.words[amount.first]) == 4 and amount.best is not None and 1900 <= amount.best <= 2099
    if plain and before not in c.money:
        return True
    if not before or not before[0].isalpha():
        return False
    printed = tokens.printed(left, left)
    capital = printed[0].isupper() and left > 0 and before not in ("us", "a")
    return capital or any(ch.isupper() for ch in printed[1:]) or before in c.labels


def _unit(amount: Amount, tokens: Tokens, c: Counting) -> str:
    """The unit as printed: a currency sign before, else the head of what follows."""
    before = tokens.at(amount.first - 1)
    if before in c.money:
        return "$" if before == "$" else before
    at, partitive = amount.last + 1, tokens.at(amount.last + 1) == "of"
    if partitive:
        at += 1
        while tokens.at(at) in ("the", "his", "her", "its", "their", "my", "our", "those", "these"):
            at += 1
    if tokens.at(at) == "-":
        at += 1
    if tokens.at(at) in c.percent:
        return "percent"
    if tuple(tokens.words[at : at + 2]) == c.per_cent:
        return "percent"
    for index in range(at, min(at + 5, len(tokens))):
        word = tokens.words[index]
        if word in c.ends or not word[0].isalpha():
            break
        if (
            word in c.measures_stop
            or word in c.people
            or word in c.units
            or (word.endswith("s") and not word.endswith("ss"))
        ):
            return word
    first = tokens.at(at)
    noun = bool(first) and first[0].isalpha() and first not in c.ends | _NOT_COUNTED
    if tokens.words[amount.first] == "one" and noun:
        return first
    return first if first and first[0].isalpha() and first not in c.ends and not amount.single else "-"


def _change(amount: Amount, tokens: Tokens, c: Counting) -> str:
    """=, ~, > or < by the qualifier before the number."""
    signs = {("best",): "~", ("low",): ">", ("high",): "<", ("best", "high"): "<", ("low", "best"): ">"}
    for phrase, leaves in c.before.items():
        size = len(phrase)
        if tuple(tokens.words[amount.first - size : amount.first]) == phrase:
            return signs[leaves]
    return "="
