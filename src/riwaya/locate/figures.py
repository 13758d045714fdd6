"""Every count of a text as low, best and high, with its unit, what happened, and who is counted."""

from __future__ import annotations

from riwaya.locate.amounts import Amount, amounts
from riwaya.locate.bases import with_bases
from riwaya.locate.counted import Counted
from riwaya.locate.counting import Counting, counting
from riwaya.locate.implied import with_implied
from riwaya.locate.language import language
from riwaya.locate.noncounts import is_count
from riwaya.locate.nouns import Noun, noun_after
from riwaya.locate.predicates import measure_near, toll_measure
from riwaya.locate.shape import shaped
from riwaya.locate.silent import THINGS, continues, follows, label_unit, silent_unit
from riwaya.locate.timed import Time
from riwaya.locate.times import times_in
from riwaya.locate.tokens import Tokens, tokenise
from riwaya.records import Figure, Words


def figures(text: str, code: str | None = "en") -> tuple[Figure, ...]:
    """The figures of a text in order; ages, dates, names with numbers, distances and money stay out."""
    tokens = tokenise(text)
    found = figures_in(tokens, times_in(tokens, None, language(code or "en")), counting(code or "en"))
    return tuple(one.figure for one in found)


def figures_in(tokens: Tokens, times: tuple[Time, ...], c: Counting) -> tuple[Counted, ...]:
    """The figures of a tokenised text, given its times, which are no counts."""
    taken = {
        index for time in times for index in range(time.first, time.last + 1) if _covers(time, tokens, c)
    }
    out: list[Counted] = []
    for amount in _ranges(amounts(tokens, c), tokens, c):
        if taken.isdisjoint(range(amount.first, amount.last + 1)):
            made = _figure(amount, tokens, c, out)
            if made is not None:
                out.append(made)
    return with_implied(shaped(with_bases(tuple(out), tokens), tokens, c), tokens, c)


def _covers(time: Time, tokens: Tokens, c: Counting) -> bool:
    """Whether the numbers in a time are its own: a bare year before a counted noun is not."""
    if time.kind == "year" and time.first == time.last:
        following = tokens.at(time.last + 1)
        return not (following in c.people or following in c.units)
    return True


def _ranges(found: list[Amount], tokens: Tokens, c: Counting) -> list[Amount]:
    """ "between 12 and 15", "450-500", "200 to 300" become one amount with low and high."""
    out: list[Amount] = []
    for amount in found:
        left = out[-1] if out else None
        if left is not None and left.shape == amount.shape == "number" and left.best and amount.best:
            gap = tokens.words[left.last + 1 : amount.first]
            opened = tokens.at(left.first - 1) in c.between
            low = left.best * _shared_scale(left, amount, tokens, c)
            near = low * 2 >= amount.best if gap == ["or"] else low * 20 >= amount.best
            tight = len(gap) == 1 and gap[0] in ("-", "–", "to", "or") and near
            if left.best < amount.best and (
                tight or (gap == ["and"] and tokens.at(left.first - 1) == "between")
            ):
                first = left.first - 1 if opened else left.first
                if not (gap == ["to"] and tokens.at(left.first - 1) == "from" and _risen(tokens, first, c)):
                    out[-1] = Amount(first, amount.last, low, None, amount.best, "range", False)
                    continue
        out.append(amount)
    return out


def _shared_scale(left: Amount, right: Amount, tokens: Tokens, c: Counting) -> int:
    """What the first number of a range is short of: "four to five thousand"."""
    scale = c.scales.get(tokens.words[right.last], 1)
    shared = (left.best or 0) * scale <= (right.best or 0)  # not in "800,000 to 1.3 million"
    return scale if shared and tokens.words[left.last] not in c.scales else 1


def _risen(tokens: Tokens, first: int, c: Counting) -> bool:
    """Whether "from 40 to 60" tells a change, no range: behind a rise, or "the number of" things."""
    start = first
    while start > 0 and first - start < _SENTENCE and tokens.words[start - 1] not in _ENDS:
        start -= 1
    counted = any(
        word in c.toll_words and tokens.at(start + at + 1) in ("of", "from")
        for at, word in enumerate(tokens.words[start:first])
    )
    near = tokens.words[max(start, first - _CHANGED) : first]
    return counted or any(
        word in c.change.rise or word in c.change.fall or word in c.change.moved for word in near
    )


_ENDS = frozenset({".", "!", "?", ";"})
_SENTENCE = 40  # tokens back in which a sentence can say that a number changed
_CHANGED = 8  # tokens back to a verb of rise or fall


def _figure(amount: Amount, tokens: Tokens, c: Counting, before: list[Counted]) -> Counted | None:
    """An amount as a figure; None where it counts nothing."""
    first, bounds_before = _before(amount, tokens, c)
    last, bounds_after = _after(amount, tokens, c)
    percent = _percent_end(last, tokens, c)
    noun = noun_after(percent or last, tokens, c)
    qualified = bool(bounds_before or bounds_after) or amount.shape != "number"
    if percent is None and not is_count(amount, first, noun, qualified, tokens, c):
        return None
    low, best, high = _bounded(amount, bounds_before, bounds_after)
    earlier = before[-1] if before and amount.first - before[-1].last <= 40 else None
    part = (noun.partitive and noun.word is None) or noun.of_them
    unit = "percent" if percent is not None else noun.unit
    measure = _measure(first, last, noun, tokens, c, earlier)
    if unit is None and percent is None:
        unit = label_unit(first, tokens, c) or (_unit_before(earlier) if part else None)
    if unit is None and percent is None:
        unit = silent_unit(measure, first, last, tokens, c, earlier)
    if (
        measure is None
        and earlier is not None
        and (part or follows(earlier, first, tokens) or continues(earlier, first, last, tokens))
    ):
        measure = earlier.figure.measure
    if noun.of_them and unit is None:
        unit = "people"
    if (
        noun.word == "others"
        and measure in THINGS
        and earlier
        and earlier.figure.unit not in (None, "percent")
    ):
        unit = earlier.figure.unit  # damaged 80 houses, destroyed 20 others
    toll = not c.toll_words.isdisjoint(tokens.words[max(0, first - 4) : first])
    if amount.shape == "number" and unit is None and measure is None and not qualified and not toll:
        return None
    if unit in c.bulk_units:
        if not _bulk(first, noun.last, tokens, c):
            return None
        measure = _bulk_measure(measure, first, noun.last, tokens)
    end = percent or last
    if amount.single and noun.word is not None and noun.last - last <= 3:
        end = noun.last
    words = Words.cut(tokens.text, tokens.starts[first], tokens.ends[end])
    population = tokens.printed(noun.first, noun.last) if noun.word is not None else None
    if amount.shape == "fraction":
        unit = "percent"  # until its base is found, see bases.py
    figure = Figure(words, low, best, high, unit, measure, population)
    return Counted(figure, first, max(end, noun.last), end, bool(part))


def _unit_before(earlier: Counted | None) -> str | None:
    """What the figure before counts, where it is no share."""
    return None if earlier is None or earlier.figure.unit == "percent" else earlier.figure.unit


def _denied(first: int, tokens: Tokens, c: Counting) -> bool:
    """Whether a "more than" stands behind a "never" or an "at no time" of its clause."""
    before = tokens.words[max(0, first - 8) : first]
    cut = max((i for i, word in enumerate(before) if word in (",", ".", ";", ":")), default=-1)
    clause = " ".join(before[cut + 1 :])
    return any(phrase in f"{clause} " for phrase in c.nevers)


def _measure(
    first: int, last: int, noun: Noun, tokens: Tokens, c: Counting, earlier: Counted | None
) -> str | None:
    """What happened to those counted: by the words near; for tolls and parts by what came before."""
    inherited = earlier.figure.measure if earlier is not None else None
    if noun.of_them and inherited and noun.stopped not in c.ends:
        return inherited
    near = measure_near(first, last, noun.last, tokens, c)
    if near == "looted" and noun.unit == "people":  # who is seized is no loot, nor who was on board what is
        behind = c.measure(tokens.words, noun.last + 1) if noun.last + 1 < len(tokens) else None
        near = behind if behind == "aboard" else "abducted"
    toll = not c.toll_words.isdisjoint(tokens.words[max(0, first - 4) : first])
    return toll_measure(first, tokens, c) if near is None and toll and noun.word is None else near


def _before(amount: Amount, tokens: Tokens, c: Counting) -> tuple[int, tuple[str, ...]]:
    """Where the words start with the qualifier before the number, and which bounds it leaves."""
    start = amount.first
    while start and tokens.at(start - 1) in c.loose:
        start -= 1
    if (
        start
        and tokens.at(start - 1) in ("a", "an", "the")
        and tuple(tokens.words[start - 2 : start]) in c.before
    ):
        start -= 1
    if tokens.at(start - 1) not in c.before_ends or not start:
        return amount.first, ()
    for phrase, leaves in c.before.items():
        size = len(phrase)
        if start >= size and tuple(tokens.words[start - size : start]) == phrase:
            turned = leaves == ("low",) and _denied(start - size, tokens, c)
            return start - size, ("high",) if turned else leaves  # "there were never more than 19"
    return amount.first, ()


def _after(amount: Amount, tokens: Tokens, c: Counting) -> tuple[int, tuple[str, ...]]:
    """Where the words end with a qualifier behind the number, and which bounds it leaves."""
    if tokens.at(amount.last + 1) not in c.after_starts:
        return amount.last, ()
    for phrase, leaves in c.after.items():
        size = len(phrase)
        if tuple(tokens.words[amount.last + 1 : amount.last + 1 + size]) == phrase:
            if phrase == ("+",) and tokens.starts[amount.last + 1] != tokens.ends[amount.last]:
                continue
            return amount.last + size, leaves
    return amount.last, ()


def _bounded(
    amount: Amount, before: tuple[str, ...], after: tuple[str, ...]
) -> tuple[float | None, float | None, float | None]:
    """Low, best and high by the convention for qualifiers."""
    if amount.shape in ("vague", "range"):
        return amount.low, amount.best, amount.high
    leaves = before or after
    if not leaves:
        return amount.low, amount.best, amount.high
    value = amount.best
    return tuple(value if side in leaves else None for side in ("low", "best", "high"))  # type: ignore[return-value]


def _percent_end(last: int, tokens: Tokens, c: Counting) -> int | None:
    """Where a per cent sign or word ends, right behind a number."""
    if tokens.at(last + 1) in c.percent:
        return last + 1
    if tuple(tokens.words[last + 1 : last + 3]) == c.per_cent:
        return last + 2
    return None


def _bulk_measure(measure: str | None, first: int, last: int, tokens: Tokens) -> str | None:
    """What became of goods: lost when burned or looted, a stock where they are held."""
    near = tokens.words[max(0, first - 6) : last + 6]
    if measure in ("destroyed", "looted") or "loss" in near or "lost" in near:
        return "lost"
    return measure or ("stock" if {"hold", "holds", "held"} & set(near) else None)


def _bulk(first: int, last: int, tokens: Tokens, c: Counting) -> bool:
    """Whether tonnes and litres are goods of which something is told, not a lorry's weight or a ration."""
    if tokens.at(last + 1) in _RATES or (tokens.at(last + 1) == "of" and tokens.at(last + 3) in _RATES):
        return False
    start, end = max(0, first - 8), last + 8
    start = max((i + 1 for i in range(start, first) if tokens.words[i] in _ENDS), default=start)
    near = tokens.words[start:end]
    return any(w in c.bulk_verbs for w in near) and not any(w in c.bulk_never for w in near)


_RATES = frozenset({"per", "each", "every", "a", "apiece", "daily", "/"})
