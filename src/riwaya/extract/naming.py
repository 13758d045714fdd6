"""Whether a source is named, only described, or asked not to be named; and what protection a claim needs."""

from __future__ import annotations

import re
from functools import lru_cache

from riwaya.extract.lists import pattern, word_set
from riwaya.records import Naming, Span

ASKED = pattern("asked")
BODIES = word_set("bodies")
DOCUMENTS = word_set("speaking_documents")
PEOPLE = word_set("people")
ARTICLED = re.compile(r"(?:al|el|ad|as|ash|ar|an|at|az|ag|bin|ibn)[-'’‐‑][A-ZÀ-Þ]")
COUNTING = word_set("counting_words")
PREPOSITION = pattern("preposition", bounded=False)
WORDS = re.compile(r"[^\W\d_][\w'’.-]*")
AGE = pattern("age", bounded=False)
YOUNG = re.compile(r"\b(?:boy|girl|child|schoolboy|schoolgirl|toddler|teenager|minor|pupil)\b", re.I)
ADULT_AGE = 18
PRONOUNS = word_set("pronouns")


def naming_of(source: str, *, opens_sentence: bool = False) -> Naming | None:
    """Named or unnamed, by the source's own words; None for a pronoun, which only resolving can tell.

    `opens_sentence`: the first word is capital anyway.
    """
    parts = [part.strip() for part in source.split(",") if part.strip()]
    if not parts:
        return Naming.UNNAMED
    if len(parts) == 1 and parts[0].lower() in PRONOUNS:
        return None
    kinds = [_part_naming(part, opens_sentence and i == 0) for i, part in enumerate(parts)]
    return Naming.NAMED if Naming.NAMED in kinds else Naming.UNNAMED


def _part_naming(part: str, opens_sentence: bool) -> Naming:
    head = PREPOSITION.split(part, maxsplit=1)[0]
    words = WORDS.findall(head)
    if not words:
        return Naming.UNNAMED
    last = words[-1]
    if last.lower() in BODIES or last.lower() in DOCUMENTS:
        return Naming.NAMED
    if last.lower() in PEOPLE and not (last[0].isupper() and len(words) > 1):
        return Naming.UNNAMED
    if (
        (last[0].isupper() or ARTICLED.match(last))
        and last.lower() not in COUNTING
        and not (opens_sentence and len(words) == 1 and last.lower().endswith("s"))
    ):
        return Naming.NAMED
    return Naming.UNNAMED


def requested(text: str, sentence: Span, source: Span | None) -> bool:
    """Whether the sentence says that this source asked, or was granted, not to be named.

    The request counts for the source whose words stand nearest before it, or right after it.
    """
    if source is None:
        return False
    for start, end in asked(text, sentence.start, sentence.end):
        between = text[min(source.end, start) : max(source.start, start)]
        if source.start <= start and between.count(",") <= 3:
            return True
        if end <= source.start and source.start - end <= 90:
            return True
    return False


@lru_cache(maxsize=16)  # every claim of a sentence asks anew
def asked(text: str, start: int, end: int) -> tuple[tuple[int, int], ...]:
    """Where a sentence says that someone is not to be named."""
    return tuple(match.span() for match in ASKED.finditer(text, start, end))


def minor(text: str, sentence: Span, source: Span | None) -> bool:
    """Whether the source is said, in its own words or right beside them, to be under 18."""
    if source is None:
        return False
    words = text[source.start : source.end]
    beside = text[source.start : min(sentence.end, source.end + 40)]
    ages = [m for m in AGE.finditer(beside) if m.start() <= len(words) + 4]
    numbers = [int(m["a"] or m["b"] or m["c"]) for m in ages if m["a"] or m["b"] or m["c"]]
    if any(number < ADULT_AGE for number in numbers) or any(m["w"] for m in ages):
        return True
    if numbers:
        return False
    nearest = PREPOSITION.split(words, maxsplit=1)[0]
    apposition = re.match(r",\s(?:an?|the)\s[^,.]{0,40}", text[source.end : sentence.end])
    return bool(YOUNG.search(nearest) or (apposition and YOUNG.search(apposition.group())))
