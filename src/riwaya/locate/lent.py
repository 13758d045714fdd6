"""Sentences that name no time and go on telling of a day named before them take that day, with its reason."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from riwaya.locate import moments as at
from riwaya.locate.happened import TOLD, Occurrence, Story, counts_harm, first_day, one_day, story_of
from riwaya.locate.main_clause import EVER_SINCE
from riwaya.locate.nearby import Row, row
from riwaya.locate.past import told_as_past
from riwaya.locate.rebased import meant, rebased
from riwaya.locate.story_words import StoryWords, has, nouns_in, pointed, story_words
from riwaya.locate.timed import Time
from riwaya.records import Claim, Report, When

_REACH = 700  # characters from a dated sentence to one of its paragraph that goes on from it
_FEW = 8  # more days than this stand in no sentence
_SINCE = re.compile(r"\bsince ((?:the|that|this|its) (?:[\w’'-]+ ){0,2}?[\w’'-]+)\b", re.IGNORECASE)


def lend(report: Report, claims: Sequence[Claim], times: Sequence[Time]) -> tuple[Claim, ...]:
    """The claims in their order; those that go on telling of a dated occurrence with its day.

    The report comes with its date, where it has one. A time counted from another is counted anew where its
    words name what the report dates. Languages without a list of words are left as they are.
    """
    known = story_words(report.language or "en")
    if known is None or not times:
        return tuple(claims)
    story = story_of(report, claims, times, known)
    if not story.occurrences:
        return tuple(claims)
    by_start, timed = {t.words.start: t for t in times}, row(times, lambda t: t.words)
    out = []
    for claim in claims:
        time = by_start.get(claim.when.words.start) if claim.when else None
        when = claim.when
        if when is None:
            when = _lent(claim, report, story, timed, known)
        elif time is not None:
            when = rebased(when, time, report.text, story, known)
        out.append(claim if when == claim.when else replace(claim, when=when))
    return tuple(out)


def _lent(claim: Claim, report: Report, story: Story, timed: Row[Time], known: StoryWords) -> When | None:
    """The day that a claim without a time goes on telling of; None where it is not clear."""
    if claim.stance not in TOLD:
        return None
    since = _since(claim, story, known)
    if since is not None or not _past(claim, report, timed, known):
        return since
    found = _goes_on(claim, story, timed, known)
    if found is None:
        return None
    one, why = found
    return When(one.when.edtf, one.when.words, f"{why}; {one.when.why}")


def _since(claim: Claim, story: Story, known: StoryWords) -> When | None:
    """ "Since the blast": open from the day of the blast on."""
    found = _SINCE.search(claim.text)
    one = meant(pointed(found[1], known), story) if found else None
    if found is None or one is None or EVER_SINCE.search(claim.text[: found.end()]):
        return None
    why = f"“{found[0]}” looks back at “{one.when.words.text}”; {one.when.why}"
    return When(at.since(one.day).edtf, one.when.words, why)


def _past(claim: Claim, report: Report, timed: Row[Time], known: StoryWords) -> bool:
    """Whether a claim tells of something done and over without a time of its own."""
    own = [t for t in timed.within(claim.start, claim.end) if t.kind != "duration"]
    if any(t.moment is not None or t.kind != "part" for t in own) or has(claim.text, known.background):
        return False
    reported = bool(claim.chain) and not _quoted(claim, report.text)
    return told_as_past(claim.text, known.tense, reported=reported) or counts_harm(claim, known)


def _quoted(claim: Claim, text: str) -> bool:
    """Whether a claim stands in quotation marks."""
    return any(mark in text[max(0, claim.start - 1) : claim.start + 1] for mark in '“"«‘')


def _goes_on(
    claim: Claim, story: Story, timed: Row[Time], known: StoryWords
) -> tuple[Occurrence, str] | None:
    """The occurrence that a claim goes on telling of, and why; None where it is not clear."""
    if has(claim.text, known.aftermath):
        return None
    words = pointed(claim.text, known)
    named = meant(words, story)
    if named is not None:
        return named, f"“{words.words}” is what “{named.when.words.text}” dates"
    harm, beside = counts_harm(claim, known), _beside(claim, story)
    if beside:
        one = None if _two_days(beside[-1], story) else one_day(beside)
        why = f"goes on telling of the day of “{beside[-1].when.words.text}” in its paragraph"
        return (one, why) if one is not None and (one.harm or not harm) else None
    if has(claim.text, known.lasting) or _dated_apart(claim, timed):
        return None
    if story.main is None or _left(claim, story, harm=harm):
        return _onward(claim, story, known)
    return _of_the_story(claim, story.main, known, harm=harm)


def _of_the_story(
    claim: Claim, main: Occurrence, known: StoryWords, *, harm: bool
) -> tuple[Occurrence, str] | None:
    """The report's own occurrence, for a claim in another paragraph than the one that dates it."""
    day = f"“{main.when.words.text}”, the story's day"
    if harm:
        return main, f"counts whom it harmed: {day}"
    if has(claim.text, known.apart):
        return None
    shared = nouns_in(claim.text, known) & main.nouns
    if shared:
        return main, f"shares “{min(shared)}” with the sentence of {day}"
    if claim.start < main.sentence.start:
        return None
    return main, f"no other day was told since {day}"


def _left(claim: Claim, story: Story, *, harm: bool) -> bool:
    """Whether another day was told between the report's occurrence and a claim that counts no harm."""
    return not harm and story.left is not None and story.left < claim.start


def _onward(claim: Claim, story: Story, known: StoryWords) -> tuple[Occurrence, str] | None:
    """The occurrence of the paragraph before, where a claim shares its words, other than "operation"."""
    here = story.paragraph(claim.start)
    one = one_day(story.by_paragraph.get(here - 1, ()))
    shared = (nouns_in(claim.text, known) & one.nouns) - known.general if one else frozenset[str]()
    if one is None or not shared:
        return None
    return one, f"shares “{min(shared)}” with “{one.when.words.text}” in the paragraph before"


def _dated_apart(claim: Claim, timed: Row[Time]) -> bool:
    """Whether the sentence of a claim has a time of its own, outside the claim and not that of a saying."""
    return any(
        claim.sentence.start <= t.words.start
        and not claim.start <= t.words.start < claim.end
        and t.dated
        and t.moment is not None
        and t.kind != "part"
        and not t.saying
        for t in timed.within(claim.sentence.start, claim.sentence.end)
    )


def _two_days(one: Occurrence, story: Story) -> bool:
    """Whether the sentence of an occurrence names another day as well ("on 2 June and again on the 9th")."""
    return any(
        one.sentence.start <= where < one.sentence.end and day != first_day(one.day)
        for where, day in story.loose[bisect_left(story.loose, (one.sentence.start, "")) :][:_FEW]
    )


def _beside(claim: Claim, story: Story) -> list[Occurrence]:
    """What the last dated sentence before a claim in its own paragraph dates."""
    before = [
        o
        for o in story.by_paragraph.get(story.paragraph(claim.start), ())
        if o.sentence.start <= claim.start
        and claim.start - o.sentence.end <= _REACH
        and not claim.end <= o.when.words.start < claim.sentence.end  # "it held 900; today it holds 40"
    ]
    return [o for o in before if o.sentence == before[-1].sentence]
