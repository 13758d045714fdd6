"""Attributions that a network found, as trees, and the contents and steps that they give a clause."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from riwaya.extract.frame import Frame
from riwaya.extract.frames import frame_at
from riwaya.extract.lexicon import lexicon
from riwaya.extract.lists import word_set
from riwaya.extract.parse import passed_on, read
from riwaya.extract.steps import LEAST, Leaf, Step, core_source
from riwaya.extract.tokens import Tokens
from riwaya.neural.found import Attributed
from riwaya.records import Span, Stance

SAYING = frozenset("QTFKW")  # a quotation, "to" or "-ing" and a verb, "that", a question word
RECORDING = word_set("recording_verbs")
OWN_VOICE = frozenset(("i", "we", "he", "she", "they", "it", "who", "which", "that"))


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


def folded(node: Node, text: str) -> Node:
    """The node without inner ones that only have the same one speak or think: "she said she feared ..."."""
    kept = [folded(inner, text) for inner in node.inner if not _same_voice(inner.found, text)]
    return Node(node.found, tuple(kept))


def _same_voice(inner: Attributed, text: str) -> bool:
    """Whether an attribution inside another adds no one to the chain."""
    if inner.stance not in ("asserted", "alleged"):
        return True  # what someone inside denied, promised or demanded is part of the content
    (source,) = inner.source[:1] or (None,)
    return source is not None and source.of(text).lower() in OWN_VOICE


def goes_on(found: Attributed, leaves: Sequence[Leaf], text: str) -> bool:
    """Whether a pronoun speaks inside what the rules hold to be another's words: "which he has long said"."""
    (source,) = found.source[:1] or (None,)
    if source is None or source.of(text).lower() not in OWN_VOICE:
        return False
    cue = found.cue[0]
    inside = any(
        leaf.steps and len(leaf.tokens) and leaf.tokens.start[0] < cue.start < leaf.tokens.end[-1]
        for leaf in leaves
    )
    return inside and not any(cue.overlaps(other) for other in _cues_of(leaves))


def _holds(outer: Attributed, inner: Attributed) -> bool:
    """Whether the inner cue stands in the outer content."""
    return any(span.contains(inner.cue[0]) for span in outer.content)


def sees_more(nodes: Sequence[Node], leaves: Sequence[Leaf]) -> bool:
    """Whether the network found every cue that the rules did, and others."""
    ours = [span for node in nodes for span in _cues(node)]
    theirs = _cues_of(leaves)
    return all(any(a.overlaps(b) for b in ours) for a in theirs) and not all_seen(ours, leaves)


def all_seen(cues: Sequence[Span], leaves: Sequence[Leaf]) -> bool:
    """Whether the rules' steps have all of some cues."""
    theirs = _cues_of(leaves)
    return all(any(cue.overlaps(other) for other in theirs) for cue in cues)


def quoted(words: Tokens, cue: Span) -> bool:
    """Whether a cue stands inside a quotation, which is one token until it is opened."""
    return any(words.tag[i] == "Q" and words.start[i] <= cue.start < words.end[i] for i in range(len(words)))


def _cues_of(leaves: Sequence[Leaf]) -> set[Span]:
    """The cues of some contents' steps."""
    return {step.cue for leaf in leaves for step in leaf.steps if step.cue}


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
        frame = _frame(words, node.found)
        step = _step(words, node.found, frame, before)
        heard = passed_on(words, frame, through) if frame is not None else ()
        leaves.extend(_contents(words, node, (*through, *heard, step)))
        left -= set(_inside(words, (node.hull,)))
        last = before = step
    rest = sorted(left)
    for run in [rest] if through and rest else _runs(rest):  # a content that is broken into stays one
        beside = words.pick(run)
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
    if node.inner and any(tag not in "Q,.!" for tag in content.tag):  # quotations are opened later
        leaves, _ = read_nodes(content, node.inner, through, None)
    else:
        leaves, _ = read(content, through)
    return [replace(leaf, forced=True) for leaf in leaves]


def sound(words: Tokens, found: Attributed) -> bool:
    """Whether a content says something, or its cue is known for taking a mere noun: not "signed a truce"."""
    places = _inside(words, found.content)
    content = words.pick(places)
    cue = {words.low[i] for i in _inside(words, found.cue)}
    if content.tag[:1] == ["T"] and not content.finite() and not any(_takes_to(word) for word in cue):
        return False  # "agreed to let the sick out" tells what they did
    if content.finite() or any(tag in SAYING for tag in content.tag):
        return True
    if "U" in content.tag or any(word[0].isdigit() for word in content.low) or cue & RECORDING:
        return True
    anaphor = (
        content.tag[:1] == ["R"] and found.stance != "denied"
    )  # "denied it" takes up what is said before
    return not anaphor and bool(cue & set(lexicon().triggers))


def _takes_to(word: str) -> bool:
    """Whether a verb that attributes is known to take an infinitive: "promised to come"."""
    lemmas = lexicon().verbs.get(word, {}).values()
    cues = (cue for lemma in lemmas for cue in lexicon().cues.get(lemma, ()))
    return any("to" in cue.takes or cue.stance == "declined" for cue in cues)


def _frame(words: Tokens, found: Attributed) -> Frame | None:
    """What the rules know of the cue."""
    places = _inside(words, found.cue)
    return next((f for i in places if (f := frame_at(words, i)) is not None), None)


def _step(words: Tokens, found: Attributed, frame: Frame | None, before: Step | None) -> Step:
    """The step an attribution adds; its stance is that of the cue in the rules, else the network's."""
    cue = found.cue[0]
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
