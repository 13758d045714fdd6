"""A sentence -> its contents, each with the steps it came through, taken apart from the outside in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from riwaya.extract.acts import act_begin, act_end, around, is_act
from riwaya.extract.colons import brings_news, colon_frame
from riwaya.extract.frame import Frame
from riwaya.extract.frames import frame_at
from riwaya.extract.gapped import gapped
from riwaya.extract.insertions import as_quoted, asides, vouched, without_as, without_cited
from riwaya.extract.lexicon import lexicon
from riwaya.extract.lists import word_set
from riwaya.extract.parts import extent, had_from, may_be, parts_of, separate
from riwaya.extract.phrases import group_start, subject
from riwaya.extract.steps import LEAST, Leaf, Step, extra_steps, joined, source_step, step_of, trim, wordy
from riwaya.extract.tokens import Tokens
from riwaya.records import Stance

DEEPEST = 8
LONGEST = 200  # words read at once: more is no sentence
ATTITUDES = word_set("attitudes")
ANYBODY = word_set("anybody")
NAMING_VERBS = word_set("naming_verbs")


def read(
    tokens: Tokens, steps: tuple[Step, ...] = (), before: Step | None = None
) -> tuple[list[Leaf], Step | None]:
    """All contents of a clause in order, and the last step at this level (for "he added")."""
    leaves: list[Leaf] = []
    for start in range(0, len(tokens), LONGEST):
        before = _read(tokens.cut(start, start + LONGEST), steps, before, leaves, len(steps))
    return leaves, before


def _read(
    tokens: Tokens, steps: tuple[Step, ...], before: Step | None, leaves: list[Leaf], depth: int
) -> Step | None:
    tokens = trim(tokens)
    if not len(tokens):
        return before
    tokens, cited = without_cited(without_as(tokens))
    frames = list(_frames(tokens, steps)) if depth < DEEPEST else []
    outer = _outermost(tokens, frames)
    colon = colon_frame(tokens, frames) if ":" in tokens.tag and depth < DEEPEST else None
    if colon is not None and (outer is None or colon.begin == 0):
        outer = colon
        frames = []
    if outer is None:
        if colon is not None:
            return _read_right(tokens, colon, [], steps, before, cited, leaves, depth)
        _leaf(tokens, (*steps, *cited), leaves)
        return before
    if outer.content is None:
        return _read_left(tokens, outer, steps, before, cited, leaves, depth)
    return _read_right(tokens, outer, frames, steps, before, cited, leaves, depth)


def _frames(tokens: Tokens, steps: tuple[Step, ...]) -> Iterator[Frame]:
    """Every attribution of the clause that is not the outer speaker speaking of themselves."""
    triggers = lexicon().triggers
    reach = -1
    for i, word in enumerate(tokens.low):
        if word not in triggers and word not in lexicon().fixed:
            continue
        frame = frame_at(tokens, i)
        if frame is None or frame.cue[0] < reach or (steps and _same_speaker(tokens, frame, steps[-1])):
            continue
        if frame.kind != "adverb":
            reach = frame.cue[1]
        yield frame


def _same_speaker(tokens: Tokens, frame: Frame, outer: Step) -> bool:
    """Whether an inner attribution only has the outer speaker say or think: "she said she believed ..."."""
    if frame.kind == "adverb" or frame.inherits or frame.lemma in ATTITUDES:
        return True
    if frame.kind == "told" and frame.source is None and frame.listener and frame.stance is Stance.ASKED:
        return True
    if frame.stance not in (Stance.ASSERTED, Stance.ALLEGED) and frame.kind != "hearsay":
        return True  # what someone inside denied, promised or demanded is part of the content
    object_only = frame.lemma in NAMING_VERBS and frame.content and tokens.tag[frame.content - 1] not in "K:,"
    if object_only and not as_quoted(tokens, frame.content_place):
        return True
    if frame.source is None or frame.source[1] - frame.source[0] != 1:
        return False
    word = tokens.low[frame.source[0]]
    if tokens.tag[frame.source[0]] != "R" or word in ANYBODY:
        return False
    return outer.pronoun is None or outer.pronoun == word or word in ("i", "we") or frame.kind == "relative"


def _outermost(tokens: Tokens, frames: list[Frame]) -> Frame | None:
    """The attribution that holds all others."""
    real = [f for f in frames if f.kind != "adverb"]
    if not real:
        return frames[0] if frames else None
    if (doubt := next((f for f in real if f.kind == "or so"), None)) is not None:
        return doubt  # "the well is dry, the guard told him, or so he says"
    lefts = [f for f in real if f.content is None]
    rights = [f for f in real if f.content is not None and f.kind != "reduced"]
    if lefts:
        final = next((f for f in lefts if _at_end(tokens, f.tail)), None)
        first = lefts[0]
        earlier = around(tokens, rights, first)
        if not earlier or (earlier[0].inherits and final):
            return first
        if (
            final is not None
            and final.begin > earlier[0].content_place
            and not separate(tokens, earlier[0], final)
        ):
            return final
    if rights:
        return min(rights, key=lambda f: f.begin)
    return real[0]


def _at_end(tokens: Tokens, at: int) -> bool:
    return all(tokens.tag[i] in ".!)" for i in range(at, len(tokens)))


def _read_left(
    tokens: Tokens, frame: Frame, steps: tuple[Step, ...], before: Step | None,
    cited: tuple[Step, ...], leaves: list[Leaf], depth: int,
) -> Step | None:  # fmt: skip
    """A parenthesis: the content stands before it, and after it where the sentence goes on."""
    step = step_of(tokens, frame, before)
    through = (*steps, step, *cited)
    head = trim(tokens.cut(0, frame.begin))
    if all(mark in "AC,S" for mark in head.tag):
        head = head.cut(0, 0)
    tail = trim(tokens.cut(min(frame.tail, len(tokens)), len(tokens)))
    if frame.kind == "as":
        return _read_as(head, tail, steps, through, step, leaves, depth)
    if frame.kind == "according" and len(head) and head.tag[-1] == "C":
        _read(head, steps, before, leaves, depth)
        return _read(tail, through, None, leaves, depth + 1) or step
    if not len(wordy(tail)):
        _content(head, through, leaves, depth)
        return step
    if tokens.tag[frame.tail] in ":;" and len(head):
        _content(head, through, leaves, depth)
        if tokens.tag[frame.tail] == ";" and any(f.kind != "adverb" for f in _frames(tail, ())):
            return _read(tail, steps, step, leaves, depth) or step
        _content(tail, through, leaves, depth)
        return step
    if not len(head):
        _content(tail, through, leaves, depth)
        return step
    if _goes_on_alone(head, tail):
        _content(head, through, leaves, depth)
        return _read(tail, steps, step, leaves, depth) or step
    if may_be(head, tail):
        _content(head, through, leaves, depth)
        _content(tail.cut(1, len(tail)), through, leaves, depth)
        return step
    if tail.tag[0] == "K":
        tail = tail.cut(1, len(tail)) if head.tag[-1] == "K" else tail
    _content(joined(head, tail), through, leaves, depth)
    return step


def _read_as(
    head: Tokens, tail: Tokens, steps: tuple[Step, ...], through: tuple[Step, ...], step: Step,
    leaves: list[Leaf], depth: int,
) -> Step | None:  # fmt: skip
    """ "..., as X noted, ...": the words since the last comma or dash are X's."""
    start = max((i + 1 for i in range(len(head)) if head.tag[i] in ",-"), default=0)
    if start >= len(head) - 1 and head.tag[-1:] != ["Q"]:
        if any(f.kind != "adverb" for f in _frames(tail, ())):
            _read(joined(head, tail), steps, None, leaves, depth)
        else:
            _content(joined(head, tail), through, leaves, depth)
        return step
    _content(head.cut(start, len(head)), through, leaves, depth)
    _read(joined(head.cut(0, start), tail), steps, step, leaves, depth + 1)
    return step


def _goes_on_alone(head: Tokens, tail: Tokens) -> bool:
    """Whether what follows a parenthesis is a new part of the sentence and not the rest of the content."""
    quoted = head.tag[-1] == "Q" or (head.tag[-1] in "!," and head.tag[-2:-1] == ["Q"])
    if quoted and "Q" not in tail.tag and tail.tag[0] != "W":
        return True
    first = tail.tag[0]
    if first == "F" and tail.low[0] in lexicon().triggers and frame_at(_with_comma(tail), 1) is not None:
        return True
    if first == "A" and tail.tag[1:2] == ["F"] and tail.low[1] in lexicon().triggers:
        return True
    inner = [f for f in _frames(tail, ()) if f.kind not in ("adverb", "relative", "hearing")]
    if not inner:
        return False
    if any(f.content is None for f in inner):
        return True
    lead = min(inner, key=lambda f: f.begin)
    return first in "CS" and lead.begin <= 1


def _with_comma(tail: Tokens) -> Tokens:
    return Tokens(
        tail.text,
        [",", *tail.low],
        [tail.start[0], *tail.start],
        [tail.start[0], *tail.end],
        [",", *tail.tag],
    )


def _read_right(
    tokens: Tokens, frame: Frame, frames: list[Frame], steps: tuple[Step, ...], before: Step | None,
    cited: tuple[Step, ...], leaves: list[Leaf], depth: int,
) -> Step | None:  # fmt: skip
    """An attribution with its content to the right, and whatever stands before and after it."""
    content = frame.content_place
    if frame.kind == "adverb":
        step = step_of(tokens, frame, before)
        if content:
            _leaf(tokens.cut(0, frame.begin), steps, leaves)
            _content(tokens.cut(content, len(tokens)), (*steps, step, *cited), leaves, depth)
            return step
        kept = [i for i in range(len(tokens)) if not frame.cue[0] <= i < frame.cue[1]]
        _content(tokens.pick(kept), (*steps, step, *cited), leaves, depth)
        return step
    lead = tokens.cut(0, frame.begin)
    if frame.inherits and (before is None or lead.finite()):
        before = main_subject(lead) or before
    step = step_of(tokens, frame, before)
    if len(wordy(lead)) > LEAST and lead.finite() and (lead.tag[0] not in "PEFA" or lead.tag[-1] in "CS"):
        lead = trim(lead.cut(0, len(lead) - (lead.tag[-1] == "S")))
        if any(word in lexicon().adverbial for word in lead.low):  # "was reportedly hit, and drivers say ..."
            _read(lead, steps, None, leaves, depth + 1)
        else:
            _leaf(lead, steps, leaves)
    if not steps and frame.source is not None:
        leaves.extend(asides(tokens, frame.source))
    end, rest = extent(tokens, frame, frames)
    if not steps and is_act(tokens, frame):
        end, rest = act_end(tokens, content, end, rest)
        leaves.append(Leaf((), trim(tokens.cut(act_begin(tokens, frame), end))))
    behind = (*extra_steps(tokens, frame), *vouched(tokens, frame), *cited)
    through = (*steps, *passed_on(tokens, frame, steps), step, *behind)
    gap = gapped(tokens, frame, content, end)
    place = list(range(content, gap.end if gap else end))
    if frame.keeps_subject:
        place = [*range(*frame.keeps_subject), *place]
    _content(tokens.pick(place), through, leaves, depth)
    if gap is not None:  # "Police put the dead at 9, the hospital at 14"
        step = replace(step_of(tokens, replace(frame, source=gap.source), before), cue=step.cue)
        _content(tokens.cut(gap.content, end), (*steps, step, *cited), leaves, depth)
    if rest < len(tokens):
        return _read(tokens.cut(rest, len(tokens)), steps, step, leaves, depth) or step
    return step


def passed_on(tokens: Tokens, frame: Frame, steps: tuple[Step, ...]) -> tuple[Step, ...]:
    """A hearer inside another's account is a source of it: "he said a widow had been told by ..."."""
    if not steps or frame.listener is None or frame.kind not in ("hearing", "told"):
        return ()
    if tokens.tag[frame.listener[0]] in "RX" or tokens.low[frame.listener[0]] in ("nobody", "anyone"):
        return ()
    return (source_step(tokens, frame.listener),)


def main_subject(lead: Tokens) -> Step | None:
    """Who the clause before is about, as the one who goes on to speak."""
    for i in range(len(lead)):
        if lead.is_finite(i):
            found = subject(lead, group_start(lead, i), parenthetical=False)
            return source_step(lead, found) if found else None
    return None


def _content(tokens: Tokens, steps: tuple[Step, ...], leaves: list[Leaf], depth: int) -> None:
    """The content of an attribution, part by part, read in turn for attributions inside it."""
    tokens = trim(tokens)
    for number, part in enumerate(parts_of(tokens)):
        if number and part.tag[0] == "Q" and steps and steps[-1].stance is Stance.DENIED:
            steps = (*steps[:-1], replace(steps[-1], stance=Stance.ASSERTED))  # "denied it: “We were there”"
        heard = had_from(part, 0, len(part)) or (":" in part.tag and brings_news(part))
        if depth >= DEEPEST or not (heard or any(word in lexicon().triggers for word in part.low)):
            leaves.append(Leaf(steps, part, forced=True))
        else:
            found: list[Leaf] = []
            _read(part, steps, None, found, depth + 1)
            leaves.extend(replace(leaf, forced=True) for leaf in found)


def _leaf(tokens: Tokens, steps: tuple[Step, ...], leaves: list[Leaf]) -> None:
    """A clause without further attribution; in the report's own voice its parts are claims each."""
    tokens = trim(tokens)
    if not len(tokens):
        return
    if steps:
        leaves.append(Leaf(steps, tokens))
        return
    leaves.extend(Leaf(steps, part) for part in parts_of(tokens))
