"""Where quotations begin and end: curly, straight, guillemets, nested, and those that nobody closed."""

from __future__ import annotations

import re
from dataclasses import dataclass

from riwaya.records import Span

PAIRS = {"“": "”", "«": "»", "„": "“”", "‘": "’", "‹": "›", '"': '"'}
MARK = re.compile(r"''|[“”«»„\"‘’']")
DOUBLE = ('"', "''")  # one mark for both ends; two apostrophes are typewriters' quotation marks
CLOSERS = frozenset("”»")
SENTENCE_END = ".,!?…؟"


@dataclass(frozen=True, slots=True)
class Quotation:
    """A quotation: `span` with its marks, `inner` without; `carried` on from the paragraph before."""

    span: Span
    inner: Span
    carried: bool = False
    closed: bool = True


def quotations(text: str, paragraphs: tuple[Span, ...]) -> dict[int, tuple[Quotation, ...]]:
    """Outermost quotations of each paragraph, by the paragraph's start.

    A quotation that is not closed ends with its paragraph; if the next paragraph opens with the same mark,
    that one carries it on, as newspapers print a speech of several paragraphs.
    """
    found: dict[int, tuple[Quotation, ...]] = {}
    open_mark: str | None = None
    for paragraph in paragraphs:
        inside = paragraph_quotations(text, paragraph)
        if (
            inside
            and open_mark
            and inside[0].span.start == paragraph.start
            and text[paragraph.start] == open_mark
        ):
            inside = (Quotation(inside[0].span, inside[0].inner, True, inside[0].closed), *inside[1:])
        open_mark = None
        if inside and not inside[-1].closed:
            open_mark = text[inside[-1].span.start]
        found[paragraph.start] = inside
    return found


def paragraph_quotations(text: str, paragraph: Span) -> tuple[Quotation, ...]:
    """Outermost quotations that begin in a stretch of text; one that is not closed ends with it."""
    found: list[Quotation] = []
    opened: tuple[int, str] | None = None
    nested = 0
    for match in MARK.finditer(text, paragraph.start, paragraph.end):
        at, mark = match.start(), match.group()
        if opened is None:
            if _opens(text, at, mark, paragraph):
                opened, nested = (at, mark), 0
        elif mark == opened[1] and mark not in ('"', "''", "'") and not _misused(text, at, paragraph):
            nested += 1
        elif _closes(text, at, mark, opened[1], paragraph):
            if nested:
                nested -= 1
                continue
            found.append(Quotation(Span(opened[0], match.end()), Span(opened[0] + len(opened[1]), at)))
            opened = None
    if opened is not None:
        found.append(
            Quotation(
                Span(opened[0], paragraph.end), Span(opened[0] + len(opened[1]), paragraph.end), closed=False
            )
        )
    return tuple(q for q in found if q.inner.end > q.inner.start)


def _misused(text: str, at: int, paragraph: Span) -> bool:
    """Whether an opening mark stands where only a closing one can: "mostly false.“"."""
    after = text[at + 1] if at + 1 < paragraph.end else " "
    return after.isspace() and not text[at - 1].isspace()


def _opens(text: str, at: int, mark: str, paragraph: Span) -> bool:
    if mark in CLOSERS or mark == "’":
        return False
    free = at == paragraph.start or not (text[at - 1].isalnum() or text[at - 1] in ".,!?%")
    after = at + len(mark)
    solid = after < paragraph.end and not text[after].isspace()
    if mark in DOUBLE:
        return free and solid
    if mark in ("'", "‘"):  # an apostrophe unless a mark after a stop, or two words on, closes it
        return free and solid and text[at + 1].isalpha() and _single_closes(text, at, mark, paragraph)
    return True


def _single_closes(text: str, at: int, mark: str, paragraph: Span) -> bool:
    """Whether a single mark that opens at `at` is closed again: after a stop or a word, before a space."""
    closer = "’" if mark == "‘" else "'"
    end = min(paragraph.end, at + 2000)
    next_at = text.find(closer, at + 2, end)
    while next_at >= 0:
        after = text[next_at + 1] if next_at + 1 < paragraph.end else " "
        if not after.isalnum() and text[next_at - 1] in SENTENCE_END:
            return True
        if not after.isalnum() and text[next_at - 1] != "s":
            return True
        next_at = text.find(closer, next_at + 1, end)
    return False


def _closes(text: str, at: int, mark: str, opened: str, paragraph: Span) -> bool:
    if opened in ("'", "‘"):
        after = text[at + 1] if at + 1 < paragraph.end else " "
        plural = text[at - 1] == "s" and after == " " and text.find(mark, at + 1, paragraph.end) > 0
        return mark in ("'", "’") and not after.isalnum() and not plural
    if opened in DOUBLE:
        return mark == opened or (opened == '"' and mark == "”")
    return mark in PAIRS[opened] or (
        opened == "“" and (mark == '"' or (mark == "“" and _misused(text, at, paragraph)))
    )
