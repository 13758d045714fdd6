"""The dated thing that a text spoke of last, from which "the previous day" and a bare "noon" are counted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from riwaya.locate.expression import Expression
from riwaya.locate.moments import Moment, yearless_day
from riwaya.locate.timed import Anchor, Time
from riwaya.locate.tokens import Tokens

_TOLD_REACH = 1500  # characters back to the dated thing that "the previous day" is counted from
_PART_REACH = 700  # and that a bare time of day falls on
_MONTH = 31  # days of the longest time of a saying beside which another is told
_LONG = frozenset({"week", "month", "quarter", "year", "decade"})
_ENDS = frozenset({".", "!", "?", ";"})
_SENTENCE_ENDS = (*".!?:", "”", '"', "»", "؟")


@dataclass(frozen=True, slots=True)
class Told:
    """The last dated thing before a time: its moment and words, and whether at night, or for days."""

    moment: Moment
    words: str
    night: bool
    lasting: bool = False  # it went on from its first day to its last: "from 1 to 4 May"


def _at_night(e: Expression) -> bool:
    """Whether a time is an evening or a night, by word or clock."""
    clock = str(e.one("CLOCK") or "")
    late = "p" in clock and clock[:2].strip(" :.p").isdecimal() and 6 <= int(clock[:2].strip(" :.p")) <= 11
    return e.one("PART") in ("night", "evening") or late


def told_before(e: Expression, tokens: Tokens, before: Sequence[Time], anchor: Anchor | None) -> Told | None:
    """The last dated thing before an expression, near enough to be meant, and its words.

    The day of writing on a line that is no sentence, as a date line gives it, is no thing that was told.
    """
    if e.has("THAT") and _at_night(e) and (night := _night_before(e, tokens, before)):
        return night
    said = _said_so(e, tokens, before)
    if said is not None and e.one("UNIT") in _LONG:
        return said
    return _dated_before(e, tokens, before, anchor) or said


def _dated_before(
    e: Expression, tokens: Tokens, before: Sequence[Time], anchor: Anchor | None
) -> Told | None:
    """The last dated thing before an expression other than the day of a saying."""
    reach = _PART_REACH if e.makes == "part" else _TOLD_REACH
    for time in reversed(before):
        if tokens.starts[e.first] - time.words.end > reach:
            return None
        point = time.point if time.dated and time.kind != "part" else None
        if anchor and point == anchor.moment and _on_date_line(time, tokens.text):
            continue
        if point is None or time.saying or (time.ahead and _over(time, e, tokens)):
            continue
        if (point.lo and point.hi) or yearless_day(point):
            return Told(point, time.words.text, _at_night(time.expression), _lasting(time))
    return None


def _lasting(time: Time) -> bool:
    """Whether a time is a stretch of days through which something went on, not one in which it happened."""
    return time.kind in ("days", "range", "nights") and not time.words.text.lower().startswith("between")


def _said_so(e: Expression, tokens: Tokens, before: Sequence[Time]) -> Told | None:
    """ "Said on 5 May that it would open by the end of that month": beside the day on which it was said."""
    if not before or e.makes != "that" or not e.has("THAT", "FOLLOWING", "PREVIOUS", "NEXT"):
        return None
    last = before[-1]
    span = last.point
    if not last.saying or span is None or span.lo is None or span.hi is None or _over(last, e, tokens):
        return None
    return Told(span, last.words.text, night=False) if (span.hi - span.lo).days <= _MONTH else None


def _over(time: Time, e: Expression, tokens: Tokens) -> bool:
    """Whether a sentence ends between both; none does in "on Friday, and the school the Monday after"."""
    return not _ENDS.isdisjoint(tokens.words[time.last + 1 : e.first])


def _night_before(e: Expression, tokens: Tokens, before: Sequence[Time]) -> Told | None:
    """ "The same night": the last night or evening of which a text spoke, over days told since."""
    for time in reversed(before):
        if tokens.starts[e.first] - time.words.end > _TOLD_REACH:
            break
        if time.dated and time.point and not (time.saying or time.ahead) and _at_night(time.expression):
            return Told(time.point, time.words.text, night=True)
    return None


def _on_date_line(time: Time, text: str) -> bool:
    """Whether a full date stands on a line that ends like no sentence."""
    line = text[time.words.end :].partition("\n")[0].rstrip() or text[: time.words.end]
    return time.expression.has("YEAR", "ISO", "SLASHED") and not line.endswith(_SENTENCE_ENDS)
