"""Blocking keys: what two spellings must share to be compared at all."""

from __future__ import annotations

from functools import lru_cache

from riwaya.lexicon import known_name
from riwaya.records import Kind, Referent
from riwaya.resolve.letters import skeleton
from riwaya.resolve.parts import parts_of

LETTERS = {Kind.PERSON: "p", Kind.GROUP: "o", Kind.ORGANIZATION: "o", Kind.PLACE: "l", Kind.FACILITY: "l"}


def letter_of(kind: Kind) -> str:
    """One letter for kinds that can be one thing: p for persons, o for bodies, l for places."""
    return LETTERS[kind]


def keys(referent: Referent) -> tuple[str, ...]:
    """Blocking keys: two referents can be one entity only if they share one; none for the only described."""
    if not referent.named:
        return ()
    found: set[str] = set()
    letter = letter_of(referent.kind)
    for name in referent.names:
        found.update(name_keys(name, letter))
    at = referent.position
    if referent.kind is Kind.PLACE and at is not None and at.gazetteer and at.precision == "town":
        found.add("g:" + at.gazetteer)
    return tuple(sorted(found))


@lru_cache(maxsize=65536)
def name_keys(name: str, letter: str) -> frozenset[str]:
    """Keys of one spelling: its consonants, those of a person's family name, the letters of an acronym."""
    parts = parts_of(name, letter == "p")
    whole = skeleton("".join(parts.tokens))
    made = {f"{letter}:{whole}"}
    if letter != "p" and len(parts.tokens) > 1:
        made.add(f"{letter}:{skeleton(''.join(sorted(parts.tokens)))}")
    if letter == "p":
        last = skeleton(parts.tokens[-1])
        made.add(f"p:{last}")
        if len(parts.tokens) > 1:
            made.add(
                f"p/{''.join(sorted(last))}/{skeleton(parts.tokens[0])}"
            )  # letters exchanged in the last
    if letter == "o":
        letters = name.replace(".", "").removesuffix("s")
        if letters.isupper() and letters.isalpha() and 3 <= len(letters) <= 8:
            made.add("o=" + letters)
        words = [w for w in name.replace("-", " ").split() if w[:1].isalpha()]
        small = [w for w in words if w.lower() not in ("of", "the", "and", "for", "in", "on", "a")]
        if len(small) > 2:
            made.add("o=" + "".join(w[0].upper() for w in small))
    known = known_name(name)
    if known is not None:
        made.add("k:" + known.name.casefold())
    return frozenset(made)
