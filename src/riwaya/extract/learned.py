"""The learned reader: the rules, and the network's sources, cues and contents where it sees what they miss.

Both were measured on field passages that training never saw (`python -m evals.readers`): the rules are right
where they speak and miss a fifth of what is said; the network alone draws its edges less well.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Protocol

from riwaya.extract.links import claims_of
from riwaya.extract.names import find_names
from riwaya.extract.nodes import all_seen, folded, forest, goes_on, quoted, read_nodes, sees_more, sound
from riwaya.extract.rules import Leaves, Take, drafted, laid_out, split
from riwaya.extract.sources import described
from riwaya.extract.steps import Step
from riwaya.extract.tokens import Tokens
from riwaya.neural.found import Attributed, Named
from riwaya.records import Claim, Reading, Report, Span

AGREED = 0.98  # share of right claims where rules and network see the cue, held-out field passages
ALONE = 0.9  # and where only the rules do
SURE = 0.65  # attributions scored below are not used; tuned on the held-out field passages


class Sight(Protocol):
    """A text that a network has passed over: `riwaya.neural.sight.Sight` is one."""

    @property
    def cues(self) -> tuple[Span, ...]:
        """Where cues stand."""
        ...

    def around(self, numbers: Iterable[int], *, sentence: bool = False) -> tuple[Attributed, ...]:
        """The attributions of the cues of these numbers; `sentence` looks little further than theirs."""
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
    asked, laid = Asked(report.text, sight), laid_out(report)
    drafts, known = drafted(report, laid, asked), split(laid)
    if asked.ask():
        drafts = drafted(report, laid, asked)
    claims = tuple(
        replace(claim, confidence=confidence(claim, asked.scores, asked.cues))
        for claim in claims_of(report, drafts, reader)
    )
    mentions = described(report, claims, find_names(report, known, sight.names()))
    return Reading(report.id, reader, known, claims, mentions)


class Asked:
    """Reads clauses by the rules and notes where the network sees more; once asked, reads them by both.

    The network is asked for a whole report at once, and what the rules make of a clause is kept: both cost.
    """

    def __init__(self, text: str, sight: Sight) -> None:
        self.scores: dict[Span, float] = {}  # of the attributions read, by their cues
        self.cues = sight.cues
        self._text, self._sight = text, sight
        self._starts = [cue.start for cue in self.cues]
        self._noted: set[int] = set()
        self._found: dict[int, Attributed] = {}
        self._kept: dict[tuple[int, int, Step | None], Leaves] = {}

    def __call__(self, take: Take, words: Tokens, label: tuple[Step, ...], before: Step | None) -> Leaves:
        """The contents of a clause and who spoke last in it; `take` reads by the rules."""
        key = words.start[0], words.end[-1], before
        by_rules = self._kept.get(key)
        if by_rules is None:
            by_rules = self._kept[key] = take(words, label, before)
        low, high = (bisect_left(self._starts, at) for at in key[:2])
        numbers = [n for n in range(low, high) if not quoted(words, self.cues[n])]
        if all_seen([self.cues[n] for n in numbers], by_rules[0]):
            return by_rules
        self._noted.update(numbers)
        found = [
            a
            for n in numbers
            if (a := self._found.get(n)) and sound(words, a) and not goes_on(a, by_rules[0], self._text)
        ]
        nodes = [folded(node, self._text) for node in forest(found)]
        return read_nodes(words, nodes, label, before) if sees_more(nodes, by_rules[0]) else by_rules

    def ask(self) -> bool:
        """Ask the network what stands around the noted cues; whether it is sure of any."""
        if not self._noted:
            return False
        noted = sorted(self._noted)
        around = zip(noted, self._sight.around(noted, sentence=True), strict=True)
        self._found = {n: a for n, a in around if a.score >= SURE and a.content}
        self.scores = {a.cue[0]: a.score for a in self._found.values()}
        return bool(self._found)


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
