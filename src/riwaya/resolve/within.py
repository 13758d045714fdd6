"""One report: every name, source and party becomes a referent, and the reading points at them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from riwaya.records import (
    Claim,
    Kind,
    Link,
    Mention,
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
from riwaya.resolve.appositions import appositions, learn, parents, role_phrase
from riwaya.resolve.described import Phrase, phrase
from riwaya.resolve.linking import Flow, Heard, description, new_who, pronoun, take_in
from riwaya.resolve.named import ALIAS, RANKS, Who, clusters
from riwaya.resolve.protection import requests, young
from riwaya.resolve.setting import Setting, setting_of

Place = tuple[int, int]
HEADED = re.compile(r"(?:\b(?:of|at|from|in|by|for|with|to|near|against|on|inside|outside|like|about)\s+(?:the\s+)?|who\s.*\s)$", re.IGNORECASE)  # fmt: skip
NAME_NEXT = re.compile(r"[”\"]?,?\s(?:(?:\w+\.?|named|called)\s){0,3}$")
NAMED_LATER = re.compile(r"[^.;“”\"\n]{0,80}\b(?:known as|known by|nicknamed|named|called|identified as|calling \w+self|identifying \w+self as)\s(?:only as\s)?$")  # fmt: skip


@dataclass(slots=True)
class Work:
    """The report while its people are told apart."""

    setting: Setting
    everyone: list[Who]
    names: dict[Place, Who]
    sources: dict[Place, Who] = field(default_factory=dict)
    flow: Flow = field(default_factory=lambda: Flow(setting_of("", ()), []))


def within(report: Report, reading: Reading) -> tuple[Reading, tuple[Referent, ...]]:
    """The reading with every source, party and mention pointing at a referent, and the referents, by first mention.

    Named sources keep their names; `Source.naming` says named, unnamed or requested after resolution.
    """
    text = report.text
    everyone, at = clusters(text, reading.mentions)
    work = Work(setting_of(text, reading.sentences), everyone, at)
    appositions(text, at)
    for role, who in parents(text, at):
        learn(who, role, phrase("the " + role))
    work.flow = Flow(work.setting, heard_names(work))
    walk(work, reading.claims, reading.mentions)
    introduce_later(work)
    present = sorted({**work.names, **work.sources}.items())
    requests(work.setting, [(Words.cut(text, *place), who) for place, who in present])
    from_claims(work, reading.claims)
    for who in work.everyone:
        if who.of is not None:
            who.protection |= who.of.protection & {"requested"}
    ids = {id(who): referent_id(report.id, who) for who in work.everyone if who.mentions}
    positions = {(m.words.start, m.words.end): m.position for m in reading.mentions if m.position is not None}
    referents = [referent(report, who, ids[id(who)], positions) for who in work.everyone if who.mentions]
    return linked(reading, work, ids), tuple(sorted(referents, key=lambda r: (r.mentions[0].start, r.id)))


def heard_names(work: Work) -> list[Heard]:
    """Every naming as an appearance in the flow of the text."""
    found = [
        Heard(who, start, end, work.setting.subject(start), False, told(work.setting, start))
        for (start, end), who in work.names.items()
    ]
    return sorted(found, key=lambda one: (one.start, one.end))


def told(setting: Setting, start: int) -> bool:
    """Whether a phrase follows a verb of telling: then it listens."""
    return bool(
        re.search(
            r"\b(?:told|telling|asked|assured|informed|reminded|to)\s(?:\w+\.?\s){0,2}$",
            setting.text[max(start - 30, 0) : start],
        )
    )


# --- the way through the text ------------------------------------------------------------------------------------


def walk(work: Work, claims: Sequence[Claim], mentions: Sequence[Mention]) -> None:
    """Resolves every source, party and described mention, in order of place, an inner source after its outer one."""
    steps: dict[Place, tuple[Words, bool, Claim | None, int]] = {}
    for claim in claims:
        for depth, link in enumerate(claim.chain):
            words = link.source.words
            if words and (words.start, words.end) not in steps:
                steps[words.start, words.end] = (words, True, claim, depth)
    for claim in claims:
        for party in (*claim.who, *claim.where):
            steps.setdefault((party.words.start, party.words.end), (party.words, False, None, 0))
    for mention in mentions:
        if not mention.named:
            steps.setdefault((mention.words.start, mention.words.end), (mention.words, False, None, 0))
    for place in sorted(steps):
        words, is_source, claim, depth = steps[place]
        who = resolve(work, words, is_source, claim, depth, claims)
        if who is not None:
            work.sources[place] = who
            hear(work, who, words, is_source)


def hear(work: Work, who: Who, words: Words, is_source: bool) -> None:
    """Notes an appearance in its place in the flow."""
    one = Heard(who, words.start, words.end, work.setting.subject(words.start) or is_source, is_source)
    heard = work.flow.heard
    index = len(heard)
    while index and (heard[index - 1].start, heard[index - 1].end) > (one.start, one.end):
        index -= 1
    heard.insert(index, one)
    for other in heard[max(index - 3, 0) : index + 4]:
        if other.who is who and words.start <= other.start and other.end <= words.end:
            other.source = other.source or is_source
            other.subject = other.subject or is_source


def resolve(
    work: Work, words: Words, is_source: bool, claim: Claim | None, depth: int, claims: Sequence[Claim]
) -> Who | None:
    """Who the words stand for; someone new where they bring someone in."""
    what = phrase(words.text)
    if what.pronoun:
        who = by_pronoun(work, words, what, is_source, claim, depth, claims)
        if who is not None:
            take_in(who, words, what)
        return who
    named = by_name(work, words)
    if named is not None:
        add_phrase(named, words)
        return named
    who = description(work.flow, words, what)
    if who is None:
        who = new_who(words, what)
        who.of = taken_from(work, words, what)
        work.everyone.append(who)
    take_in(who, words, what)
    if young(work.setting.text, words, what.head):
        who.protection.add("minor")
    return who


def taken_from(work: Work, words: Words, what: Phrase) -> Who | None:
    """The group that "one of the three" is taken from: the last one of several people."""
    if not what.partitive:
        return None
    for one, _ in work.flow.before(words.start, 3):
        if one.who.plural and one.who.kind is Kind.PERSON:
            return one.who
    return None


# --- names inside and beside a phrase -------------------------------------------------------------------------------


def by_name(work: Work, words: Words) -> Who | None:
    """The one whose name is the head of the phrase, or stands in apposition to it."""
    exact = work.names.get((words.start, words.end))
    if exact is not None:
        return exact
    inside = [
        (place, who) for place, who in work.names.items() if words.start <= place[0] and place[1] <= words.end
    ]
    inside.sort(key=lambda pair: pair[0])
    text = work.setting.text
    for (start, end), who in inside:
        lead = text[words.start : start]
        if who.kind is Kind.PERSON and not owned(text, end, words.end) and not HEADED.search(lead):
            return who
    head = phrase(words.text)
    for (start, end), who in inside:
        core_end = words.start + len(words.text) - len(words.text.lstrip()) + len(head.core)
        if (
            who.kind is not Kind.PERSON
            and end >= core_end - 1
            and start < core_end
            and not HEADED.search(text[words.start : start])
        ):
            return who
        if who.kind is not Kind.PERSON and start - words.start <= 4 and end >= core_end:
            return who
    return beside(work, words, head)


def owned(text: str, end: int, limit: int) -> bool:
    """Whether the name at this end owns what follows in the phrase: "Milan's wife"."""
    return text[end : end + 2] in ("'s", "’s") and end + 2 < limit


def beside(work: Work, words: Words, what: Phrase) -> Who | None:
    """The person named right behind the phrase: "The mayor, Nesrin Kel", "a leader known as Abu Tal"."""
    if what.plural or what.partitive:
        return None
    text = work.setting.text
    for (start, _), who in sorted(work.names.items()):
        if not words.end <= start <= words.end + 110 or who.kind is not Kind.PERSON:
            continue
        between = text[words.end : start]
        adjacent = NAME_NEXT.fullmatch(between) and title_like(between) and what.determiner != "indefinite"
        apposed = between.startswith(",") and NAME_NEXT.fullmatch(between) and title_like(between)
        if adjacent or apposed or NAMED_LATER.fullmatch(between):
            return who
        return None
    return None


def title_like(between: str) -> bool:
    """Whether what stands between a phrase and a name is nothing but titles."""
    words = between.strip(' ,"”').split()
    return all(word[0].isupper() or word in ("named", "called") for word in words)


def add_phrase(who: Who, words: Words) -> None:
    """Keeps a phrase that contains or stands beside a name as one more mention of its bearer."""
    if not any(m.start <= words.start and words.end <= m.end for m in who.mentions):
        who.mentions.append(words)
    inner = [name for name in who.names if name in words.text]
    lead = words.text[: words.text.find(max(inner, key=len))].strip(" ,") if inner else words.text
    what = role_phrase(lead) if lead else None
    if what is not None and who.kind is Kind.PERSON:
        learn(who, lead, what)


# --- pronouns ----------------------------------------------------------------------------------------------------------


def by_pronoun(
    work: Work,
    words: Words,
    what: Phrase,
    is_source: bool,
    claim: Claim | None,
    depth: int,
    claims: Sequence[Claim],
) -> Who | None:
    """The one a pronoun stands for: the speaker for "I", the nearest that fits for "he" and "they"."""
    if what.pronoun in ("me", "us"):
        return speaker(work, words, claim, depth, claims)
    if what.pronoun == "who":
        near = [one for one, back in work.flow.before(words.start, 0)]
        return near[0].who if near else None
    barred: list[Who] = []
    if claim is not None and depth:
        outer = claim.chain[depth - 1].source.words
        known = work.sources.get((outer.start, outer.end)) if outer else None
        if known is not None:
            return known if agrees_back(known, what) else pronoun(work.flow, words, what, is_source, [known])
    return pronoun(work.flow, words, what, is_source, barred)


def agrees_back(known: Who, what: Phrase) -> bool:
    """Whether an inner "he" may be the outer speaker."""
    return what.pronoun in ("m", "f") and not known.plural and known.gender in (None, what.pronoun)


def speaker(work: Work, words: Words, claim: Claim | None, depth: int, claims: Sequence[Claim]) -> Who | None:
    """The one who speaks the words in which "I" or "we" stands."""
    if claim is not None and depth:
        outer = claim.chain[depth - 1].source.words
        if outer is not None:
            return work.sources.get((outer.start, outer.end))
    holders = [
        (c.end - c.start, c.chain[0].source.words)
        for c in claims
        if c.chain and any(s.start <= words.start and words.end <= s.end for s in c.segments)
    ]
    for _, outer in sorted(holders, key=lambda pair: pair[0]):
        if outer is None or outer.start == words.start:
            continue
        known = work.sources.get((outer.start, outer.end)) or work.names.get((outer.start, outer.end))
        if known is not None:
            return known
    return None


# --- a role first, the name in the next sentence ---------------------------------------------------------------------


def introduce_later(work: Work) -> None:
    """Joins "the police chief said." with the titled name that opens the next sentence: the news style of introducing."""
    for who in list(work.everyone):
        if who.named or who.plural or who.kind is not Kind.PERSON or not unique_role(who):
            continue
        last = max(who.mentions, key=lambda words: words.start)
        here = work.setting.sentence(last.start)
        for (start, end), other in sorted(work.names.items()):
            if start < last.end or work.setting.sentence(start) > here + 1:
                continue
            if opens_next(work, other, start, here) and roles_agree(who, other):
                merge(work, who, other, Words.cut(work.setting.text, start, end))
                break


def unique_role(who: Who) -> bool:
    """Whether a description is of one who holds an office: "the provincial police chief"."""
    first = who.mentions[0].text
    what = phrase(first)
    offices = {"official", "officer"}
    return (
        what.determiner in ("definite", "possessive")
        and bool(offices & set(what.families))
        and len(who.heads) == 1
    )


def opens_next(work: Work, other: Who, start: int, here: int) -> bool:
    """Whether a person is named here for the first time, as the subject that opens the next sentence."""
    if other.kind is not Kind.PERSON or work.setting.sentence(start) != here + 1:
        return False
    if min(words.start for words in other.mentions) < work.setting.sentences[here].start:
        return False
    opening = work.setting.text[work.setting.sentences[here + 1].start : start]
    return all(word[0].isupper() for word in opening.split())


def roles_agree(who: Who, other: Who) -> bool:
    """Whether a name's own titles and roles leave room for the office described before it."""
    if who.gender and other.gender and who.gender != other.gender:
        return False
    written = {word for text in other.descriptions for word in text.split()}
    own = {
        head
        for head in other.heads
        if head not in RANKS.values() and head not in {"general", "colonel", "dr"}
    }
    return not own and bool(written or len(other.fullest.split()) > 1)


def merge(work: Work, who: Who, other: Who, words: Words) -> None:
    """Makes the described one and the named one the same."""
    other.why.append(f"“{who.mentions[0].text}” taken as “{words.text}”, who opens the next sentence")
    for mention in who.mentions:
        take_in(other, mention, phrase(mention.text))
    other.protection |= who.protection
    work.everyone.remove(who)
    for places in (work.sources, work.names):
        for place, one in places.items():
            if one is who:
                places[place] = other
    for heard in work.flow.heard:
        if heard.who is who:
            heard.who = other
    for one in work.everyone:
        if one.of is who:
            one.of = other


# --- out ---------------------------------------------------------------------------------------------------------------


def from_claims(work: Work, claims: Sequence[Claim]) -> None:
    """Takes over what the reader saw of requests for anonymity and of minors."""
    for claim in claims:
        for link in claim.chain:
            words = link.source.words
            who = work.sources.get((words.start, words.end)) if words else None
            if who is not None and link.source.naming is Naming.REQUESTED:
                who.protection.add("requested")


def referent_id(report: str, who: Who) -> str:
    """The id of a referent: its report and its first mention."""
    first = min(who.mentions, key=lambda words: (words.start, words.end))
    return content_id("p", report, first.start, first.end, who.kind.value)


def referent(report: Report, who: Who, made: str, positions: Mapping[Place, Position]) -> Referent:
    """The record of one referent; its position is that of its first mention that has one."""
    mentions = tuple(sorted(set(who.mentions), key=lambda words: (words.start, words.end)))
    position = next((positions[m.start, m.end] for m in mentions if (m.start, m.end) in positions), None)
    spoken = [words.text for words in mentions if phrase(words.text).pronoun is None]
    name = who.fullest if who.names else max(spoken or [mentions[0].text], key=len)
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
    )


def plain_why(who: Who, count: int) -> str:
    """The sentence for a referent whose mentions need no explaining."""
    times = "once" if count == 1 else f"{count} times"
    return f"{'named' if who.names else 'described, never named,'} {times} in this report"


def naming_of(who: Who | None, words: Words | None) -> Naming | None:
    """How a resolved source is named."""
    if who is None:
        return Naming.UNNAMED if words is None else None
    if "requested" in who.protection:
        return Naming.REQUESTED
    return Naming.NAMED if who.names or who.body else Naming.UNNAMED


def linked(reading: Reading, work: Work, ids: dict[int, str]) -> Reading:
    """The reading with referents, naming and protection filled in."""

    def find(words: Words | None) -> Who | None:
        if words is None:
            return None
        place = (words.start, words.end)
        return work.sources.get(place) or work.names.get(place)

    def source(link: Link) -> Link:
        who = find(link.source.words)
        naming = naming_of(who, link.source.words) or link.source.naming
        made = Source(link.source.words, ids.get(id(who)) if who else None, naming)
        return replace(link, source=made)

    def parties(found: Iterable[Party]) -> tuple[Party, ...]:
        return tuple(
            replace(party, referent=ids.get(id(who))) if (who := find(party.words)) else party
            for party in found
        )

    def claim(one: Claim) -> Claim:
        chain = tuple(source(link) for link in one.chain)
        people = [find(link.source.words) for link in one.chain]
        protected = {mark for who in people if who for mark in who.protection}
        return replace(
            one,
            chain=chain,
            who=parties(one.who),
            where=parties(one.where),
            protection=tuple(sorted({*one.protection, *protected})),
        )

    mentions = tuple(
        replace(m, referent=ids.get(id(who))) if (who := find(m.words)) else m for m in reading.mentions
    )
    return replace(reading, claims=tuple(claim(one) for one in reading.claims), mentions=mentions)
