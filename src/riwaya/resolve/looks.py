"""What comparing sees of a referent. Those it cannot tell apart look the same, and are compared once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from riwaya.lexicon import given_gender, noun_gender, roles, singular, title_gender
from riwaya.records import Kind, Position, Referent, content_id
from riwaya.resolve.described import phrase
from riwaya.resolve.keys import keys
from riwaya.resolve.parts import parts_of
from riwaya.resolve.words import RANKS

NO_ROLES = frozenset({"man", "woman", "person", "one", "people", "some"})
ALSO_NAMES = frozenset({"ma", "u", "ko", "pan"})  # titles that tell nothing: names begin with them too


@dataclass(frozen=True, slots=True)
class Look:
    """Everything of a referent that a comparison reads; two referents of one id are judged alike."""

    id: str
    kind: Kind
    name: str
    names: tuple[str, ...]  # none: it is only described
    full: tuple[str, ...]  # the names that count: of a person those with most parts
    heads: frozenset[str]  # nouns in the names that say what it is
    bare: bool  # a person known by one word only
    gender: str | None  # m, f
    roles: frozenset[str]  # titles and head nouns of roles, abbreviations written out
    young: bool
    grown: bool  # described as no child is
    position: Position | None
    keys: tuple[str, ...]

    @property
    def named(self) -> bool:
        """Whether it bears a name; what is only described is compared with nobody."""
        return bool(self.names)


def look_of(referent: Referent) -> Look:
    """How a referent looks to a comparison."""
    named = referent.named
    return _look(
        replace(
            referent,
            id="" if named else referent.id,
            report="",
            names=tuple(sorted(referent.names)) if named else (),
            mentions=(),
            protection=("minor",) if "minor" in referent.protection else (),
            why="",
        )
    )


@lru_cache(maxsize=65536)
def _look(seen: Referent) -> Look:
    """The look of a referent of which only what is compared is left."""
    person, names, at = seen.kind is Kind.PERSON, seen.names, seen.position
    called = role_words(seen.descriptions) if person else frozenset()
    gender = gender_of(seen) if person and names else None
    young, grown = bool(seen.protection), grown_up(seen.descriptions)
    return Look(
        id=content_id(
            "k",
            seen.kind.value,
            seen.name,
            [*names],
            gender,
            [*sorted(called)],
            young,
            grown,
            [at.latitude, at.longitude, at.precision, at.gazetteer] if at else None,
            seen.id,
        ),
        kind=seen.kind,
        name=seen.name,
        names=names,
        full=full_names(names) if person else names,
        heads=frozenset(head for name in names for head in parts_of(name, False).heads),
        bare=person and all(len(parts_of(name, True).tokens) == 1 for name in names),
        gender=gender,
        roles=called,
        young=young,
        grown=grown,
        position=at,
        keys=keys(seen),
    )


def forget_looks() -> None:
    """Looks made anew from now on: names are compared in another way."""
    _look.cache_clear()


def full_names(names: Sequence[str]) -> tuple[str, ...]:
    """Of a person's names those with most parts."""
    sizes = {name: len(parts_of(name, True).tokens) for name in names}
    return tuple(name for name in names if sizes[name] == max(sizes.values()))


def gender_of(referent: Referent) -> str | None:
    """m or f where a description or a listed given name tells."""
    for text in referent.descriptions:
        for word in text.lower().replace(".", "").split():
            told = title_gender().get(word) or noun_gender().get(word)
            if told and word not in ALSO_NAMES:
                return told
    tokens = parts_of(referent.name, True).tokens
    return given_gender(tokens[0]) or None if len(tokens) > 1 else None


def role_words(descriptions: Iterable[str]) -> frozenset[str]:
    """Titles and head nouns of roles in these descriptions, abbreviations written out."""
    found: set[str] = set()
    for text in descriptions:
        for word in text.lower().replace(",", " ").split():
            bare = word.rstrip(".")
            noun = RANKS.get(bare, singular(bare))
            if noun in roles() or bare in RANKS or bare in title_gender():
                found.add(noun)
    return frozenset(found - NO_ROLES)


def grown_up(descriptions: Iterable[str]) -> bool:
    """Whether a description fits no child."""
    return any("child" not in roles().get(phrase(text).head, ("child",)) for text in descriptions)
