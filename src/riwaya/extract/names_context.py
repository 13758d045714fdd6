"""What speaks for each kind of a name: points from the words around it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache

from riwaya.extract.names_evidence import KINDS, Points, add, weight
from riwaya.extract.names_tokens import Token, context, word_list
from riwaya.lexicon import institutions, roles, singular

AGE_MOST = 110
DOING = re.compile(r"did|never|would|could|[a-z]{3,}ed")


@cache
def prepositions() -> Mapping[str, tuple[float, ...]]:
    """A word before a name -> points."""
    return {word: tuple(row) for word, row in context()["before"].items()}


def around(tokens: Sequence[Token], start: int, end: int, titled: bool) -> Points:
    """Points from the words before and after the name."""
    points: Points = [0.0] * 5
    if titled:
        add(points, weight("title_before"))
    if start == 0 and DOING.fullmatch(word(tokens, end)):
        add(points, weight("subject"))
    after_name(points, tokens, end, word(tokens, start - 1))
    before_name(points, tokens, start, end)
    return points


def word(tokens: Sequence[Token], index: int) -> str:
    """The token's lower-case form, empty past the ends."""
    return tokens[index].lower if 0 <= index < len(tokens) else ""


def after_name(points: Points, tokens: Sequence[Token], end: int, lead: str) -> None:
    """Adds what the words after the name say; `lead` is the word before it."""
    one, two, three = word(tokens, end), word(tokens, end + 1), word(tokens, end + 2)
    helped = one in ("also", "later", "then", "has", "had") and two in word_list("speech")
    if one in word_list("publishing"):
        add(points, weight("publishing"))
    if one in word_list("speech") or helped:
        add(points, weight("speech_after"))
    elif one in word_list("wait") or (one == "," and two in word_list("wait")):
        if lead not in word_list("placing"):
            add(points, weight("who_after"))
    elif one == "," and two.isdecimal() and int(two) < AGE_MOST and three in (",", ".", "and", ""):
        add(points, weight("age_after"))
    elif one in (",", "(", "[", "—", "–") or (one in word_list("copulas") and two in word_list("articles")):
        appositive(points, tokens, end + 1)
    elif one == "and" and two in word_list("own"):
        add(points, weight("own_after"))
    if any(word(tokens, end + step) == "its" for step in range(1, 4)) and one.isalpha():
        add(points, weight("its_after"))
    if tokens[end - 1].possessive and one in word_list("state_parts"):
        add(points, weight("state_of"))
    if end < len(tokens) and not tokens[end - 1].possessive:
        noun_after(points, tokens, end, lead)


def noun_after(points: Points, tokens: Sequence[Token], end: int, lead: str) -> None:
    """Adds what a noun right after the name says of it: "Name district", "the Name security force"."""
    one = word(tokens, end)
    if one in word_list("tribal"):
        add(points, weight("tribe_after"))
        return
    if tokens[end].capital:
        return
    kinds = institutions()
    for kind in ("place", "group", "organization"):
        if one in kinds[kind]["after"]:
            add(points, weight("after_" + kind))
            return
    if lead != "the" or not one.isalpha() or one in word_list("not_bare"):
        return
    add(points, weight("attributive"))
    for later in (word(tokens, end + 1), word(tokens, end + 2)):
        if not later.isalpha() or later in word_list("not_bare"):
            return
        for kind in ("group", "organization"):
            if later in kinds[kind]["head"]:
                add(points, weight("after_" + kind))
                return


def appositive(points: Points, tokens: Sequence[Token], index: int) -> None:
    """Adds what an apposition ("…, a crane operator", "…, an armed group") says."""
    kinds = institutions()
    for at in range(index, min(index + 8, len(tokens))):
        lower = tokens[at].lower
        if lower in (",", ".", "who", "which", "that", "said") or tokens[at].lower == "and":
            return
        if not lower.isalpha():
            continue
        if lower in word_list("openers") and lower not in word_list("apposition_words"):
            return
        noun = singular(lower)
        if lower in word_list("livelihoods"):
            add(points, weight("people_named"))
            return
        if noun in roles() and noun == lower:
            add(points, weight("role_after"))
            return
        following = word(tokens, at + 1)
        if lower in word_list("place_nouns") and singular(following) not in roles():
            add(points, weight("after_place"))
            return
        ends = following in (",", ".", "") or following in word_list("after_noun")
        if ends:
            for kind in ("group", "organization", "facility", "place"):
                if lower in kinds[kind]["head"] or noun in kinds[kind]["head"]:
                    add(points, weight("after_" + kind))
                    return


def before_name(points: Points, tokens: Sequence[Token], start: int, end: int) -> None:
    """Adds what the words before the name say."""
    one, two = word(tokens, start - 1), word(tokens, start - 2)
    after = word(tokens, end)
    if one == "the":
        if (
            not after.isalpha()
            or tokens[end - 1].possessive
            or after in word_list("not_bare")
            or after in word_list("speech")
        ):
            add(points, weight("definite"))
        if end - start == 1 and tokens[start].lower.endswith("s"):
            add(points, weight("plural_name"))
        one, two = two, word(tokens, start - 3)
    kinds = institutions()
    if one == "of" and two.isalpha():
        for kind in ("place", "group", "organization", "facility"):
            if two in kinds[kind]["of"]:
                add(points, weight("of_" + kind))
    noun = singular(one)
    if (noun == one and noun in roles() and noun not in word_list("vague")) or (
        one == "," and role_before_comma(tokens, start - 2)
    ):
        add(points, weight("role_before"))
    elif one in word_list("speech") and one != "told" and two not in word_list("writings"):
        add(points, weight("speech_before"))
    if (one == "as" and two in ("known", "identified")) or one in (
        "nicknamed",
        "alias",
        "aka",
        "dubbed",
        "him",
        "her",
    ):
        add(points, weight("nickname"))
    row = prepositions().get(one)
    if row:
        add(points, row)
    whither(points, tokens, start, end)
    named_body(points, tokens, start, end)


def whither(points: Points, tokens: Sequence[Token], start: int, end: int) -> None:
    """Adds what verbs say: "lent it to Name", "left Name by night", "born in Name"."""
    one, two, after = word(tokens, start - 1), word(tokens, start - 2), word(tokens, end)
    if one == "to" and any(word(tokens, at) in word_list("dative") for at in range(start - 6, start - 1)):
        add(points, weight("dative"))
    elif one == "left" and after in word_list("leaving"):
        add(points, weight("left"))
    elif one in ("in", "at", "near") and two in word_list("happening"):
        add(points, weight("happened_in"))


def named_body(points: Points, tokens: Sequence[Token], start: int, end: int) -> None:
    """Adds what a noun between a word of owning and the name says: "whose company, Name, owns both"."""
    one, noun, owner = (word(tokens, start - back) for back in (1, 2, 3))
    if one != "," or word(tokens, end) != ",":
        return
    if owner not in word_list("owning") and not (start > 2 and tokens[start - 3].possessive):
        return
    if word(tokens, start - 4) in prepositions() and owner != "whose":
        return  # "in her village, Name, a tailor, said"
    if owner == "its" and noun in word_list("of_bodies"):
        add(points, weight("named_organization"))
    kinds = institutions()
    for kind in ("organization", "group", "facility", "place"):
        if noun in kinds[kind]["head"] or prepositions().get(noun, (0.0,) * 5)[KINDS.index(kind)] >= 3:
            add(points, weight("of_" + kind))
            return


def role_before_comma(tokens: Sequence[Token], index: int) -> bool:
    """Whether a role stands before the comma: "the mayor, Name", "head of the union, Name"."""
    for at in range(index, max(index - 7, -1), -1):
        lower = tokens[at].lower
        if lower in roles() and singular(lower) == lower:
            return True
        if lower in (",", ".", ";", "said") or tokens[at].text in '"“”':
            return False
    return False
