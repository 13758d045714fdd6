"""Figures held against each other: conflict, agreement, a count that has grown."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator

from riwaya.corroborate.counting import ANIMAL
from riwaya.corroborate.covering import cover
from riwaya.corroborate.gist import Gist
from riwaya.corroborate.kinds import INCIDENTS
from riwaya.corroborate.likeness import shared, story
from riwaya.corroborate.occurrence import listed, same_occurrence, sooner
from riwaya.corroborate.origins import one_origin
from riwaya.corroborate.polarity import issued
from riwaya.corroborate.tally import Tally, agree, clash, comparable, kind
from riwaya.corroborate.times import Window, gap, up_to
from riwaya.corroborate.whom import received
from riwaya.corroborate.why import relation, upper, voice
from riwaya.records import About, Relation, RelationKind

_SURE = 0.45  # below this two figures are left alone: a false conflict costs more than a missed one
_CERTAIN = 0.8
_UNDATED = 0.5  # where one side has no day of its own


def figure_relations(a: Gist, b: Gist) -> Iterator[Relation]:
    """What the figures of two claims say to each other, at most one relation."""
    if not (a.tallies and b.tallies and a.firm and b.firm) or (
        a.origin.speaker & b.origin.speaker and _one_saying(a, b)
    ):
        return
    best: Relation | None = None
    for one in a.tallies:
        for two in b.tallies:
            alike = comparable(one, two) or _one_toll(a, one, b, two)
            found = _relation(a, one, b, two) if alike else _parts(a, one, b, two)
            if found and (best is None or found.score > best.score):
                best = found
    if best:
        yield best


def _one_toll(a: Gist, one: Tally, b: Gist, two: Tally) -> bool:
    """Whether one source counts "civilians" once and "the dead" later: it goes on counting the same."""
    same = one.measure == two.measure and one.unit == two.unit and kind(one.measure) == "toll"
    part = one.part or two.part or one.withdrawn or two.withdrawn
    apart = one.group ^ two.group == {"civilian"}
    return same and not part and apart and a.report.id != b.report.id and one_origin(a.origin, b.origin)


def _one_saying(a: Gist, b: Gist) -> bool:
    return a.report.id == b.report.id


_THEN = re.compile(r"\b(?:had been|earlier|initially|at first|previously)\b", re.I)
_TURNS = re.compile(
    r"\b(?:for|in|of|after) the (?:first|second|third|other|latter|former|next|earlier)\b", re.I
)


def _turned_away(a: Gist, b: Gist) -> bool:
    """Whether a report turns to another occurrence between two of its claims ("For the second, ...")."""
    if a.report.id != b.report.id:
        return False
    first, second = sorted((a.claim, b.claim), key=lambda c: c.start)
    return bool(_TURNS.search(a.report.text[first.end : second.end]))


def _relation(a: Gist, one: Tally, b: Gist, two: Tally) -> Relation | None:
    if not _one_moment(a, one, b) or _turned_away(a, b):
        return None
    if (kind(one.measure) in ("toll", "flow") and _other_period(a, b)) or listed(a, b):
        return None
    same = same_occurrence(a, b)
    if same.sure < (_SURE if a.day and b.day else _UNDATED) or not _on_topic(a, one, b):
        return None
    sure = a.day and b.day and gap(a.day, b.day) == 0 and same.sure >= _CERTAIN
    if one.group != two.group and not (sure or _of_one_thing(a, b)) and not _one_toll(a, one, b, two):
        return None  # whose dead they are is not sure enough to hold a part against a whole
    what = one.measure.removeprefix("other:").replace("_", " ")
    said = f"{upper(what)}: {one.words} according to {voice(a)}, {two.words} according to {voice(b)}"
    one_source = one_origin(a.origin, b.origin)
    if clash(one, two):
        grown = _grown(a, one, b, two, one_source)
        if grown:
            later, earlier, x, y = grown
            change = f"{y.words} ({voice(earlier)}) to {x.words} ({voice(later)})"
            why = f"{upper(what)} from {change}: a later count of the same."
            return relation(RelationKind.UPDATES, About.FIGURE, later, earlier, why, same.sure)
        if one_source or one.measure == "other:people" or _explained(a, one, b, two):
            return None
        if _perhaps_later(a, one, b, two) or received(a, one, b, two):
            return None
        why = f"{said}; both cannot hold for one occurrence ({same.why})."
        return relation(RelationKind.CONTRADICTS, About.FIGURE, a, b, why, same.sure)
    raised = _raised(a, one, b, two)
    if raised:
        later, earlier, x, y = raised
        change = f"{y.words} ({voice(earlier)}) to {x.words} ({voice(later)})"
        why = f"{upper(what)} from {change}: a later count above the earlier one's least."
        return relation(RelationKind.UPDATES, About.FIGURE, later, earlier, why, same.sure)
    if agree(one, two) and not one_source and a.report.id != b.report.id and not (a.rejects or b.rejects):
        why = f"{said}: two sources that do not rest on each other give the same."
        return relation(RelationKind.CORROBORATES, About.FIGURE, a, b, why, same.sure)
    return None


def _of_one_thing(a: Gist, b: Gist) -> bool:
    """Whether both name the thing to which it happened, which is not what both reports are about anyway."""
    _, share, common = shared(a, b)
    telling = [k for k in common if k not in _COUNTING and not k.startswith("~")]
    return bool(telling) and share >= 0.5


_SPELL = 32  # days, over a month, from which a time is no occurrence's own: many happen in it
_TOGETHER = 7  # days that the beginnings of two such times may be apart


def _other_period(a: Gist, b: Gist) -> bool:
    """Whether one counts all of a month or a year, or since one, and the other what one occurrence did."""
    one, two = _period(a), _period(b)
    if one and two:
        return abs(one.first - two.first) > _TOGETHER
    if not (one or two):
        return False
    single = b if one else a
    return bool((single.day and single.day.days < _SPELL) or single.scene.days.keys() & INCIDENTS)


def _period(g: Gist) -> Window | None:
    """The time over which a claim counts, None where it is no longer than an occurrence lasts."""
    when = g.when
    if when and when.first <= up_to(0).first:  # "by Monday" is the day of counting
        return None
    if when and g.told and not (when.yearless or g.told.yearless) and when.first <= g.told.last < when.last:
        when = Window(when.first, g.told.last)
    return when if when and when.days >= _SPELL else None


def _explained(a: Gist, one: Tally, b: Gist, two: Tally) -> bool:
    """Whether a part that either names accounts for the difference: 51, seven of them never found, and 44."""
    if one.best is None or two.best is None:
        return False
    apart = abs(one.best - two.best)
    return any(t.best == apart and t not in (one, two) for t in (*a.tallies, *b.tallies))


def _parts(a: Gist, one: Tally, b: Gist, two: Tally) -> Relation | None:
    """Two accounts of one part of a whole ("five passengers of a minibus") that give the same number."""
    if one.measure != two.measure or one.unit != two.unit or one.withdrawn or two.withdrawn:
        return None
    if not (one.low == one.high == two.low == two.high) or a.report.id == b.report.id:
        return None
    if not ((one.part or one.group) and (two.part or two.group)) or one_origin(a.origin, b.origin):
        return None
    _, _, common = shared(a, b)
    telling = [k for k in common if k not in _COUNTING and not k.startswith("~")]
    same = same_occurrence(a, b)
    if not telling or same.sure < _SURE:
        return None
    why = (
        f"Both give {one.words} for one part of the whole ({', '.join(telling)}): {voice(a)} and {voice(b)}."
    )
    return relation(RelationKind.CORROBORATES, About.FIGURE, a, b, why, same.sure)


_COUNTING = frozenset({"kill", "injure", "custody", "release", "displace", "return"})


def _one_moment(a: Gist, one: Tally, b: Gist) -> bool:
    """A stock is compared only with a stock of the same days."""
    if kind(one.measure) != "stock" or one.measure == "missing":
        return True
    if a.report.id == b.report.id:
        return False  # what one report counts of one moment are parts
    x, y = a.when or a.told, b.when or b.told
    if one.measure == "displaced" and x and y and _LEFT.search(a.wide_text) and _LEFT.search(b.wide_text):
        return gap(x, y) <= _LEAVING
    return bool(x and y and gap(x, y) <= 1)


_LEAVING = 7  # days within which two counts of those who "have left" are of one leaving
_LEFT = re.compile(
    r"\b(?:have|had|has)\b[^.;]{0,30}?\b(?:left|fled|gone|moved|escaped|"
    r"been (?:displaced|driven|evacuated))\b",
    re.I,
)


def _on_topic(a: Gist, one: Tally, b: Gist) -> bool:
    """Things without a measure of their own must be spoken of in the same words, or in near ones."""
    weight, share, _ = shared(a, b)
    if one.measure.startswith("other:"):
        return (weight >= 2.0 and share >= 0.5) or max(_said_by(a, b), _said_by(b, a)) >= _SAID
    of_things = one.unit != "people" or one.measure in ("destroyed", "damaged", "lost", "overturned")
    of_things = of_things and one.unit != ANIMAL  # killed as people are
    if kind(one.measure) in ("amount", "toll", "flow") and of_things:
        listed = a.report.id == b.report.id and (a.claim.narrated or b.claim.narrated)
        # what a report itself lists piece by piece adds up to the total that somebody gives
        alike = (weight >= 0.9 and share >= 0.4) or (weight >= 0.5 and share >= 0.8)
        return not listed and alike and story(a, b) >= 0.4
    return True


_SAID = 0.6  # share of one claim that the other says, for two counts of one noun to be of one thing
_LEAST_SAID = 1.0  # and its weight


def _said_by(a: Gist, b: Gist) -> float:
    found = cover(a, b)
    return found.share if found.mass >= _LEAST_SAID else 0.0


_GROWS = 1.6  # times an earlier count: a little more is a later count, much more is another account
_RECOUNT = 12  # days within which a count is outgrown, whoever counts; later it is a dispute
# victims are found for weeks: from two days on there may be several times as many
_FOUND_LATER = frozenset({"killed", "injured", "cases"})
_NEXT, _LATER, _GROWS_LATER = 2, 60, 5.0
_MOST = 20  # times that a count may be outgrown which was under way when it was told
# a count that was under way when it was told
_UNFINISHED = re.compile(
    r"\b(?:so far|recovered|pulled (?:from|out)|retrieved|dug out|at least|"
    r"still (?:being )?(?:counting|searching|counted)|as of (?:now|this)|known? (?:of|to (?:have|be))|"
    r"(?:may|could|might|expected to) (?:rise|climb|grow))\b",
    re.I,
)


def _grown(
    a: Gist, one: Tally, b: Gist, two: Tally, one_source: bool
) -> tuple[Gist, Gist, Tally, Tally] | None:
    """(later, earlier, its figure, the other) when one count is a later state of the other."""
    if kind(one.measure) not in ("toll", "stock") or one.best is None or two.best is None:
        return None
    order = sooner(a, b)
    big = (a, one) if one.best > two.best else (b, two)
    small = (b, two) if one.best > two.best else (a, one)
    if order and order[1] is not big[0]:
        return None
    if a.report.id == b.report.id:
        then = big[1].risen and not small[1].risen and _THEN.search(small[0].wide_text)
        return (big[0], small[0], big[1], small[1]) if then else None
    under_way = _UNFINISHED.search(small[0].wide_text) and _times(small, big) <= _MOST
    counted = order and (one_source or under_way or _outgrown(small, big))
    return (big[0], small[0], big[1], small[1]) if big[1].risen or counted else None


def _outgrown(small: tuple[Gist, Tally], big: tuple[Gist, Tally]) -> bool:
    """Whether the later count is a little higher and told within days: nobody calls the earlier one wrong."""
    first, second = small[0].told, big[0].told
    if not (first and second) or _final(small[0]) or small[1].part or big[1].part:
        return False
    if small[1].low == 0 or _of_a_firm(small[0]):  # "no more than five"
        return False
    days = gap(first, second)
    found_later = small[1].measure in _FOUND_LATER and days >= _NEXT
    most, last = (_GROWS_LATER, _LATER) if found_later else (_GROWS, _RECOUNT)
    return _times(small, big) <= most and days <= last


def _perhaps_later(a: Gist, one: Tally, b: Gist, two: Tally) -> bool:
    """Whether nobody knows which of two close tolls was told first: the higher may be the later."""
    unknown = a.report.id != b.report.id and (a.told is None or b.told is None)
    least, most = sorted((one.best or 0.0, two.best or 0.0))
    return unknown and kind(one.measure) == "toll" and most <= _GROWS * max(least, 1.0)


_FIRM = re.compile(r"\b(?:company|corporation|limited|ltd|inc|plc|gmbh|holdings?|enterprises?)\b", re.I)


def _of_a_firm(g: Gist) -> bool:
    """Whether a count stands in the statement of a firm, which knows its own dead and answers for them."""
    return issued(g.report) and bool(_FIRM.search(g.report.outlet or g.report.text[:80]))


def _times(small: tuple[Gist, Tally], big: tuple[Gist, Tally]) -> float:
    """How many times the one count the other is."""
    return (big[1].best or 0) / (small[1].best or 1)


def _raised(a: Gist, one: Tally, b: Gist, two: Tally) -> tuple[Gist, Gist, Tally, Tally] | None:
    """(later, earlier, its figure, the other) where "at least 19" was told first and 31 later."""
    order = sooner(a, b)
    if kind(one.measure) != "toll" or order is None or one.best is None or two.best is None:
        return None
    late, early = (one, two) if order[1] is a else (two, one)
    open_end = math.isinf(early.high) and late.best is not None and early.best is not None
    if not open_end or math.isinf(late.high) or (late.best or 0) <= (early.best or 0):
        return None
    return order[1], order[0], late, early


def _final(g: Gist) -> bool:
    """Whether a count is said to be the last word."""
    return bool(re.search(r"\bfinal\b", g.wide_text, re.I))
