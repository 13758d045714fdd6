"""The dated occurrences that a report tells of, and the one it is about: the story's day."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from riwaya.locate import moments as at
from riwaya.locate.moments import Moment, bounds
from riwaya.locate.passing import days_after, in_passing
from riwaya.locate.story_words import StoryWords, has, kinds_in, nouns_in
from riwaya.locate.timed import Time
from riwaya.records import Claim, Report, Span, Stance, When, Words

TOLD = frozenset({Stance.ASSERTED, Stance.DENIED, Stance.ALLEGED})
_RECENT = 45  # days before its report from which it tells news, not background
_LONGEST = 1  # days from first to last: a night is two days
_LEAD = 2  # paragraphs with claims in which a report says what it is about
_NESTED = 4  # claims before a time in which it may stand
_PARAGRAPH = re.compile(r"\n[^\S\n]*\n|(?<=[.!?”\"’)])\n")
_OF_THING = re.compile(r"\bof\s+(?:the\s+)?$", re.IGNORECASE)
_FAINT = frozenset({"lately", "unit", "set", "duration", "reference", "range", "month", "year"})


@dataclass(frozen=True, slots=True)
class Occurrence:
    """Something that a sentence dates to a day or a night."""

    when: When
    day: Moment
    sentence: Span
    paragraph: int
    kinds: frozenset[str]
    nouns: frozenset[str]
    harm: bool  # people came to harm, or something broke, burned, sank
    told: bool  # by a claim of which it is the time, not in passing ("the fire of 9 May")
    denied: bool = False


@dataclass(frozen=True, slots=True)
class Story:
    """The occurrences of a report in order of the text, and the one it is about."""

    occurrences: tuple[Occurrence, ...]
    main: Occurrence | None
    left: int | None  # where another day is told after that of the main one
    paragraphs: tuple[int, ...]  # where each begins
    loose: tuple[tuple[int, str], ...]  # days that date nothing known, and where they stand
    by_paragraph: Mapping[int, Sequence[Occurrence]]  # those that a claim tells
    by_kind: Mapping[str, Occurrence | None]  # the first of a kind, None where several days have such

    def paragraph(self, where: int) -> int:
        """The number of the paragraph in which a character stands."""
        return bisect_right(self.paragraphs, where)


def one_day(found: Sequence[Occurrence]) -> Occurrence | None:
    """The first of some occurrences, where all are of one day."""
    return found[0] if found and len({first_day(o.day) for o in found}) == 1 else None


def first_day(day: Moment) -> str:
    """A day, or the evening's day of a night."""
    return day.lo.isoformat() if day.lo else day.edtf


def story_of(report: Report, claims: Sequence[Claim], times: Sequence[Time], known: StoryWords) -> Story:
    """What a report tells of with its days; the report with its date, where it has one."""
    paragraphs = (0, *(m.end() for m in _PARAGRAPH.finditer(report.text)))
    ordered = sorted(claims, key=lambda c: c.start)
    starts = [c.start for c in ordered]
    tellers: dict[int, Claim] = {}
    for claim in ordered:
        if claim.when is not None:
            tellers.setdefault(claim.when.words.start, claim)
    found: list[Occurrence] = []
    loose: list[tuple[int, str]] = []
    for time in (_plainly(t, report.text) for t in times):
        near = ordered[max(0, (place := bisect_right(starts, time.words.start)) - _NESTED) : place]
        home = next((c for c in reversed(near) if time.words.start < c.end), None)
        one = _counted_back(time, report, known) or _dated(time, tellers, home, report, known)
        if one is not None:
            found.append(replace(one, paragraph=bisect_right(paragraphs, time.words.start)))
        elif (day := _day_of(time)) is not None:
            loose.append((time.words.start, first_day(day)))
    lead = sorted({bisect_right(paragraphs, s) for s in starts})[:_LEAD]
    main = _main(found, lead[-1] if lead else 0, report)
    left = _left(found, main)
    return Story(tuple(found), main, left, paragraphs, tuple(loose), _by_paragraph(found), _by_kind(found))


def _plainly(time: Time, text: str) -> Time:
    """A time without the open side that "since" before a thing gave it: "since the derailment of 8 May"."""
    if time.bound != "since" or not _OF_THING.search(text[max(0, time.words.start - 8) : time.words.start]):
        return time
    return replace(time, bound="", moment=time.point)


def _by_paragraph(found: Sequence[Occurrence]) -> Mapping[int, Sequence[Occurrence]]:
    """What the claims of each paragraph date."""
    made: dict[int, list[Occurrence]] = {}
    for one in found:
        if one.told:
            made.setdefault(one.paragraph, []).append(one)
    return made


def _by_kind(found: Sequence[Occurrence]) -> Mapping[str, Occurrence | None]:
    """The first occurrence of each kind, where all of its kind are of one day."""
    made: dict[str, Occurrence | None] = {}
    for one in found:
        for kind in one.kinds:
            first = made.setdefault(kind, one)
            if first is not None and first_day(first.day) != first_day(one.day):
                made[kind] = None
    return made


def _day_of(time: Time) -> Moment | None:
    """The day or night a time names; None where it is vaguer, still to come or that of a saying."""
    if time.moment is None or time.bound or time.ahead or time.saying or time.kind in _FAINT:
        return None
    edtf = time.moment.edtf
    if at.yearless_day(time.moment):
        return time.moment
    found = bounds(edtf.rstrip("~?%"))
    if found is None or found.lo is None or found.hi is None or (found.hi - found.lo).days > _LONGEST:
        return None
    return found


def _counted_back(time: Time, report: Report, known: StoryWords) -> Occurrence | None:
    """ "Four days after the march, how many are held?": the march, counted back from the day of writing."""
    today = bounds(report.published)
    back = days_after(time, report.text, known)
    if back is None or today is None or today.day is None:
        return None
    count, what = back
    day = at.shifted(today.day, -count, "day")
    if day is None:
        return None
    sentence = _line(report.text, time.words)
    why = f"“{time.words.text} {what}” on {report.published}, when it was written"
    nouns = nouns_in(sentence.of(report.text), known)
    return Occurrence(
        When(day.edtf, time.words, why), day, sentence, 0, kinds_in(what, known), nouns, True, False
    )


def _dated(
    time: Time, tellers: dict[int, Claim], home: Claim | None, report: Report, known: StoryWords
) -> Occurrence | None:
    """What a time dates: an occurrence named with it, that of a clause, or what a whole claim tells."""
    day, teller = _day_of(time), tellers.get(time.words.start)
    if day is None:
        return None
    passing = in_passing(time, report.text, known, whole=teller is not None)
    if teller is None and not kinds_in(passing or "", known):
        return None
    if teller is not None and (teller.stance not in TOLD or has(teller.text, known.background)):
        return None
    text = teller.text if teller and passing is None else passing or ""
    kinds = kinds_in(text, known)
    counted = passing is None and teller is not None and counts_harm(teller, known)
    owner = teller or home
    sentence = owner.sentence if owner else _line(report.text, time.words)
    return Occurrence(
        When(day.edtf, time.words, time.why),
        day,
        sentence,
        0,
        kinds,
        nouns_in(sentence.of(report.text), known),
        (bool(kinds) or counted) and not has(text, known.aftermath),
        passing is None,
        teller is not None and teller.stance is Stance.DENIED,
    )


def counts_harm(claim: Claim, known: StoryWords) -> bool:
    """Whether a claim counts whom an occurrence harmed."""
    return any(f.measure in known.measures for f in claim.figures)


def _line(text: str, words: Words) -> Span:
    """The line in which words stand."""
    end = text.find("\n", words.end)
    return Span(text.rfind("\n", 0, words.start) + 1, end if end >= 0 else len(text))


def _main(found: Sequence[Occurrence], lead: int, report: Report) -> Occurrence | None:
    """The occurrence a report is about: the one with harm, no older than its news, that its lead dates."""
    published = bounds(report.published)
    floor = published.lo - timedelta(_RECENT) if published and published.lo else None
    harmed = [o for o in found if o.harm and not o.denied and o.paragraph <= lead]
    return one_day([o for o in harmed if o.day.hi is None or floor is None or o.day.hi >= floor])


def _left(found: Sequence[Occurrence], main: Occurrence | None) -> int | None:
    """Where another day than that of the report's occurrence is told after it."""
    if main is None:
        return None
    after = (o for o in found if o.told and o.sentence.start > main.sentence.start)
    return next((o.sentence.start for o in after if o.day.edtf != main.day.edtf), None)
