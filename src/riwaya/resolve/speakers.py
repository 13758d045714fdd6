"""Who "he", "they", "I" and "we" are among those the report tells of."""

from __future__ import annotations

import re
from bisect import insort

from riwaya.records import Kind, Words
from riwaya.resolve.described import Phrase
from riwaya.resolve.linking import pronoun
from riwaya.resolve.named import Who
from riwaya.resolve.work import Step, Work

ISSUED = re.compile(
    r"^(?:\w+ ){0,2}(?i:statement|communiqu[eé]|declaration|release|appeal|letter) (?i:of|by|from) (?i:the )?"
    r"(?P<name>[^\W\d_a-z][^\n.:;]{2,80}?)\s*$",
    re.MULTILINE,
)
HEADING = 250  # characters in which a statement names its issuer


def by_pronoun(work: Work, step: Step, what: Phrase) -> Who | None:
    """The one a pronoun stands for: the speaker for "I", the nearest that fits for "he" and "they"."""
    if what.pronoun in ("me", "us"):
        return speaker(work, step)
    if what.pronoun == "who":
        near = [one for one, _ in work.flow.before(step.words.start, 0)]
        return near[0].who if near else None
    chain = [link.source.words for link in step.claim.chain] if step.claim is not None else []
    if step.claim is not None and step.depth:
        known = work.at(chain[step.depth - 1])
        if known is not None:
            back = agrees_back(known, what)
            return known if back else pronoun(work.flow, step.words, what, step.source, [known])
    others = [work.sources.get((w.start, w.end)) for w in chain if w is not None and w != step.words]
    return pronoun(work.flow, step.words, what, step.source, [who for who in others if who is not None])


def agrees_back(known: Who, what: Phrase) -> bool:
    """Whether an inner "he" may be the outer speaker."""
    return what.pronoun in ("m", "f") and not known.plural and known.gender in (None, what.pronoun)


def speaker(work: Work, step: Step) -> Who | None:
    """The one who speaks the words with this "I" or "we": a quotation's source, else the report's issuer."""
    words = step.words
    if step.claim is not None and step.depth:
        outer = step.claim.chain[step.depth - 1].source.words
        if outer is not None:
            return work.at(outer)
    holders = [
        (claim.end - claim.start, claim.chain[0].source.words)
        for claim in work.claims
        if claim.chain and any(s.start <= words.start and words.end <= s.end for s in claim.segments)
    ]
    for _, outer in sorted(holders, key=lambda pair: pair[0]):
        known = work.at(outer) if outer is not None and outer.start != words.start else None
        if known is not None:
            return known
    return None if work.setting.quote(words.start) else issuer(work)


def issuer(work: Work) -> Who | None:
    """The body that issues a statement and is its "we": the one that its first lines name."""
    bodies = [
        (-sum(m.start < HEADING for m in who.mentions), -len(who.mentions), who.mentions[0].start, n)
        for n, who in enumerate(work.everyone)
        if who.named and who.kind in (Kind.GROUP, Kind.ORGANIZATION)
    ]
    if not bodies or not min(bodies)[0]:
        return headed(work)
    return work.everyone[min(bodies)[3]]


def headed(work: Work) -> Who | None:
    """The body that a heading gives a statement to, where no name was found in it."""
    found = ISSUED.search(work.setting.text, 0, HEADING)
    if found is None:
        return None
    who = Who(Kind.ORGANIZATION, named=True)
    who.add_name(Words.cut(work.setting.text, found.start("name"), found.end("name")))
    who.why.append("the heading gives the statement to it")
    work.everyone.append(who)
    place = (found.start("name"), found.end("name"))
    work.names[place] = who
    insort(work.places, place)
    return who
