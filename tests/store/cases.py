"""Small records for the tests of the store: one invented town, two reports."""

from __future__ import annotations

import hashlib

from riwaya.records import (
    Claim,
    Document,
    Entity,
    Figure,
    Kind,
    Link,
    Mention,
    Name,
    Naming,
    Party,
    Reading,
    Referent,
    Report,
    SetAside,
    Source,
    Span,
    Stance,
    Words,
    claim_id,
    content_id,
)

FIRST = "Mayor Dalia Renn said 40 families came back to Tell Sefar. The bridge is closed."
SECOND = "Traders in Tall Safar said the bridge is open. Renn’s office said 55 families came back."


def report(text: str, source: str = "a.txt") -> Report:
    data = text.encode()
    sha256 = hashlib.sha256(data).hexdigest()
    return Report(content_id("r", sha256), source, "text", sha256, text, "1", title="T", language="en")


def document(text: str, source: str = "a.txt") -> Document:
    return Document(report(text, source), text.encode(), "2024-01-02T03:04:05Z")


def words(text: str, part: str) -> Words:
    start = text.index(part)
    return Words.cut(text, start, start + len(part))


def claim(text: str, part: str, speaker: str, referent: str | None = None, count: str = "") -> Claim:
    content, source = words(text, part), words(text, speaker)
    chain = (Link(Source(source, referent, Naming.NAMED), words(text, "said")),)
    figures = (
        (Figure(words(text, count), float(count), float(count), float(count), "families"),) if count else ()
    )
    where = (Party(source, referent, "location"),)
    home = report(text).id
    spans = (content.span,)
    name = claim_id(home, spans, chain)
    return Claim(
        name, home, spans, content.text, Span(0, len(text)), Stance.ASSERTED, False, chain, "test-1",
        figures=figures, where=where,
    )  # fmt: skip


def referent(text: str, name: str, kind: Kind = Kind.PERSON) -> Referent:
    home = report(text).id
    at = words(text, name)
    return Referent(content_id("m", home, at.start), home, kind, name, (name,), True, (at,))


def reading(text: str, claims: tuple[Claim, ...] = (), mentions: tuple[Mention, ...] = ()) -> Reading:
    ends = [place + 1 for place, letter in enumerate(text) if letter == "."]
    starts = [0, *(end + 1 for end in ends)]
    sentences = tuple(Span(a, b) for a, b in zip(starts, ends, strict=False))
    return Reading(report(text).id, "test-1", sentences, claims, mentions)


def entity(*members: Referent) -> Entity:
    names = tuple(Name(text, tuple(sorted({m.report for m in members if m.name == text})))
                  for text in sorted({member.name for member in members}))  # fmt: skip
    ids = tuple(sorted(member.id for member in members))
    return Entity(ids[0], members[0].kind, members[0].name, names, ids, why="one name")


BROKEN = SetAside("b.pdf", "pdf", "b.pdf has no text layer; add it again with --ocr", "0" * 64)
