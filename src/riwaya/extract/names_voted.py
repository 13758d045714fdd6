"""What a network says of names, as further evidence beside the report's own words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

from riwaya.extract.names_evidence import KINDS, Points, head_kind
from riwaya.extract.names_settle import Candidate
from riwaya.lexicon import institutions
from riwaya.lexicon.known import spelling
from riwaya.neural.found import Named
from riwaya.records import Span

# Tuned on half of the held-out field passages, 2026-11: spans and kinds against the other half.
VOTE = 6.0  # points for the network's kind when it is certain, as much as a telling head noun gives
ADDED = 0.6  # a name that the rules do not see needs as much certainty
REDRAWN = 0.75  # and as much to draw the edges of one that they do


def voted(found: Sequence[Candidate], names: Iterable[Named], text: str) -> list[Candidate]:
    """The candidates with the network's vote, redrawn or added where it is sure; in the order of the text."""
    kept = list(found)
    for name in (replace(one, span=unbracketed(one.span, text)) for one in names):
        same = next((c for c in kept if (c.start, c.end) == (name.span.start, name.span.end)), None)
        if same is not None:
            _vote(same, name)
            continue
        over = [c for c in kept if c.start < name.span.end and name.span.start < c.end]
        if name.score < (REDRAWN if over else ADDED):
            continue
        if (len(over) == 1 and _cut_short(over[0], name, text)) or _two_bodies(over, text):
            continue
        kept = [c for c in kept if c not in over]
        kept.append(_candidate(name, text, over))
    return sorted(kept, key=lambda c: (c.start, c.end))


def unbracketed(span: Span, text: str) -> Span:
    """The span without a bracket that another name stands in: "Tadmur" of "Tadmur [" before "Palmyra]"."""
    start, end = span.start, span.end
    while end > start + 1 and text[end - 1] in "([ ":
        end -= 1
    while end > start + 1 and text[start] in ")] ":
        start += 1
    return Span(start, end)


def _cut_short(one: Candidate, name: Named, text: str) -> bool:
    """Whether the network leaves out what something is: "Tal" of "Hotel Tal", "X" of "X's Bank"."""
    kinds = institutions()
    if one.words[0] in kinds["facility"]["first"]:
        return one.start < name.span.start and one.end == name.span.end
    headed = one.words[-1] in kinds["organization"]["head"] | kinds["group"]["head"]
    owned = text[name.span.end : name.span.end + 1] in ("'", "’") or one.start < name.span.start
    return headed and owned and "'" in text[one.start : one.end].replace("’", "'")


def _two_bodies(over: Sequence[Candidate], text: str) -> bool:
    """Whether the network takes two bodies for one: "Committee on Wells and the Joint Committee on Wells"."""
    return any(
        text[a.end : b.start] in (" and the ", " or the ") and head_kind(a.words) and head_kind(b.words)
        for a, b in pairwise(over)
    )


def _candidate(name: Named, text: str, over: Sequence[Candidate]) -> Candidate:
    """The name as a candidate; what spoke for the kinds of a run that it redraws speaks on."""
    words = name.span.of(text)
    own = over[0].own if len(over) == 1 else [0.0] * len(KINDS)
    points = over[0].points if len(over) == 1 else [0.0] * len(KINDS)
    made = Candidate(
        name.span.start, name.span.end, spelling(words), tuple(words.lower().split()), list(points), list(own)
    )
    _vote(made, name)
    return made


def _vote(candidate: Candidate, name: Named) -> None:
    """Points for the kind that the network gives."""
    points: Points = candidate.points
    points[KINDS.index(name.kind.value)] += VOTE * max(0.0, 2 * name.score - 1)  # half sure says nothing
    candidate.doubtful = False
    candidate.short = False
