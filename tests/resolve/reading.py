"""Readings built by hand for the tests of resolving: names found by rule, claims given by their words."""

from __future__ import annotations

import re

from riwaya.extract.names import find_names
from riwaya.records import (
    Claim,
    Link,
    Reading,
    Referent,
    Report,
    Source,
    Span,
    Stance,
    Words,
    claim_id,
    content_id,
)
from riwaya.resolve import within

END = re.compile(r"\S.*?(?:(?<!\b[A-Z][a-z][a-z])(?<!\bDr)(?<!\bMr)[.!?]+[\"”]?(?=\s|$)|$)", re.MULTILINE)


def report_of(text: str, name: str = "one") -> Report:
    return Report(content_id("r", name, text), name, "text", "0", text, "1")


def words(text: str, part: str, after: int = 0) -> Words:
    start = text.index(part, after)
    return Words.cut(text, start, start + len(part))


def read(text: str, *said: tuple[str, ...], name: str = "one") -> tuple[Report, Reading]:
    """`said`: content and its sources, nearest first; each source first stands behind the one before it."""
    report = report_of(text, name)
    sentences = tuple(Span(m.start(), m.end()) for m in END.finditer(text) if m.end() > m.start())
    claims = []
    at = 0
    for content, *sources in said:
        part = words(text, content)
        chain = []
        for source in sources:
            inside = words(text, source, at)
            at = inside.end
            chain.append(Link(Source(inside)))
        segments = (Span(part.start, part.end),)
        links = tuple(chain)
        identity = claim_id(report.id, segments, links)
        sentence = next(s for s in sentences if s.start <= part.start < s.end)
        claims.append(
            Claim(identity, report.id, segments, part.text, sentence, Stance.ASSERTED, False, links, "hand")
        )
    return report, Reading(report.id, "hand", sentences, tuple(claims), find_names(report, sentences))


def resolved(text: str, *said: tuple[str, ...], name: str = "one") -> tuple[Reading, tuple[Referent, ...]]:
    return within(*read(text, *said, name=name))


def speakers(text: str, *said: tuple[str, ...]) -> list[str | None]:
    """The name of the first source of each claim, after resolution."""
    reading, referents = resolved(text, *said)
    names = {r.id: r.name for r in referents}
    return [names.get(claim.chain[0].source.referent or "") for claim in reading.claims]
