"""Whose name a phrase holds or stands beside: "The mayor, Nesrin Kel", "Guard commander Col. Ade Tal"."""

from __future__ import annotations

import re

from riwaya.lexicon import titles
from riwaya.records import Kind, Words
from riwaya.resolve.appositions import learn, role_phrase
from riwaya.resolve.described import Phrase, phrase
from riwaya.resolve.named import Who
from riwaya.resolve.parts import parts_of
from riwaya.resolve.short_forms import part_grade
from riwaya.resolve.work import Work

LONGEST = 120  # characters of a name
REACH = 110  # characters behind a phrase in which a name may stand beside it
HEADED = re.compile(
    r"(?:\b(?:of|at|from|in|by|for|with|to|near|against|on|inside|outside|like|about)\s+(?:the\s+)?|who\s.*\s)$",
    re.IGNORECASE,
)
NAME_NEXT = re.compile(r"[”\"]?,?\s(?:(?:\w+\.?|named|called)\s){0,3}$")
OFFICE_OF = re.compile(  # between two names: "Sword Brigade commander Col. Tal"
    r"\s+(?:(?!(?:and|or|of|with|to|in|at|from|for|who|whose|near|as|by|on)\b)[a-z][\w-]+\s+){1,2}"
    r"(?:[A-Z][\w-]*\.?\s+){0,2}"
)
CALLED = re.compile(
    r",?\s(?:(?:better |also |locally |only |widely )*known (?:\w+ )?(?:as|by)"
    r"|nicknamed|named|called|identified as)$"
)
NAMED_LATER = re.compile(
    r"[^.;“”\"\n]{0,80}\b(?:known as|known by|nicknamed|named|called|identified as|call(?:s|ed|ing) \w+self|"
    r"goes by|gave \w+ name(?: only)? as|"
    r"identifying \w+self as|"
    r"(?:by|gave|giving|uses?|using|with|under)(?: only| just)? (?:his|her|their)(?: own)?"
    r" (?:first|given|middle|family|last|second) name(?: only| alone)?,)\s(?:only as\s)?$"
)


def _untitled(lead: str) -> str:
    """What stands before a name without its titles: "An aide to " of "An aide to Senator "."""
    while (word := lead.rstrip().rpartition(" ")[2]) and word.rstrip(".").lower() in titles():
        lead = lead.rstrip()[: -len(word)]
    return lead


def by_name(work: Work, words: Words) -> Who | None:
    """The one whose name is the head of the phrase, or stands in apposition to it."""
    exact = work.names.get((words.start, words.end))
    if exact is not None:
        return exact
    near = work.named_from(words.start - LONGEST, words.end)
    for place, who in near:
        if place[0] <= words.start and words.end <= place[1]:
            return who
    inside = [(place, who) for place, who in near if words.start <= place[0] and place[1] <= words.end]
    text = work.setting.text
    for (start, end), who in inside:
        if OFFICE_OF.fullmatch(
            text[end : next((s for (s, _), w in inside if s > end and w.kind is Kind.PERSON), end)]
        ):
            continue
        lead = text[words.start : start]
        apart = HEADED.search(_untitled(lead)) and not NAMED_LATER.search(lead)
        if who.kind is Kind.PERSON and not owned(text, end, words.end) and not apart:
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
    return beside(work, words, head) or (labelled(work, words) if not inside else None)


def labelled(work: Work, words: Words) -> Who | None:
    """The person whose family name stands as a label before what they say: "HOLM: ..."."""
    if not words.text.isupper() or len(words.text.split()) > 3:
        return None
    tokens = parts_of(words.text, True).tokens
    fits = [
        who
        for who in work.everyone
        if who.kind is Kind.PERSON and who.named and part_grade(tokens[-1], who) > 1
    ]
    return fits[0] if len(fits) == 1 else None


def owned(text: str, end: int, limit: int) -> bool:
    """Whether the name at this end owns what follows in the phrase: "Milan's wife"."""
    return text[end : end + 2] in ("'s", "’s") and end + 2 < limit


def beside(work: Work, words: Words, what: Phrase) -> Who | None:
    """The person named right behind the phrase: "The mayor, Nesrin Kel", "a leader known as Abu Tal"."""
    if what.plural or what.partitive:
        return None
    text = work.setting.text
    for (start, _), who in work.named_from(words.end, words.end + REACH):
        if who.kind is not Kind.PERSON:
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
    lead = re.sub(r"(?:,\s*|\s+)(?:[A-Z][a-z]{0,4}\.\s*)+$", "", lead)
    lead = CALLED.sub("", lead)
    what = role_phrase(lead) if lead else None
    if what is not None and who.kind is Kind.PERSON:
        learn(who, lead, what)
