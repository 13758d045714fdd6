"""Names that the report says are one's: nicknames, former names, other spellings, the family name first."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from riwaya.lexicon import common_word, first_name, said_one, stands_for, turned, written_down
from riwaya.records import Kind
from riwaya.resolve.background import described_people
from riwaya.resolve.compare import ALIKE, compare
from riwaya.resolve.described import phrase
from riwaya.resolve.named import Who, compatible, name_parts
from riwaya.resolve.setting import Setting
from riwaya.resolve.work import Place

GENDERS = {"he": "m", "him": "m", "his": "m", "she": "f", "her": "f"}
THINGS = frozenset(("it", "its"))
MANY = frozenset(("them", "they", "their"))
BACK = 2  # sentences in which whoever a pronoun stands for was named


def join_called(setting: Setting, everyone: list[Who], at: dict[Place, Who]) -> None:
    """Makes one of those whom the report says to be one; `everyone` and `at` are changed."""
    order = sorted(at)
    for place in order:
        pronoun = stands_for(setting.text, *place)
        who = meant(setting, order, at, place, pronoun) if pronoun else None
        if who is not None:
            _one(everyone, at, who, at[place], setting, place)
    for first, second in said_one(setting.text, order):
        _one(everyone, at, at[order[first]], at[order[second]], setting, order[second])
    for one, place in list(_written(setting, at)):
        _one(everyone, at, one, at[place], setting, place)


def meant(
    setting: Setting, order: list[Place], at: Mapping[Place, Who], place: Place, pronoun: str
) -> Who | None:
    """Whom a pronoun before a new name stands for: who was named first in the last sentence that fits."""
    kind, here = at[place].kind, setting.sentence(place[0])
    gender = GENDERS.get(pronoun)
    if (kind is Kind.PERSON) != (pronoun not in THINGS | MANY):
        return None
    fits: list[tuple[int, int, Who]] = []
    others = _described(setting, order, place, gender) if kind is Kind.PERSON else []
    for start, end in order:
        who = at[start, end]
        back = here - setting.sentence(start)
        if end > place[0] or back > BACK or who is at[place]:
            continue
        if compatible(who.kind, kind) and (gender is None or who.gender in (None, gender)):
            fits.append((back, start, who))
    best = min(fits, key=lambda fit: fit[:2], default=None)
    return best[2] if best and all(start < best[1] for start in others) else None


def _described(setting: Setting, order: list[Place], place: Place, gender: str | None) -> list[int]:
    """Where people stand before a name who are described, not named, and whom a pronoun may stand for."""
    ends = {end for _, end in order}
    here = setting.sentence(place[0])
    near = setting.sentences[max(here - BACK, 0) : here + 1]
    found = []
    for words in described_people(setting.text, near, []):
        what = phrase(words.text)
        apposed = setting.text[words.start - 2 : words.start] == ", " and words.start - 2 in ends
        owned = what.determiner == "possessive"
        fits = gender is None or what.gender in (None, gender)
        if words.end <= place[0] and fits and not apposed and not owned and not what.plural:
            found.append(words.start)
    return found


def _written(setting: Setting, at: Mapping[Place, Who]) -> Iterator[tuple[Who, Place]]:
    """Names that stand in a list or on a sign, with those that they are other spellings of."""
    everyone = {id(one): one for one in at.values()}.values()
    two_words = {_in_two(name): one for one in everyone for name in one.names if one.kind is Kind.PERSON}
    for place, who in at.items():
        name = setting.text[slice(*place)]
        told = turned(setting.text, place[1])
        down = told or written_down(setting.text, place[0])
        words = _in_two(name) if who.kind is Kind.PERSON else ()
        other = two_words.get(words[::-1]) if words else None
        if other is not None and other is not who and (down or sum(map(first_name, words)) == 1):
            yield other, place
        elif down:
            alike = (one for one in everyone if one is not who and one.kind is who.kind)
            yield from (
                (one, place) for one in alike if any(_alike(name, other, who.kind) for other in one.names)
            )


def _in_two(name: str) -> tuple[str, ...]:
    """The two different words of a person's name; none where it has more or fewer, or a father's name."""
    parts = name_parts(name, Kind.PERSON)
    two = len(parts.tokens) == 2 and len(set(parts.tokens)) == 2 and not parts.fathers
    return parts.tokens if two else ()


def _alike(name: str, other: str, kind: Kind) -> bool:
    """Whether two names look alike, each as whole as the other."""
    verdict = compare(name, other, kind)
    return verdict.score >= ALIKE and not verdict.part


def _one(
    everyone: list[Who], at: dict[Place, Who], one: Who, other: Who, setting: Setting, place: Place
) -> None:
    """Makes two of one, the first named of them; `place` is where the report says so."""
    if one is other or not compatible(one.kind, other.kind):
        return
    first, second = sorted((one, other), key=lambda who: who.mentions[0].start)
    sentence = setting.sentences[setting.sentence(place[0])].of(setting.text)
    first.why.append(f"“{other.fullest}” is another name of “{one.fullest}”: “{' '.join(sentence.split())}”")
    first.nicknames |= second.nicknames
    for mention in (*one.mentions, *other.mentions):
        article = setting.text[max(mention.start - 4, 0) : mention.start].lower() == "the "
        usual = all(common_word(word.lower()) for word in mention.text.split())
        if one.kind is Kind.PERSON and (article or usual):
            first.nicknames.add(mention.text)
    for mention in second.mentions:
        first.add_name(mention)
    first.mentions.sort(key=lambda mention: mention.start)
    first.descriptions.extend(text for text in second.descriptions if text not in first.descriptions)
    first.heads |= second.heads
    first.modifiers = {**second.modifiers, **first.modifiers}
    first.protection |= second.protection
    first.why.extend(second.why)
    first.gender = first.gender or second.gender
    first.hint = first.hint or second.hint
    everyone.remove(second)
    for key, who in at.items():
        if who is second:
            at[key] = first
