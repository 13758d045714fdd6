"""Which paragraphs of a report are its body: no furniture, title, byline or heading; the dateline cut off."""

from __future__ import annotations

import re
from dataclasses import dataclass

from riwaya.extract.lists import pattern, word_set
from riwaya.extract.sentences import BULLET
from riwaya.records import Report, Span

BYLINE = pattern("byline", bounded=False)
DATED = pattern("dated")
DATELINE = re.compile(
    r"^(?P<place>[^\W\d_a-z][^.!?“\"”:]{1,70}?)\s*(?:\([^)]{2,40}\)\s*)?(?:—|–|--|-)\s+(?=[“\"A-Z0-9À-Þ])"
)
ENDING = re.compile(r"[.!?…؟:;][\"”’»)\]]*$|[\"”»)]$")
LABEL = re.compile(r"^(?P<who>[^\W\d_][\w .'’/-]{0,38}?)\s*(?:\([^)]{1,20}\))?:\s+(?=\S)")
OWN_LABELS = word_set("own_labels")
PEOPLE = word_set("people")
TALKERS = word_set("talkers")
TITLED = word_set("titled")
TURN = re.compile(
    r"(?:^|(?<=[.!?…”\"] ))(?P<who>(?:The [a-z]+|[A-Z][\w.'’-]*(?: [A-Z][\w'’-]+){0,3})): (?=\S)", re.M
)
LEAST_TURNS = 2
HEADING_WORDS = 14
FIELD = re.compile(r"^[^:]{2,40}:\s+(?:about |some |over |at least )?\d")


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph to be read, and who speaks it where a transcript says so."""

    span: Span
    speaker: Span | None = None  # None: the report itself
    labelled: bool = False


def body(report: Report, paragraphs: tuple[Span, ...]) -> tuple[Block, ...]:
    """The paragraphs that carry the report, in order."""
    kept = [span for paragraph in paragraphs for span in _outside(paragraph, report.furniture)]
    speakers = _speakers(report.text, kept)
    title = _plain(report.title or "")
    blocks: list[Block] = []
    for i, span in enumerate(kept):
        words = report.text[span.start : span.end]
        if i < 4 and title and _plain(words) == title:
            continue
        if len(turns := _turns(report.text, span)) > 1:
            blocks += turns
        elif (label := LABEL.match(words)) and label["who"] in speakers:
            blocks.append(_labelled(span, label))
        elif not _is_heading(words, first=i == 0):
            start = span.start + _dateline(words)
            blocks.append(Block(Span(start, span.end)))
    return tuple(blocks)


def _outside(paragraph: Span, furniture: tuple[Span, ...]) -> list[Span]:
    """What is left of a paragraph outside the furniture."""
    left = [paragraph]
    for piece in furniture:
        if piece.end <= paragraph.start or piece.start >= paragraph.end:
            continue
        cut: list[Span] = []
        for span in left:
            if not span.overlaps(piece):
                cut.append(span)
                continue
            if span.start < piece.start:
                cut.append(Span(span.start, piece.start))
            if piece.end < span.end:
                cut.append(Span(piece.end, span.end))
        left = cut
    return [span for span in left if len(span) > 1]


def _plain(words: str) -> str:
    return " ".join(words.split()).casefold().strip(" .")


def _speakers(text: str, spans: list[Span]) -> frozenset[str]:
    """The labels that open the turns of a transcript: in capitals, a presenter's, or used twice."""
    labels = [m["who"] for s in spans if (m := LABEL.match(text[s.start : min(s.end, s.start + 60)]))]
    kept = [who for who in labels if who.isupper() or who.lower() in OWN_LABELS or labels.count(who) > 1]
    return frozenset(kept) if len(kept) > 1 else frozenset()


def _turns(text: str, span: Span) -> list[Block]:
    """The turns of a talk that is printed in one paragraph: "Mrs Tal: May we go? The clerk: Not yet."."""
    labels = [m for m in TURN.finditer(text, span.start, span.end) if _takes_turns(m["who"])]
    if len(labels) < LEAST_TURNS:
        return []
    ends = [m.start("who") for m in labels[1:]] + [span.end]
    lead = text[span.start : labels[0].start("who")].rstrip()
    opening = [Block(Span(span.start, span.start + len(lead)))] if lead else []
    return opening + [
        _labelled(
            Span(m.start("who"), m.start("who") + len(text[m.start("who") : end].rstrip())), m, m.start("who")
        )
        for m, end in zip(labels, ends, strict=True)
    ]


def _takes_turns(who: str) -> bool:
    """Whether a label inside a paragraph is somebody's who talks: "Q", "Caller", "Dr Tal", "The clerk"."""
    first, *rest = who.lower().rstrip(".").replace(".", "").split()
    alone = not rest and (first in OWN_LABELS or first in TALKERS)
    titled = bool(rest) and first in TITLED
    return (
        alone or titled or (first == "the" and len(rest) == 1 and (rest[0] in TALKERS or rest[0] in PEOPLE))
    )


def _labelled(span: Span, label: re.Match[str], begin: int | None = None) -> Block:
    """A turn by its label, which was matched in its own words or, from `begin` on, in the whole text."""
    shift = span.start if begin is None else 0
    start = shift + label.end()
    if label["who"].lower().split()[0] in OWN_LABELS:
        return Block(Span(start, span.end), None, True)
    return Block(Span(start, span.end), Span(shift + label.start("who"), shift + label.end("who")), True)


def _is_heading(words: str, *, first: bool) -> bool:
    """Whether a paragraph is a title, byline, date line, heading or bare list item."""
    if BYLINE.match(words):
        return True
    count = len(words.split())
    if ENDING.search(words):
        return bool(count <= 7 and words[-1] in ")]" and DATED.search(words)) or (
            count <= 2 and not words.endswith("”")
        )
    if first and count <= 30:
        return True
    if BULLET.match(words) or FIELD.match(words):
        return False
    return count <= HEADING_WORDS


def _dateline(words: str) -> int:
    """How many characters "TOWN, Aug 3 (Agency) - " takes before the text; 0 without a dateline."""
    match = DATELINE.match(words)
    if match is None:
        return 0
    place = re.split(r"[,(/]", match["place"])[0].strip()
    letters = [c for c in place if c.isalpha()]
    shouted = len(letters) >= 3 and all(not c.islower() for c in letters)
    return match.end() if shouted else 0
