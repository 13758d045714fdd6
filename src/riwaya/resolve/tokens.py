"""Two words of names compared, and rows of them: by sound, by initials, by slips of the pen."""

from __future__ import annotations

from dataclasses import dataclass

from rapidfuzz.distance import OSA

from riwaya.lexicon import given_gender, one_given
from riwaya.resolve.letters import NEAR, VOWELS, across_scripts, distance, same_sound, sound
from riwaya.resolve.parts import Parts

SAME = 0.75  # from here on two names may be one
SLIP = 0.72  # as if by a slip of the pen: one only where something else says so
ALIKE = 0.7  # another letter in a short word: they look alike, and may be two names


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


def strictly(short: tuple[str, ...], long: tuple[str, ...], places: tuple[int, ...]) -> bool:
    """Whether each token of the shorter name is close to the one it stands for in the longer."""
    pairs = [(token, long[at]) for token, at in zip(short, places, strict=True)]
    return all(
        len(a) == 1 or len(b) == 1 or one_given(a, b) or distance(sound(a), sound(b)) < 0.7 for a, b in pairs
    )


def joined_same(left: Parts, right: Parts) -> bool:
    """Whether the names are one when written as one word: "Gul Mir" and "Gulmir"."""
    one, other = "".join(left.tokens), "".join(right.tokens)
    if len(left.tokens) == len(right.tokens) or min(len(one), len(other)) < 5:
        return False
    if not across_scripts():
        return one == other
    gap = distance(sound(one), sound(other))
    return gap <= 0.7 and abs(len(one) - len(other)) <= 2


def slip(quoted: str, left: Parts, right: Parts) -> Verdict:
    """The verdict on names of as many parts that do not all sound alike: a typing slip, or two bearers."""
    pairs = list(zip(left.tokens, right.tokens, strict=True))
    apart = [(a, b) for a, b in pairs if not token_same(a, b)]
    if len(apart) == 1:
        a, b = apart[0]
        two_names = given_gender(a) is not None and given_gender(b) is not None
        beside = len(pairs) > 1 or left.heads or (left.legal and right.legal)
        grade = slipped(a, b, len(pairs))
        if grade and not two_names and (beside or (min(len(a), len(b)) > 5 and a[-1] == b[-1])):
            return Verdict(grade, False, f"{quoted} differ by a letter in “{a}” and “{b}”")
    return Verdict(0.2, False, f"{quoted} differ in a part of the name")


def slipped(one: str, other: str, among: int = 1) -> float:
    """SLIP where two tokens differ by one slip of the pen (two in a long word), ALIKE by a letter, else 0.

    In a short word another letter in place of one makes another name (Mehdi, Mehri), unless the two sound
    alike; letters exchanged, doubled or left out do not. `among`: of how many tokens it is one.
    """
    shorter = min(len(one), len(other))
    if shorter < (4 if among < 3 else 3) or not (one.isascii() and other.isascii()):
        return 0.0
    edits = OSA.distance(one, other)
    if edits == 1 and len(one) == len(other) and sorted(one) != sorted(other):
        a, b = next((a, b) for a, b in zip(one, other, strict=True) if a != b)
        short = 6 if a in VOWELS or b in VOWELS else 5
        return SLIP if shorter > short or NEAR.get(frozenset((a, b)), 1.0) < 0.6 else ALIKE
    if edits <= (2 if shorter > 7 else 1):
        return SLIP if shorter > 3 else ALIKE
    return SLIP if shorter > 5 and across_scripts() and distance(sound(one), sound(other)) <= 1.0 else 0.0
