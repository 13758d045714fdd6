"""The anchor check that every reading passes: no claim without its words (rule 1)."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from riwaya.records import Claim, Mention, Reading, Report, Span, Words


def check(report: Report, reading: Reading) -> Reading:
    """The reading without what does not stand in the report, or in its furniture; refusals are counted.

    Used on whatever a reader returns, rules, network or language model alike.
    """
    furniture = sorted(report.furniture)
    claims = tuple(claim for claim in reading.claims if _stands(report, claim, furniture))
    mentions = tuple(mention for mention in reading.mentions if _mention_stands(report.text, mention))
    sentences = tuple(span for span in reading.sentences if span.end <= len(report.text))
    refused = reading.refused + len(reading.claims) - len(claims)
    return replace(reading, sentences=sentences, claims=claims, mentions=mentions, refused=refused)


def _stands(report: Report, claim: Claim, furniture: Sequence[Span]) -> bool:
    text = report.text
    segments = claim.segments
    if claim.report != report.id or not segments or not claim.text.strip():
        return False
    if any(a.end > b.start for a, b in pairwise(segments)) or not all(map(len, segments)):
        return False
    if segments[-1].end > len(text) or text[claim.start : claim.end] != claim.text:
        return False
    if not all(exact(text, words) for words in _words(claim)):
        return False
    for link in claim.chain:
        if link.listener is not None and link.listener not in text:
            return False
        source = link.source.words
        if source is not None and in_furniture(source.span, furniture):
            return False
    return not any(in_furniture(span, furniture) for span in segments)


def _words(claim: Claim) -> list[Words]:
    found = [party.words for party in (*claim.where, *claim.who)]
    found += [figure.words for figure in claim.figures]
    if claim.when is not None:
        found.append(claim.when.words)
    for link in claim.chain:
        found += [words for words in (link.source.words, link.cue) if words is not None]
    return found


def exact(text: str, words: Words) -> bool:
    """Whether the words stand in the text exactly where they say."""
    return 0 <= words.start < words.end <= len(text) and text[words.start : words.end] == words.text


def in_furniture(span: Span, furniture: Sequence[Span]) -> bool:
    """Whether a span touches the furniture, which must be sorted."""
    at = bisect_left(furniture, Span(span.end, span.end))
    return any(piece.overlaps(span) for piece in furniture[max(0, at - 2) : at + 1])


def _mention_stands(text: str, mention: Mention) -> bool:
    return exact(text, mention.words)
