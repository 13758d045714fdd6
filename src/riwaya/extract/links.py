"""Contents and their steps -> claims with segments, chain, stance, naming, channel and protection."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from riwaya.extract.arabic import is_arabic, naming_arabic, negated_arabic
from riwaya.extract.channel import channel_of
from riwaya.extract.clauses import divided
from riwaya.extract.naming import asked, minor, naming_of, requested
from riwaya.extract.own import own_stance
from riwaya.extract.parse import read
from riwaya.extract.quotes import paragraph_quotations
from riwaya.extract.sentences import sentences
from riwaya.extract.stance import modal_stance, negated, opened, untrue
from riwaya.extract.steps import Leaf, Step
from riwaya.extract.telling import tells
from riwaya.extract.tokens import Tokens, tokens
from riwaya.records import Channel, Claim, Link, Naming, Report, Source, Span, Stance, Words, claim_id

HEAD = 300  # characters at the beginning in which notes say that they are of an interview
NEXT = 2  # characters between a sentence and the next one of its paragraph
INTERVIEW_NOTES = re.compile(
    r"\b(?:KII|FGD)[- ]?\d|\binterview (?:notes?|record|transcript)\b|\bnotes? (?:of|from) an? interview\b",
    re.I,
)
SHORT = 2  # words of a quoted sentence that is kept with its neighbour: "No." "Not one."
PART_OF = re.compile(
    r"(?:one|two|three|another|both|some|the (?:other|others|second|third|first|younger|elder))\b", re.I
)
OUTER = "“”\"«»„‘’'"


@dataclass(frozen=True, slots=True)
class Draft:
    """A content as it was read, with the unit it stands in."""

    leaf: Leaf
    unit: Span


def claims_of(report: Report, drafts: list[Draft], reader: str) -> tuple[Claim, ...]:
    """Claims in the order of the text, each once."""
    found: dict[str, Claim] = {}
    asking = False
    interview = INTERVIEW_NOTES.search(report.text[:HEAD]) is not None
    before: Claim | None = None
    for draft in drafts:
        asking = _asking(report.text, draft, asking)
        for leaf in _divided(draft.leaf):
            claim = _claim(report, leaf, draft.unit, reader, asking=asking)
            if claim is None:
                continue
            if claim.chain:
                claim = _in_interview(claim, leaf, before, throughout=interview)
                before = claim
            found.setdefault(claim.id, claim)
    return tuple(sorted(found.values(), key=lambda c: (c.start, c.end, c.id)))


def _in_interview(claim: Claim, leaf: Leaf, before: Claim | None, *, throughout: bool) -> Claim:
    """The claim with its channel where an interview goes on: "he added" after "X told us"."""
    if claim.chain[0].channel is not None or leaf.steps[0].source is None:
        return claim
    goes_on = (
        before is not None
        and before.chain[0].channel is Channel.INTERVIEW
        and leaf.steps[0].pronoun is not None
        and claim.sentence.start - before.sentence.end <= NEXT
    )
    if not throughout and not goes_on:
        return claim
    return replace(claim, chain=(replace(claim.chain[0], channel=Channel.INTERVIEW), *claim.chain[1:]))


def _asking(text: str, draft: Draft, before: bool) -> bool:
    """Whether the one last spoken of asked not to be named: "he" or "one of the three" means them."""
    if asked(text, draft.unit.start, draft.unit.end):
        return True
    steps = draft.leaf.steps
    if not steps or steps[0].source is None or not before:
        return before
    source = text[steps[0].source.start : steps[0].source.end]
    return steps[0].pronoun is not None or PART_OF.match(source) is not None


def _divided(leaf: Leaf) -> Iterator[Leaf]:
    """A content sentence by sentence, and clause by clause where clauses have times of their own."""
    for one in _unfolded(leaf):
        whole = replace(one, steps=(*one.steps, *leaf.behind), behind=())
        yield from (replace(whole, tokens=part) for part in divided(one.tokens))


def _unfolded(leaf: Leaf) -> Iterator[Leaf]:
    """A quotation of several sentences, sentence by sentence, each read for inner attributions."""
    marks = [tag for tag in leaf.tokens.tag if tag not in ",.!"]
    if leaf.steps and len(marks) > 1 and set(marks) == {"Q"}:
        leaves, _ = read(opened(leaf.tokens), leaf.steps)
        yield from (replace(one, forced=True) for one in leaves)
        return
    if not leaf.steps or marks != ["Q"]:
        yield leaf
        return
    text = leaf.tokens.text
    at = list(leaf.tokens.tag).index("Q")
    inner = _inside(text, leaf.tokens.start[at], leaf.tokens.end[at])
    quotes = paragraph_quotations(text, inner)
    for span in _joined(text, sentences(text, inner)):
        words = tokens(text, span, [q for q in quotes if span.contains(q.span)])
        leaves, _ = read(words, leaf.steps)
        yield from (replace(one, forced=True) for one in leaves)


def _inside(text: str, start: int, end: int) -> Span:
    """A quotation without its marks."""
    if text[start] in OUTER:
        start += 1 + text.startswith("''", start)
    if end > start and text[end - 1] in OUTER:
        end -= 1 + (text[end - 2 : end] == "''" and end - 2 >= start)
    return Span(start, end)


def _joined(text: str, spans: tuple[Span, ...]) -> list[Span]:
    """Quoted sentences, the very short ones joined to their neighbour."""
    found: list[Span] = []
    for span in spans:
        short = len(text[span.start : span.end].split()) <= SHORT
        if found and (short or len(text[found[-1].start : found[-1].end].split()) <= SHORT):
            found[-1] = Span(found[-1].start, span.end)
        else:
            found.append(span)
    return found


def _claim(report: Report, leaf: Leaf, unit: Span, reader: str, *, asking: bool) -> Claim | None:
    """The claim of a content, or None where it says nothing."""
    content, false = untrue(leaf.tokens)
    if not len(content) or not (leaf.steps or leaf.forced or tells(report.text, content, unit)):
        return None
    segments = segments_of(report.text, content)
    if not segments:
        return None
    words = opened(content)
    chain = tuple(_link(report, step, unit, i, segments) for i, step in enumerate(leaf.steps))
    if asking and chain and (leaf.steps[0].pronoun or _part_of(chain[0].source.words)):
        first = replace(chain[0].source, naming=Naming.REQUESTED)
        chain = (replace(chain[0], source=first), *chain[1:])
    stance = leaf.stance or (leaf.steps[0].stance if leaf.steps else Stance.ASSERTED)
    if stance is Stance.ASSERTED and report.text[segments[-1].end : segments[-1].end + 1] == "?":
        stance = Stance.ASKED
    elif (
        stance is Stance.ASSERTED
        and not false
        and chain
        and (own := own_stance(words)) is not Stance.ASSERTED
    ):
        stance = own
    elif stance is Stance.ASSERTED:
        stance = Stance.DENIED if false else modal_stance(words)
    span = Span(min(unit.start, segments[0].start), max(unit.end, segments[-1].end))
    return Claim(
        id=claim_id(report.id, segments, chain),
        report=report.id,
        segments=segments,
        text=report.text[segments[0].start : segments[-1].end],
        sentence=span,
        stance=stance,
        negated=_is_negated(leaf, content, words, stance, false=false),
        chain=chain,
        reader=reader,
        protection=_protection(report.text, leaf.steps, chain, unit),
    )


def _is_negated(leaf: Leaf, content: Tokens, words: Tokens, stance: Stance, *, false: bool) -> bool:
    """The polarity of the proposition; a refusal as such, or "no truth in it", is not negative."""
    cue = leaf.steps[0].cue if leaf.steps else None
    refusal = stance is Stance.DECLINED and cue is not None and cue.start == content.start[0]
    called_false = false and stance is Stance.DENIED and content is leaf.tokens
    if stance is Stance.DECLINED and leaf.steps and leaf.steps[0].stance is not stance:
        return False  # "I cannot comment" refuses, and says nothing negative of the world
    if is_arabic(" ".join(words.low)):
        return negated_arabic(words)
    return not refusal and not called_false and negated(words)


def _part_of(words: Words | None) -> bool:
    return words is not None and PART_OF.match(words.text) is not None


def segments_of(text: str, content: Tokens) -> tuple[Span, ...]:
    """Where the content stands, in one piece or several; lone quotation marks are left out."""
    runs: list[tuple[int, int]] = []
    for i in range(len(content)):
        start, end = content.start[i], content.end[i]
        if end <= start:
            continue
        if runs and not text[runs[-1][1] : start].strip():
            runs[-1] = (runs[-1][0], end)
        else:
            runs.append((start, end))
    trimmed = [_trim(text, start, end) for start, end in runs]
    return tuple(sorted(span for span in trimmed if len(span)))


def _trim(text: str, start: int, end: int) -> Span:
    while start < end and (text[start].isspace() or text[start] in ",;:—–-."):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in ",;:—–-."):
        end -= 1
    if end - start > 1 and text[start] in '“"«„' and _closing(text, start, end):
        inner = _inside(text, start, end)
        return _trim(text, inner.start, inner.end)
    return Span(start, end)


def _closing(text: str, start: int, end: int) -> bool:
    """Whether the mark at start is closed by the one at the very end, or by none."""
    body = text[start + 1 : end]
    marks = [i for i, c in enumerate(body) if c in '“”"«»']
    return not marks or marks == [len(body) - 1]


def _link(report: Report, step: Step, unit: Span, place: int, segments: tuple[Span, ...]) -> Link:
    text = report.text
    words = Words.cut(text, step.source.start, step.source.end) if step.source else None
    cue = Words.cut(text, step.cue.start, step.cue.end) if step.cue else None
    listener = text[step.listener.start : step.listener.end] if step.listener else None
    return Link(
        source=Source(words, naming=_naming(text, step, unit)),
        cue=cue,
        listener=listener,
        channel=_channel(text, step, unit, segments, listener) if place == 0 else None,
    )


def _naming(text: str, step: Step, unit: Span) -> Naming | None:
    if step.source is None:
        return Naming.UNNAMED
    within = unit if unit.contains(step.source) else step.source
    if requested(text, within, step.source):
        return Naming.REQUESTED
    if is_arabic(text[step.source.start : step.source.end]):
        return naming_arabic(text[step.source.start : step.source.end])
    opens = step.source.start == unit.start
    return naming_of(text[step.source.start : step.source.end], opens_sentence=opens)


def _channel(
    text: str, step: Step, unit: Span, segments: tuple[Span, ...], listener: str | None
) -> Channel | None:
    """The channel from the words beside source and cue, without the content."""
    if step.cue is None:
        return None
    pieces: list[str] = []
    at = unit.start
    for span in segments:
        if span.start > at:
            pieces.append(text[at : span.start])
        at = max(at, span.end)
    if at < unit.end:
        pieces.append(text[at : unit.end])
    source = text[step.source.start : step.source.end] if step.source else None
    near = [p for p in pieces if p.strip()]
    beside = " ".join(near)
    if step.source and not unit.contains(step.source):
        beside = text[step.cue.start : (step.around or step.cue).end]
    return channel_of(beside, listener, source)


def _protection(text: str, steps: tuple[Step, ...], chain: tuple[Link, ...], unit: Span) -> tuple[str, ...]:
    found = []
    if any(link.source.naming is Naming.REQUESTED for link in chain):
        found.append("requested")
    if any(step.source and minor(text, unit, step.full or step.source) for step in steps):
        found.append("minor")
    return tuple(found)
