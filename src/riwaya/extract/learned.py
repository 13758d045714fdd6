"""The learned reader: where the rules find nobody speaking, the network's sources, cues and contents.

Asking the rules first keeps what they read right on the passages (.993 of the checks, .995 by rules
alone), and asking the network for the rest lifts PolNeAR dev, read through claims: sources .56 to .67,
content tokens .66 to .73. The network first lost four points on the passages.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from riwaya.extract.frames import frame_at
from riwaya.extract.layout import Block, body
from riwaya.extract.links import Draft, claims_of
from riwaya.extract.names import find_names
from riwaya.extract.parse import LEAST, read
from riwaya.extract.quotes import quotations
from riwaya.extract.rules import again, drafted, spoken_of, within
from riwaya.extract.sentences import paragraphs, sentences
from riwaya.extract.sources import described
from riwaya.extract.steps import Leaf, Step, core_source
from riwaya.extract.tokens import Tokens, tokens
from riwaya.extract.units import Unit, units
from riwaya.neural.found import Attributed, Named
from riwaya.records import Reading, Report, Span, Stance

OWN_VOICE = frozenset(("i", "we", "he", "she", "they", "it", "who", "which", "that"))
SURE = 0.45  # attributions scored below are not used; tuned on PolNeAR dev and the passages


class Sight(Protocol):
    """A text that a network has passed over: `riwaya.neural.sight.Sight` is one."""

    @property
    def cues(self) -> tuple[Span, ...]:
        """Where cues stand."""
        ...

    def around(self, numbers: Iterable[int]) -> tuple[Attributed, ...]:
        """The attributions of the cues of these numbers."""
        ...

    def names(self) -> tuple[Named, ...]:
        """Proper names and their kinds."""
        ...


class Finder(Protocol):
    """Texts in, sights out: `riwaya.neural.read.SpanReader` is one."""

    @property
    def version(self) -> str:
        """Version of the network."""
        ...

    def look(self, text: str) -> Sight:
        """One pass over a text."""
        ...


@dataclass(frozen=True, slots=True)
class Node:
    """An attribution with those that stand inside its content."""

    found: Attributed
    inner: tuple[Node, ...]

    @property
    def hull(self) -> Span:
        """From the first to the last character of its parts."""
        parts = (*self.found.source, *self.found.cue, *self.found.content)
        return Span(min(s.start for s in parts), max(s.end for s in parts))


class LearnedReader:
    """Reads with the rules, and with a network where they find nobody speaking."""

    def __init__(self, finder: Finder) -> None:
        self._finder = finder

    @property
    def name(self) -> str:
        """Name and version of this reader."""
        return f"learned-{self._finder.version}"

    def read(self, reports: Sequence[Report]) -> Iterator[Reading]:
        """One Reading per report, in order."""
        for report in reports:
            yield read_one(report, self._finder.look(report.text), self.name)


def read_one(report: Report, sight: Sight, reader: str) -> Reading:
    """Sentences, claims and mentions of one report; the network is asked where it sees what rules miss."""
    drafts, known = drafted(report)
    found = sight.around(missed(drafts, sight.cues, known))
    sure = [a for a in found if a.score >= SURE and a.content]
    if sure:
        drafts = _redrafted(report, tuple(_folded(node, report.text) for node in forest(sure)))
    claims = claims_of(report, drafts, reader)
    mentions = described(report, claims, find_names(report, known, sight.names()))
    return Reading(report.id, reader, known, claims, mentions)


def missed(drafts: Sequence[Draft], cues: Sequence[Span], known: Sequence[Span]) -> list[int]:
    """Numbers of the cues in sentences in which one stands that no step of the drafts has."""
    steps = sorted({step.cue for draft in drafts for step in draft.leaf.steps if step.cue})
    starts = [span.start for span in known]

    def sentence(cue: Span) -> int:
        return bisect_right(starts, cue.start)

    def seen(cue: Span) -> bool:
        at = bisect_right(steps, cue)
        return any(other.overlaps(cue) for other in steps[max(0, at - 2) : at + 2])

    asked = {sentence(cue) for cue in cues if not seen(cue)}
    return [number for number, cue in enumerate(cues) if sentence(cue) in asked]


def _redrafted(report: Report, nodes: tuple[Node, ...]) -> list[Draft]:
    """The contents of a report, read again with what the network found."""
    parts = paragraphs(report.text)
    quoted = quotations(report.text, parts)
    drafts: list[Draft] = []
    last: Step | None = None
    for block in body(report, parts):
        inside = sentences(report.text, block.span)
        whole = units(report.text, block.span, inside, within(quoted, parts, block))
        leaves, last = _read_block(report.text, block, whole, nodes, last)
        drafts.extend(leaves)
    return drafts


def forest(found: Iterable[Attributed]) -> tuple[Node, ...]:
    """Attributions as trees: each under the narrowest one whose content holds its cue."""
    ordered = sorted(found, key=lambda a: (a.cue[0].start, a.cue[0].end))
    above: dict[int, int | None] = {}
    for i, inner in enumerate(ordered):
        holders = [
            j
            for j, outer in enumerate(ordered)
            if j != i and _holds(outer, inner) and not _holds(inner, outer)
        ]
        above[i] = min(holders, key=lambda j: sum(map(len, ordered[j].content)), default=None)

    def grow(i: int) -> Node:
        return Node(ordered[i], tuple(grow(j) for j in above if above[j] == i))

    return tuple(grow(i) for i in above if above[i] is None)


def _folded(node: Node, text: str) -> Node:
    """The node without inner ones that only have the same one speak or think: "she said she feared ..."."""
    kept = [_folded(inner, text) for inner in node.inner if not _same_voice(inner.found, text)]
    return Node(node.found, tuple(kept))


def _same_voice(inner: Attributed, text: str) -> bool:
    """Whether an attribution inside another adds no one to the chain."""
    if inner.stance not in ("asserted", "alleged"):
        return True  # what someone inside denied, promised or demanded is part of the content
    (source,) = inner.source[:1] or (None,)
    return source is not None and source.of(text).lower() in OWN_VOICE


def _holds(outer: Attributed, inner: Attributed) -> bool:
    """Whether the inner cue stands in the outer content."""
    return any(span.contains(inner.cue[0]) for span in outer.content)


def _read_block(
    text: str, block: Block, inside: tuple[Unit, ...], nodes: tuple[Node, ...], last: Step | None
) -> tuple[list[Draft], Step | None]:
    """Drafts of one paragraph; `last` is whoever spoke last before it, and is handed on."""
    drafts: list[Draft] = []
    label = (Step(block.speaker, None, Stance.ASSERTED),) if block.speaker else ()
    here: Step | None = None
    for at, unit in enumerate(inside):
        content = tokens(text, unit.span, unit.quotes)
        mine = [node for node in nodes if unit.span.contains(node.found.cue[0])]
        if unit.is_quotation and not label and not mine:
            speaker = here or (last if at == 0 else None) or spoken_of(text, inside, at)
            leaves, _ = read(content, (again(speaker),))
        else:
            leaves, said = read(content, label, here)
            if _sees_more(mine, leaves):
                leaves, said = read_nodes(content, mine, label, here)
            here = said or here
        drafts.extend(Draft(leaf, unit.span) for leaf in leaves)
    return drafts, here or (last if not inside or inside[0].is_quotation else None)


def _sees_more(nodes: Sequence[Node], leaves: Sequence[Leaf]) -> bool:
    """Whether the network found every cue that the rules did, and others."""
    theirs = {step.cue for leaf in leaves for step in leaf.steps if step.cue}
    ours = {span for node in nodes for span in _cues(node)}
    return all(any(a.overlaps(b) for b in ours) for a in theirs) and any(
        not any(a.overlaps(b) for a in theirs) for b in ours
    )


def _cues(node: Node) -> Iterator[Span]:
    """The cues of a node and of those inside it."""
    yield node.found.cue[0]
    for inner in node.inner:
        yield from _cues(inner)


def read_nodes(
    words: Tokens, nodes: Sequence[Node], through: tuple[Step, ...], before: Step | None
) -> tuple[list[Leaf], Step | None]:
    """Contents of the attributions of a clause, then what stands beside them, and the last step."""
    leaves: list[Leaf] = []
    last: Step | None = None
    left = set(range(len(words)))
    for node in nodes:
        step = _step(words, node.found, before)
        leaves.extend(_contents(words, node, (*through, step)))
        left -= set(_inside(words, (node.hull,)))
        last = before = step
    for run in _runs(sorted(left)):
        beside = words.cut(run[0], run[-1] + 1)
        plain = [i for i in range(len(beside)) if beside.tag[i] not in ",;:.!-()"]
        if len(plain) > LEAST and beside.finite():
            more, _ = read(beside, through, last)
            leaves.extend(more)
    return leaves, last


def _contents(words: Tokens, node: Node, through: tuple[Step, ...]) -> list[Leaf]:
    """The content of one attribution, with those inside it taken apart in turn."""
    places = _inside(words, node.found.content)
    while places and words.tag[places[0]] in "K,":
        places = places[1:]
    if not places:
        return []
    content = words.pick(places)
    if node.inner:
        leaves, _ = read_nodes(content, node.inner, through, None)
    else:
        leaves, _ = read(content, through)
    return [replace(leaf, forced=True) for leaf in leaves]


def _step(words: Tokens, found: Attributed, before: Step | None) -> Step:
    """The step an attribution adds; its stance is that of the cue in the rules, else the network's."""
    cue = found.cue[0]
    places = _inside(words, found.cue)
    frame = next((f for i in places if (f := frame_at(words, i)) is not None), None)
    stance = frame.stance if frame else Stance(found.stance or "asserted")
    listener = None
    if frame and frame.listener:
        a, b = frame.listener
        listener = Span(words.start[a], words.end[b - 1])
    lemma = frame.lemma if frame else ""
    if not found.source:
        known = before if frame is not None and frame.inherits else None
        return Step(
            known.source if known else None,
            cue,
            stance,
            listener,
            lemma=lemma,
            pronoun=known.pronoun if known else None,
            full=known.full if known else None,
        )
    source = found.source[0]
    inside = _inside(words, (source,))
    if not inside:
        return Step(source, cue, stance, listener, lemma=lemma, full=source)
    a, b = core_source(words, (inside[0], inside[-1] + 1))
    pronoun = words.low[a] if b - a == 1 and words.tag[a] == "R" else None
    core = Span(words.start[a], words.end[b - 1])
    return Step(core, cue, stance, listener, lemma=lemma, pronoun=pronoun, full=source)


def _inside(words: Tokens, spans: Sequence[Span]) -> list[int]:
    """Tokens whose middle lies in one of the spans."""
    return [
        i
        for i in range(len(words))
        if any(span.start <= (words.start[i] + words.end[i]) / 2 < span.end for span in spans)
    ]


def _runs(places: Sequence[int]) -> Iterator[list[int]]:
    """Places that follow each other."""
    run: list[int] = []
    for place in places:
        if run and place != run[-1] + 1:
            yield run
            run = []
        run.append(place)
    if run:
        yield run
