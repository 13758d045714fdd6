"""People whose names were read as places or bodies: told by what only people suffer, are or do."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from riwaya.lexicon import common_word, first_name, institutions
from riwaya.records import Kind, Position, Words
from riwaya.resolve.evidence import Present, evidence, history, namings
from riwaya.resolve.human import as_something, only_people, told_of
from riwaya.resolve.named import Who
from riwaya.resolve.passed_over import NICKNAME, place
from riwaya.resolve.setting import Setting

READ_AS = (Kind.PLACE, Kind.FACILITY, Kind.ORGANIZATION, Kind.GROUP)
BODIES = (Kind.ORGANIZATION, Kind.GROUP)
ONTO = re.compile(
    r"\b(?:on|over|above|below|beyond|past|via|along|off|onto|throughout|within|is called|of greater|across"
    r"|divides?|lies?|lay|toured?|visit(?:s|ed)?|rul(?:es|ed)|hold(?:s)?|held|fell to|fall of|besieg\w+"
    r"|liberat\w+) $",
    re.IGNORECASE,
)
LISTED = re.compile(r",? and |, ")
LITTLE = re.compile(
    r"(?:Little|Old|Young|Baby|Auntie|Uncle|Mama|Granny|Grandma|Grandpa|Big|Long|Tall|Fat|Mad|Blind|Papa"
    r"|Mam|Tante|Tonton|Khala|Ammo|Haj|Hajj|Hajja|Hajji|Old Man|Old Woman|Mother|Cousin|Mister) [^\W\d_]+$"
)
# "Orvan was called Lisk": what the one is the other is
RENAMED = re.compile(
    r"[^\W\d_a-z][\w’'-]+,?(?: which)? (?:is|was|are|were) (?:[a-z]+ )?(?:re)?(?:called|named) $"
)
CALLED = re.compile(r"(?:Tell|Ask|Dear|Hello|Hi|Thanks|Bye|Sorry) [^\W\d_]+$")  # "Tell Ada"
Positions = Mapping[tuple[int, int], Position]


def misread(
    setting: Setting, everyone: Iterable[Who], positions: Positions, outlet: str | None
) -> Iterator[tuple[Words, Who]]:
    """Every naming of someone who was read as something else but is said to live, be ill or be dead.

    A name that is on the map, or with a word of places in it, stays a place; the report's outlet, a body.
    """
    everyone = list(everyone)
    people = [w for one in everyone if one.kind is Kind.PERSON and one.named for w in one.mentions]
    for who in everyone:
        if who.kind not in READ_AS or not who.named or who.plural or outlet in who.names:
            continue
        present = [(words, who) for words in who.mentions if words.text in who.names]
        if not present or _on_the_map(present, positions):
            continue
        if not _may_be_a_person(who) and not _only_a_person(who, present, setting):
            continue
        if (
            _is_a_person(who, present, setting)
            or _among_people(who, present, setting, people)
            or _nothing_else(who, present, setting)
        ):
            who.kind = Kind.PERSON
            who.why.append("told of as a person")
            yield from present


def _on_the_map(present: Present, positions: Positions) -> bool:
    """Whether the report's place of that name is known."""
    found = (positions.get((words.start, words.end)) for words, _ in present)
    return any(position is not None and position.precision != "unknown" for position in found)


def _may_be_a_person(who: Who) -> bool:
    """Whether none of the words of the name is one of places or bodies, nor the whole."""
    return all(_strange(name.split()) for name in who.names)


def _only_a_person(who: Who, present: Present, setting: Setting) -> bool:
    """Whether a single name, though some place has it, is told of as a person's and never as a place's."""
    naming = list(namings(who, present, setting))
    return (
        who.kind is Kind.PLACE
        and not any(" " in name for name in who.names)
        and not any(as_something(setting, *one) for one in naming)
        and any(told_of(setting, *one, body=True) for one in naming)
    )


def _strange(words: Sequence[str]) -> bool:
    if LITTLE.match(" ".join(words)) or CALLED.match(" ".join(words)):
        words = words[1:]
    low = [word.lower() for word in words]
    listed = institutions()
    return (
        all(word[0].isupper() and sum(map(str.isupper, word)) <= len(word) / 2 for word in words)
        and not all(common_word(word.lower()) for word in words)
        and not common_word(low[-1])
        and not place(" ".join(words))
        and (len(words) == 1 or low[0] not in {first for kind in listed.values() for first in kind["first"]})
        and low[-1] not in {head for kind in listed.values() for head in kind["head"]}
    )


def _among_people(who: Who, present: Present, setting: Setting, people: Sequence[Words]) -> bool:
    """Whether a single name stands behind two of people in a list, and nowhere as a place or body does."""
    if any(" " in name for name in who.names):
        return False
    text = setting.text

    def behind(start: int) -> Words | None:
        return next((w for w in people if LISTED.fullmatch(text, w.end, start)), None)

    def ahead(end: int) -> bool:
        return any(LISTED.fullmatch(text, end, w.start) for w in people)

    return any(
        (one := behind(words.start)) is not None
        and (ahead(words.end) or behind(one.start) is not None)
        and not as_something(setting, words, here, stop)
        for words, here, stop in namings(who, present, setting)
    )


def _nothing_else(who: Who, present: Present, setting: Setting) -> bool:
    """Whether a single name is a usual first name and stands nowhere as those of places and bodies do."""
    if any(" " in name or len(name) < 3 for name in who.names):
        return False
    naming = list(namings(who, present, setting))
    if any(as_something(setting, *one) or ONTO.search(setting.text[one[1] : one[0].start]) for one in naming):
        return False
    return all(first_name(name) for name in who.names)


def _is_a_person(who: Who, present: Present, setting: Setting) -> bool:
    """Whether the words around say what only people are; of someone with a usual given name, any evidence."""
    full = " " in who.names[0]
    if full and first_name(who.names[0].split()[0]) and any(evidence(who, present, setting)):
        return True
    return any(
        told_of(setting, words, here, stop, body=not full or who.kind in BODIES)
        or (LITTLE.match(words.text) and not as_something(setting, words, here, stop))
        or NICKNAME.match(setting.text, words.end)
        or (CALLED.match(words.text) and setting.text[: words.start].rstrip(" ")[-1:] in '“"‘:,.')
        or (
            full and who.kind not in BODIES and only_people(setting, words, here, stop)
        )  # bodies speak, act and are hit as well
        for words, here, stop in namings(who, present, setting)
        if not history(setting.text[here:stop]) and not RENAMED.search(setting.text, here, words.start)
    )
