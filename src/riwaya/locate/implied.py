"""Counts that follow from figures by arithmetic: last year's from a fall of 80 %, people from households.

They are never figures of their own. Each stands beside the figure it follows from, with the sum written out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from riwaya.locate.counted import Counted
from riwaya.locate.counting import Counting
from riwaya.locate.tokens import Tokens
from riwaya.records import Figure, Implied

_ENDS = frozenset({".", "!", "?", ";"})
_NEAR = 5  # tokens from a share to its word of rise or fall
_BESIDE = 18  # tokens from a share to the count that changed by it
_BASE = 4  # tokens of the words that name the base
_LED = frozenset({"to", "at", "with", "reaching", "totalling"})  # before a count behind its share
_TURNS = _ENDS | {"while", "but", "because", "when", "whereas", "although", "though"}  # to another subject
_HOUSED = frozenset({"families", "households"})
_PAIRED = 8  # tokens between households and the people in them


def with_implied(found: tuple[Counted, ...], tokens: Tokens, c: Counting) -> tuple[Counted, ...]:
    """The figures, those from which another count follows with that count."""
    sizes = _printed_size(found, tokens)
    out = []
    for index, one in enumerate(found):
        figure = one.figure
        made: Implied | None = None
        if figure.unit == "percent":
            made = _changed(index, found, tokens, c)
        elif figure.unit in _HOUSED and not _people_beside(index, found):
            made = _people(figure, sizes, c)
        out.append(replace(one, figure=replace(figure, implied=(made,))) if made else one)
    return tuple(out)


def _changed(index: int, found: Sequence[Counted], tokens: Tokens, c: Counting) -> Implied | None:
    """The count before a change in per cent, or after it, where the other one is printed."""
    one = found[index]
    share = one.figure.best
    sign = _direction(one, tokens, c)
    base = _base(one, tokens, c) if sign else None
    if sign is None or base is None or share is None or not 0 < share < (100 if sign < 0 else 10_000):
        return None
    words, first, last = base
    named = next((o for o in found if first <= o.first <= last + 1 and o is not one), None)
    factor = 1 + sign * share / 100
    verb = "rise" if sign > 0 else "fall"
    if named is not None:  # "by 80 % from last year's 95": what it has come to
        if named.figure.unit == "percent" or named.figure.best is None:
            return None
        return _times(named.figure, factor, f"after a {verb} of {share:g} % from {named.figure.words.text}")
    count = _count_beside(index, found, tokens)
    if count is None or count.figure.best is None:
        return None
    return _over(count.figure, share, sign, words)


def _direction(one: Counted, tokens: Tokens, c: Counting) -> int | None:
    """+1 for a rise, -1 for a fall that stands beside a share; None where it is no change."""
    behind = tokens.words[one.words_last + 1 : one.words_last + 1 + _NEAR]
    ahead = tokens.words[max(0, one.first - _NEAR) : one.first]
    for word in (*behind[:3], *reversed(ahead)):
        if word in _ENDS:
            continue
        if word in c.change.fall:
            return -1
        if word in c.change.rise:
            return 1
    return None


def _base(one: Counted, tokens: Tokens, c: Counting) -> tuple[str, int, int] | None:
    """What a share changed from: "from last year", "compared with 2019"; its words and token indexes."""
    at = one.words_last + 1
    while at - one.words_last <= _NEAR and tokens.at(at) and tokens.at(at) not in _ENDS:
        for link in c.change.links:
            if tuple(tokens.words[at : at + len(link)]) == link:
                first = at + len(link)
                last = first
                while last + 1 < len(tokens) and last - first < _BASE and _goes_on(tokens, last + 1):
                    last += 1
                if first < len(tokens):
                    return tokens.printed(first, last), first, last
        at += 1
    return None


def _goes_on(tokens: Tokens, index: int) -> bool:
    """Whether the words of a base go on: up to a comma, bracket or the end of the sentence."""
    word = tokens.words[index]
    return word[0].isalnum() and word not in ("and", "because", "when", "as", "to", "after", "with", "said")


def _count_beside(index: int, found: Sequence[Counted], tokens: Tokens) -> Counted | None:
    """The count of the same sentence that changed by a share: the nearest one before it, else behind it."""
    one = found[index]
    before = [o for o in found[:index] if o.figure.unit != "percent"]
    behind = [o for o in found[index + 1 :] if o.figure.unit != "percent"]
    for other in (*before[-1:], *behind[:1]):
        first, last = sorted((one.first, other.first))
        led = other.first < one.first or tokens.at(other.first - 1) in _LED
        if led and last - first <= _BESIDE and _TURNS.isdisjoint(tokens.words[first:last]):
            return other
    return None


def _over(figure: Figure, share: float, sign: int, base: str) -> Implied | None:
    """The count before the change: between the values that round to the printed share."""
    best = figure.best or 0.0
    factors = [1 + sign * (share + half) / 100 for half in (-0.5, 0.0, 0.5)]
    if min(factors) <= 0:
        return None
    values = sorted(round(best / f) for f in factors)
    change = "rise" if sign > 0 else "fall"
    why = f"{best:g} after a {change} of {share:g} % from {base}: {best:g} / {factors[1]:.2f} = {values[1]:g}"
    return Implied(float(values[0]), float(values[1]), float(values[2]), figure.unit, base, why)


def _times(figure: Figure, factor: float, after: str) -> Implied:
    """The count after the change."""
    best = figure.best or 0.0
    value = float(round(best * factor))
    why = f"{best:g} {after.replace(' from ' + figure.words.text, '')}: {best:g} x {factor:.2f} = {value:g}"
    return Implied(None, value, None, figure.unit, after, why)


def _people_beside(index: int, found: Sequence[Counted]) -> bool:
    """Whether the people in the households are counted right beside them."""
    near = (*found[max(0, index - 1) : index], *found[index + 1 : index + 2])
    one = found[index]
    return any(o.figure.unit == "people" and abs(o.first - one.last) <= _PAIRED for o in near)


def _printed_size(found: Sequence[Counted], tokens: Tokens) -> tuple[float, str] | None:
    """How many people a household has by this text itself: 4,210 people in 702 households."""
    for a, b in pairwise(found):
        units = {a.figure.unit, b.figure.unit}
        if "people" not in units or not units & _HOUSED or b.first - a.last > _PAIRED:
            continue
        people, housed = (a, b) if a.figure.unit == "people" else (b, a)
        gap = tokens.words[a.last + 1 : b.first]
        paired = "(" in gap or gap in (["in"], ["or"], [",", "or"], ["from"])
        if not paired or not people.figure.best or not housed.figure.best:
            continue
        size = people.figure.best / housed.figure.best
        if 1 <= size <= 15:
            return size, f"{people.figure.best:g} people in {housed.figure.best:g} of them in this report"
    return None


def _people(figure: Figure, printed: tuple[float, str] | None, c: Counting) -> Implied | None:
    """The people in households, with the factor; from the report's own size where it gives one."""
    if not c.change.household[0] and printed is None:
        return None
    low, high = (printed[0], printed[0]) if printed else c.change.household
    basis = printed[1] if printed else c.change.household_why
    factor = f"{low:.2g}" if low == high else f"{low:g} to {high:g}"
    name = figure.unit or "households"

    def times(value: float | None, size: float) -> float | None:
        return None if value is None else float(round(value * size))

    best = times(figure.best, low) if low == high else None
    least = times(figure.low if figure.low is not None else figure.best, low)
    most = times(figure.high if figure.high is not None else figure.best, high)
    if figure.low is not None and figure.best is None and figure.high is None:
        most = None
    if figure.high is not None and figure.best is None and figure.low is None:
        least = None
    why = f"{figure.words.text} {name} at {factor} people each: {basis}"
    return Implied(least, best, most, "people", f"the people of these {name}", why)
