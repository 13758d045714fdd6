"""Every time a text speaks of, on the calendar where it can be put there, with a sentence of why."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import pairwise, takewhile

from riwaya.locate import moments as at
from riwaya.locate.bounded import bound_of
from riwaya.locate.expression import Expression
from riwaya.locate.grammar import find
from riwaya.locate.inside import day_inside
from riwaya.locate.language import Language, language
from riwaya.locate.meaning import MEANINGS
from riwaya.locate.moments import Moment
from riwaya.locate.setting import Setting, amount
from riwaya.locate.tense import ahead, saying
from riwaya.locate.timed import UNANCHORED, Anchor, Time
from riwaya.locate.tokens import Tokens, tokenise
from riwaya.locate.told import Told, told_before
from riwaya.locate.whys import why_of
from riwaya.records import Words

_ROUGHLY = frozenset({"about", "around", "circa", "roughly", "approximately"})
_STARTS = 60  # dated things looked through for the start that "the third week of term" is counted from


def _setting(today: date | None, is_ahead: bool, told: Told | None) -> Setting:
    """What one expression is read against."""
    if told is None:
        return Setting(today, is_ahead, None)
    return Setting(today, is_ahead, told.moment, told.night, told.lasting)


def times(text: str, anchor: Anchor | None = None, code: str | None = "en") -> tuple[Time, ...]:
    """The times of a text in order, relative ones counted from the anchor; without one they stay None."""
    return times_in(tokenise(text), anchor, language(code or "en"))


def times_in(tokens: Tokens, anchor: Anchor | None, lang: Language) -> tuple[Time, ...]:
    """The times of a tokenised text."""
    out: list[Time] = []
    found = [_coming(e, tokens, lang) for e in find(tokens, lang) if not _a_name(e, tokens, lang)]
    for expression in found:
        out.append(_time(expression, tokens, anchor, lang, out))
    return _from_the_next(out, tokens)


def ends_of(time: Time, tokens: Tokens, anchor: Anchor | None) -> tuple[Time, ...]:
    """The two ends of a range as times of their own."""
    ends = []
    for part in time.expression.parts:
        words = Words.cut(tokens.text, tokens.starts[part.first], tokens.ends[part.last])
        moment = _resolve(part, anchor, time.ahead, None)
        ends.append(replace(time, words=words, kind=part.makes, moment=moment, point=moment, expression=part))
    return tuple(ends)


def _a_name(e: Expression, tokens: Tokens, lang: Language) -> bool:
    """Whether a month alone is part of a name: "Lal Jan Sabawan", "April Torrent said"."""
    if e.makes != "month" or e.first != e.last or tokens.words[e.first] not in lang.clues.get("given", ()):
        return False
    before, after = e.first - 1, e.last + 1
    led = before >= 0 and tokens.words[before] in lang.words
    return not led and _capital(tokens, after)


def _capital(tokens: Tokens, index: int) -> bool:
    """Whether the token at an index is a word with a capital."""
    return 0 <= index < len(tokens) and tokens.text[tokens.starts[index]].isupper()


def _coming(e: Expression, tokens: Tokens, lang: Language) -> Expression:
    """ "will sit again in ten days", "within a month": a length that is counted from the day of writing."""
    known = amount(e) is not None and not e.has("SMALL")
    before = tokens.at(e.first - 1)
    if e.makes != "duration" or not known or before not in ("in", "within"):
        return e
    if not ahead(tokens, e.first, e.last, lang):
        return e
    if before == "within":
        return Expression("lately", e.first, e.last, {**e.got, "NEXT": [1]})
    return Expression("offset", e.first, e.last, {**e.got, "HENCE": [1]})


def _from_the_next(found: list[Time], tokens: Tokens) -> tuple[Time, ...]:
    """ "Ten days after the flood of 29 March": counted from the date that names the event."""
    out = list(found)
    for index, (time, following) in enumerate(pairwise(found)):
        gap = tokens.words[time.last + 1 : following.first]
        e = time.expression
        day = following.point.day if following.point else None
        named = not gap or (gap[-1] in ("of", "on") and len(gap) <= 6 and "," not in gap and "." not in gap)
        count = 1.0 if time.kind == "that" and e.one("UNIT") == "day" else amount(e)
        if (
            time.kind in ("offset", "that")
            and e.has("BEFORE", "AFTER")
            and named
            and day
            and count is not None
        ):
            unit = str(e.one("UNIT") or e.one("SMALL"))
            moved = at.shifted(day, count if e.has("AFTER") else -count, unit)
            why = f"“{time.words.text}” counted from “{following.words.text}” behind it"
            out[index] = replace(time, moment=moved, point=moved, why=why)
    return tuple(out)


def _time(e: Expression, tokens: Tokens, anchor: Anchor | None, lang: Language, before: list[Time]) -> Time:
    """One expression put on the calendar."""
    words = Words.cut(tokens.text, tokens.starts[e.first], tokens.ends[e.last])
    is_ahead = ahead(tokens, e.first, e.last, lang)
    is_saying = e.makes not in UNANCHORED and saying(tokens, e.first, e.last, lang)
    told = told_before(e, tokens, before, anchor)
    moment = _clause_offset(e, tokens, before)
    base: str | None = "the date before it" if moment else None
    if moment is None and e.makes == "nth_of":
        moment, base = _counted_from_start(e, tokens, before, lang)
    if moment is None and not (is_ahead or is_saying):
        moment, base = day_inside(e, tokens, before, told, anchor.moment.hi if anchor else None, lang) or (
            None,
            base,
        )
    if moment is None:
        moment = _resolve(e, anchor, is_ahead, told)
    narrated = None if is_ahead or is_saying else _narrated(e, moment, anchor, tokens, before)
    if narrated is not None:
        moment, base = narrated
    bound, point = bound_of(e, moment, tokens, lang, before), moment
    if moment is not None and e.makes in ("date", "month", "year") and tokens.at(e.first - 1) in _ROUGHLY:
        moment = at.about(moment)
    if moment and moment.day and e.one("EARLY") in ("start", "end") and bound != "until":
        moment = at.about(moment)
    if moment is not None and bound == "since":
        moment = at.since(moment)
    elif moment is not None and bound == "until":
        moment = at.until(moment)
    why = why_of(
        e, words.text, moment, anchor.what if anchor else None, told.words if told else None, base, is_ahead
    )
    return Time(words, e.makes, moment, point, why, is_ahead, is_saying, bound, e.first, e.last, e)


def _narrated(
    e: Expression, read: Moment | None, anchor: Anchor | None, tokens: Tokens, before: list[Time]
) -> tuple[Moment, str] | None:
    """A date without a year that goes on from one with its year: "On 6 July 2018 ... On 9 July ..."."""
    if e.makes not in ("date", "days", "month") or not e.has("MONTH") or e.has(*_YEARED):
        return None
    start = tokens.starts[e.first] - _NARRATIVE_REACH
    near = takewhile(lambda t: t.words.end >= start, reversed(before))
    told = next((t for t in near if t.kind in ("date", "days", "month") and t.point), None)
    if told is None or told.ahead:
        return None
    first, end = (told.point.lo, told.point.hi) if told.point else (None, None)
    if first is None or end is None or (end - first).days > 31:
        return None
    written = anchor.moment.lo if anchor else None
    news = read.hi if read and read.hi else None
    if written and ((written - end).days <= _PAST or (news and (written - news).days <= _NEWS)):
        return None
    found = MEANINGS[e.makes](e, Setting(first, True, None))
    if found is None or found.lo is None or (found.lo - end).days > _GOES_ON:
        return None
    return found, f"“{told.words.text}”, the dated thing it goes on from"


_YEARED = ("YEAR", "ISO", "SLASHED", "THIS", "LAST", "NEXT", "THAT", "PREVIOUS", "FOLLOWING")
_NARRATIVE_REACH = 400  # characters back to the date with a year that a date without one goes on from
_PAST = 270  # days before the report: only then does a narrative have a year of its own
_NEWS = 75  # days before the report: a date without a year that falls there is news, not narrative
_GOES_ON = 183  # days within which a narrative goes on


def _resolve(e: Expression, anchor: Anchor | None, is_ahead: bool, told: Told | None) -> Moment | None:
    """The moment of an expression; with an inexact anchor, as exactly as both its ends agree."""
    if e.makes == "range":
        return _range(e, anchor, is_ahead, told)
    meaning = MEANINGS.get(e.makes)
    if meaning is None:
        return None
    if anchor is None or anchor.moment.lo is None or anchor.moment.hi is None:
        return meaning(e, _setting(None, is_ahead, told))
    first = meaning(e, _setting(anchor.moment.lo, is_ahead, told))
    if anchor.moment.lo == anchor.moment.hi:
        return first
    return _agreed(first, meaning(e, _setting(anchor.moment.hi, is_ahead, told)), e, told)


def _agreed(first: Moment | None, last: Moment | None, e: Expression, told: Told | None) -> Moment | None:
    """What readings from both ends of an inexact anchor have in common, never an invented day."""
    if first is None or last is None:
        return None
    if first.edtf == last.edtf:
        return first
    if e.makes in ("date", "days", "feast", "month") and e.has("MONTH", "FEAST"):
        return MEANINGS[e.makes](e, _setting(None, False, told))
    if first.lo is None or last.hi is None or first.lo > last.hi or (last.hi - first.lo).days > 400:
        return None
    if e.makes in ("year", "season") or (e.makes == "unit" and e.one("UNIT") == "year"):
        return at.years(first.lo.year, last.hi.year)
    return at.months(first.lo, last.hi)


def _range(e: Expression, anchor: Anchor | None, is_ahead: bool, told: Told | None) -> Moment | None:
    """From the start of the first to the end of the second; a missing year comes from the second."""
    left, right = e.parts
    last = _resolve(right, anchor, is_ahead, told)
    if last is None:
        return None
    if last.hi is None:
        first = _resolve(left, anchor, is_ahead, told)
        return (
            Moment(f"{first.edtf}/{last.edtf}", None, None)
            if first and not first.lo and "/" not in first.edtf + last.edtf
            else None
        )
    inner = Anchor(at.on(last.hi), "the end of the stretch")
    first = _resolve(left, anchor if right.makes == "today" else inner, False, told)
    return at.between(first, last) if first else None


def _clause_offset(e: Expression, tokens: Tokens, before: list[Time]) -> Moment | None:
    """ "on 8 June, nine days after it broke loose": the time of that, counted from the date beside it."""
    if e.makes != "offset" or not e.has("BEFORE", "AFTER") or not before:
        return None
    beside = before[-1]
    gap = tokens.words[beside.last + 1 : e.first]
    follows = tokens.at(e.last + 1)
    if gap != [","] or not follows or not (follows[0].isalpha()) or beside.moment is None:
        return None
    count, day, unit = amount(e), beside.moment.day, str(e.one("UNIT") or e.one("SMALL"))
    if unit in ("year", "decade", "century") and beside.point:  # "in 2011, a decade after work began"
        day = beside.point.lo
    if count is None or day is None:
        return None
    return at.shifted(day, count if e.has("BEFORE") else -count, unit)


def _counted_from_start(
    e: Expression, tokens: Tokens, before: list[Time], lang: Language
) -> tuple[Moment | None, str | None]:
    """ "the third week of term", where the text has said when term began."""
    what = tokens.words[e.last]
    count = e.number("ORDINAL") or e.number("SECOND")
    if count is None:
        return None, None
    for time in reversed(before[-_STARTS:]):
        near = tokens.words[max(0, time.first - 12) : time.first]
        day = time.moment.day if time.moment else None
        if day and what in near and not lang.clues["began"].isdisjoint(near):
            unit = str(e.one("UNIT"))
            size = {"day": 1, "week": 7, "fortnight": 14}.get(unit)
            if size is None:
                return None, None
            start = at.shifted(day, (count - 1) * size, "day")
            end = at.shifted(day, count * size - 1, "day")
            if start and end and start.lo and end.lo:
                return at.days(start.lo, end.lo), f"the start on {time.words.text}"
    return None, None
