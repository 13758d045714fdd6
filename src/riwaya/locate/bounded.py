"""Whether a time is open to one side: "since 3 May", "by Friday", "since Easter Monday, 5 April"."""

from __future__ import annotations

from collections.abc import Sequence

from riwaya.locate.expression import Expression
from riwaya.locate.language import Language
from riwaya.locate.moments import Moment
from riwaya.locate.timed import Time
from riwaya.locate.tokens import Tokens

_BESIDE = frozenset({"the", "about", "around", "early", "late", "at", "least"})
_NAMED = 8  # words of what a date is that of: "since the feast of the well, 5 April"
_DETERMINERS = frozenset({"the", "its", "his", "her", "their", "that", "this", "a", "an"})
_LINKS = frozenset({"of", "on", "in", ",", "("})


def bound_of(
    e: Expression, moment: Moment | None, tokens: Tokens, lang: Language, before: Sequence[Time]
) -> str:
    """ "since" or "until" where a word before the time leaves its stretch open to that side, else ""."""
    if e.makes in ("range", "lately", "part"):
        return ""
    index = e.first - 1
    while index >= 0 and tokens.words[index] in _BESIDE:
        index -= 1
    name = lang.words.get(tokens.at(index), ("", 0))[0]
    if name == "SINCE" or (name == "FROM" and e.makes != "offset") or e.has("SINCE"):
        return "since"
    early = name == "BEFORE" and not e.has("PART", "CLOCK") and e.makes != "offset"
    if name == "UNTIL" or e.has("UNTIL") or early:
        return "until"
    return _of_the_same(e, moment, tokens, before) or _of_a_thing(e, tokens, lang)


def _of_the_same(e: Expression, moment: Moment | None, tokens: Tokens, before: Sequence[Time]) -> str:
    """That of another name of the day right before it: "since Easter Monday, 5 April"."""
    if not before or tokens.words[before[-1].last + 1 : e.first] not in (
        [","],
        ["("],
        [",", "the"],
        ["-"],
        ["—"],
    ):
        return ""
    same = before[-1].point is None or (moment is not None and before[-1].point.edtf == moment.edtf)
    return before[-1].bound if same else ""


def _of_a_thing(e: Expression, tokens: Tokens, lang: Language) -> str:
    """That of the thing which the date dates: "since the flood of 3 May", "since the feast, 5 April"."""
    if e.makes != "date" or tokens.at(e.first - 1) not in _LINKS:
        return ""
    for index in range(e.first - 2, max(0, e.first - 2 - _NAMED), -1):
        name = lang.words.get(tokens.words[index], ("", 0))[0]
        if name == "SINCE":
            return "since" if tokens.words[index + 1] in _DETERMINERS else ""
        past = tokens.words[index].endswith("ed") or tokens.words[index] in lang.clues.get("past", ())
        if past or not tokens.words[index].replace("'", "").isalpha():
            return ""
    return ""
