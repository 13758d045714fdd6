"""Are two spellings one name? With a sentence that says why."""

from __future__ import annotations

from functools import lru_cache

from riwaya.lexicon import known_name
from riwaya.records import Kind
from riwaya.resolve.letters import across_scripts, roman, skeleton
from riwaya.resolve.parts import Parts, parts_of
from riwaya.resolve.persons import of_persons
from riwaya.resolve.tokens import ALIKE, SAME, SLIP, Verdict, in_order, joined_same, slip, slipped
from riwaya.resolve.words import LOOSE_HEADS, REIGNING

UNCOUNTED = frozenset(
    "a and d da de del des do dos du e el et for in la las les los of on pour the y".split()
)

__all__ = ["ALIKE", "SAME", "SLIP", "Verdict", "compare"]


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
    numerals = [found.group() for found in map(REIGNING.search, (one, other)) if found and person]
    if len(set(numerals)) > 1:
        return Verdict(0.2, False, f"“{one}” and “{other}” reign under different numbers")
    left, right = parts_of(one, person), parts_of(other, person)
    if left.numbers != right.numbers:
        return Verdict(0.2, False, f"“{one}” and “{other}” bear different numbers")
    if "arabic" in (left.script, right.script) and left.script != right.script:
        return by_consonants(one, other, left, right, person)
    if person:
        return of_persons(one, other, left, right)
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


def things(one: str, other: str, left: Parts, right: Parts, kind: Kind) -> Verdict:
    """The verdict on two names of groups, organizations, places or facilities."""
    quoted = f"“{one}” and “{other}”"
    letters = initials(one, other)
    if letters:
        return Verdict(0.85, False, f"“{letters}” are the first letters of the other name: {quoted}")
    misprint = misprinted(one, other)
    if misprint:
        return Verdict(SLIP, False, f"{quoted} differ by a letter in “{misprint[0]}” and “{misprint[1]}”")
    if left.heads and right.heads and heads_apart(left, right):
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
    if left.heads != right.heads and telling(left) != telling(right):
        if kind is not Kind.FACILITY and not set(left.heads + right.heads) <= LOOSE_HEADS:
            return Verdict(0.5, True, f"{quoted}: one leaves out what it is")
        return Verdict(0.78, False, f"{quoted}: one leaves out what it is")
    if left.people != right.people:
        return Verdict(0.76, False, f"{quoted}: one leaves out whose it is")
    return Verdict(0.95, False, f"{quoted} are two spellings of one name")


def telling(parts: Parts) -> frozenset[str]:
    """The nouns of a name that tell it from another: a border crossing is a crossing."""
    return frozenset(parts.heads) - {"border"} or frozenset(parts.heads)


def heads_apart(left: Parts, right: Parts) -> bool:
    """Whether the nouns of two names say that they are different things: a bridge, a camp."""
    one, other = telling(left), telling(right)
    more = one ^ other
    return bool(more) and not ((one <= other or other <= one) and more <= LOOSE_HEADS)


def misprinted(one: str, other: str) -> tuple[str, str] | None:
    """The one word that two long names print with a letter exchanged or left out: Relief, Releif."""
    left, right = roman(one).split(), roman(other).split()
    apart = [(a, b) for a, b in zip(left, right, strict=False) if a != b]
    if len(left) != len(right) or len(left) < 3 or len(apart) != 1 or min(map(len, apart[0])) < 5:
        return None
    a, b = apart[0]
    exchanged = sorted(a) == sorted(b) or len(a) != len(b)
    return (a, b) if exchanged and slipped(a, b) == SLIP and a.rstrip("s") != b.rstrip("s") else None


def initials(one: str, other: str) -> str | None:
    """The name that is made of the first letters of the other, if one is."""
    for short, long in ((one, other), (other, one)):
        letters = short.replace(".", "")
        letters = letters[:-1] if letters.endswith("s") and letters[:-1].isupper() else letters
        if not (3 <= len(letters) <= 8 and letters.isupper()) or len(long.split()) < 2:
            continue
        words = [w for w in long.replace("-", " ").replace("’", "'").split() if w[:1].isalpha()]
        for row in ([w for w in words if w.lower() not in UNCOUNTED], words):
            if "".join(w[0].upper() for w in row) == letters:
                return short
    return None


def by_consonants(one: str, other: str, left: Parts, right: Parts, person: bool) -> Verdict:
    """The verdict on a name in Arabic script and one in another: only consonants can be compared."""
    quoted = f"“{one}” and “{other}”"
    if not across_scripts():
        return Verdict(
            0.2, False, f"{quoted} stand in two scripts, and comparing across them is switched off"
        )
    if left.heads and right.heads and left.heads != right.heads:
        return Verdict(0.2, False, f"{quoted} are different things")
    if person and woman_and_man(left, right):
        return Verdict(0.2, False, f"{quoted} are the names of a man and a woman")
    if len(left.tokens) == len(right.tokens) and all(
        skeleton(a) == skeleton(b) and len(skeleton(a)) >= 2
        for a, b in zip(left.tokens, right.tokens, strict=True)
    ):
        return Verdict(0.85, False, f"{quoted} have the same consonants in two scripts")
    joined = skeleton("".join(left.tokens)), skeleton("".join(right.tokens))
    if joined[0] == joined[1] and len(joined[0]) >= 3:
        return Verdict(0.8, False, f"{quoted} have the same consonants in two scripts")
    return Verdict(0.2, False, f"{quoted} do not have the same consonants")


def woman_and_man(left: Parts, right: Parts) -> bool:
    """Whether of two given names one ends in the Arabic script like a woman's, the other not in Latin."""
    arabic, latin = (left, right) if left.script == "arabic" else (right, left)
    return (
        len(arabic.tokens) > 1
        and len(latin.tokens) > 1
        and arabic.feminine
        and latin.tokens[0][-1:] not in "aehiy"
    )
