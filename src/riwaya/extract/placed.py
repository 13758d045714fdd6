"""A model's quotations -> places in the report, or a refusal (rule 1).

Words count only where they stand: whole words, letter by letter, in the passage they are said to be in. Only
white space and the shape of quotation marks, apostrophes and dashes may differ. Words that stand there more
than once are those nearest to their cue; where that leaves a choice, they are refused.

A claim must also hang together as a sentence does: the source in the sentence of the cue, the cue in that
of the content, or beside a quotation that stands alone. So whatever a report talks a model into, it can
join only words that the report itself has joined.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from riwaya.extract.answers import ToldClaim, ToldLink
from riwaya.extract.asked import Passage
from riwaya.extract.frames import frame_at
from riwaya.extract.tokens import tokens
from riwaya.extract.units import Unit
from riwaya.records import Report, Span, Stance

FOLD = str.maketrans("‘’‚`“”„«»–—‐‑−", "''''" + '"""""' + "-----")
MOST = 40  # places of the same words in one passage: more are no quotation that could be found again
REACH = 3  # passages back to whoever speaks a quotation without a cue
COLON = ":"  # the one cue that is no word


@dataclass(frozen=True, slots=True)
class PlacedLink:
    """One source of a chain by its places."""

    source: Span | None
    cue: Span | None
    listener: Span | None


@dataclass(frozen=True, slots=True)
class Placed:
    """A claim by its places, with the units its content stands in."""

    content: tuple[Span, ...]
    chain: tuple[PlacedLink, ...]
    units: tuple[Unit, ...]
    passage: Passage
    stance: Stance
    negated: bool

    @property
    def spans(self) -> tuple[Span, ...]:
        """Every stretch of text it uses, without sources from elsewhere."""
        cues = [link.cue for link in self.chain if link.cue]
        sources = [link.source for link in self.chain if link.source and link.cue]
        return (*self.content, *cues, *sources)


class Places:
    """Finds quotations in one report."""

    def __init__(self, report: Report, known: Sequence[Passage]) -> None:
        self._printed = report.text
        self._text = report.text.translate(FOLD)
        self._known = {passage.number: passage for passage in known}

    def place(self, told: Sequence[ToldClaim], near: range) -> tuple[list[Placed], int]:
        """The claims that stand in the report, in the order told, and how many are refused.

        `near` are the numbers of the passages that the model was shown. The same claim told twice is the
        first and the second of its places.
        """
        found: list[Placed] = []
        refused = 0
        taken: dict[ToldClaim, list[Placed]] = {}
        for claim in told:
            before = taken.setdefault(claim, [])
            one = self._claim(claim, near, before, told.count(claim))
            if one is None:
                refused += 1
            else:
                found.append(one)
                before.append(one)
        return found, refused

    def _claim(self, claim: ToldClaim, near: range, before: Sequence[Placed], told: int) -> Placed | None:
        passage = self._known.get(claim.passage)
        if passage is None or claim.passage not in near or not claim.chain:
            return None
        fits: list[tuple[int, Placed]] = []
        for content in self._contents(passage, claim.content):
            if (fit := self._chain(claim, passage, content, near)) is not None:
                fits.append(fit)
        best = min((cost for cost, _ in fits), default=0)
        nearest = [placed for cost, placed in fits if cost == best]
        if told == 1 and len(nearest) > 1:
            return None
        if told > 1:  # as often as it is told, in the order of the text
            nearest = [placed for _, placed in fits]
        used = {placed.content for placed in before}
        return next((placed for placed in nearest if placed.content not in used), None)

    def _contents(self, passage: Passage, words: Sequence[str]) -> Iterator[tuple[Span, ...]]:
        """Every place of a content: its first piece anywhere, each further one next after the one before."""
        pieces = [self.find(passage.span, piece) for piece in words]
        if not pieces or not all(pieces):
            return
        for first in pieces[0]:
            content = [first]
            for places in pieces[1:]:
                after = next((p for p in places if p.start >= content[-1].end), None)
                if after is None:
                    break
                content.append(after)
            if len(content) == len(pieces):
                yield tuple(content)

    def _chain(
        self, claim: ToldClaim, passage: Passage, content: tuple[Span, ...], near: range
    ) -> tuple[int, Placed] | None:
        """The claim with its content at this place, and how far apart its words are."""
        inside = _touched(passage.units, content)
        if not inside:
            return None
        cost = 0
        chain: list[PlacedLink] = []
        for number, link in enumerate(claim.chain):
            if link.cue is None:
                one = self._uncued(link, passage, content, inside, near) if number == 0 else None
            else:
                one = self._cued(link, link.cue, passage, content, inside)
            if one is None:
                return None
            cost += one[0]
            chain.append(one[1])
        cues = [link.cue for link in chain if link.cue]
        if len(set(cues)) < len(cues):
            return None
        return cost, Placed(content, tuple(chain), inside, passage, claim.stance, claim.negated)

    def _cued(
        self, link: ToldLink, cue: str, passage: Passage, content: Sequence[Span], inside: Sequence[Unit]
    ) -> tuple[int, PlacedLink] | None:
        """The cue nearest to the content with its source and listener in one sentence with it."""
        if link.source is not None and link.passage != passage.number:
            return None
        apart = _quoted(content, inside) and not any(map(self._attributes, inside))
        beside = _beside(passage.units, inside) if apart else inside
        cues = [at for at in self.find(passage.span, cue) if not _meets(at, content)]
        for at in sorted(cues, key=lambda at: (gap(at, content), at.start)):
            unit = next((unit for unit in beside if unit.span.contains(at)), None)
            if unit is None:
                continue
            reach = passage.span if passage.speaker and unit is passage.units[0] else unit.span
            free = [*content, at]
            source = self._nearest(reach, link.source, at, free)
            listener = self._nearest(reach, link.listener, at, free)
            if (source is None) != (link.source is None) or (listener is None) != (link.listener is None):
                continue
            away = gap(source, [at]) if source else 0
            return gap(at, content) + away, PlacedLink(source, at, listener)
        return None

    def _uncued(
        self, link: ToldLink, passage: Passage, content: Sequence[Span], inside: Sequence[Unit], near: range
    ) -> tuple[int, PlacedLink] | None:
        """Who speaks a quotation, or a turn of a transcript, without a cue: named before it or beside it."""
        where = self._known.get(link.passage)
        if link.source is None or link.listener is not None or where is None or link.passage not in near:
            return None
        if not 0 <= passage.number - link.passage <= REACH or any(map(self._attributes, inside)):
            return None
        if not (passage.speaker or _quoted(content, inside)):
            return None
        source = self._nearest(where.span, link.source, content[0], content)
        if source is None or source.start > inside[-1].span.end:
            return None
        return gap(source, content), PlacedLink(source, None, None)

    def _attributes(self, unit: Unit) -> bool:
        """Whether a sentence says outside its quotations who speaks."""
        words = tokens(self._printed, unit.span, unit.quotes)
        return any(frame_at(words, i) is not None for i in range(len(words)))

    def _nearest(self, within: Span, words: str | None, at: Span, free: Iterable[Span]) -> Span | None:
        """The place of words that is nearest to another and meets none of these spans."""
        if words is None:
            return None
        kept = list(free)
        places = [span for span in self.find(within, words) if not _meets(span, kept)]
        return min(places, key=lambda span: (gap(span, [at]), span.start), default=None)

    def find(self, within: Span, words: str) -> list[Span]:
        """Where the words stand in a stretch of text, as whole words; none where they stand too often."""
        parts = [re.escape(part) for part in words.translate(FOLD).split()]
        if not parts or not (any(c.isalnum() for c in words) or words.strip() == COLON):
            return []
        first, last = words.split()[0][0], words.split()[-1][-1]
        before = r"(?<!\w)" if first.isalnum() else ""
        after = r"(?!\w)" if last.isalnum() else ""
        rule = re.compile(before + r"\s+".join(parts) + after)
        found = [Span(m.start(), m.end()) for m in rule.finditer(self._text, within.start, within.end)]
        return found if len(found) <= MOST else []


def gap(span: Span, others: Iterable[Span]) -> int:
    """Characters between a span and the nearest of others; 0 where they touch."""
    return min((max(span.start - other.end, other.start - span.end, 0) for other in others), default=0)


def _meets(span: Span, others: Iterable[Span]) -> bool:
    return any(span.overlaps(other) for other in others)


def _touched(units: Sequence[Unit], spans: Sequence[Span]) -> tuple[Unit, ...]:
    """The units in which these spans stand."""
    return tuple(unit for unit in units if _meets(unit.span, spans))


def _quoted(spans: Iterable[Span], units: Sequence[Unit]) -> bool:
    """Whether all these spans stand in quotation marks."""
    return all(any(quote.span.contains(span) for unit in units for quote in unit.quotes) for span in spans)


def _beside(units: Sequence[Unit], inside: Sequence[Unit]) -> list[Unit]:
    """The units themselves and the ones right before and after them."""
    first, last = units.index(inside[0]), units.index(inside[-1])
    return list(units[max(0, first - 1) : last + 2])
