"""Whether two claims speak of one occurrence: day, place, and what their reports are about."""

from __future__ import annotations

from dataclasses import dataclass

from riwaya.corroborate.gist import OPEN_FOR, Gist
from riwaya.corroborate.kinds import INCIDENTS
from riwaya.corroborate.likeness import shared, story
from riwaya.corroborate.occasion import other_spots, same_spot
from riwaya.corroborate.polarity import issued
from riwaya.corroborate.scene import COUNTING
from riwaya.corroborate.times import Window, beside, bounded, days_in, gap, printed


@dataclass(frozen=True, slots=True)
class Same:
    """A judgement about sameness, with the words for it. `sure` is 0 to 1; 0 is: two occurrences."""

    sure: float
    why: str
    by_day: bool = False  # whether only their days speak against it: what replaces another is of a later day


TWO = 0.0
_TOLD_ALIKE = 2.5  # weight of shared concepts of two sentences that stands for both days
_OLD = 40  # days after which an undated claim no longer speaks of a thing
_LONG_AFTER = 21  # days
_NIGHT = 1  # days: what happened at night is dated to either day


def same_occurrence(a: Gist, b: Gist, slack: int = _NIGHT) -> Same:  # noqa: C901, PLR0912 - one reason a line
    """How sure it is that both claims are about one occurrence, 0 where something speaks against it.

    `slack` is how many days apart they may be: a night for what happened, more for who is blamed for it.
    """
    if a.places and b.places and not a.places & b.places and not _place_named(a, b):
        return Same(TWO, "different places")
    if a.side != b.side or (a.side and b.side):
        one, two = (bounded(g.when or g.day, _LENT) for g in (a, b))
        near = one and two and one.days < 10 and two.days < 10 and gap(one, two) == 0
        if not near:
            return Same(TWO, "one is about another occurrence than its report's main one")
    apart = _told_as_two(a, b)
    if apart:
        return Same(TWO, apart)
    if _dates(a, b) or _dates(b, a):
        return Same(0.6 + 0.4 * story(a, b), "one dates the other in passing")
    if _told_before(a, b) or _told_before(b, a):
        return Same(TWO, "one was told before the other happened", by_day=True)
    one, two = a.day, b.day
    if one and two:
        lent = not (owns(a) and owns(b))
        days = gap(one, two)
        if days > (max(slack, _LENT) if lent else slack) and not _counted_later(a, b):
            return Same(TWO, f"{printed(one)} and {printed(two)}", by_day=True)
        if lent and days > slack:
            return Same(min(0.7, 0.7 * story(a, b)), "the same story, one day taken from the report")
        return Same(0.6 + 0.4 * story(a, b), "the same days")
    apart = _two_of_several(a, b)
    if apart:
        return Same(TWO, apart)
    if _any_of_several(a, b) or _any_of_several(b, a):
        return Same(_UNSAID * story(a, b), "which of several like ones the one means is not said")
    if _long_before(one, b) or _long_before(two, a):
        return Same(TWO, "one is of an older day", by_day=True)
    alike = story(a, b)
    if a.told and b.told and gap(a.told, b.told) > _LONG_AFTER:
        alike /= 2  # two months on, the same town has other news
    weight = shared(a, b, wide=True)[0]
    if a.report.id != b.report.id and one is None and two is None and _adrift(a, b) and weight < _TOLD_ALIKE:
        return Same(min(0.3, alike), "neither has a day, and nothing says when they were told")
    return Same(min(0.9, 0.7 * alike + 0.1 * weight), "the same story, one side without a day of its own")


def _told_as_two(a: Gist, b: Gist) -> str:
    """What their words say for two occurrences, whatever their days; empty where nothing does."""
    if a.occasion.several != b.occasion.several and a.tallies and b.tallies:
        return "one counts several occurrences together"
    if a.occasion.rank and b.occasion.rank and a.occasion.rank != b.occasion.rank:
        return "one is the first of several, the other a later one"
    return "the report tells them apart" if _told_apart(a, b) or _told_apart(b, a) else ""


def _two_of_several(a: Gist, b: Gist) -> str:
    """What speaks for two like occurrences where a side has no day of its own; empty where nothing does."""
    if _among_others(a.day, b) or _among_others(b.day, a):
        return "the report tells of that day's as of another"
    struck = _incident(a) and _incident(b) and other_spots(a.occasion, b.occasion)
    return "different things were struck" if struck else ""


def _among_others(day: Window | None, g: Gist) -> bool:
    """Whether a report dates to this day a like occurrence beside the one that its claim is about."""
    return day is not None and day.days < _TELLING and any(gap(day, w) == 0 for w in g.occasion.others)


_UNSAID = 0.3


def _any_of_several(a: Gist, b: Gist) -> bool:
    """Whether a means one day of several that its report tells apart, and b without a day may mean any."""
    if a.day is None or b.day is not None or not (_incident(a) and _incident(b)):
        return False
    known = [d for d in a.occasion.days if b.told is None or beside(d, b.told).first <= b.told.last]
    return a.report.id != b.report.id and len(known) > 1 and not same_spot(a.occasion, b.occasion)


def _incident(g: Gist) -> bool:
    return bool(g.tallies or g.families & INCIDENTS)


_TELLING = 10  # days from which a time no longer tells one occurrence from another


def owns(g: Gist) -> bool:
    """Whether a claim's day is one that it states, not one that its report lends it."""
    return g.when is not None and g.day is not None and g.day == bounded(g.when, OPEN_FOR)


_LENT = 3  # days that a day taken from the report may be off
_COUNT_WITHIN = 5  # days after the event in which its victims are counted


def _told_apart(a: Gist, b: Gist) -> bool:
    """Whether a dates an occurrence of its own, in another paragraph of a report about no such day."""
    if (
        a.report.id != b.report.id
        or not a.when
        or b.when
        or a.when.days > _LENT
        or not a.families & INCIDENTS
    ):
        return False
    first, second = sorted((a.claim, b.claim), key=lambda c: c.start)
    main = any(gap(d, a.when) <= _LENT for d in a.scene.days.values())
    return not main and "\n" in a.report.text[first.end : second.start]


def _dates(a: Gist, b: Gist) -> bool:
    """Whether a, told of a later day, prints the day of b beside it."""
    day = b.day
    if a.when is None or day is None or day.days > _LENT or not a.families & INCIDENTS:
        return False
    return gap(a.when, day) > 0 and any(gap(d, day) == 0 for d in days_in(a.text)) and story(a, b) >= _TOLD


_TOLD = 0.5  # likeness of two reports from which a day that both print is the day of one thing


def _adrift(a: Gist, b: Gist) -> bool:
    """Whether neither report is dated: then only their words can bring them together."""
    return a.told is None and b.told is None


def _long_before(day: Window | None, g: Gist) -> bool:
    """Whether a day lies long before an undated claim was told."""
    if day is None or g.told is None or day.yearless or g.told.yearless:
        return False
    return g.told.first - day.last > _OLD


def _told_before(a: Gist, b: Gist) -> bool:
    """Whether a was told before the day on which b, or else the report of b, says it happened."""
    lent = b.when is None
    when = b.day if lent else b.when
    if a.told is None or when is None or when.days > (_LENT if lent else 10):
        return False
    told, then = beside(a.told, when), beside(when, a.told)
    if told.yearless != then.yearless:
        return False
    counted = COUNTING.search(b.wide_text) or any(t.risen for t in b.tallies)
    return then.first > told.last + (_COUNT_WITHIN if counted else _LENT if lent else 1)


def _counted_later(a: Gist, b: Gist) -> bool:
    """Whether one side's day is the day of counting, shortly after the other's."""
    if not (a.tallies and b.tallies and a.day and b.day) or a.day.yearless or b.day.yearless:
        return False
    late = a if a.day.first > b.day.first else b
    counted = bool(COUNTING.search(late.wide_text)) or any(t.risen for t in late.tallies)
    return counted and gap(a.day, b.day) <= _COUNT_WITHIN


def _place_named(a: Gist, b: Gist) -> bool:
    """Whether one of two reports names no place in the claim itself: then its place is only its report's."""
    return a.report.id != b.report.id and not (
        {k for k in a.about if k.startswith("~")} or {k for k in b.about if k.startswith("~")}
    )


def listed(a: Gist, b: Gist) -> bool:
    """Whether a report that is no statement tells one beside whom it quotes: two things, or parts of one."""
    narrated = a.claim.narrated or b.claim.narrated
    return a.report.id == b.report.id and narrated and not issued(a.report)


def sooner(a: Gist, b: Gist) -> tuple[Gist, Gist] | None:
    """Both in the order they were told, None when that is not known or on one day."""
    one, two = a.told or a.when, b.told or b.when  # what an undated report counts it counts as of its day
    if a.scene.anchored or b.scene.anchored:
        return None
    if one is None or two is None or gap(one, two) == 0:
        return None
    one, two = beside(one, two), beside(two, one)
    if one.yearless != two.yearless:
        return None
    return (a, b) if one.first < two.first else (b, a)
