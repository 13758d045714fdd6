"""Finds time expressions: tokens become classes, classes are matched against the patterns of the language."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from riwaya.locate.language import SKIP, Language, Value, punctuation
from riwaya.locate.tokens import Tokens


@dataclass(frozen=True, slots=True)
class Expression:
    """Words that speak of time, not yet on the calendar."""

    makes: str
    first: int  # token indexes, both included
    last: int
    got: dict[str, list[Value]]  # values by class, in order
    parts: tuple[Expression, ...] = field(default=())  # of a range

    def one(self, name: str) -> Value | None:
        """The first value of a class."""
        values = self.got.get(name)
        return values[0] if values else None

    def number(self, name: str) -> int | None:
        """The first value of a class as a whole number."""
        value = self.one(name)
        return int(value) if value is not None else None

    def has(self, *names: str) -> bool:
        """Whether any of the classes takes part."""
        return not self.got.keys().isdisjoint(names)


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
        if _accept(expression, tokens, classes, lang):
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


# words before which a bare "dawn" or "night" is a time: "by dawn", "at noon"
_PART_LED = frozenset(
    {"by", "at", "before", "until", "the", "after", "since", "from", "around", "about", "towards"}
)


def _accept(found: Expression, tokens: Tokens, classes: list[str], lang: Language) -> bool:
    """Whether a match is a time here: bare months and years need company that says so."""
    before = tokens.at(found.first - 1)
    size = len(found.got)
    if found.makes == "month" and found.got.keys() <= {"MONTH", "."}:
        if found.number("MONTH") in lang.doubtful:
            return before in lang.before_month
        after = classes[found.last + 1] if found.last + 1 < len(classes) else ""
        return before in lang.before_month or after != "WORD" or tokens.at(found.last + 1)[:1].islower()
    if found.makes == "year" and size == 1:
        return _year_stands(found, tokens, lang)
    if found.makes == "part" and size == 1:
        return before in _PART_LED
    if found.makes == "decade":
        digits = str(found.one("DECADE"))
        glued = found.first and tokens.ends[found.first - 1] == tokens.starts[found.first]
        short = len(digits) == 2 and (tokens.words[found.last][0] == "'" or found.has("THE"))
        return not glued and digits.endswith("0") and (len(digits) == 4 or short)
    if found.makes == "duration":
        return _length_stands(found, tokens, lang)
    if (
        found.makes == "nth"
        and not found.has("MONTH", "YEAR", "THIS", "LAST", "NEXT", "THAT", "PREVIOUS", "FOLLOWING")
        and len(found.got["UNIT"]) == 1
        and not found.has("WEEKDAY", "WEEKEND", "PART")
    ):
        return found.one("UNIT") == "quarter"
    if found.makes == "day_month":
        return _log_date(found, tokens)
    if (
        found.makes == "date"
        and found.got.keys() <= {"MONTH", "DAY", ".", "THE"}
        and classes[found.last] == "DAY"
    ):
        return tokens.at(found.last + 1) not in lang.clues.get("counted", ())
    if found.makes == "weekday" and found.has("BEFORE", "AFTER") and not found.has("LAST", "THAT", "AGO"):
        return not tokens.at(found.last + 1)[
            :1
        ].isalnum()  # "the Monday after", not "the Monday after the vote"
    if found.makes == "week_of":
        return found.one("UNIT") == "week"
    if found.makes == "nth_of":
        return "of" in tokens.words[found.first : found.last]
    if found.makes == "season" and found.got.keys() <= {"SEASON", "THE", "EARLY"}:
        return before in lang.before_month
    return True


def _log_date(found: Expression, tokens: Tokens) -> bool:
    """Whether 27/9 is a day: at the head of an entry ("27/9, 06:15:", "27/9: no entry") or behind "on"."""
    if any(tokens.ends[i] != tokens.starts[i + 1] for i in range(found.first, found.last)):
        return False
    before, after = tokens.at(found.first - 1), tokens.at(found.last + 1)
    opens = before in ("", ".", ";", "(", "-", "–", "•") or tokens.broken(found.first - 1, found.first)
    return (opens and (after in (":", "-", "–", ")") or (after == "," or ":" in after))) or before == "on"


def _length_stands(found: Expression, tokens: Tokens, lang: Language) -> bool:
    """Whether a length of time is one: no age, no share ("a quarter of"), a bare plural behind "for"."""
    if found.first == found.last:
        bare = tokens.at(found.first - 1) in lang.clues.get("lengths", ())
        return bare and tokens.at(found.last).endswith("s")
    following = [w for w in tokens.words[found.last + 1 : found.last + 3] if w != "-"]
    if found.one("UNIT") == "quarter" and following[:1] == ["of"]:
        return False
    return not following or (following[0] != "old" and following != ["of", "age"])


def _year_stands(found: Expression, tokens: Tokens, lang: Language) -> bool:
    """Whether four digits are a year: after a preposition or bracket, before an end, never a count."""
    before = tokens.at(found.first - 1)
    after = tokens.at(found.last + 1)
    if before in ("about", "around", "circa", "roughly") and (
        not after[:1].isalnum() or after in lang.clues.get("after_year", ())
    ):
        return True
    if before in ("about", "some", "nearly", "over", "than", "least", "most", "almost", "$", "no", "#", "/"):
        return False
    if after == "%" or after in lang.clues.get("counted", ()):
        return before in ("in", "since") and after in ("were", "had", "have")
    if before in lang.before_month or before == "":
        return True
    return (
        after in (")", ".", ",", "")
        or tokens.broken(found.first - 1, found.first)
        or before.isalpha() is False
    )


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
    alone = left.got.keys() == right.got.keys() == {name}
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
