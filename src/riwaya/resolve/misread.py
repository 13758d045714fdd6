"""People whose names were read as places or bodies: told by what only people suffer, are or do."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from riwaya.lexicon import common_word, given_gender, institutions, places
from riwaya.records import Kind, Position, Words
from riwaya.resolve.evidence import Present, evidence, history, namings, only_people
from riwaya.resolve.named import Who
from riwaya.resolve.setting import Setting

READ_AS = (Kind.PLACE, Kind.FACILITY, Kind.ORGANIZATION)
Positions = Mapping[tuple[int, int], Position]


def misread(setting: Setting, everyone: Iterable[Who], positions: Positions) -> Iterator[tuple[Words, Who]]:
    """Every naming of someone who was read as something else but is said to live, be ill or be dead.

    A name that a gazetteer has, or with a word of places in it, stays a place.
    """
    for who in everyone:
        if who.kind not in READ_AS or not who.named or who.plural:
            continue
        present = [(words, who) for words in who.mentions if words.text in who.names]
        if present and _may_be_a_person(who, present, positions) and _is_a_person(who, present, setting):
            who.kind = Kind.PERSON
            who.why.append("told of as a person")
            yield from present


def _may_be_a_person(who: Who, present: Present, positions: Positions) -> bool:
    """Whether a name is full, no gazetteer has it and none of its words is one of places."""
    found = (positions.get((words.start, words.end)) for words, _ in present)
    if any(position is not None and position.precision != "unknown" for position in found):
        return False
    return all(_full(name.split()) for name in who.names)


def _full(words: Sequence[str]) -> bool:
    low = [word.lower() for word in words]
    listed = institutions()
    return (
        len(words) > 1
        and all(word[0].isupper() and not common_word(word.lower()) for word in words)
        and " ".join(low) not in places()
        and low[0] not in {first for kind in listed.values() for first in kind.get("first", ())}
        and low[-1] not in {head for kind in listed.values() for head in kind.get("head", ())}
    )


def _is_a_person(who: Who, present: Present, setting: Setting) -> bool:
    """Whether the words around say what only people are; of someone with a usual given name, any evidence."""
    if given_gender(who.names[0].split()[0]) is not None and any(evidence(who, present, setting)):
        return True
    return (
        who.kind is not Kind.ORGANIZATION
        and any(  # bodies speak, act and are hit as well
            only_people(setting, words, here, stop)
            for words, here, stop in namings(who, present, setting)
            if not history(setting.text[here:stop])
        )
    )
