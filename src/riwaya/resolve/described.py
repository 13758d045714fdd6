"""A noun phrase taken apart: pronoun, determiner, head noun, number, gender, kind."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from riwaya.lexicon import common_word, institutions, noun_gender, roles, singular
from riwaya.records import Kind
from riwaya.resolve.words import BODIES, BREAKS, DEFINITE, DOCUMENTS, INDEFINITE, LOOSE, POSSESSIVES, PRONOUNS

CUT = re.compile(rf"\s+(?=(?:{'|'.join(sorted(BREAKS))})\b)|\s*[,(\[;:–—]|[”\"]")

PARTITIVE = re.compile(
    r"(?:\w+ ){0,2}(?:one|two|three|four|some|several|many|both|most|none|all|another|half|others?|\d+|"
    r"the (?:younger|elder|older|second|first|other|last)) of "
)
WORD = re.compile(r"[^\W_][\w'’.-]*")


@dataclass(frozen=True, slots=True)
class Phrase:
    """What a noun phrase says of whom or what it stands for."""

    pronoun: str | None  # m, f, it, they, me, us, who
    determiner: str  # "definite", "indefinite", "possessive", "bare"
    head: str  # the head noun, singular, lower case
    modifiers: frozenset[str]  # words before the head that tell one from another: police, health
    plural: bool
    gender: str | None  # m, f
    kind: Kind
    partitive: bool  # "one of the three", "two of his colleagues"
    core: str  # the words up to the end of the head

    @property
    def families(self) -> tuple[str, ...]:
        """The families of roles that the head noun belongs to."""
        return roles().get(self.head, ())


@lru_cache(maxsize=32768)
def phrase(text: str) -> Phrase:
    """The noun phrase taken apart."""
    lower = text.strip(" \t\n,.;:“”\"'‘’").lower()
    if lower in PRONOUNS:
        value = PRONOUNS[lower]
        gender = value if value in ("m", "f") else None
        kind = Kind.ORGANIZATION if value == "it" else Kind.PERSON
        return Phrase(value, "definite", "", frozenset(), value in ("they", "us"), gender, kind, False, lower)
    core = CUT.split(text.strip(), maxsplit=1)[0]
    words = [word.lower().rstrip(".") for word in WORD.findall(core)]
    determiner = determiner_of(words)
    partitive = bool(PARTITIVE.match(lower))
    head, plural = head_of(words)
    modifiers = frozenset(
        word.removesuffix("'s").removesuffix("’s")
        for word in words[:-1]
        if word not in LOOSE | INDEFINITE | DEFINITE | POSSESSIVES and not re.fullmatch(r"\d[\w-]*", word)
    )
    gender = noun_gender().get(head)
    if gender is None:
        gender = next(
            (
                noun_gender()[w]
                for w in words[:-1]
                if w in ("woman", "man", "female", "male") and w in noun_gender()
            ),
            None,
        )
    return Phrase(None, determiner, head, modifiers, plural, gender, kind_of(words, head), partitive, core)


def determiner_of(words: list[str]) -> str:
    """What the first word says: definite, indefinite, possessive or bare."""
    if not words:
        return "bare"
    if words[0] in POSSESSIVES or any(word.endswith(("'s", "’s")) for word in words[:-1]):
        return "possessive"
    if words[0] in DEFINITE:
        return "definite"
    return "indefinite" if words[0] in INDEFINITE or words[0][0].isdigit() else "bare"


def head_of(words: list[str]) -> tuple[str, bool]:
    """The head noun in the singular, and whether it is plural."""
    if not words:
        return "", False
    last = words[-1].removesuffix("'s").removesuffix("’s")
    one = singular(last)
    pair = " ".join([*words[-2:-1], one])
    if one not in roles() and pair in roles():
        return pair, one != last
    if one in roles():
        number = one != last or last in (
            "people",
            "others",
            "many",
            "some",
            "several",
            "two",
            "three",
            "four",
            "five",
            "six",
            "staff",
            "critics",
            "both",
        )
        return one, number or last in BODIES
    plural = last.endswith("s") and not last.endswith("ss") and common_word(last)
    return last, plural and last not in DOCUMENTS


def kind_of(words: list[str], head: str) -> Kind:
    """The kind of what the phrase describes: a person unless the head noun says otherwise."""
    if not words:
        return Kind.PERSON
    last = words[-1]
    if head in roles():
        return Kind.PERSON
    if last in BODIES or last in DOCUMENTS or head in DOCUMENTS:
        return Kind.ORGANIZATION
    kinds = institutions()
    for kind in (Kind.ORGANIZATION, Kind.GROUP, Kind.FACILITY, Kind.PLACE):
        if last in kinds[kind.value]["head"] or head in kinds[kind.value]["head"]:
            return kind
    return Kind.PERSON


def institutional(what: Phrase) -> bool:
    """Whether the phrase names a body that speaks as such: the ministry, police, the central hospital."""
    if what.partitive or (what.head in DOCUMENTS and what.determiner != "possessive"):
        return False
    return what.kind in (Kind.ORGANIZATION, Kind.GROUP, Kind.FACILITY) and what.determiner != "indefinite"
