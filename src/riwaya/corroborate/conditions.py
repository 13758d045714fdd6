"""How conditions that two claims state stand to each other: the same, in conflict, one after the other."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from riwaya.corroborate.gist import Gist
from riwaya.corroborate.likeness import story
from riwaya.corroborate.occurrence import listed
from riwaya.corroborate.origins import one_origin
from riwaya.corroborate.states import LASTED, SINCE, State, states
from riwaya.corroborate.times import Window, beside, gap, until_open, up_to
from riwaya.corroborate.why import quote, relation, upper, voice, voiced
from riwaya.records import About, Relation, RelationKind

_FIRST = re.compile(r"\bfirst\b.{0,40}\bsince\b|\bfor the first time since\b", re.I)
_NOW = re.compile(r"\b(?:is|are|remains?|stays?|stands?)\b", re.I)
_ONE_STORY = 0.3


def _same_thing(a: State, g: Gist, b: State, h: Gist) -> bool:
    """Whether two conditions are of one thing: a shared noun, and no two different names beside it."""
    if a.aspect != b.aspect or not a.subjects & b.subjects or story(g, h) < _ONE_STORY:
        return False
    if a.aspect == "whereabouts":
        return bool(a.names & b.names)
    scenery = g.scene.names | h.scene.names
    own, theirs = a.names - scenery, b.names - scenery
    if a.aspect == "presence":
        return bool(a.names & b.names) or not (own and theirs)
    return not (own and theirs) or bool(own & theirs)


def status_relations(a: Gist, b: Gist) -> Iterator[Relation]:
    """Conflict or change between the conditions two claims state."""
    if a.side or b.side:
        return
    for x in states(a):
        for y in states(b):
            if x.holds == y.holds and _same_thing(x, a, y, b) and _agree(a, x, b, y):
                why = f"{upper(voice(a))} and {voice(b)} say the same of one time: {quote(a)} and {quote(b)}."
                yield relation(RelationKind.CORROBORATES, About.STATUS, a, b, why, 0.6)
                return
            if x.holds != y.holds and _same_thing(x, a, y, b):
                found = _opposite(a, x, b, y)
                if found:
                    yield found
                    return


def _agree(a: Gist, x: State, b: Gist, y: State) -> bool:
    """Whether two independent sources of two reports state one condition for a day both cover."""
    if (
        a.report.id == b.report.id
        or one_origin(a.origin, b.origin)
        or x.enters
        or y.enters
        or x.aspect == "custody"
    ):
        return False
    return x.span is not None and y.span is not None and gap(x.span, y.span) == 0


def _in_turn(a: Gist, x: State, b: Gist, y: State) -> bool:
    """Whether both conditions begin, each on a day of its own: then one came after the other."""
    dated = (
        a.when
        and b.when
        and x.span
        and y.span
        and (x.enters or a.when.days > 1)
        and (y.enters or b.when.days > 1)
    )
    return bool(dated and x.span and y.span and x.enters and x.span.first != y.span.first)


def _followed(x: State, y: State) -> bool:
    """Whether a condition began and the other, said to hold since a later day, ended it."""
    if not x.enters or x.span is None or y.span is None or y.enters:
        return False
    return y.span.first > x.span.first and y.span.days > 1 + LASTED


_BESIDE = 300  # characters within which a report holds what it saw against what it was told
_LONG_BEGUN = 7  # days after which what began may have ended without anybody saying so


def _begun_before(x: State, y: State) -> bool:
    """Whether a condition began long before the day for which the other is said: opened in May, shut now."""
    if not x.enters or y.enters or x.span is None or y.span is None or x.span.yearless != y.span.yearless:
        return False
    return y.span.first - x.span.first > _LONG_BEGUN


def opposed(a: Gist, b: Gist) -> bool:
    """Whether two claims state opposite conditions of one thing."""
    return any(x.holds != y.holds and _same_thing(x, a, y, b) for x in states(a) for y in states(b))


def begun(a: Gist, b: Gist) -> tuple[Window, Window] | None:
    """The days on which one condition of one thing began by either account: "closed on", "closed since"."""
    one, two = _onset(a), _onset(b)
    if one is None or two is None:
        return None
    alike = any(
        x.holds == y.holds and x.aspect in ("passage", "working", "control") and _same_thing(x, a, y, b)
        for x in states(a)
        for y in states(b)
    )
    return (one, two) if alike else None


_LASTING = re.compile(r"\b(?:still|remain\w*|stay\w*|until|again|every|each)\b", re.I)
_DAY_OR_NIGHT = 2  # days


def _onset(g: Gist) -> Window | None:
    """The day of a claim, where what it says began on it."""
    when = g.when
    if when is None or _LASTING.search(g.text) or when.first <= up_to(0).first:
        return None
    if when.days > _DAY_OR_NIGHT and not (SINCE.search(g.text) and when.last >= until_open(0).last):
        return None
    return Window(when.first, min(when.last, when.first + _DAY_OR_NIGHT - 1), when.yearless)


def _opposite(a: Gist, x: State, b: Gist, y: State) -> Relation | None:
    one, two = _held(a, x), _held(b, y)
    if one and two:
        x, y = replace(x, span=beside(one, two)), replace(y, span=beside(two, one))
    changed = _changed(a, x, b, y) if a.report.id != b.report.id else None
    if changed:
        later, earlier, _, old = changed
        before = f"{voiced(earlier, 'has')} it {old.word}, {quote(earlier)}"
        why = f"It changed: {before}; later {voice(later)}: {quote(later)}."
        return relation(RelationKind.UPDATES, About.STATUS, later, earlier, why, 0.8)
    if (
        _in_turn(a, x, b, y)
        or (listed(a, b) and abs(a.claim.start - b.claim.start) > _BESIDE)
        or _begun_before(x, y)
        or _begun_before(y, x)
        or _followed(x, y)
        or _followed(y, x)
        or one_origin(a.origin, b.origin)
        or not _overlap(a, x, b, y)
    ):
        return None
    if x.aspect == "custody" and not ((x if not x.holds else y).whole):
        return None
    why = f"{upper(voice(a))}: {quote(a)}; {voice(b)}: {quote(b)}; both are said of the same time."
    return relation(RelationKind.CONTRADICTS, About.STATUS, a, b, why, 0.75)


def _held(g: Gist, state: State) -> Window | None:
    """For when a condition is said; what an undated report says is so is so when it was written."""
    return state.span or (g.told if g.when is None and _NOW.search(g.text) else None)


def _overlap(a: Gist, x: State, b: Gist, y: State) -> bool:
    if a.report.id == b.report.id:
        return True
    if x.span is None or y.span is None:
        return False
    for one, g, two in ((x, a, y), (y, b, x)):
        if one.enters and _FIRST.search(g.claim.sentence.of(g.report.text)) and g.when:
            return two.span is not None and two.span.first < g.when.first
    return gap(x.span, y.span) == 0


def _changed(a: Gist, x: State, b: Gist, y: State) -> tuple[Gist, Gist, State, State] | None:
    """(later, earlier, new, old) when a condition begins after the day for which the other was said."""
    for later, new, earlier, old in ((a, x, b, y), (b, y, a, x)):
        begun = new.enters or later.when is not None
        if not begun or (new.aspect == "custody" and new.holds) or new.span is None or later.rejects:
            continue
        until = old.span or earlier.told
        if until is None:
            continue
        last = until.last if until.last < 10**7 else (earlier.told or until).last
        start = old.span.first if old.span else last
        if new.span.first > max(start, min(last, new.span.first - 1)) and new.span.first >= last:
            return later, earlier, new, old
    return None
