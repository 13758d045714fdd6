"""Where a content ends, and which parts of it stand on their own."""

from __future__ import annotations

from collections.abc import Iterator

from riwaya.extract.colons import with_news, word_from
from riwaya.extract.frame import Frame
from riwaya.extract.lists import word_set
from riwaya.extract.steps import trim
from riwaya.extract.tokens import Tokens
from riwaya.records import Stance

TURNING = word_set("turning")
LEAST_QUOTED = 15  # characters of a quotation that stands on its own behind "said so: ..."
MAYBE = frozenset(("may", "might", "could"))


def extent(tokens: Tokens, frame: Frame, frames: list[Frame]) -> tuple[int, int]:
    """Where the content ends and where the rest of the sentence begins."""
    content = frame.content_place
    if frame.end is not None:
        return frame.end, frame.tail
    for other in frames:
        if (
            other.begin <= content
            or other.kind in ("adverb", "hearing")
            or not _sibling(tokens, frame, other)
        ):
            continue
        end = other.begin
        while (
            end > content
            and tokens.tag[end - 1] in ",CS-"
            and (tokens.tag[end - 1] != "S" or tokens.low[end - 1] in TURNING)
        ):
            end -= 1
        if other.inherits and tokens.tag[other.begin] == "C":
            return end, other.begin
        return end, other.begin
    for at in range(content, len(tokens)):
        if tokens.tag[at] == ";" and any(f.begin > at and f.kind != "adverb" for f in frames):
            return at, at + 1
        if tokens.tag[at] == "," and _reporter_resumes(tokens, at + 1):
            return at, at + 1
    return len(tokens), len(tokens)


def _reporter_resumes(tokens: Tokens, at: int) -> bool:
    """ ", but it is unclear why": the reporter speaks again."""
    if at + 3 >= len(tokens) or tokens.low[at] not in ("but", "though", "although"):
        return False
    words = list(tokens.low[at + 1 : at + 8])
    return "unclear" in words or words[:2] in (
        ["it", "remains"],
        ["no", "independent"],
        ["this", "could"],
        ["neither", "claim"],
    )


def _sibling(tokens: Tokens, frame: Frame, other: Frame) -> bool:
    """Whether a later attribution stands beside this one and not inside its content."""
    at = other.begin
    previous = tokens.tag[at - 1]
    if other.kind == "reduced":
        return previous == ","
    if other.inherits:
        if tokens.tag[other.cue[0]] == "F" or (tokens.tag[at] == "A" and tokens.tag[at + 1] == "F"):
            return previous == ","
        refuses = other.stance in (Stance.DECLINED, Stance.POSSIBLE)  # "warned that ..., and would not say"
        own = tokens.tag[other.cue[0]] in "V" or (refuses and tokens.tag[other.cue[0]] in "MHO")
        return tokens.tag[at] == "C" and own and tokens.tag[frame.cue[0]] in "VHBM"
    if other.content is None:
        return False
    bare = not tokens.finite(frame.content_place, at)
    if previous == "," and other.lemma == frame.lemma and bare:  # "some say 20, some say 40"
        return True
    joint = tokens.low[at - 1]
    if joint in TURNING and tokens.tag[at - 2] == ",":
        return tokens.tag[other.cue[0]] != "H" or joint != "and"
    return previous == ";"


def parts_of(tokens: Tokens) -> Iterator[Tokens]:
    """The parts of a content that each stand on their own: "that A, and that B"; "A; B"; "A: B"."""
    start = 0
    for at in range(1, len(tokens) - 1):
        if at > start and (begin := _next_part(tokens, start, at)):
            yield trim(tokens.cut(start, at))
            start = begin
    if part := trim(tokens.cut(start, len(tokens))):
        yield part


def _next_part(tokens: Tokens, start: int, at: int) -> int:
    """Where the next part begins if one that began at `start` ends at `at`; 0 if none does."""
    mark, low = tokens.tag[at], tokens.low
    parting = mark in "C;:" or low[at] == "but"
    if not parting or not tokens.finite(start, at):
        return 0
    if mark == "C" and tokens.tag[at + 1] == "K" and tokens.finite(at + 2):
        return at + 2
    if mark == ":" and tokens.tag[at + 1] == "Q":  # in their own words now
        return at + 1 if tokens.end[at + 1] - tokens.start[at + 1] >= LEAST_QUOTED else 0
    if mark in ";:" and tokens.finite(at + 1):
        led = mark == ":" and (word_from(tokens, at) or with_news(tokens, at) or had_from(tokens, start, at))
        return 0 if led else at + 1
    cut_out = tokens.start[at] - tokens.end[at - 1] > 1  # "A, the mayor said, but B"
    if low[at] == "but" and (tokens.tag[at - 1] == "," or cut_out) and tokens.finite(at):
        return at + 1
    return 0


def had_from(tokens: Tokens, start: int, end: int) -> bool:
    """Whether a stretch tells whom somebody had it from: "a neighbour had it from the bailiff"."""
    return any(tokens.low[i : i + 2] == ["it", "from"] for i in range(start, end - 1))


def may_be(head: Tokens, tail: Tokens) -> bool:
    """Whether a clause behind a parenthesis is only possible: "..., she said, and 5 may follow"."""
    verb = next((i for i in range(len(tail)) if tail.is_finite(i)), None)
    if tail.tag[0] != "C" or verb is None or verb < 2 or tail.low[verb] not in MAYBE:
        return False
    return head.finite() and not any(word in MAYBE for word in head.low)


def separate(tokens: Tokens, right: Frame, final: Frame) -> bool:
    """Whether a new part of the sentence begins between the two attributions."""
    for at in range(right.content_place, final.begin):
        if tokens.tag[at] == ";" or (
            tokens.low[at] in ("while", "whereas", "but") and tokens.tag[at - 1] == ","
        ):
            return True
    return False
