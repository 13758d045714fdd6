"""Who could be harmed by being named: victims, the sick, private people; officials in office are left alone.

The lists are in lexicon/protecting.toml.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from riwaya.lexicon import (
    calendar_words,
    common_word,
    countries,
    given_gender,
    institutions,
    places,
    protecting,
    singular,
)
from riwaya.records import Claim, Kind, Words
from riwaya.resolve.evidence import PLACING, Present, evidence, history, namings, only_people, tests
from riwaya.resolve.named import Who
from riwaya.resolve.office import (
    in_office,
    near_nouns,
    no_person,
    private_words,
    public_words,
    speaks_for,
)
from riwaya.resolve.setting import Setting

JOIN = re.compile(
    r"(?:,? (?:aged )?\d{1,2}| \([^)\n]{1,40}\))?(?:, (?:an? |the )?[\w' ’-]{3,40})??(?:,|;|,? and"
    r"|,? with|,? along with|,? or)"
    r" (?:(?:the|a|an|his|her|their) (?:[\w-]+ ){1,4}|[a-z-]+ )?(?:[\w-]+, )?$"
)
DISGUISED = re.compile(
    r"\b(?:[Nn]ames|[Ii]dentities)(?: of [^.;]{0,40})? (?:have been|had been|were|are|has been) (?:all )?"
    r"(?:changed|concealed|withheld|hidden|altered|disguised|invented|omitted|removed|left out|kept back"
    r"|made up)\b"
)
FULL_NAME = re.compile(
    r"(?<![\w.])[A-ZÀ-ÖØ-ÞĀ-Ž][^\W\d_]+(?:[ -](?:al-|el-|bin |de |da |van "
    r"|von )?[A-ZÀ-ÖØ-ÞĀ-Ž][^\W\d_]+){1,3}(?!\w)"
)


def expose(setting: Setting, present: Present, claims: Sequence[Claim]) -> None:
    """Marks victims, the sick and private people among those named, with why."""
    people = [w for w in {id(who): who for _, who in present}.values() if w.names and not w.plural]
    office = {id(who) for who in people if in_office(who, present, setting)}
    _young_in_office([who for who in people if id(who) in office], present, setting)
    open_people = [who for who in people if id(who) not in office and not no_person(who, present, setting)]
    for who in open_people:
        for mark, words in evidence(who, present, setting):
            _mark(who, mark, words)
        for text in own_words(who, present, claims):
            _mark(who, "private", text)
    if found := DISGUISED.search(setting.text):
        for who in open_people:
            _mark(who, "requested", found.group())
    spread(setting, present, office)
    for who in open_people:
        nouns = list(near_nouns(who, present, setting))
        known = any(noun in public_words("profession") for noun in nouns) or speaks_for(who, present, setting)
        held = next((noun for noun in nouns if noun in private_words()), None)
        if known and not who.protection & {"victim", "medical"}:
            who.protection.discard("private")
        elif not known and held:
            _mark(who, "private", held)
        elif not known and not who.protection and unknown(who, present, setting):
            _mark(who, "private", f"{who.names[0]} with no office told")


def _young_in_office(people: Iterable[Who], present: Present, setting: Setting) -> None:
    """Marks those under 18 now, whatever they do: "Sixteen years old and already a fighter, Idra Velm"."""
    for who in people:
        for mark, words in evidence(who, present, setting):
            if mark == "minor" and not re.search(r"\b(?:was|when)\b", words):
                _mark(who, mark, words)


def unknown(who: Who, present: Present, setting: Setting) -> bool:
    """Whether someone of whom nothing else is told has the full name of a person of today."""
    rules = protecting()["unknown"]
    for words, here, stop in namings(who, present, setting):
        if history(setting.text[here:stop]):
            return False
        if re.search(
            r"\b(?:in|at|near|from|towards?|outside|around|into)(?: the)? $", setting.text[here : words.start]
        ):
            return False
    if any(plain_place(name) for name in who.names):
        return False
    return any(len(name.split()) >= rules["parts"] for name in who.names)


def plain_place(name: str) -> bool:
    """Whether a name is rather that of a place or a body than of a person."""
    low = name.lower()
    return (
        low in places()
        or low in countries()
        or any(
            word in heads["head"]
            for word in low.split()[-1:]
            for kind, heads in institutions().items()
            if kind != "person"
        )
    )


def unread(setting: Setting, taken: Iterable[tuple[int, int]]) -> Iterator[tuple[Words, Who]]:
    """Names that reading passed over, where only people stand: "B. Tal, a tailor", "Tal, 12"."""
    edges = sorted(taken)
    for found in FULL_NAME.finditer(setting.text):
        start, end = found.span()
        if any(a < end and start < b for a, b in edges) or any(
            common_word(w.lower()) for w in found.group().split()
        ):
            continue
        if any(w in calendar_words() for w in found.group().split()) or plain_place(found.group()):
            continue
        words = Words.cut(setting.text, start, end)
        who = Who(Kind.PERSON, named=True)
        who.add_name(words)
        role = re.match(
            r", (?:an? |the )?(?:[\w-]+ ){0,2}?([\w-]+)(?= from| of| in| at|[,.;])",
            setting.text[end : end + 60],
        )
        if role and singular(role.group(1).lower()) in private_words() | public_words("profession"):
            who.heads.add(role.group(1).lower())
        here, stop = setting.around(words)
        if (
            who.heads
            or _given(found.group())
            or only_people(setting, words, here, stop)
            or any(evidence(who, [(words, who)], setting))
        ):
            yield words, who


def _given(name: str) -> bool:
    """Whether a full name opens with a given name that many people bear, and no word of it is of a body."""
    return given_gender(name.split()[0]) is not None and not any(
        word.lower() in heads["head"]
        for word in name.split()
        for kind, heads in institutions().items()
        if kind != "person"
    )


def _mark(who: Who, mark: str, words: str) -> None:
    if mark not in who.protection:
        who.protection.add(mark)
        who.why.append(f"{mark}: “{' '.join(words.split())}”")


def own_words(who: Who, present: Present, claims: Sequence[Claim]) -> Iterator[str]:
    """What someone says of a life of their own: "my husband", "our field"."""
    places = {(words.start, words.end) for words, one in present if one is who}
    for claim in claims:
        source = claim.chain[0].source.words if claim.chain else None
        if source and (source.start, source.end) in places and (found := tests().speech.search(claim.text)):
            yield found.group()


def spread(setting: Setting, present: Present, office: set[int]) -> None:
    """Whoever is named in one breath with a victim is one: "A, a driver, and his mate B were hurt"."""
    named = [(w, who) for w, who in present if w.text in who.names and who.kind is Kind.PERSON]
    chains: list[list[Who]] = []
    for (before, one), (words, other) in pairwise(named):
        between = setting.text[before.end : words.start]
        joined = bool(JOIN.fullmatch(between)) and between.split()[-1] not in PLACING
        same = setting.sentence(before.start) == setting.sentence(words.start)
        if joined and same and chains and chains[-1][-1] is one:
            chains[-1].append(other)
        elif joined and same:
            chains.append([one, other])
    for chain in chains:
        if any("victim" in who.protection for who in chain):
            for who in chain:
                helps = any(noun in public_words("profession") for noun in near_nouns(who, present, setting))
                if id(who) not in office and not helps:
                    _mark(
                        who,
                        "victim",
                        "named with " + next(o for o in chain if "victim" in o.protection).names[0],
                    )
