"""What speaks for each kind of a name: points from the words inside and around it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

from riwaya.extract.names_runs import Seen, ordinary
from riwaya.extract.names_tokens import Token, context, word_list
from riwaya.lexicon import countries, given_gender, institutions, known_name, places, roles, singular
from riwaya.lexicon.known import spelling

Points = list[float]
KINDS = ("person", "group", "organization", "place", "facility")
FAMILY_ENDINGS = (
    "ov",
    "ova",
    "ev",
    "eva",
    "enko",
    "ić",
    "vić",
    "vich",
    "ovych",
    "ivna",
    "sky",
    "skyi",
    "ski",
    "ska",
    "escu",
    "sson",
    "dóttir",
    "zadeh",
    "oğlu",
    "yan",
    "shvili",
    "ullah",
    "uddin",
    "aldin",
    "zai",
    "zada",
)
AGE_MOST = 110
PLACING = frozenset({"in", "at", "from", "near", "to", "of", "outside", "into"})
NOT_BARE = frozenset(
    {
        "is",
        "are",
        "was",
        "were",
        "has",
        "have",
        "had",
        "will",
        "would",
        "and",
        "or",
        "but",
        "in",
        "on",
        "at",
        "to",
        "of",
        "that",
        "who",
        "which",
        "said",
        "also",
        "with",
        "by",
        "for",
        "from",
        "as",
    }
)
APPOSITION_WORDS = frozenset(
    {
        "a",
        "an",
        "the",
        "his",
        "her",
        "its",
        "their",
        "another",
        "other",
        "of",
        "in",
        "at",
        "for",
        "former",
        "first",
        "second",
        "one",
        "two",
        "local",
        "late",
    }
)


@cache
def weight(name: str) -> tuple[float, ...]:
    """The points of one piece of evidence."""
    row = context()["weights"][name]
    return tuple(row)


@cache
def prepositions() -> Mapping[str, tuple[float, ...]]:
    """A word before a name -> points."""
    return {word: tuple(row) for word, row in context()["before"].items()}


def add(points: Points, row: Sequence[float]) -> None:
    """Adds one row of points."""
    for index in range(5):
        points[index] += row[index]


def inside(tokens: Sequence[Token], seen: Seen) -> Points:
    """Points from the words of the name itself."""
    points: Points = [0.0] * 5
    words = [token.lower for token in tokens if token.text not in "'’&"]
    kinds = institutions()
    text = " ".join(token.text for token in tokens)
    known = known_name(text)
    if known:
        points[KINDS.index(known.kind)] += weight("known")[0]
    elif spelling(text) in countries():
        add(points, weight("country"))
    elif spelling(text) in places():
        add(points, weight("city"))
    head = head_kind(words)
    for kind in ("organization", "group", "place", "facility"):
        if head == kind:
            add(points, weight("head_" + kind))
        elif head is None and len(words) > 1 and words[0] in kinds[kind]["first"]:
            add(points, weight("first_" + kind))
    if head is None and not known:
        add_shape(points, tokens, words, seen)
    return points


def head_kind(words: Sequence[str]) -> str | None:
    """The kind that the head noun of the name gives: its last word, or the word before "of"."""
    if len(words) < 2:
        return None
    cut = next((i for i, word in enumerate(words) if i and word in ("of", "for")), len(words))
    kinds = institutions()
    last, pair = words[cut - 1], " ".join(words[max(cut - 2, 0) : cut])
    for kind in ("facility", "group", "organization", "place"):
        if pair in kinds[kind]["head"] and cut > 2:
            return kind
    if words[0] in kinds["group"]["first"] and last not in kinds["organization"]["head"]:
        return "group"
    for kind in ("group", "facility", "organization", "place"):
        if last in kinds[kind]["head"]:
            return kind
    return None


def add_shape(points: Points, tokens: Sequence[Token], words: Sequence[str], seen: Seen) -> None:
    """Adds points for how a name without a head noun is made."""
    plain_words = sum(ordinary(token, seen) for token in tokens if token.capital)
    if len(tokens) == 1 and tokens[0].acronym and len(tokens[0].text) <= 7:
        add(points, weight("acronym"))
    given = given_gender(words[0].rstrip("."))
    if len(words) > 1 and given is not None:
        add(points, weight("given_first"))
    elif given is not None:
        add(points, weight("given_only"))
    if words[0] in ("abu", "umm", "um") and len(words) == 2:
        add(points, weight("kunya"))
    if len(words) > 1 and words[-1].endswith(FAMILY_ENDINGS):
        add(points, weight("family_ending"))
    if any(word in ("bin", "ibn", "bint", "ould", "ag", "van", "von") for word in words[1:-1]):
        add(points, weight("family_ending"))
    if len(words) > 1 and plain_words * 2 >= len(words):
        add(points, weight("ordinary_words"))
    elif len(words) > 1 and not plain_words and len(words) <= 5:
        add(points, weight("unknown_many"))
    elif len(words) == 1:
        add(points, weight("unknown_one"))


def around(tokens: Sequence[Token], start: int, end: int, titled: bool) -> Points:
    """Points from the words before and after the name."""
    points: Points = [0.0] * 5
    if titled:
        add(points, weight("title_before"))
    after_name(points, tokens, end, word(tokens, start - 1))
    before_name(points, tokens, start, end)
    return points


def word(tokens: Sequence[Token], index: int) -> str:
    """The token's lower-case form, empty past the ends."""
    return tokens[index].lower if 0 <= index < len(tokens) else ""


def after_name(points: Points, tokens: Sequence[Token], end: int, lead: str) -> None:
    """Adds what the words after the name say; `lead` is the word before it."""
    one, two, three = word(tokens, end), word(tokens, end + 1), word(tokens, end + 2)
    kinds = institutions()
    if one in word_list("speech") or (
        one in ("also", "later", "then", "has", "had") and two in word_list("speech")
    ):
        add(points, weight("speech_after"))
    elif one in word_list("wait") or (one == "," and two in word_list("wait")):
        add(points, weight("own_after" if lead in PLACING else "who_after"))
    elif one == "," and two.isdigit() and int(two) < AGE_MOST and three in (",", ".", "and", ""):
        add(points, weight("age_after"))
    elif one in (",", "(", "[", "—", "–"):
        appositive(points, tokens, end + 1)
    elif one == "and" and two in word_list("own"):
        add(points, weight("own_after"))
    if (
        one in ("tribe", "tribesmen", "clan", "tribes", "people", "tribespeople")
        and not tokens[end - 1].possessive
    ):
        add(points, weight("tribe_after"))
        return
    if end < len(tokens) and not tokens[end].capital and not tokens[end - 1].possessive:
        for kind in ("place", "group", "organization"):
            if one in kinds[kind]["after"]:
                add(points, weight("after_" + kind))


def appositive(points: Points, tokens: Sequence[Token], index: int) -> None:
    """Adds what an apposition ("…, a crane operator", "…, an armed group") says."""
    kinds = institutions()
    for at in range(index, min(index + 8, len(tokens))):
        lower = tokens[at].lower
        if lower in (",", ".", "who", "which", "that", "said") or tokens[at].lower == "and":
            return
        if not lower.isalpha():
            continue
        if lower in word_list("openers") and lower not in APPOSITION_WORDS:
            return
        noun = singular(lower)
        if lower in ("herders", "farmers", "nomads", "fishers"):
            add(points, weight("people_named"))
            return
        if noun in roles() and noun == lower:
            add(points, weight("role_after"))
            return
        following = word(tokens, at + 1)
        ends = following in (",", ".", "of", "in", "on", "at", "that", "which", "") or following in (
            "active",
            "from",
            "near",
            "for",
            "with",
            "banned",
            "close",
            "just",
            "north",
            "south",
            "east",
            "west",
        )
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
        if not after.isalpha() or after in NOT_BARE or after in word_list("speech"):
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
    if (
        noun == one
        and noun in roles()
        and one
        not in (
            "other",
            "others",
            "people",
            "one",
            "two",
            "three",
            "four",
            "another",
            "some",
            "many",
            "several",
            "most",
            "family",
            "minor",
        )
    ) or (one == "," and role_before_comma(tokens, start - 2)):
        add(points, weight("role_before"))
    elif one in word_list("speech"):
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


def role_before_comma(tokens: Sequence[Token], index: int) -> bool:
    """Whether a role stands before the comma: "the mayor, Name", "head of the union, Name"."""
    for at in range(index, max(index - 7, -1), -1):
        lower = tokens[at].lower
        if lower in roles() and singular(lower) == lower:
            return True
        if lower in (",", ".", ";", "said") or tokens[at].text in '"“”':
            return False
    return False
