"""Splits a claim that tells several dated events into one claim per event, each with its own words.

"The raft was found on 8 June, nine days after it broke loose" tells two times; a claim has one. Only
clauses that carry a date of their own are split off, at marks that a reader would see: a semicolon, "and"
before a verb, a clause between commas, "nine days after".
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from riwaya.locate.main_clause import compared
from riwaya.locate.timed import Time
from riwaya.records import Claim, Span, Stance, claim_id

_AND = re.compile(r"(?:,|;)?\s+(?:and|but)(?:\s+then)?,?\s+", re.IGNORECASE)
_PAST = (
    "went|came|left|began|fell|fled|took|held|shut|sank|broke|got|made|met|won|lost|cut|set|sent|built|struck|shot"
    "|found|gave|rose|ran|drove|brought|caught|stood|paid|kept|hit|let|swept|threw|dug|bought|sold|put|saw|spoke|wrote"
    "|burst|blew|tore|rang|hid|lay|slept|spent|stole|woke|grew|flew|froze|heard|felt|fought|ate|rode|shook|withdrew"
)
_VERB = re.compile(
    r"(?:if [^,]*,\s*)?(?:(?:not|later|then|again|only|also|has|have|had|was|were|is|are|will|would|been) )*"
    rf"(?:has|have|had|was|were|is|are|will|would|\w+ed|{_PAST})\b",
    re.IGNORECASE,
)
_SUBJECT = re.compile(
    r"(?:he|she|it|they|we|i|you|the|a|an|his|her|its|their|our|my|this|these|those|two|three|four|five|six"
    r"|seven|eight|nine|ten|\d+|none|nobody|nothing|no|some|both|each|another|all|many|most|others|there|more"
    r"|[A-Z]\w+)\b"
)
_COMING = re.compile(
    r"\b(?:will|shall|would|(?:is|are|was|were) (?:due|to|(?:expected|set) to))\b|’ll\b", re.IGNORECASE
)
# verbs of what is fixed: "loading begins tomorrow"
_FIXED = "begins|starts|opens|reopens|resumes|ends|closes|expires|leaves|sails|arrives|returns|meets"
# "and shells fell on the 3rd", "and loading begins tomorrow"
_PLURAL = re.compile(rf"[a-z]{{3,}}s\s|[a-z]{{3,}}\s+(?:was|were|is|are|has|had|will|would|{_FIXED})\b")
# a clause without its verb, right behind a time: "and the spillway in 2011", "and again on"
_GAPPED = re.compile(
    r",?\s+(?:and|but)\s+(?:(?:then )?(?:again|once more|once again|a second time)"
    r"|(?:the|an?|its|his|her|their|our|both|all|some|others?|\d+|two|three|[A-Z][\w’'-]+)(?:\s+[\w’'-]+){0,6}?)"
    r"(?:\s+(?:on|in|at|by|from|since|until|during|only))*(?:\s+the)?\s*"
)
_ASIDE = re.compile(
    r",\s+(?:who|which|whose|where|\w+ed|built|shot|held|taken|seized|sunk|shut|hit|blown"
    r"|set up|dug|made|found|bought|sold|cut|laid|born|lost|begun|won|torn|drawn|brought|driven|stolen)\b",
    re.IGNORECASE,
)
# words of place between a time and "and", and what stands for one of the things told of: "a third", "others"
_PLACED = re.compile(
    r",?\s+(?:in|at|on|near|outside|inside|behind|beside|along|across|from|to|not far from)\s[^,;:.]{2,60}"
)
_OTHER = re.compile(
    r",?\s+(?:and|but)\s+(?:(?:a|the)\s+(?:second|third|fourth|fifth|sixth|last|final|other|others|rest)"
    r"|another|others|one|two|three|four|five|six|several)(?:\s+more)?"
    r"(?:, [^,;:]{2,40},)?(?:\s+(?:on|in|at|by|only))*(?:\s+the)?\s*"
)
# ", counting ended in the small hours of", ", left on", ", the barn on": a clause of a row; ", a farm seized
# in April" may only say what was named before it
_ROW = re.compile(
    r",\s+(?!who|which|whose|where|when|while|after|before|and\b|but\b|or\b|as\b|including)("
    r"(?!an? (?!second|third|fourth|fifth|further|last|few))"
    rf"(?:[\w’'-]+\s+){{0,4}}?(?:was|were|is|are|has|have|had|will|would|\w{{2,}}ed|{_PAST})\b[^,;:.]*"
    r"|(?:the|an?|its|his|her|their|one|two|three|another|others|[A-Z][\w’'-]+)(?:\s+(?!\w+ed\b)[\w’'-]+){0,5}?"
    r"(?:\s+(?:on|in|at|by|from))+(?:\s+the)?\s*|(?:(?:a|the)\s+(?:second|third|fourth|fifth|last)|another)\s+)"
)
_LAST = re.compile(r",?\s+(?:and|but)\s[^,;:]*(?:, [^,;:]{2,40},[^,;:]*)?")
_LEAST = 12  # characters; shorter pieces tell nothing


def split(claim: Claim, times: Sequence[Time], text: str) -> tuple[Claim, ...]:
    """The claim, or the claims of its separately dated clauses."""
    own = [t for t in times if t.dated and t.moment is not None and not t.saying and t.kind != "part"]
    own = [t for t in own if claim.start <= t.words.start and t.words.end <= claim.end]
    own = [t for t in own if not compared(t, text)]
    if len({t.edtf for t in own}) < 2:
        return (claim,)
    if len(claim.segments) == 1:
        pieces = _pieces(claim.segments[0], own, text)
    else:
        pieces = _by_segment(claim.segments, own, text)
    if len(pieces) < 2:
        return (claim,)
    return tuple(
        replace(
            claim,
            id=claim_id(claim.report, p, claim.chain),
            segments=p,
            text=_hull(p, text),
            stance=_stance(claim, p, own, text),
        )
        for p in pieces
    )


def _stance(claim: Claim, piece: Sequence[Span], own: Sequence[Time], text: str) -> Stance:
    """The claim's stance; a clause of what is to come is predicted, one of what is over is not."""
    if claim.stance not in (Stance.ASSERTED, Stance.PREDICTED):
        return claim.stance
    words = " ".join(text[s.start : s.end] for s in piece)
    if any(t.ahead for t in _inside(own, piece)) and _COMING.search(words):
        return Stance.PREDICTED
    return Stance.ASSERTED if claim.narrated and not _COMING.search(words) else claim.stance


def _hull(segments: tuple[Span, ...], text: str) -> str:
    """The characters from the first to the last of the segments."""
    return text[segments[0].start : segments[-1].end]


def _by_segment(segments: Sequence[Span], own: Sequence[Time], text: str) -> list[tuple[Span, ...]]:
    """An interrupted claim cut where a segment, or a clause of it, brings a date of its own."""
    pieces: list[tuple[Span, ...]] = []
    seen: set[str | None] = set()
    parts = [p for s in segments for p in _pieces(s, _inside(own, (s,)), text)]
    for part in parts:
        inside = _inside(own, part)
        dates = {t.edtf for t in inside}
        told = sum(len(s) for s in part) - sum(len(t.words.text) for t in inside)
        fresh = dates and seen and dates.isdisjoint(seen)
        if pieces and not (fresh and told >= _LEAST):  # "five days after" tells nothing of its own
            pieces[-1] = (*pieces[-1], *part)
        else:
            pieces.append(part)
        seen |= dates
    return pieces


def _inside(own: Sequence[Time], spans: Sequence[Span]) -> list[Time]:
    """The times that begin in some spans."""
    return [t for t in own if any(s.start <= t.words.start < s.end for s in spans)]


def _pieces(whole: Span, own: Sequence[Time], text: str) -> list[tuple[Span, ...]]:
    """The segments of each clause: asides first, then what is left cut in order."""
    asides = [a for t in own if (a := _aside(whole, t, own, text)) is not None]
    left = [t for t in own if not any(a.start <= t.words.start < a.end for a in asides)]
    cuts = []
    for one, next_, third in zip(left, left[1:], [*left[2:], None], strict=False):
        if one.edtf != next_.edtf:
            cut = _cut(whole.start, one.words.end, next_, third, text)
            if cut is not None:
                cuts.append(cut)
    pieces: list[tuple[Span, ...]] = []
    start = whole.start
    for end, resume in [*cuts, (whole.end, whole.end)]:
        pieces.append(_without(Span(start, end), asides))
        start = resume
    pieces += [(a,) for a in asides]
    return pieces if all(sum(len(s) for s in p) >= _LEAST for p in pieces) else [(whole,)]


def _without(span: Span, asides: Sequence[Span]) -> tuple[Span, ...]:
    """A span with the asides taken out."""
    parts, start = [], span.start
    for aside in sorted(asides):
        if span.start <= aside.start and aside.end <= span.end:
            if aside.start > start:
                parts.append(Span(start, aside.start))
            start = aside.end
    if start < span.end:
        parts.append(Span(start, span.end))
    return tuple(parts)


def _aside(whole: Span, time: Time, own: Sequence[Time], text: str) -> Span | None:
    """The clause between commas that holds a time, where more of the claim follows it."""
    before = text[whole.start : time.words.start]
    opened = [m.start() for m in _ASIDE.finditer(before)]
    if not opened:
        return None
    start = whole.start + opened[-1]
    inner = text[start + 1 : time.words.start]
    close = text.find(",", time.words.end, whole.end)
    if close < 0 or "," in inner or ";" in inner or re.search(r"[.!?]\s", inner):
        return None
    if not any(t.words.start >= close or t.words.end <= start for t in own if t is not time):
        return None
    return Span(start + 2, close)


def _cut(start: int, after: int, time: Time, third: Time | None, text: str) -> tuple[int, int] | None:
    """Where the first clause ends and the next begins, between two times; None where they share a clause."""
    between = text[after : time.words.start]
    mark = max(between.rfind("; "), between.rfind(". "))
    if mark >= 0:
        return after + mark, after + mark + 2
    beside = time.kind == "offset" and time.expression.has("BEFORE", "AFTER") and between.strip() == ","
    if beside and _has_verb(text[start:after]):
        return after, time.words.start
    joint = _AND.match(between)
    if joint and _GAPPED.fullmatch(between):
        return after, after + joint.end()
    if (listed := _listed(start, after, time, third, text)) is not None:
        return listed
    for found in reversed(list(_AND.finditer(between))):
        if _left_out(between, found):
            return after + found.start(), after + found.end()
        rest = text[after + found.end() : time.words.end]
        fronted = re.fullmatch(
            r"(?:on|in|at|by|over|the|\s)*", text[after + found.end() : time.words.start].lower()
        )
        if fronted and _has_verb(between[: found.start()]):
            return after + found.start(), after + found.end()
        if _VERB.match(rest.lstrip(", ")) or (
            _SUBJECT.match(rest) and _has_verb(text[after + found.end() : time.words.start])
        ):
            return after + found.start(), after + found.end()
        lead = between[: found.start()]
        told = _has_verb(text[after + found.end() : time.words.start]) and (
            not lead.strip() or _has_verb(lead)
        )
        if told and _PLURAL.match(rest):
            return after + found.start(), after + found.end()
    return None


def _left_out(between: str, found: re.Match[str]) -> bool:
    """Whether a clause without its verb follows words of place: ", in the same street, and a third on"."""
    lead = between[: found.start()]
    if lead.strip() and not _PLACED.fullmatch(lead):
        return False
    gapped = _GAPPED if lead[:1] == "," and found[0].startswith(",") else _OTHER
    return gapped.fullmatch(between[found.start() :]) is not None


def _listed(start: int, after: int, time: Time, third: Time | None, text: str) -> tuple[int, int] | None:
    """Where a clause begins behind a comma alone: "shells fell on Sunday, one on Monday, and one today"."""
    between = text[after : time.words.start]
    found = _ROW.fullmatch(between)
    if found is None or not _has_verb(text[start:after]):
        return None
    rest = text[time.words.end :]  # the last clause of the row may be a claim of its own
    last = _LAST.match(rest) if third is None else _LAST.fullmatch(rest[: third.words.start - time.words.end])
    return (after, after + found.start(1)) if last is not None else None


def _has_verb(clause: str) -> bool:
    """Whether a clause up to its time holds a finite verb."""
    return (
        re.search(
            rf"\b(?:was|were|is|are|has|have|had|will|would|\w{{3,}}ed|{_PAST}|{_FIXED})\b",
            clause,
        )
        is not None
    )
