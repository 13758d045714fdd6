"""What a report says of someone right beside the name: "Vera Holm, 44, a passenger"."""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import pairwise

from riwaya.lexicon import roles, singular, titles
from riwaya.records import Kind, Span
from riwaya.resolve.described import Phrase, phrase
from riwaya.resolve.named import Who
from riwaya.resolve.words import DOERS, RANKS, STOPS, table

AFTER = re.compile(
    r"(?:[,(]| [–—-])\s?(?:(?:aged? )?(?P<age>\d{1,3})(?:, |\)|,? who|\.| and"
    r"|$))?(?P<words>[^,.;:()“”\"\n]{3,90})?"
)
NOT_A_ROLE = re.compile(
    r"(?:who|which|that|and|but|said|told|in|on|at|whose|when|where|after|he|she|was|were|is|had|has)\b"
)
NP_START = r"(?:[Tt]he|[Ii]ts|[Hh]is|[Hh]er|[Tt]heir|[Oo]ur|[Aa]n?|[A-ZÀ-Þ][\w'’-]*) ?"
BEFORE = re.compile(
    r"(?:^|[.,;:“”\"\n] ?|\b(?:and|but|by|to|with|from|told|said|says|met|is|was) )"
    rf"(?P<words>(?:{NP_START})[^,.;:“”\"\n]{{2,80}}), (?:[^\W\d_][\w.'’-]{{0,12}} ){{0,3}}$"
)
NAMED = re.compile(
    r"(?P<words>\b(?:[Aa]n?|[Tt]he|[Hh]is|[Hh]er) [^,.;:“”\"\n]{2,50}?) "
    r"(?:named|called|known as|nicknamed)(?: only as)? $"
)
WHO_DOES = re.compile(rf"who (?P<verb>{'|'.join(DOERS)})\b (?P<words>[^,.;]{{2,60}})")
DOES = re.compile(rf"(?:, \d{{1,3}},)? (?P<verb>{'|'.join(DOERS)})\b")
RUN_UP = re.compile(r"(?P<words>(?:[^\W\d_][\w'’.-]* ){1,5})$")
OPENS = re.compile(r"(?:^|[.\n”\"] ?|\b[Aa]n? )(?:[Tt]he )?$")
ADULT = 18


def role_phrase(text: str) -> Phrase | None:
    """The phrase, if its head noun is a role of a person."""
    what = phrase(text.strip())
    return what if what.pronoun is None and what.head in roles() else None


def appositions(text: str, at: Mapping[tuple[int, int], Who]) -> list[Span]:
    """Gives everyone named the roles and ages that stand beside their names; where these stand comes out."""
    taken: list[Span] = []
    for start, end in sorted(at):
        who = at[start, end]
        if who.kind is Kind.PERSON:
            taken.extend(span for span in (after(text, who, end), before(text, who, start)) if span)
        elif who.kind in (Kind.GROUP, Kind.ORGANIZATION):
            body_after(text, who, start, end)
    return taken


def after(text: str, who: Who, end: int) -> Span | None:
    """Takes in the age and the role that follow a name."""
    doing = DOES.match(text, end)
    if doing:
        who.heads.add(DOERS[doing.group("verb")])
    found = AFTER.match(text, end, min(end + 130, len(text)))
    if found is None:
        return None
    if found.group("age") and int(found.group("age")) < ADULT:
        who.protection.add("minor")
    words = found.group("words")
    if found.group("age") and text[found.end("age") : found.end("age") + 2] == ", ":
        words = words or ""
    if not words:
        return None
    doing = WHO_DOES.match(words)
    if doing:
        learn(who, doing.group(0), phrase("the " + DOERS[doing.group("verb")]))
        return None
    if re.match(
        r"(?:who|which|that|and|but|said|told|in|on|at|whose|when|where|after|he|she|was|were|is|had|has)\b",
        words,
    ):
        return None
    closes = text[found.end() : found.end() + 1]
    what = role_phrase(words)
    starts = words.split()[0].lower()
    if (
        what
        and (closes in (",", ".", ")", "") or starts in ("a", "an", "the", "his", "her", "its"))
        and not what.plural
    ):
        learn(who, words.strip(), what)
        return Span(found.start("words"), found.end("words"))
    return None


def before(text: str, who: Who, start: int) -> Span | None:
    """Takes in the role before a name: "the mayor, Name" and "spokesman Name"."""
    found = BEFORE.search(text, max(start - 110, 0), start)
    if found:
        joined = text.rfind(" and ", found.start("words"), found.end("words"))
        at = joined + len(" and ") if joined >= 0 else found.start("words")
        what = role_phrase(text[at : found.end("words")])
        if what and not what.plural:
            learn(who, text[at : found.end("words")].strip(), what)
            return Span(at, found.end("words"))
    named = NAMED.search(text, max(start - 80, 0), start)
    if named and (what := role_phrase(named.group("words"))) and not what.plural:
        learn(who, named.group("words").strip(), what)
        return Span(named.start("words"), named.end("words"))
    run = RUN_UP.search(text, max(start - 60, 0), start)
    if not run:
        return None
    words = run.group("words").split()
    ends = [i for i, word in enumerate(words) if word.endswith(".") and not _short(word)]
    words = words[ends[-1] + 1 :] if ends else words
    nouns = [
        i
        for i, word in enumerate(words)
        if singular(word.lower()) == word.lower() and word.lower() in roles()
    ]
    titled = [i for i in nouns if all(words[j][0].isupper() or j in nouns for j in range(i, len(words)))]
    if titled:
        first = titled[0]
        while (
            first
            and words[first - 1][0].isalpha()
            and words[first - 1].lower() not in STOPS
            and first > titled[0] - 2
        ):
            first -= 1
        text_of = " ".join(words[first : titled[0] + 1])
        learn(who, text_of, phrase(text_of))
        return Span(run.start("words"), run.end("words"))
    return None


def _short(word: str) -> bool:
    """Whether a word with a full stop is a short form and ends no sentence: "Lt.", "K."."""
    bare = word.rstrip(".").lower()
    return len(bare) == 1 or bare in titles() or bare in RANKS


def learn(who: Who, text: str, what: Phrase) -> None:
    """Keeps a role of someone: its words, its head noun, and the gender it tells."""
    kept = re.sub(r"^(?:the|a|an)\s+", "", text.strip(), flags=re.IGNORECASE)
    if kept and kept not in who.descriptions:
        who.descriptions.append(kept)
    who.heads.add(what.head)
    if "child" in roles().get(what.head, ()) and what.determiner in (
        "indefinite",
        "possessive",
        "definite",
        "bare",
    ):
        who.protection.add("minor")
    who.modifiers.setdefault(what.head, what.modifiers - {"the"})
    if who.gender is None:
        who.gender = what.gender


def body_after(text: str, who: Who, start: int, end: int) -> None:
    """Takes in what a group or organization is said to be: "the Grey Guard, an armed group"."""
    found = re.compile(r", (?P<words>(?:a|an|the) [^,.;:()“”\"\n]{3,70})[,.]").match(text, end)
    if found is None or not OPENS.search(text, max(start - 6, 0), start):
        return
    what = phrase(found.group("words"))
    if what.kind is Kind.PERSON:
        return
    kept = found.group("words")
    if kept not in who.descriptions:
        who.descriptions.append(kept)
    who.heads.add(what.head)
    who.modifiers.setdefault(what.head, what.modifiers)


def parents(text: str, at: Mapping[tuple[int, int], Who]) -> list[tuple[str, Who]]:
    """Family roles told by "A and his father, B": ("son", A), ("father", B)."""
    found: list[tuple[str, Who]] = []
    turned: Mapping[str, list[str]] = table("words.toml")["kin"]
    spans = sorted(at)
    for (_, first_end), (second, last) in pairwise(spans):
        between = re.fullmatch(r",? and (his|her) (\w+),? ", text[first_end:second])
        if between and between.group(2) in turned:
            his = between.group(1) == "his"
            found.append(
                (turned[between.group(2)][0 if his else 1], next(at[s] for s in spans if s[1] == first_end))
            )
            found.append((between.group(2), at[second, last]))
    return found
