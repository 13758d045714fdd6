"""Finds time expressions: tokens become classes, classes are matched against the patterns of the language."""

from __future__ import annotations

import re

from riwaya.locate.accepted import stands
from riwaya.locate.expression import Expression
from riwaya.locate.language import SKIP, Language, Value, punctuation
from riwaya.locate.tokens import Tokens


def find(tokens: Tokens, lang: Language) -> list[Expression]:
    """All time expressions of a text, in order, none overlapping; the longest pattern wins at each place."""
    classes, values = _classes(tokens, lang)
    letters = "".join(lang.letters[c] if c != SKIP else SKIP for c in classes)
    found: list[Expression] = []
    at = 0
    while (start := lang.any_start.search(letters, at)) is not None:
        at = start.start()
        taken = _longest(letters, at, tokens, classes, values, lang)
        if taken is not None:
            found.append(taken)
        at = taken.last + 1 if taken is not None else at + 1
    return _joined(found, classes)


def _longest(
    letters: str, at: int, tokens: Tokens, classes: list[str], values: list[Value], lang: Language
) -> Expression | None:
    """The longest match at a place that is a time there; of equal ones, the pattern listed first."""
    ends = [
        (match.end(), p.makes)
        for p in lang.starting.get(letters[at], ())
        if (match := p.matcher.match(letters, at))
    ]
    for end, makes in sorted(ends, key=lambda found: -found[0]):
        expression = _trimmed(_gather(makes, at, end, classes, values), classes)
        if stands(expression, tokens, classes, lang):
            return expression
    return None


def _classes(tokens: Tokens, lang: Language) -> tuple[list[str], list[Value]]:
    """Class and value of every token."""
    words, total = tokens.words, len(tokens.words)
    classes: list[str] = ["WORD"] * total
    values: list[Value] = [0] * total
    known, phrases = lang.words, lang.phrases
    index = 0
    while index < total:
        word = words[index]
        if word.isalpha() and word not in known and word not in phrases:
            index += 1  # an ordinary word, as most are
            continue
        taken = 1
        for parts, name, value in phrases.get(word, ()):
            if tuple(words[index : index + len(parts)]) == parts:
                classes[index], values[index] = name, value
                classes[index + 1 : index + len(parts)] = [SKIP] * (len(parts) - 1)
                taken = len(parts)
                break
        if taken == 1:
            classes[index], values[index] = _single(word, known.get(word), tokens, index, lang)
        index += taken
    return classes, values


def _single(
    word: str, entry: tuple[str, Value] | None, tokens: Tokens, index: int, lang: Language
) -> tuple[str, Value]:
    """Class and value of one word by itself."""
    if entry is None and word.endswith("'s"):
        entry = lang.words.get(word[:-2])
    if entry is not None:
        if entry[0] in lang.capital and not tokens.text[tokens.starts[index]].isupper():
            return "WORD", 0
        return entry
    first = word[0]
    if first.isdigit() or (first == "'" and len(word) > 2):
        return _digital(word)
    if first.isalpha():
        return "WORD", 0
    return punctuation(word), 0


def _digital(word: str) -> tuple[str, Value]:
    """Class and value of a token of digits."""
    if word.isdecimal():
        number = int(word)
        if len(word) == 4 and 1500 <= number <= 2100:
            return "YEAR", number
        return ("DAY", number) if 1 <= number <= 31 and len(word) <= 2 else ("NUM", number)
    if re.fullmatch(r"\d{4}-\d\d-\d\d", word):
        return "ISO", word
    if re.fullmatch(r"\d+[./]\d+[./]\d+", word):
        return "SLASHED", word
    if word.endswith("s"):
        return "DECADE", word.strip("'s")
    if word[-2:] in ("st", "nd", "rd", "th"):
        return "NTH" if int(word[:-2]) <= 31 else "WORD", int(word[:-2])
    if ":" in word or "m" in word:
        return "CLOCK", word
    try:
        return "NUM", float(re.sub(r"[,\s\u066c]", "", word.replace("\u066b", ".")))
    except ValueError:
        return "OTHER", 0


def _gather(makes: str, at: int, end: int, classes: list[str], values: list[Value]) -> Expression:
    """The expression over tokens at..end, its values sorted by class."""
    got: dict[str, list[Value]] = {}
    for index in range(at, end):
        if classes[index] != SKIP:
            got.setdefault(classes[index], []).append(values[index])
    return Expression(makes, at, end - 1, got)


def _trimmed(found: Expression, classes: list[str]) -> Expression:
    """Without optional words and punctuation that ended up at its edges."""
    first, last = found.first, found.last
    while last > first and classes[last] in (",", ".", "-", "THE", "OF", "ON"):
        last -= 1
    while first < last and classes[first] in (",", "-", "ON", "OF"):
        first += 1
    if last == first + 1 and classes[first] == "THE" and classes[last] == "YEAR":
        first += 1
    return Expression(found.makes, first, last, found.got)


def _joined(found: list[Expression], classes: list[str]) -> list[Expression]:
    """Pairs such as "from Monday to Wednesday" or "2014 - 2017" become one range."""
    out: list[Expression] = []
    for expression in found:
        if out and (_is_range(out[-1], expression, classes) or _either(out[-1], expression, classes)):
            left = out.pop()
            first = left.first
            if first and classes[first - 1] in ("FROM", "BETWEEN"):
                first -= 1
            out.append(Expression("range", first, expression.last, {}, (left, expression)))
        else:
            out.append(expression)
    return out


_POINTS = ("date", "month", "year", "weekday", "feast", "today", "daynum", "season", "decade", "nth", "unit")


def _either(left: Expression, right: Expression, classes: list[str]) -> bool:
    """Whether two times are one stretch by "or", or by "and" where the second follows on the first."""
    gap = classes[left.last + 1 : right.first]
    if left.makes != right.makes or left.makes not in ("date", "month", "year", "weekday", "today"):
        return False
    if gap == ["OR"]:
        return True
    name = {"year": "YEAR", "month": "MONTH", "weekday": "WEEKDAY", "today": "TODAY"}.get(left.makes, "")
    alone = left.got.keys() == {name} and name in right.got
    return gap == ["AND"] and alone and (right.number(name) or 0) - (left.number(name) or 0) == 1


def _is_range(left: Expression, right: Expression, classes: list[str]) -> bool:
    """Whether the words between and before two times make them the ends of one stretch."""
    if left.makes not in _POINTS or right.makes not in _POINTS:
        return False
    gap = [c for c in classes[left.last + 1 : right.first] if c != "THE"]
    if len(gap) != 1:
        return False
    opened = classes[left.first - 1] if left.first else ""
    if gap[0] == "AND":
        return opened == "BETWEEN"
    if gap[0] == "-":
        return True
    return gap[0] in ("TO", "UNTIL") and (opened == "FROM" or left.makes == right.makes)
