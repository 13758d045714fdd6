"""The news style of introducing: a role first, the name that bears it later."""

from __future__ import annotations

import re

from riwaya.records import Kind
from riwaya.resolve.appositions import role_phrase
from riwaya.resolve.described import Phrase, phrase
from riwaya.resolve.linking import take_in
from riwaya.resolve.named import Who
from riwaya.resolve.words import RANKS
from riwaya.resolve.work import Work

COMMANDERS = frozenset(("commander", "commandant"))
TITLES = frozenset(("general", "colonel", "dr", "sister", "brother", "father", "mother"))
THE_ROLE = re.compile(r"\b(?P<words>[Tt]he(?: [\w'’-]+){1,4}), (?:[^\W\d_a-z][\w.'’-]{0,12} ){0,2}$")
REACH = 90  # characters before a name in which the role beside it may stand


def introduce_later(work: Work) -> None:
    """Joins "the police chief said." with the name that opens the next sentence."""
    for who in list(work.everyone):
        if who.named or who.plural or who.kind is not Kind.PERSON or not unique_role(who):
            continue
        last = max(who.mentions, key=lambda words: words.start)
        here = work.setting.sentence(last.start)
        if here + 1 >= len(work.setting.sentences):
            continue
        for (start, end), other in work.named_from(last.end, work.setting.sentences[here + 1].end):
            if opens_next(work, other, start, here) and roles_agree(who, other):
                merge(work, who, other, f"“{work.setting.text[start:end]}”, who opens the next sentence")
                break


def introduce_again(work: Work) -> None:
    """Joins "the district officer" with "the officer, Ada Tal", and "MAYOR" of a headline with the mayor."""
    told: set[int] = set()
    for place in sorted(work.names):
        other = work.names[place]
        if other.kind is Kind.PERSON and id(other) not in told:
            told.add(id(other))
            found = THE_ROLE.search(work.setting.text, max(place[0] - REACH, 0), place[0])
            what = role_phrase(found["words"]) if found else None
            who = described_before(work, other, what, found.start()) if found and what else None
            if who is not None and found:
                merge(work, who, other, f"“{found['words']}, {work.setting.text[slice(*place)]}”")
    for who in list(work.everyone):
        if (bearer := of_headline(work, who)) is not None:
            merge(work, who, bearer, f"“{bearer.fullest}”, the only one so described")


def described_before(work: Work, other: Who, what: Phrase, start: int) -> Who | None:
    """The one whom "the officer, Ada Tal" takes up: only described so far, and nothing is against it."""
    if what.plural or what.determiner != "definite":
        return None
    fits = [
        who
        for who in work.everyone
        if not who.named
        and not who.plural
        and who.kind is Kind.PERSON
        and what.head in who.heads
        and what.modifiers <= who.modifiers.get(what.head, frozenset())
        and who.mentions[0].start < start
        and (not who.gender or not other.gender or who.gender == other.gender)
    ]
    exact = [who for who in fits if who.modifiers.get(what.head) == what.modifiers]
    return fits[0] if len(fits) == 1 else exact[0] if len(exact) == 1 else None


def of_headline(work: Work, who: Who) -> Who | None:
    """The only one named in the report who bears the role that its first line gives in capitals: "MAYOR"."""
    words = who.mentions[0] if who.mentions else None
    if words is None or who.named or not words.text.isupper() or work.setting.sentence(words.start):
        return None
    what = phrase(words.text)
    fits = [one for one in work.everyone if one.named and what.head and what.head in one.heads]
    return fits[0] if len(fits) == 1 and fits[0].kind is Kind.PERSON else None


def unique_role(who: Who) -> bool:
    """Whether a description is of one who holds an office: "the provincial police chief"."""
    first = who.mentions[0].text
    what = phrase(first)
    offices = {"official", "officer"}
    return (
        what.determiner in ("definite", "possessive")
        and (bool(offices & set(what.families)) or what.head in COMMANDERS)
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
    own = {head for head in other.heads if head not in RANKS.values() and head not in TITLES}
    return not own and bool(written or len(other.fullest.split()) > 1)


def merge(work: Work, who: Who, other: Who, as_whom: str) -> None:
    """Makes the described one and the named one the same; `as_whom` goes into the sentence that says why."""
    other.why.append(f"“{who.mentions[0].text}” taken as {as_whom}")
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
