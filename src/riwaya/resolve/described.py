"""A noun phrase taken apart: pronoun, determiner, head noun, number, gender, what kind of thing it describes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from riwaya.lexicon import common_word, institutions, noun_gender, roles, singular
from riwaya.records import Kind

PRONOUNS = {
    "he": "m", "him": "m", "himself": "m", "she": "f", "her": "f", "herself": "f", "it": "it", "itself": "it",
    "they": "they", "them": "they", "themselves": "they", "i": "me", "me": "me", "we": "us", "us": "us",
    "who": "who", "which": "who", "both": "they", "this": "it", "that": "it",
}  # fmt: skip
POSSESSIVE = frozenset({"his", "her", "their", "its", "my", "our", "your"})
INDEFINITE = frozenset(
    {
        "a",
        "an",
        "another",
        "some",
        "several",
        "many",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "few",
        "other",
        "one",
        "dozens",
        "most",
        "any",
        "each",
        "every",
        "half",
        "various",
        "numerous",
        "more",
        "hundreds",
        "others",
        "all",
    }
)
DEFINITE = frozenset({"the", "this", "that", "these", "those", "both"})
CUT = re.compile(
    r"\s+(?=(?:of|at|from|in|for|with|who|whom|whose|that|which|near|on|by|to|known|named|called|identified|nicknamed|dubbed|interviewed|speaking|reached|citing|quoted|based|aged|working|living|inside|outside|under|behind|across|via|familiar|responsible)\b)|\s*[,(\[;:–—]|[”\"]"
)
WORD = re.compile(r"[^\W_][\w'’.-]*")
LOOSE = frozenset(
    {
        "old",
        "young",
        "younger",
        "elder",
        "older",
        "same",
        "local",
        "retired",
        "former",
        "senior",
        "unnamed",
        "other",
        "first",
        "second",
        "third",
        "tall",
        "wounded",
        "injured",
        "late",
        "new",
        "own",
        "displaced",
        "foreign",
        "only",
        "last",
        "next",
        "elderly",
        "bearded",
        "masked",
        "armed",
        "frightened",
    }
)
DOCUMENTS = frozenset(
    {
        "report",
        "reports",
        "statement",
        "document",
        "documents",
        "letter",
        "file",
        "list",
        "log",
        "bulletin",
        "website",
        "newspaper",
        "paper",
        "study",
        "survey",
        "memo",
        "records",
        "record",
        "register",
        "notice",
        "text",
        "message",
        "video",
        "audit",
        "filing",
        "transcript",
        "diary",
        "email",
        "communiqué",
        "communique",
        "release",
        "broadcast",
        "post",
        "tweet",
        "article",
        "book",
        "poll",
        "data",
        "notes",
        "source",
        "affidavit",
        "indictment",
        "ruling",
        "order",
        "map",
    }
)
BODIES = frozenset({"police", "army", "military", "navy", "troops", "forces", "authorities", "government", "militia", "militias", "coalition", "rebels", "militants", "insurgents", "opposition", "team", "staff", "leadership", "management", "side", "regime", "administration", "media", "press", "court", "militiamen", "jury", "parliament"})  # fmt: skip


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
    partitive = bool(re.match(r"(?:\w+ ){0,2}(?:one|two|three|four|some|several|many|both|most|none|all|another|half|others?|\d+|the (?:younger|elder|older|second|first|other|last)) of ", lower))  # fmt: skip
    head, plural = head_of(words)
    modifiers = frozenset(
        word.removesuffix("'s").removesuffix("’s")
        for word in words[:-1]
        if word not in LOOSE | INDEFINITE | DEFINITE | POSSESSIVE and not re.fullmatch(r"\d[\w-]*", word)
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
    if words[0] in POSSESSIVE or any(word.endswith(("'s", "’s")) for word in words[:-1]):
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
    pair = " ".join(words[-2:-1] + [one])
    if pair in roles():
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
    if what.head in DOCUMENTS or what.partitive:
        return False
    return what.kind in (Kind.ORGANIZATION, Kind.GROUP, Kind.FACILITY) and what.determiner != "indefinite"
