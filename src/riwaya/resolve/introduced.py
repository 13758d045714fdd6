"""The news style of introducing: a role in one sentence, the name that bears it at the head of the next."""

from __future__ import annotations

from riwaya.records import Kind, Words
from riwaya.resolve.described import phrase
from riwaya.resolve.linking import take_in
from riwaya.resolve.named import Who
from riwaya.resolve.words import RANKS
from riwaya.resolve.work import Work

COMMANDERS = frozenset(("commander", "commandant"))
TITLES = frozenset(("general", "colonel", "dr", "sister", "brother", "father", "mother"))


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
                merge(work, who, other, Words.cut(work.setting.text, start, end))
                break


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
