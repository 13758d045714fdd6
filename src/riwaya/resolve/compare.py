"""Are two spellings one name? With a sentence that says why."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import OSA

from riwaya.lexicon import given_gender, known_name
from riwaya.records import Kind
from riwaya.resolve.letters import distance, roman, same_sound, skeleton, sound
from riwaya.resolve.parts import Parts, parts_of
from riwaya.resolve.words import LOOSE_HEADS

SAME = 0.75  # from here on two names may be one
ALIKE = 0.7  # as if by a slip of the pen: one only where something else says so


@dataclass(frozen=True, slots=True)
class Verdict:
    """How alike two names are (0 to 1), whether one is only a part of the other, and why."""

    score: float
    part: bool
    why: str

    @property
    def same(self) -> bool:
        """Alike enough to be one name, if nothing else speaks against it."""
        return self.score >= SAME and not self.part


@lru_cache(maxsize=65536)
def compare(one: str, other: str, kind: Kind) -> Verdict:
    """The verdict on two spellings of names of one kind."""
    if one == other:
        return Verdict(1.0, False, f"“{one}” is written the same")
    known = known_names(one, other)
    if known:
        return known
    if squeezed(one) == squeezed(other):
        return Verdict(0.96, False, f"“{one}” and “{other}” differ in spaces and marks only")
    person = kind is Kind.PERSON
    left, right = parts_of(one, person), parts_of(other, person)
    if left.numbers != right.numbers:
        return Verdict(0.2, False, f"“{one}” and “{other}” bear different numbers")
    if "arabic" in (left.script, right.script) and left.script != right.script:
        return by_consonants(one, other, left, right)
    if person:
        return persons(one, other, left, right)
    return things(one, other, left, right, kind)


def squeezed(name: str) -> str:
    """The name without spaces, marks and accents."""
    return "".join(char for char in roman(name) if char.isalnum())


def known_names(one: str, other: str) -> Verdict | None:
    """The verdict of the table of well-known names, where it knows both."""
    left, right = known_name(one), known_name(other)
    if left is None or right is None:
        return None
    if left == right:
        return Verdict(0.98, False, f"“{one}” and “{other}” are both listed as {left.name}")
    return Verdict(0.0, False, f"“{one}” is {left.name}, “{other}” is {right.name}")


def token_same(one: str, other: str) -> bool:
    """Whether two tokens can be one, an initial standing for its name."""
    if len(one) == 1 or len(other) == 1:
        return one[0] == other[0]
    return same_sound(one, other)


def in_order(short: tuple[str, ...], long: tuple[str, ...]) -> tuple[int, ...] | None:
    """Where the tokens of the shorter name stand in the longer, in order; None where one is missing."""
    places: list[int] = []
    at = 0
    for token in short:
        while at < len(long) and not token_same(token, long[at]):
            at += 1
        if at == len(long):
            return None
        places.append(at)
        at += 1
    return tuple(places)


def joined_same(left: Parts, right: Parts) -> bool:
    """Whether the names are one when written as one word: "Gul Mir" and "Gulmir"."""
    one, other = "".join(left.tokens), "".join(right.tokens)
    if len(left.tokens) == len(right.tokens) or min(len(one), len(other)) < 5:
        return False
    gap = distance(sound(one), sound(other))
    return gap <= 0.7 and abs(len(one) - len(other)) <= 2


def persons(one: str, other: str, left: Parts, right: Parts) -> Verdict:
    """The verdict on two names of persons."""
    short, long = sorted((left, right), key=lambda parts: len(parts.tokens))
    quoted = f"“{one}” and “{other}”"
    if joined_same(left, right):
        return Verdict(0.9, False, f"{quoted} are one name written together and apart")
    found = in_order(short.tokens, long.tokens)
    if len(short.tokens) == len(long.tokens):
        if found:
            return Verdict(0.95, False, f"{quoted} are two spellings of one name")
        turned = tuple(reversed(short.tokens))
        if (
            len(turned) == 2
            and not (left.fathers or right.fathers)
            and in_order(turned, long.tokens)
            and "," in one + other
        ):
            return Verdict(0.8, False, f"{quoted} have the same parts in another order")
        return slip(quoted, left, right)
    if found is None:
        return Verdict(0.2, False, f"{quoted} differ in a part of the name")
    if len(short.tokens) == 1:
        return Verdict(0.6, True, f"{quoted}: one is a part of the other")
    whole = found[0] == 0 or found[-1] == len(long.tokens) - 1
    return Verdict(0.85 if whole else 0.5, not whole, f"{quoted}: one leaves out a part of the name")


def slip(quoted: str, left: Parts, right: Parts) -> Verdict:
    """The verdict on names of as many parts that do not all sound alike: a typing slip, or two bearers."""
    pairs = list(zip(left.tokens, right.tokens, strict=True))
    apart = [(a, b) for a, b in pairs if not token_same(a, b)]
    if len(apart) == 1:
        a, b = apart[0]
        two_names = given_gender(a) is not None and given_gender(b) is not None
        if (
            slipped(a, b)
            and not two_names
            and (len(pairs) > 1 or left.heads or (min(len(a), len(b)) > 5 and a[-1] == b[-1]))
        ):
            return Verdict(ALIKE, False, f"{quoted} differ by a letter in “{a}” and “{b}”")
    return Verdict(0.2, False, f"{quoted} differ in a part of the name")


def slipped(one: str, other: str) -> bool:
    """Whether two tokens differ by one slip of the pen, two in a long word."""
    shorter = min(len(one), len(other))
    if shorter < 4:
        return False
    return OSA.distance(one, other) <= (2 if shorter >= 9 else 1) or distance(sound(one), sound(other)) <= 1.0


def things(one: str, other: str, left: Parts, right: Parts, kind: Kind) -> Verdict:
    """The verdict on two names of groups, organizations, places or facilities."""
    quoted = f"“{one}” and “{other}”"
    letters = initials(one, other)
    if letters:
        return Verdict(0.85, False, f"“{letters}” are the first letters of the other name: {quoted}")
    if left.heads and right.heads and left.heads != right.heads:
        return Verdict(
            0.2, False, f"{quoted}: {' '.join(left.heads)} and {' '.join(right.heads)} are different things"
        )
    if left.people and right.people and left.people != right.people:
        return Verdict(0.2, False, f"{quoted}: {' '.join(left.people)} is not {' '.join(right.people)}")
    if joined_same(left, right):
        return Verdict(0.9, False, f"{quoted} are one name written together and apart")
    if len(left.tokens) != len(right.tokens):
        return Verdict(0.2, False, f"{quoted} differ in a part of the name")
    ordered = in_order(left.tokens, right.tokens) or in_order(
        tuple(sorted(left.tokens)), tuple(sorted(right.tokens))
    )
    if not ordered:
        return slip(quoted, left, right)
    if left.heads != right.heads:
        if kind is not Kind.FACILITY and not set(left.heads + right.heads) <= LOOSE_HEADS:
            return Verdict(0.5, True, f"{quoted}: one leaves out what it is")
        return Verdict(0.78, False, f"{quoted}: one leaves out what it is")
    if left.people != right.people:
        return Verdict(0.76, False, f"{quoted}: one leaves out whose it is")
    return Verdict(0.95, False, f"{quoted} are two spellings of one name")


def initials(one: str, other: str) -> str | None:
    """The name that is made of the first letters of the other, if one is."""
    for short, long in ((one, other), (other, one)):
        letters = short.replace(".", "")
        letters = letters[:-1] if letters.endswith("s") and letters[:-1].isupper() else letters
        if not (3 <= len(letters) <= 8 and letters.isupper()) or len(long.split()) < 2:
            continue
        words = [w for w in long.replace("-", " ").replace("’", "'").split() if w[:1].isalpha()]
        small = [w for w in words if w.lower() not in ("of", "the", "and", "for", "in", "on", "a")]
        for row in (small, words):
            if "".join(w[0].upper() for w in row) == letters:
                return short
    return None


def by_consonants(one: str, other: str, left: Parts, right: Parts) -> Verdict:
    """The verdict on a name in Arabic script and one in another: only consonants can be compared."""
    quoted = f"“{one}” and “{other}”"
    if left.heads and right.heads and left.heads != right.heads:
        return Verdict(0.2, False, f"{quoted} are different things")
    if len(left.tokens) == len(right.tokens) and all(
        skeleton(a) == skeleton(b) and len(skeleton(a)) >= 2
        for a, b in zip(left.tokens, right.tokens, strict=True)
    ):
        return Verdict(0.85, False, f"{quoted} have the same consonants in two scripts")
    joined = skeleton("".join(left.tokens)), skeleton("".join(right.tokens))
    if joined[0] == joined[1] and len(joined[0]) >= 3:
        return Verdict(0.8, False, f"{quoted} have the same consonants in two scripts")
    return Verdict(0.2, False, f"{quoted} do not have the same consonants")
