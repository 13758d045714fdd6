"""A time counted from another one, counted from the one its words mean: "two days after the blast"."""

from __future__ import annotations

import re

from riwaya.locate import moments as at
from riwaya.locate.happened import Occurrence, Story, one_day
from riwaya.locate.passing import COUNTED
from riwaya.locate.setting import amount
from riwaya.locate.story_words import Pointed, StoryWords, pointed
from riwaya.locate.timed import Time
from riwaya.records import When

_NAMED = re.compile(r"\s+((?:the|that|this|its|their) (?:[\w’'-]+ ){0,2}?[\w’'-]+)\b", re.IGNORECASE)


def rebased(when: When, time: Time, text: str, story: Story, known: StoryWords) -> When:
    """A claim's time, counted from the occurrence behind "after" or "before" where the report dates that."""
    if time.kind != "offset" or not time.expression.has("AFTER", "BEFORE") or time.why.endswith(COUNTED):
        return when
    named = _NAMED.match(text, time.words.end)
    one = meant(pointed(named[1], known), story) if named else None
    count = amount(time.expression)
    if named is None or one is None or one.day.lo is None or count is None or one.when.words == time.words:
        return when
    unit = str(time.expression.one("UNIT") or time.expression.one("SMALL") or "day")
    moved = at.shifted(one.day.lo, count if time.expression.has("AFTER") else -count, unit)
    why = f"“{time.words.text} {named[1]}” counted from “{one.when.words.text}”, the day of it"
    return When(moved.edtf, when.words, why) if moved else when


def meant(words: Pointed, story: Story) -> Occurrence | None:
    """The occurrence that definite words point back to ("the blast"), where only one day has such."""
    if words.kinds:
        return one_day([o for o in story.occurrences if o.kinds & words.kinds])
    return story.main if words.any else None
