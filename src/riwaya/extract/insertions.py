"""Clauses without ", as this paper reported," and ", citing X"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from riwaya.extract.frame import Frame
from riwaya.extract.frames import frame_at
from riwaya.extract.lexicon import lexicon
from riwaya.extract.phrases import Range
from riwaya.extract.rightward import phrase_right
from riwaya.extract.steps import LEAST, Leaf, Step, source_step, step_of
from riwaya.extract.tokens import Tokens
from riwaya.records import Span

TRUSTED = frozenset(("word", "evidence", "authority", "strength", "testimony"))


def without_as(tokens: Tokens) -> Tokens:
    """The clause without ", as this paper reported," where others speak after it."""
    for at in range(len(tokens) - 3):
        if tokens.low[at] != "as" or (at and tokens.tag[at - 1] not in ",C"):
            continue
        comma = next((k for k in range(at + 1, min(at + 9, len(tokens))) if tokens.tag[k] == ","), None)
        if (
            comma is None
            or comma < at + 3
            or not any(word in lexicon().triggers for word in tokens.low[comma:])
        ):
            continue
        frame = frame_at(tokens, comma - 1)
        if frame is not None and frame.kind == "as":
            return tokens.pick([*range(at), *range(comma + 1, len(tokens))])
    return tokens


def without_cited(tokens: Tokens) -> tuple[Tokens, tuple[Step, ...]]:
    """The clause without ", citing X" and the step that X is."""
    at = next((i for i, word in enumerate(tokens.low) if word in ("citing", "quoting")), None)
    if at is None:
        return tokens, ()
    frame = frame_at(tokens, at)
    if frame is None or frame.kind != "citing":
        return tokens, ()
    step = step_of(tokens, frame, None)
    end = frame.tail + (frame.tail < len(tokens) and tokens.tag[frame.tail] == ",")
    left = at - 1 if at and tokens.tag[at - 1] == "," else at
    return tokens.pick([*range(left), *range(end, len(tokens))]), (step,)


def vouched(tokens: Tokens, frame: Frame) -> tuple[Step, ...]:
    """The source in ", on the word of X," between a cue and its content."""
    for at in range(frame.cue[1], frame.content_place - 4):
        if (
            tokens.low[at : at + 2] == ["on", "the"]
            and tokens.low[at + 2] in TRUSTED
            and tokens.low[at + 3] == "of"
        ):
            end = phrase_right(tokens, at + 4, frame.content_place)
            cue = Span(tokens.start[at], tokens.end[at + 3])
            return (
                (replace(source_step(tokens, (at + 4, end)), cue=cue, lemma="word"),) if end > at + 4 else ()
            )
    return ()


def as_quoted(tokens: Tokens, start: int) -> bool:
    """Whether someone's own word for it follows: "described the shelling as “an error”"."""
    return any(tokens.low[i] == "as" and tokens.tag[i + 1] == "Q" for i in range(start, len(tokens) - 1))


def asides(tokens: Tokens, source: Range) -> Iterator[Leaf]:
    """What the report says of a source in a relative clause: ", who has since left the town,"."""
    for at in range(source[0] + 1, source[1]):
        if tokens.tag[at] == "W" and tokens.tag[at - 1] == ",":
            stop = next((k for k in range(at, source[1]) if tokens.tag[k] in ","), source[1])
            if stop - at > LEAST and tokens.finite(at, stop):
                yield Leaf((), tokens.cut(at, stop))
            return
