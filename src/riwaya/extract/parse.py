"""A sentence -> its contents, each with the steps it came through, by taking attributions apart from the outside in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from riwaya.extract.frames import Frame, frame_at
from riwaya.extract.lexicon import lexicon
from riwaya.extract.phrases import Range, group_start, subject
from riwaya.extract.tokens import Tokens
from riwaya.records import Span, Stance

LEAST = 3  # words of a clause that can stand as a claim of its own
DEEPEST = 8
DOCUMENTS = frozenset(
    "file list report log note notes record records ledger memo bulletin letter statement register leaflet poster"
    " sign screening minutes diary transcript document order decree circular entry dossier communique communiqué".split()
)
ATTITUDES = frozenset(
    "want expect plan intend hope believe think consider assume wish fear suspect understand hold find determine reckon".split()
)
TURNING = frozenset("but while whereas although though and".split())


@dataclass(frozen=True, slots=True)
class Step:
    """One source on the way to a content, by character offsets."""

    source: Span | None
    cue: Span | None
    stance: Stance
    listener: Span | None = None
    around: Span | None = None  # words of time, place and channel beside the cue
    lemma: str = ""
    pronoun: str | None = None  # the source, where it is a lone pronoun
    full: Span | None = None  # the source with its appositions and relative clauses


@dataclass(frozen=True, slots=True)
class Leaf:
    """A content with its steps; no steps is the report's own voice."""

    steps: tuple[Step, ...]
    tokens: Tokens
    stance: Stance | None = None  # where the layout alone gives it: a correction
    forced: bool = False  # a content that its cue delimits: it need not be a clause


def read(
    tokens: Tokens, steps: tuple[Step, ...] = (), before: Step | None = None
) -> tuple[list[Leaf], Step | None]:
    """All contents of a clause in order, and the last step at this level (for "he added")."""
    leaves: list[Leaf] = []
    last = _read(tokens, steps, before, leaves, len(steps))
    return leaves, last


def _read(
    tokens: Tokens, steps: tuple[Step, ...], before: Step | None, leaves: list[Leaf], depth: int
) -> Step | None:
    tokens = _trim(tokens)
    if not len(tokens):
        return before
    tokens, cited = _without_cited(_without_as(tokens))
    frames = list(_frames(tokens, steps)) if depth < DEEPEST else []
    outer = _outermost(tokens, frames)
    colon = _colon(tokens, frames) if ":" in tokens.tag and depth < DEEPEST else None
    if colon is not None and (outer is None or colon.begin == 0):
        outer = colon
        frames = []
    if outer is None:
        if colon is not None:
            return _read_right(tokens, colon, [], steps, before, cited, leaves, depth)
        _leaf(tokens, (*steps, *cited), leaves, depth)
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
    if frame.source is None or frame.source[1] - frame.source[0] != 1:
        return False
    word = tokens.low[frame.source[0]]
    if tokens.tag[frame.source[0]] != "R" or word in (
        "nobody",
        "everybody",
        "everyone",
        "someone",
        "somebody",
        "anyone",
    ):
        return False
    return outer.pronoun is None or outer.pronoun == word or word in ("i", "we") or frame.kind == "relative"


def _outermost(tokens: Tokens, frames: list[Frame]) -> Frame | None:
    """The attribution that holds all others."""
    real = [f for f in frames if f.kind != "adverb"]
    if not real:
        return frames[0] if frames else None
    lefts = [f for f in real if f.content is None]
    rights = [f for f in real if f.content is not None and f.kind != "reduced"]
    if lefts:
        final = next((f for f in lefts if _at_end(tokens, f.tail)), None)
        first = lefts[0]
        earlier = [f for f in rights if f.begin < first.begin and f.cue[0] < first.begin]
        if not earlier or (earlier[0].inherits and final):
            return first
        if (
            final is not None
            and final.begin > earlier[0].content_place
            and not _separate(tokens, earlier[0], final)
        ):
            return final
    if rights:
        return min(rights, key=lambda f: f.begin)
    return real[0]


def _separate(tokens: Tokens, right: Frame, final: Frame) -> bool:
    """Whether a new sentence part begins between the two, so that the last speaker does not hold the first."""
    for at in range(right.content_place, final.begin):
        if tokens.tag[at] == ";" or (
            tokens.low[at] in ("while", "whereas", "but") and tokens.tag[at - 1] == ","
        ):
            return True
    return False


def _at_end(tokens: Tokens, at: int) -> bool:
    return all(tokens.tag[i] in ".!)" for i in range(at, len(tokens)))


def _without_as(tokens: Tokens) -> Tokens:
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


def _without_cited(tokens: Tokens) -> tuple[Tokens, tuple[Step, ...]]:
    """The clause without ", citing X" and the step that X is."""
    if "citing" not in tokens.low:
        return tokens, ()
    at = list(tokens.low).index("citing")
    frame = frame_at(tokens, at)
    if frame is None or frame.kind != "citing":
        return tokens, ()
    step = _step(tokens, frame, None)
    end = frame.tail + (frame.tail < len(tokens) and tokens.tag[frame.tail] == ",")
    left = at - 1 if at and tokens.tag[at - 1] == "," else at
    return tokens.pick([*range(left), *range(end, len(tokens))]), (step,)


def _read_left(
    tokens: Tokens, frame: Frame, steps: tuple[Step, ...], before: Step | None,
    cited: tuple[Step, ...], leaves: list[Leaf], depth: int,
) -> Step | None:  # fmt: skip
    """A parenthesis: the content stands before it, and after it where the sentence goes on."""
    step = _step(tokens, frame, before)
    through = (*steps, step, *cited)
    head = _trim(tokens.cut(0, frame.begin))
    if all(mark in "AC,S" for mark in head.tag):
        head = head.cut(0, 0)
    tail = _trim_front(tokens.cut(min(frame.tail, len(tokens)), len(tokens)))
    if frame.kind == "as":
        return _read_as(head, tail, steps, through, step, leaves, depth)
    if frame.kind == "according" and len(head) and head.tag[-1] == "C":
        _read(head, steps, before, leaves, depth)
        return _read(tail, through, None, leaves, depth + 1) or step
    if not len(_words(tail)):
        _content(head, through, leaves, depth)
        return step
    if tokens.tag[frame.tail] == ":" and len(head):
        _content(head, through, leaves, depth)
        _content(tail, through, leaves, depth)
        return step
    if not len(head):
        _content(tail, through, leaves, depth)
        return step
    if _goes_on_alone(head, tail):
        _content(head, through, leaves, depth)
        return _read(tail, steps, step, leaves, depth) or step
    if tail.tag[0] == "K":
        tail = tail.cut(1, len(tail)) if head.tag[-1] == "K" else tail
    _content(_joined(head, tail), through, leaves, depth)
    return step


def _read_as(
    head: Tokens, tail: Tokens, steps: tuple[Step, ...], through: tuple[Step, ...], step: Step,
    leaves: list[Leaf], depth: int,
) -> Step | None:  # fmt: skip
    """ "..., as X noted, ...": the words since the last comma or dash are X's, or what follows at the beginning."""
    start = max((i + 1 for i in range(len(head)) if head.tag[i] in ",-"), default=0)
    if start >= len(head) - 1 and head.tag[-1:] != ["Q"]:
        if any(f.kind != "adverb" for f in _frames(tail, ())):
            _read(_joined(head, tail), steps, None, leaves, depth)
        else:
            _content(_joined(head, tail), through, leaves, depth)
        return step
    _content(head.cut(start, len(head)), through, leaves, depth)
    _read(_joined(head.cut(0, start), tail), steps, step, leaves, depth + 1)
    return step


def _joined(head: Tokens, tail: Tokens) -> Tokens:
    return Tokens(
        head.text,
        [*head.low, *tail.low],
        [*head.start, *tail.start],
        [*head.end, *tail.end],
        [*head.tag, *tail.tag],
    )


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
        step = _step(tokens, frame, before)
        if content:
            _leaf(tokens.cut(0, frame.begin), steps, leaves, depth)
            _content(tokens.cut(content, len(tokens)), (*steps, step, *cited), leaves, depth)
            return step
        kept = [i for i in range(len(tokens)) if not frame.cue[0] <= i < frame.cue[1]]
        _content(tokens.pick(kept), (*steps, step, *cited), leaves, depth)
        return step
    lead = tokens.cut(0, frame.begin)
    if frame.inherits and (before is None or lead.finite()):
        before = main_subject(lead) or before
    step = _step(tokens, frame, before)
    if len(_words(lead)) > LEAST and lead.finite() and (lead.tag[0] not in "PEFA" or lead.tag[-1] in "CS"):
        _leaf(_trim(lead), steps, leaves, depth)
    if not steps and frame.source is not None:
        _aside(tokens, frame.source, leaves)
    end, rest = _extent(tokens, frame, frames)
    through = (*steps, *_passed_on(tokens, frame, steps), step, *_extra(tokens, frame), *cited)
    place = list(range(content, end))
    if frame.keeps_subject:
        place = [*range(*frame.keeps_subject), *place]
    _content(tokens.pick(place), through, leaves, depth)
    if rest < len(tokens):
        return _read(tokens.cut(rest, len(tokens)), steps, step, leaves, depth) or step
    return step


def _passed_on(tokens: Tokens, frame: Frame, steps: tuple[Step, ...]) -> tuple[Step, ...]:
    """A hearer inside someone else's account is where that account comes from: "he said a widow had been told by ..."."""
    if not steps or frame.listener is None or frame.kind not in ("hearing", "told"):
        return ()
    if tokens.tag[frame.listener[0]] in "RX" or tokens.low[frame.listener[0]] in ("nobody", "anyone"):
        return ()
    return (_source_step(tokens, frame.listener),)


def main_subject(lead: Tokens) -> Step | None:
    """Who the clause before is about, as the one who goes on to speak."""
    for i in range(len(lead)):
        if lead.is_finite(i):
            found = subject(lead, group_start(lead, i), parenthetical=False)
            return _source_step(lead, found) if found else None
    return None


def _source_step(tokens: Tokens, source: Range) -> Step:
    core = core_source(tokens, source)
    pronoun = tokens.low[source[0]] if core[1] - core[0] == 1 and tokens.tag[core[0]] == "R" else None
    return Step(_span(tokens, core), None, Stance.ASSERTED, pronoun=pronoun, full=_span(tokens, source))


def _extent(tokens: Tokens, frame: Frame, frames: list[Frame]) -> tuple[int, int]:
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
        return (
            tokens.tag[at] == "C" and tokens.tag[other.cue[0]] in "V" and tokens.tag[frame.cue[0]] in "VHBM"
        )
    if other.content is None:
        return False
    joint = tokens.low[at - 1]
    if joint in TURNING and tokens.tag[at - 2] == ",":
        return tokens.tag[other.cue[0]] != "H" or joint != "and"
    return previous == ";"


def _content(tokens: Tokens, steps: tuple[Step, ...], leaves: list[Leaf], depth: int) -> None:
    """The content of an attribution, part by part, read in turn for attributions inside it."""
    tokens = _trim(tokens)
    for part in _parts(tokens):
        if depth >= DEEPEST or not any(word in lexicon().triggers for word in part.low):
            leaves.append(Leaf(steps, part, forced=True))
        else:
            found: list[Leaf] = []
            _read(part, steps, None, found, depth + 1)
            leaves.extend(replace(leaf, forced=True) for leaf in found)


def _parts(tokens: Tokens) -> Iterator[Tokens]:
    """The parts of a content that each stand on their own: "that A, and that B"; "A; B"; "A: B"."""
    start = 0
    for at in range(1, len(tokens) - 2):
        if (
            tokens.tag[at] == "C"
            and tokens.tag[at + 1] == "K"
            and tokens.finite(start, at)
            and tokens.finite(at + 2)
        ):
            yield _trim(tokens.cut(start, at))
            start = at + 2
        elif (
            tokens.tag[at] in ";:"
            and tokens.finite(start, at)
            and tokens.finite(at + 1)
            and not _word_from(tokens, at)
        ):
            yield _trim(tokens.cut(start, at))
            start = at + 1
        elif (
            tokens.low[at] == "but"
            and tokens.tag[at - 1] == ","
            and tokens.finite(start, at)
            and tokens.finite(at)
        ):
            yield _trim(tokens.cut(start, at))
            start = at + 1
    if part := _trim(tokens.cut(start, len(tokens))):
        yield part


def _leaf(tokens: Tokens, steps: tuple[Step, ...], leaves: list[Leaf], depth: int) -> None:
    """A clause without further attribution; in the report's own voice its parts are claims each."""
    tokens = _trim(tokens)
    if not len(tokens):
        return
    if steps:
        leaves.append(Leaf(steps, tokens))
        return
    leaves.extend(Leaf(steps, part) for part in _parts(tokens))


def _aside(tokens: Tokens, source: Range, leaves: list[Leaf]) -> None:
    """What the report says of a source in a relative clause: ", who has since left the town,"."""
    for at in range(source[0] + 1, source[1]):
        if tokens.tag[at] == "W" and tokens.tag[at - 1] == ",":
            stop = next((k for k in range(at, source[1]) if tokens.tag[k] in ","), source[1])
            if stop - at > LEAST and tokens.finite(at, stop):
                leaves.append(Leaf((), tokens.cut(at, stop)))
            return


def _colon(tokens: Tokens, frames: list[Frame]) -> Frame | None:
    """ "A signalman was shorter: “...”", "File 12: the man was beaten": an attribution by a colon alone."""
    at = next((i for i in range(1, len(tokens) - 1) if tokens.tag[i] == ":"), None)
    if at is None:
        return None
    if found := _document(tokens, at):
        return found
    if found := _word_from(tokens, at):
        return found
    verb = next((i for i in range(at) if tokens.is_finite(i)), None)
    if not frames and verb is not None and tokens.tag[at + 1] == "Q":
        source = subject(tokens, group_start(tokens, verb), parenthetical=False)
        if source is not None and tokens.low[source[0]] not in ("it", "this", "that", "there"):
            return Frame((verb, at), Stance.ASSERTED, source, content=at + 1, begin=source[0], lemma="colon")
        return None
    return None


def _document(tokens: Tokens, at: int) -> Frame | None:
    """ "Case file 7, kept under lock: ...": a document that speaks before a colon."""
    head = next((i for i in range(at) if tokens.tag[i] in ",("), at)
    if head > 8 or tokens.tag[0] not in "DNG" or tokens.finite(0, head):
        return None
    known = any(tokens.low[i] in DOCUMENTS for i in range(head))
    if known and (tokens.finite(at + 1) or "Q" in tokens.tag[at + 1 :]):
        return Frame((at, at + 1), Stance.ASSERTED, (0, head), content=at + 1, begin=0, lemma="colon")
    return None


def _word_from(tokens: Tokens, at: int) -> Frame | None:
    """ "... to pass on a warning from a neighbour: ...": who sent word is the source, who passed it on stands before."""
    for i in range(max(1, at - 8), at - 1):
        if tokens.low[i] == "from" and tokens.low[i - 1] in WORD_SENT and tokens.finite(at + 1):
            verb = next((k for k in range(i) if tokens.is_finite(k)), None)
            bearer = (
                subject(tokens, group_start(tokens, verb), parenthetical=False) if verb is not None else None
            )
            begin = bearer[0] if bearer else i - 1
            cue = (i - 1, i + 1)
            return Frame(
                cue,
                Stance.ASSERTED,
                (i + 1, at),
                False,
                bearer,
                at + 1,
                begin=begin,
                lemma="colon",
                kind="told",
            )
    return None


def _extra(tokens: Tokens, frame: Frame) -> tuple[Step, ...]:
    return tuple(
        replace(_source_step(tokens, source), cue=_span(tokens, cue))
        for source, cue in frame.extra
        if source[0] < source[1]
    )


def _step(tokens: Tokens, frame: Frame, before: Step | None) -> Step:
    """The step an attribution adds to a chain."""
    cue = _span(tokens, frame.cue)
    listener = _span(tokens, _hearer(tokens, frame.listener)) if frame.listener else None
    around = _around(tokens, frame)
    if frame.source is None:
        known = before if frame.inherits else None
        return Step(known.source if known else None, cue, frame.stance, listener, around, frame.lemma,
                    known.pronoun if known else None, known.full if known else None)  # fmt: skip
    step = _source_step(tokens, frame.source)
    return replace(step, cue=cue, stance=frame.stance, listener=listener, around=around, lemma=frame.lemma)


def _hearer(tokens: Tokens, listener: Range) -> Range:
    """The hearer without words of place: "Al-Courier in a telephone interview" is Al-Courier."""
    a, b = listener
    named = tokens.tag[a] in "RX" or tokens.capital_name(a, b)
    stop = next((i for i in range(a + 1, b) if named and tokens.tag[i] == "P" and tokens.low[i] != "of"), b)
    return (a, stop)


def _around(tokens: Tokens, frame: Frame) -> Span | None:
    stop = frame.content if frame.content is not None else frame.tail
    if stop > frame.cue[1]:
        return _span(tokens, (frame.cue[1], min(stop, len(tokens))))
    return None


def core_source(tokens: Tokens, source: Range) -> Range:
    """The phrase that names a source: a name without its apposition, a role with the name that follows it."""
    a, b = source
    end = next((i for i in range(a + 1, b) if tokens.tag[i] in ",(-"), b)
    if end < b and tokens.tag[end] == "," and not tokens.capital_name(a, end):
        stop = next((i for i in range(end + 1, b) if tokens.tag[i] in ",(-W"), b)
        if stop > end + 1 and tokens.capital_name(end + 1, stop) and not tokens.finite(end + 1, stop):
            end = stop
    for i in range(a + 1, end):
        if tokens.tag[i] == "W" and any(tokens.low[k] in ANONYMITY for k in range(i, end)):
            return (a, i)
    return (a, end)


WORD_SENT = frozenset("warning message word report rumour rumor claim letter note call news account".split())
ANONYMITY = frozenset("anonymity anonymous named identified name identity withheld condition unnamed".split())


def _span(tokens: Tokens, place: Range) -> Span:
    return Span(tokens.start[place[0]], max(tokens.end[place[1] - 1], tokens.start[place[0]]))


def _words(tokens: Tokens) -> list[int]:
    return [i for i in range(len(tokens)) if tokens.tag[i] not in ",;:.!-()"]


def _trim(tokens: Tokens) -> Tokens:
    """Without leading joints and marks and without trailing commas and stops."""
    a, b = 0, len(tokens)
    while a < b and tokens.tag[a] in ",;:.!-)":
        a += 1
    while b > a and tokens.tag[b - 1] in ",;:.!-(":
        b -= 1
    return tokens if (a, b) == (0, len(tokens)) else tokens.cut(a, b)


def _trim_front(tokens: Tokens) -> Tokens:
    return _trim(tokens)
