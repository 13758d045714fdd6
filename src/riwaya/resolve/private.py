"""Who could be harmed by being named: victims, the sick, private people; officials in office are left alone.

The lists are in lexicon/protecting.toml.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence, Set
from itertools import pairwise

from riwaya.lexicon import protecting
from riwaya.neural.guard import Watched
from riwaya.records import Claim, Kind
from riwaya.resolve.evidence import PLACING, Present, evidence, history, namings, tests
from riwaya.resolve.guarding import least, sure_of
from riwaya.resolve.human import as_someone, as_something, told_of
from riwaya.resolve.named import Who
from riwaya.resolve.office import (
    by_one_name,
    in_office,
    near_nouns,
    no_person,
    private_words,
    professes,
    public_words,
    speaks_for,
)
from riwaya.resolve.passed_over import is_body, opens_as_place, strange
from riwaya.resolve.set_right import a_family
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


def expose(
    setting: Setting,
    present: Present,
    claims: Sequence[Claim],
    everyone: Sequence[Who],
    watched: Watched,
) -> None:
    """Marks victims, the sick and private people among those named, with why; the guard has a word in it."""
    people = [w for w in {id(who): who for _, who in present}.values() if w.names and not w.plural]
    office = {id(who) for who in people if in_office(who, present, setting)}
    _young_in_office([who for who in people if id(who) in office], present, setting)
    open_people = [who for who in people if id(who) not in office and not no_person(who, present, setting)]
    for who in open_people:
        for mark, words in evidence(who, present, setting):
            _mark(who, mark, words)
        for text in own_words(who, present, claims):
            _mark(who, "private", text)
        if by_one_name(who, present, setting):
            _mark(who, "private", f"{who.names[0]}, by one name")
        for naming, *_ in namings(who, present, setting):
            if a_family(setting, naming):
                _mark(who, "private", f"a family: {naming.text}")
    if found := DISGUISED.search(setting.text):
        for who in open_people:
            _mark(who, "requested", found.group())
    spread(setting, present, office)
    views = {id(who): sure_of(watched, who, present) for who in people}
    others = [name for who in everyone if who.kind is not Kind.PERSON for name in who.names]
    parts = frozenset(part for name in others for part in name.lower().split())
    for who in open_people:
        _by_trade(who, setting, present, parts, views[id(who)][0])
    for who in people:
        sure, why = views[id(who)]
        thing = no_person(who, present, setting) or all(
            as_something(setting, *naming) for naming in namings(who, present, setting)
        )
        past = any(history(setting.text[here:stop]) for _, here, stop in namings(who, present, setting))
        known = id(who) in office or past
        limit = least()["office" if known else "other" if thing else "person"]
        if not who.protection and sure >= limit:
            _mark(who, why, f"the guard, {sure:.2f} of 1")


def _by_trade(who: Who, setting: Setting, present: Present, parts: Set[str], sure: float) -> None:
    """Marks who has a private trade or no office told, unless of a profession that is public.

    A name without an office told stays where the guard, `sure` of 1 of a mask, is sure that it may.
    """
    known = professes(who, present, setting) or speaks_for(who, present, setting)
    held = next((noun for noun in near_nouns(who, present, setting) if noun in private_words()), None)
    if known and not who.protection & {"victim", "medical"}:
        who.protection.discard("private")
    elif not known and held:
        _mark(who, "private", held)
    elif (
        not known
        and not who.protection
        and sure >= least()["private"]
        and unknown(who, present, setting, parts)
    ):
        _mark(who, "private", f"{who.names[0]} with no office told")


def _young_in_office(people: Iterable[Who], present: Present, setting: Setting) -> None:
    """Marks those under 18 now, whatever they do: "Sixteen years old and already a fighter, Idra Velm"."""
    for who in people:
        for mark, words in evidence(who, present, setting):
            if mark == "minor" and not re.search(r"\b(?:was|when)\b", words):
                _mark(who, mark, words)


def unknown(who: Who, present: Present, setting: Setting, parts: Set[str]) -> bool:
    """Whether someone of whom no office is told has the full name of a person of today, or a single one.

    A single name counts where the report tells of its bearer as of a person, or never as of a place or a
    body; `parts` are the words of names of places and bodies.
    """
    told, held = as_someone(who, present, setting), namings(who, present, setting)
    stands = [as_something(setting, *naming) and not told_of(setting, *naming) for naming in held]
    if any(history(setting.text[here:stop]) for _, here, stop in namings(who, present, setting)):
        return False
    if any(stands) and (all(stands) or not told):
        return False
    if any(is_body(name) for name in who.names):
        return False
    if any(len(name.split()) >= protecting()["unknown"]["parts"] for name in who.names):
        return not any(opens_as_place(name) and any(stands) for name in who.names)
    return told or not any(not strange(name) or name.lower() in parts for name in who.names)


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
