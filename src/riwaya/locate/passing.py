"""What a time dates that is no whole sentence: "Thursday's blast", "the fire of 9 May"."""

from __future__ import annotations

import re

from riwaya.locate.past import told_as_past
from riwaya.locate.setting import amount
from riwaya.locate.story_words import StoryWords, kinds_in
from riwaya.locate.timed import Time

_FORTNIGHT = 14  # days after which nobody counts back exactly
_BACK = 200  # characters before a time in which its clause begins
_OWNED = re.compile(r"(?:['’]s)?\s+((?:[\w-]+\s){0,2}?[\w-]+)")
_OF = re.compile(r"\b(?:the|an?)\s+((?:[\w’'-]+\s+){1,4})of\s+(?:the\s+)?$", re.IGNORECASE)
_AFTER = re.compile(r"\s+((?:the|an?|its|their)\s+(?:[\w’'-]+\s*){1,4})")
_MARK = re.compile(r"\b(?:that|which|who|when|after|since|before)\s")
_SAID = (".", "?", "!", ";", "said", "told", "says", "reported", "added", "confirmed", "insisted")
COUNTED = ("the date before it", "behind it")  # how a time counted from the one beside it says so


def in_passing(time: Time, text: str, known: StoryWords, *, whole: bool) -> str | None:
    """The words that a time dates in passing, empty where unknown; None where it dates a main clause.

    `whole`: it is the time of a claim, so a clause behind a pronoun is no reason against the claim.
    """
    start, end = time.words.start, time.words.end
    owned = _OWNED.match(text[end : end + 50])
    owns = time.words.text.endswith(("'s", "’s")) or text[end : end + 2] in ("'s", "’s")
    led = re.search(r"\b(?:the|an?)\s+$", text[max(0, start - 5) : start], re.IGNORECASE)
    if owned and (owns or led) and kinds_in(owned[1], known):
        return owned[1]
    before = text[max(0, start - _BACK) : start].rpartition("\n")[2]
    named = _OF.search(before)
    if named and kinds_in(named[1], known):
        return named[1]
    if time.kind == "offset" and time.expression.has("AFTER"):
        after = _AFTER.match(text[end : end + 60]) if time.why.endswith(COUNTED[0]) else None
        return after[1] if after else ""
    return None if whole else _relative(before)


def _relative(before: str) -> str | None:
    """The clause behind a pronoun or "after", up to a time: "the ferry that sank in the lake on"."""
    marks = list(_MARK.finditer(before))
    if not marks or re.search(r"[.;:?!]\s", before[marks[-1].start() :]):
        return None
    opened = before[: marks[-1].start()].rstrip()
    if not opened or opened.endswith(_SAID):
        return None
    return f"{opened.split()[-1]} {before[marks[-1].end() :]}"


def days_after(time: Time, text: str, known: StoryWords) -> tuple[float, str] | None:
    """ "Four days after the march, how many are held?": the days, and the march; None in a past sentence."""
    count = amount(time.expression)
    if time.kind != "offset" or not time.expression.has("AFTER") or time.expression.one("UNIT") != "day":
        return None
    if count is None or count > _FORTNIGHT or time.why.endswith(COUNTED):
        return None
    named = _AFTER.match(text[time.words.end : time.words.end + 60])
    if named is None or not kinds_in(named[1], known):
        return None
    rest = re.split(r"[.?!]\s|\n", text[time.words.end :], maxsplit=1)[0].partition(",")[2]
    if not rest or told_as_past(rest, known.tense, reported=False):
        return None
    return count, named[1].strip()
