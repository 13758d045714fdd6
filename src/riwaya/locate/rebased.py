"""A time counted from another one, counted from the one its words mean: "two days after the blast"."""

from __future__ import annotations

import re
from datetime import timedelta

from riwaya.locate import moments as at
from riwaya.locate.happened import Occurrence, Story, first_day, one_day
from riwaya.locate.passing import COUNTED
from riwaya.locate.setting import amount
from riwaya.locate.story_words import Pointed, StoryWords, pointed
from riwaya.locate.timed import Time
from riwaya.records import When

_NAMED = re.compile(r"\s+((?:the|that|this|its|their) (?:[\w’'-]+ ){0,2}?[\w’'-]+)\b", re.IGNORECASE)


def rebased(when: When, time: Time, text: str, story: Story, known: StoryWords) -> When:
    """A claim's time, counted from the occurrence behind "after" or "before" where the report dates that.

    "That day" and a time of day far from every day that was told are of the story's day.
    """
    if time.kind == "part" or (time.kind == "that" and time.expression.has("THAT") and not time.bound):
        return _of_the_day(when, time, story)
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


def _of_the_day(when: When, time: Time, story: Story) -> When:
    """A time of day, or "that day", in a paragraph that tells no day: of the day the report is about."""
    here, main, start = story.paragraph(time.words.start), story.main, time.words.start
    told = [o for o in story.occurrences if o.when.words.end <= start]
    if main is None or main not in told or any(o.paragraph == here for o in told):
        return when
    if any(
        o.told and first_day(o.day) != first_day(main.day)
        for o in told
        if o.when.words.start > main.when.words.start
    ):
        return when
    read = time.moment.lo if time.moment else None
    early = time.expression.one("PART") in ("dawn", "morning")
    if main.day.lo and read == main.day.lo + timedelta(1) and early:
        return when  # a dawn after the night of which the report tells
    return When(
        main.when.edtf, when.words, f"“{time.words.text}” of “{main.when.words.text}”, the story's day"
    )


def meant(words: Pointed, story: Story) -> Occurrence | None:
    """The occurrence that definite words point back to ("the blast"), where only one day has such."""
    if words.kinds:
        found = [story.by_kind[kind] for kind in sorted(words.kinds) if kind in story.by_kind]
        known = [one for one in found if one is not None]
        return one_day(known) if len(known) == len(found) else None
    return story.main if words.any else None
