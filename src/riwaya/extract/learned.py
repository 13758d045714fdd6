"""The learned reader: the rules, and the network's sources, cues and contents where it sees what they miss.

Both were measured on field passages that training never saw (`python -m evals.readers`): the rules are right
where they speak and miss a fifth of what is said; the network alone draws its edges less well.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Protocol

from riwaya.extract.links import Draft, claims_of
from riwaya.extract.names import find_names
from riwaya.extract.nodes import Node, folded, forest, read_nodes, sees_more, sound
from riwaya.extract.rules import Read, drafted
from riwaya.extract.sources import described
from riwaya.extract.steps import Leaf, Step
from riwaya.extract.tokens import Tokens
from riwaya.neural.found import Attributed, Named
from riwaya.records import Claim, Reading, Report, Span

AGREED = 0.9  # share of right claims where rules and network see the cue, held-out field passages
ALONE = 0.7  # and where only the rules do
SURE = 0.65  # attributions scored below are not used; tuned on the held-out field passages


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
        nodes = [folded(node, report.text) for node in forest(sure)]
        drafts, _ = drafted(report, beside_rules(nodes))
    scores = {a.cue[0]: a.score for a in sure}
    claims = tuple(
        replace(claim, confidence=confidence(claim, scores, sight.cues))
        for claim in claims_of(report, drafts, reader)
    )
    mentions = described(report, claims, find_names(report, known, sight.names()))
    return Reading(report.id, reader, known, claims, mentions)


def confidence(claim: Claim, scores: Mapping[Span, float], cues: Sequence[Span]) -> float | None:
    """How sure the least sure link of a claim is; None for the report's own voice and for lone quotations.

    `scores` are of the attributions that the network read, `cues` all that it saw.
    """
    found: list[float] = []
    for link in claim.chain:
        if link.cue is not None:
            cue = link.cue.span
            read_there = next((score for span, score in scores.items() if span.overlaps(cue)), None)
            seen = AGREED if any(span.overlaps(cue) for span in cues) else ALONE
            found.append(seen if read_there is None else read_there)
    return min(found, default=None)


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


def beside_rules(nodes: Sequence[Node]) -> Read:
    """Reads a clause by the network where it sees what the rules, whose reading is given, miss."""

    def read(
        words: Tokens, label: tuple[Step, ...], before: Step | None, by_rules: tuple[list[Leaf], Step | None]
    ) -> tuple[list[Leaf], Step | None]:
        start, end = words.start[0], words.end[-1]
        here = (node for node in nodes if start <= node.found.cue[0].start < end)
        mine = [node for node in here if sound(words, node.found)]
        return read_nodes(words, mine, label, before) if sees_more(mine, by_rules[0]) else by_rules

    return read
