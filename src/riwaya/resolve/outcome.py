"""What comes out of resolving a report: the referents, and the reading that points at them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from riwaya.lexicon import Detail
from riwaya.records import (
    Claim,
    Link,
    Naming,
    Party,
    Position,
    Reading,
    Referent,
    Report,
    Source,
    Words,
    content_id,
)
from riwaya.resolve.described import phrase
from riwaya.resolve.leads import marks_of
from riwaya.resolve.named import Who
from riwaya.resolve.typed import source_type
from riwaya.resolve.work import Place, Work

BACKWARD = re.compile(r"(?:the|this|that|these|those)\s(?:same|latter|former|said)?", re.IGNORECASE)


def referent_id(report: str, who: Who) -> str:
    """The id of a referent: its report and its first mention."""
    first = min(who.mentions, key=lambda words: (words.start, words.end))
    return content_id("p", report, first.start, first.end, who.kind.value)


def referent(report: Report, who: Who, made: str, positions: Mapping[Place, Position]) -> Referent:
    """The record of one referent; its position is that of its first mention that has one."""
    mentions = tuple(sorted(set(who.mentions), key=lambda words: (words.start, words.end)))
    position = next((positions[m.start, m.end] for m in mentions if (m.start, m.end) in positions), None)
    spoken = [words.text for words in mentions if phrase(words.text).pronoun is None]
    name = who.fullest if who.names else fullest_description(spoken or [mentions[0].text])
    why = "; ".join(dict.fromkeys(who.why)) or plain_why(who, len(mentions))
    return Referent(
        id=made,
        report=report.id,
        kind=who.kind,
        name=name,
        names=tuple(who.names),
        named=bool(who.names),
        mentions=mentions,
        descriptions=tuple(text for text in who.descriptions if text != name),
        position=position,
        protection=tuple(sorted(who.protection)),
        why=why,
        beside=tuple(who.beside),
    )


def fullest_description(spoken: Sequence[str]) -> str:
    """The description that says most; one that only points back ("the same partner") last."""
    return max(spoken, key=lambda text: (not BACKWARD.match(text), len(text.split()), len(text)))


def plain_why(who: Who, count: int) -> str:
    """The sentence for a referent whose mentions need no explaining."""
    times = "once" if count == 1 else f"{count} times"
    if who.names:
        return f"named {times} in this report"
    kind = source_type([*who.descriptions, *(words.text for words in who.mentions)])
    return f"described, never named, {times} in this report" + (f"; type of source: {kind}" if kind else "")


def naming_of(who: Who | None, words: Words | None) -> Naming | None:
    """How a resolved source is named."""
    if who is None:
        return Naming.UNNAMED if words is None else None
    if "requested" in who.protection:
        return Naming.REQUESTED
    return Naming.NAMED if who.names or who.body else Naming.UNNAMED


def linked(reading: Reading, work: Work, ids: dict[int, str], found: Sequence[Detail] = ()) -> Reading:
    """The reading with referents, naming and protection filled in."""

    def source(link: Link) -> Link:
        who = work.at(link.source.words)
        naming = naming_of(who, link.source.words) or link.source.naming
        made = Source(link.source.words, ids.get(id(who)) if who else None, naming)
        return replace(link, source=made)

    def parties(found: Iterable[Party]) -> tuple[Party, ...]:
        return tuple(
            replace(party, referent=ids.get(id(who))) if (who := work.at(party.words)) else party
            for party in found
        )

    def claim(one: Claim) -> Claim:
        chain = tuple(source(link) for link in one.chain)
        people = [work.at(link.source.words) for link in one.chain]
        people += [work.at(party.words) for party in (*one.who, *one.where)]
        protected = {mark for who in people if who for mark in who.protection}
        return replace(
            one,
            chain=chain,
            who=parties(one.who),
            where=parties(one.where),
            protection=tuple(sorted({*one.protection, *protected, *marks_of(one, found)})),
        )

    mentions = tuple(
        replace(m, referent=ids.get(id(who))) if (who := work.at(m.words)) else m for m in reading.mentions
    )
    return replace(reading, claims=tuple(claim(one) for one in reading.claims), mentions=mentions)
