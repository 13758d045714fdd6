"""Report text -> paragraphs and sentences, by offsets."""

from __future__ import annotations

import re
from collections.abc import Iterator

from riwaya.extract.lists import word_set
from riwaya.records import Span

# before a name or a number these never end a sentence
TITLES = word_set("titles")
# these end one only where the next word cannot go on with it
OPEN = word_set("open_abbreviations")
STARTERS = word_set("starters")
LINE = re.compile(r"[^\n]+")
ENDING = re.compile(r"""[.!?…؟。]+['"”’»)\]\*]*(?=\s|$)|(?<=[\u0600-\u06ff])؛(?=\s)""")
WORD_BEFORE = re.compile(r"[^\s(\[“\"'‘«]+$")
OPENER = re.compile(r"""\s+(["“«„‘'(\[—–-]*\s?)(\w*)""")
LONG_LINE = 140  # longer lines mean that a line is a paragraph
WRAPPED = 50  # a shorter line that ends without a stop is a heading, a field or a list item
TURN = re.compile(r"(?:Q|A|[A-Z][A-Z .'-]{2,30}):\s")  # of an interview or a transcript
BULLET = re.compile(r"\s*(?:[•*▪◦·–—-]\s|\(?\d{1,2}[.)]\s|\(?[a-z]\)\s)")


def paragraphs(text: str) -> tuple[Span, ...]:
    """Paragraphs in order, without white space around; wrapped lines are joined, headings stand alone."""
    lines = [(m.start(), m.end()) for m in LINE.finditer(text) if not m.group().isspace()]
    wrapped = all(end - start <= LONG_LINE for start, end in lines)
    found: list[Span] = []
    for start, end in lines:
        start += len(text[start:end]) - len(text[start:end].lstrip())
        end = start + len(text[start:end].rstrip())
        if wrapped and found and _goes_on(text, found[-1], start, end):
            found[-1] = Span(found[-1].start, end)
        else:
            found.append(Span(start, end))
    return tuple(found)


def _goes_on(text: str, before: Span, start: int, end: int) -> bool:
    """Whether the line at start..end continues the paragraph before it."""
    if (
        text.count("\n", before.end, start) != 1
        or BULLET.match(text[start:end])
        or TURN.match(text[start:end])
    ):
        return False
    last = text[before.start : before.end].rsplit("\n", 1)[-1]
    if text[start].islower():
        return True
    return len(last) >= WRAPPED


def sentences(text: str, paragraph: Span) -> tuple[Span, ...]:
    """Sentences of a paragraph in order, trimmed; those inside quotations are sentences too."""
    found: list[Span] = []
    start = paragraph.start
    for end in _ends(text, paragraph):
        if span := _trimmed(text, start, end):
            found.append(span)
        start = end
    if span := _trimmed(text, start, paragraph.end):
        found.append(span)
    return tuple(found)


def _ends(text: str, paragraph: Span) -> Iterator[int]:
    for match in ENDING.finditer(text, paragraph.start, paragraph.end):
        if match.end() < paragraph.end and _is_end(text, match, paragraph):
            yield match.end()


def _is_end(text: str, match: re.Match[str], paragraph: Span) -> bool:
    """Whether a stop ends a sentence, by what stands before and after it."""
    after = OPENER.match(text, match.end())
    if after is None:
        return True
    opener, word = after.group(1).strip(), after.group(2)
    stops = match.group()
    if not word and not opener:
        return True
    if word[:1].islower() and not (opener and stops[-1] in '”"»' and len(stops) > 1 and stops[0] == "."):
        return False
    if stops != ".":
        return not (stops.startswith(("...", "…")) and not word[:1].isupper())
    before = WORD_BEFORE.search(text, max(paragraph.start, match.start() - 24), match.start())
    word_before = before.group().lower().strip("(") if before else ""
    if word_before in TITLES or (
        len(word_before) == 1 and word_before.isalpha() and text[match.start() - 1].isupper()
    ):
        return word_before == "i" and word.lower() in STARTERS
    if word_before.count(".") and all(len(part) == 1 for part in word_before.split(".")):
        return bool(opener) or word.lower() in STARTERS
    if word_before in OPEN:
        return not word[:1].isdigit() and (bool(opener) or word.lower() in STARTERS)
    return True


def _trimmed(text: str, start: int, end: int) -> Span | None:
    piece = text[start:end]
    start += len(piece) - len(piece.lstrip())
    end = start + len(piece.strip())
    return Span(start, end) if end > start else None
