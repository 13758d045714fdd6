"""People whose names were read as places or bodies: told by what only people suffer, are or do."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from riwaya.lexicon import common_word, given_gender, institutions
from riwaya.records import Kind, Position, Words
from riwaya.resolve.evidence import Present, evidence, history, namings
from riwaya.resolve.human import only_people, told_of
from riwaya.resolve.named import Who
from riwaya.resolve.passed_over import place
from riwaya.resolve.setting import Setting

READ_AS = (Kind.PLACE, Kind.FACILITY, Kind.ORGANIZATION)
LITTLE = re.compile(r"(?:Little|Old|Young|Baby|Auntie|Uncle|Mama|Granny) [^\W\d_]+$")
Positions = Mapping[tuple[int, int], Position]


def misread(
    setting: Setting, everyone: Iterable[Who], positions: Positions, outlet: str | None
) -> Iterator[tuple[Words, Who]]:
    """Every naming of someone who was read as something else but is said to live, be ill or be dead.

    A name that a gazetteer has, or with a word of places in it, stays a place; the report's outlet, a body.
    """
    for who in everyone:
        if who.kind not in READ_AS or not who.named or who.plural or outlet in who.names:
            continue
        present = [(words, who) for words in who.mentions if words.text in who.names]
        if present and _may_be_a_person(who, present, positions) and _is_a_person(who, present, setting):
            who.kind = Kind.PERSON
            who.why.append("told of as a person")
            yield from present


def _may_be_a_person(who: Who, present: Present, positions: Positions) -> bool:
    """Whether no gazetteer has the name and none of its words is one of places or bodies."""
    found = (positions.get((words.start, words.end)) for words, _ in present)
    if any(position is not None and position.precision != "unknown" for position in found):
        return False
    return all(_strange(name.split()) for name in who.names)


def _strange(words: Sequence[str]) -> bool:
    words = words[1:] if LITTLE.match(" ".join(words)) else words
    low = [word.lower() for word in words]
    listed = institutions()
    return (
        all(word[0].isupper() and not common_word(word.lower()) for word in words)
        and not place(" ".join(words))
        and (len(words) == 1 or low[0] not in {first for kind in listed.values() for first in kind["first"]})
        and low[-1] not in {head for kind in listed.values() for head in kind["head"]}
    )


def _is_a_person(who: Who, present: Present, setting: Setting) -> bool:
    """Whether the words around say what only people are; of someone with a usual given name, any evidence."""
    full = " " in who.names[0]
    if full and given_gender(who.names[0].split()[0]) is not None and any(evidence(who, present, setting)):
        return True
    return any(
        told_of(setting, words, here, stop, body=not full or who.kind is Kind.ORGANIZATION)
        or LITTLE.match(words.text)
        or (
            full and who.kind is not Kind.ORGANIZATION and only_people(setting, words, here, stop)
        )  # bodies speak, act and are hit as well
        for words, here, stop in namings(who, present, setting)
        if not history(setting.text[here:stop])
    )
