"""Gives each claim the times, figures and places that stand in its words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from riwaya.locate.counted import Counted
from riwaya.locate.main_clause import main_time, set_aside
from riwaya.locate.timed import Time
from riwaya.records import Claim, Kind, Link, Mention, Party, Report, Span, When, Words

_PLACES = (Kind.PLACE, Kind.FACILITY)


def within(words: Words, segments: Sequence[Span]) -> bool:
    """Whether words stand wholly in one of the segments."""
    return any(s.start <= words.start and words.end <= s.end for s in segments)


def touching(words: Words, segments: Sequence[Span]) -> bool:
    """Whether words share a character with one of the segments."""
    return any(s.start < words.end and words.start < s.end for s in segments)


def figures_of(claim: Claim, found: Sequence[Counted]) -> Claim:
    """The claim with the figures whose number stands in its words."""
    mine = tuple(one.figure for one in found if within(one.figure.words, claim.segments))
    return replace(claim, figures=mine)


def when_of(claim: Claim, report: Report, found: Sequence[Time], others: Sequence[Claim]) -> When | None:
    """The time of what a claim is about: in its words, else in its sentence outside every saying; or None."""
    own = [t for t in found if t.dated and touching(t.words, claim.segments)]
    own = [t for t in own if not set_aside(t, report.text, claim)]
    if claim.narrated:
        own = [t for t in own if not _elsewhere(t, claim, others)] or own
    best = main_time(own, report.text, claim)
    if best is None:
        best = _beside(claim, report, found, others)
    return When(best.edtf, best.words, best.why) if best is not None else None


_LABEL = re.compile(r"[A-Z][\w ]{1,30}:\s")
HEADING = 300  # characters from a heading to the lines under it


def heading_of(claim: Claim, found: Sequence[Time]) -> When | None:
    """The date of the heading over a line such as "Killed: 4", which has none of its own."""
    if not claim.narrated or not _LABEL.match(claim.text):
        return None
    for time in reversed([t for t in found if t.words.end <= claim.start]):
        if claim.start - time.words.end > HEADING:
            return None
        if time.dated and time.moment is not None and not time.saying and not time.bound:
            return When(time.edtf, time.words, f"{time.why}; the heading over “{_label(claim)}”")
    return None


def _label(claim: Claim) -> str:
    """The words before the colon."""
    return claim.text.split(":", 1)[0]


def _elsewhere(time: Time, claim: Claim, others: Sequence[Claim]) -> bool:
    """Whether a time of a narrated sentence belongs to a smaller claim inside it."""
    return any(
        o.id != claim.id and o.end - o.start < claim.end - claim.start and touching(time.words, o.segments)
        for o in others
    )


def _beside(claim: Claim, report: Report, found: Sequence[Time], others: Sequence[Claim]) -> Time | None:
    """A time of the claim's sentence outside every content, standing apart from the saying."""
    if claim.narrated:
        return None
    spans = [claim.sentence]
    near = [t for t in found if t.dated and within(t.words, spans)]
    free = [t for t in near if not any(touching(t.words, o.segments) for o in others if not o.narrated)]
    for time in free:
        told = any(o.narrated and touching(time.words, o.segments) for o in others)
        if time.moment is None or time.saying or _of_source(time, claim):
            continue
        if told or not _of_saying(time, claim, report.text):
            return time
    return None


def _of_source(time: Time, claim: Claim) -> bool:
    """Whether a time is told of a source: "the inquiry, whose findings came out on Friday, held that"."""
    source, cue = claim.chain[0].source.words, claim.chain[0].cue
    return source is not None and cue is not None and source.end <= time.words.start < cue.start


def _of_saying(time: Time, claim: Claim, text: str) -> bool:
    """Whether a time outside the content tells when it was said.

    News puts "on Monday" beside the verb: behind the cue, or before a source that opens the sentence. Only a
    fronted time with the attribution slipped in ("On Sunday, she said, the ...") is the content's.
    """
    cue = claim.chain[0].cue if claim.chain else None
    source = claim.chain[0].source.words if claim.chain else None
    if cue is None:
        return True
    opening = min(cue.start, source.start if source else cue.start)
    if time.words.start >= opening:
        return True
    slipped = text[time.words.end : opening].strip() == ","
    behind = text[max(cue.end, source.end if source else cue.end) :].lstrip()[:1] == ","
    return not (slipped and behind)


def said_of(claim: Claim, report: Report, found: Sequence[Time], others: Sequence[Claim]) -> tuple[Link, ...]:
    """The claim's chain with the time of the nearest saying, where the text gives it."""
    if not claim.chain:
        return claim.chain
    nearest = claim.chain[0]
    for time in found:
        if not time.dated or time.moment is None or not within(time.words, [claim.sentence]):
            continue
        if any(touching(time.words, o.segments) for o in others):
            continue
        if (time.saying or _of_saying(time, claim, report.text)) and _near_cue(time, claim, others):
            return (replace(nearest, said=time.edtf), *claim.chain[1:])
    return claim.chain


def _near_cue(time: Time, claim: Claim, others: Sequence[Claim]) -> bool:
    """Whether this claim's cue is the one nearest to the time among those of its sentence."""

    def gap(one: Claim) -> int:
        cue = one.chain[0].cue if one.chain else None
        return min(abs(time.words.start - cue.end), abs(cue.start - time.words.end)) if cue else 10**9

    mine = gap(claim)
    rivals = [
        gap(o)
        for o in others
        if o.chain and o.sentence == claim.sentence and o.chain[0].cue != claim.chain[0].cue
    ]
    return mine <= min(rivals, default=mine) and mine <= 160


def where_of(claim: Claim, mentions: Sequence[Mention], text: str) -> tuple[Party, ...]:
    """Places and facilities named in the content, with their part in it."""
    own = [m for m in mentions if m.kind in _PLACES and within(m.words, claim.segments)]
    told = [m for m in own if not (_adjective(m, text) or _of_a_ship(m, text))]
    return tuple(Party(m.words, m.referent, _role(m, text)) for m in told)


_SHIPS = re.compile(
    r"\bthe (?:[A-Z][\w’'-]+ )?(?:Star|Pride|Queen|King|Lady|Spirit|Rose|Pearl|Prince|Princess|Glory|Maid"
    r"|Belle|Flower|Crown|Hope) of (?:the )?$"
)


def _of_a_ship(mention: Mention, text: str) -> bool:
    """Whether a place only stands in the name of a ship, an inn, a bus: "the Star of Tal"."""
    return _SHIPS.search(text, max(0, mention.words.start - 50), mention.words.start) is not None


def _adjective(mention: Mention, text: str) -> bool:
    """Whether a country's short name only describes: "US troops", where "in the US" is a place."""
    if len(mention.words.text) > 3 or not mention.words.text.isupper():
        return False
    before = text[max(0, mention.words.start - 20) : mention.words.start].rstrip().lower()
    led = before.removesuffix(" the").endswith((" in", " to", " from", " into", " of", " at", " across"))
    return not led and re.match(r"[\s-]+[a-z]", text[mention.words.end : mention.words.end + 5]) is not None


_TOWARDS = ("to", "into", "towards", "toward", "for", "onto", "reached", "entered", "entering", "reaching")


def _role(mention: Mention, text: str) -> str:
    """location, origin or destination by the word before the place."""
    before = text[max(0, mention.words.start - 40) : mention.words.start].lower().split()
    while before and before[-1] in ("the", "of", "town", "city", "village", "area", "district", "nearby"):
        before.pop()
    lead = before[-1] if before else ""
    return "destination" if lead in _TOWARDS else "origin" if lead == "from" else "location"


_BLAMING = ("by",)


def who_of(claim: Claim, mentions: Sequence[Mention], text: str) -> tuple[Party, ...]:
    """Others named in the content: actor before the verb or behind "by", target behind it, else other."""
    own = [m for m in mentions if m.kind not in _PLACES and m.named and within(m.words, claim.segments)]
    return tuple(Party(m.words, m.referent, _part(m, claim, text)) for m in own)


def _part(mention: Mention, claim: Claim, text: str) -> str:
    """The part a named party plays, by its place in the content alone."""
    before = text[max(claim.start, mention.words.start - 60) : mention.words.start]
    lead = before.lower().split()
    while lead and lead[-1] in ("the", "a", "an", "of"):
        lead.pop()
    if lead and lead[-1] in _BLAMING:
        return "actor"
    if not lead or before.rstrip().endswith((",", "“", '"', ";")):
        return "actor"
    if lead[-1] in (
        "with",
        "against",
        "in",
        "near",
        "from",
        "between",
        "and",
        "for",
        "to",
        "at",
        "on",
        "about",
    ):
        return "target" if lead[-1] == "against" else "other"
    return "target" if lead[-1].endswith(("ed", "ing")) else "other"
