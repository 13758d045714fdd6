"""Whether words that could be a time are one where they stand: "May", "1958", "the second week", "27/9"."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from riwaya.locate.counting import counting
from riwaya.locate.expression import Expression
from riwaya.locate.language import Language
from riwaya.locate.nouns import describes
from riwaya.locate.tokens import Tokens

# words before which a bare "dawn" or "night" is a time: "by dawn", "at noon"
_PART_LED = frozenset(
    {"by", "at", "before", "until", "the", "after", "since", "from", "around", "about", "towards"}
)


def stands(found: Expression, tokens: Tokens, classes: list[str], lang: Language) -> bool:
    """Whether a match is a time here: bare months and years need company that says so."""
    rule = _RULES.get(found.makes)
    return rule is None or rule(found, tokens, classes, lang)


def _month(found: Expression, tokens: Tokens, classes: list[str], lang: Language) -> bool:
    """May and March are words as well; a month before a capital may be a name."""
    if not found.got.keys() <= {"MONTH", "."}:
        return True
    led = tokens.at(found.first - 1) in lang.before_month
    if found.number("MONTH") in lang.doubtful:
        return led
    after = classes[found.last + 1] if found.last + 1 < len(classes) else ""
    return led or after != "WORD" or tokens.at(found.last + 1)[:1].islower()


def _date(found: Expression, tokens: Tokens, classes: list[str], lang: Language) -> bool:
    """ "In March 19 villagers were killed": the number counts."""
    bare = found.got.keys() <= {"MONTH", "DAY", ".", "THE"} and classes[found.last] == "DAY"
    return not bare or tokens.at(found.last + 1) not in lang.clues.get("counted", ())


def _weekday(found: Expression, tokens: Tokens, _: list[str], __: Language) -> bool:
    """ "The Monday after" goes on from a day told, "the Monday after the vote" does not; no habits."""
    if not found.has("AGO") and tokens.words[found.last].endswith("days") and found.has("WEEKDAY"):
        return False  # "on Fridays"
    if not found.has("BEFORE", "AFTER") or found.has("LAST", "THAT", "AGO"):
        return True
    return not tokens.at(found.last + 1)[:1].isalnum()


def _daynum(found: Expression, tokens: Tokens, _: list[str], lang: Language) -> bool:
    """ "On the 3rd", not "the 3rd floor", "the 4th Regiment"."""
    after = tokens.at(found.last + 1)
    known = lang.clues.get("after_day")
    return known is None or found.has("OF", "UNIT") or not after[:1].isalpha() or after in known


def _that(found: Expression, tokens: Tokens, _: list[str], lang: Language) -> bool:
    """ "Over the period", not "the period of drought", "the period when", "the same period last year"."""
    after = tokens.at(found.last + 1)
    return not found.has("PERIOD") or after not in lang.clues.get("period_of", ())


def _part(found: Expression, tokens: Tokens, _: list[str], __: Language) -> bool:
    """A bare dawn or night needs a word before it."""
    return len(found.got) != 1 or tokens.at(found.first - 1) in _PART_LED


def _decade(found: Expression, tokens: Tokens, _: list[str], __: Language) -> bool:
    """The 1990s, the '90s; nothing glued to what stands before."""
    digits = str(found.one("DECADE"))
    glued = found.first and tokens.ends[found.first - 1] == tokens.starts[found.first]
    short = len(digits) == 2 and (tokens.words[found.last][0] == "'" or found.has("THE"))
    return not glued and digits.endswith("0") and (len(digits) == 4 or short)


def _nth(found: Expression, _: Tokens, __: list[str], ___: Language) -> bool:
    """ "The second week" alone is no time, "the second quarter" is."""
    if found.has("MONTH", "YEAR", "THIS", "LAST", "NEXT", "THAT", "PREVIOUS", "FOLLOWING"):
        return True
    if found.has("WEEKDAY", "WEEKEND", "PART") or len(found.got["UNIT"]) > 1:
        return True
    return found.one("UNIT") == "quarter"


def _week_of(found: Expression, _: Tokens, __: list[str], ___: Language) -> bool:
    """Only weeks are named by a day."""
    return found.one("UNIT") == "week"


def _nth_of(found: Expression, tokens: Tokens, _: list[str], __: Language) -> bool:
    """ "The third week of term", not "in"."""
    return "of" in tokens.words[found.first : found.last]


def _season(found: Expression, tokens: Tokens, _: list[str], lang: Language) -> bool:
    """A bare season needs a word of time before it."""
    bare = found.got.keys() <= {"SEASON", "THE", "EARLY"}
    return not bare or tokens.at(found.first - 1) in lang.before_month


def _log_date(found: Expression, tokens: Tokens, _: list[str], __: Language) -> bool:
    """Whether 27/9 is a day: at the head of an entry ("27/9, 06:15:", "27/9: no entry") or behind "on"."""
    if any(tokens.ends[i] != tokens.starts[i + 1] for i in range(found.first, found.last)):
        return False
    before, after = tokens.at(found.first - 1), tokens.at(found.last + 1)
    opens = before in ("", ".", ";", ":", "(", "-", "–", "•") or tokens.broken(found.first - 1, found.first)
    return (opens and (after in (":", "-", "–", ")") or (after == "," or ":" in after))) or before == "on"


def _length(found: Expression, tokens: Tokens, _: list[str], lang: Language) -> bool:
    """Whether a length of time is one: no age, no share ("a quarter of"), a bare plural behind "for"."""
    if found.first == found.last:
        bare = tokens.at(found.first - 1) in lang.clues.get("lengths", ())
        return bare and tokens.at(found.last).endswith("s")
    if describes(found.last, tokens, counting(lang.code)):
        return False  # "2,500 day labourers"
    following = [w for w in tokens.words[found.last + 1 : found.last + 3] if w != "-"]
    if found.one("UNIT") == "quarter" and following[:1] == ["of"]:
        return False
    return not following or (following[0] != "old" and following != ["of", "age"])


def _year(found: Expression, tokens: Tokens, _: list[str], lang: Language) -> bool:
    """Whether four digits are a year: after a preposition or bracket, before an end, never a count."""
    if len(found.got) != 1:
        return True
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


_RULES: Mapping[str, Callable[[Expression, Tokens, list[str], Language], bool]] = MappingProxyType(
    {
        "month": _month,
        "date": _date,
        "year": _year,
        "weekday": _weekday,
        "part": _part,
        "that": _that,
        "decade": _decade,
        "duration": _length,
        "nth": _nth,
        "daynum": _daynum,
        "day_month": _log_date,
        "week_of": _week_of,
        "nth_of": _nth_of,
        "season": _season,
    }
)
