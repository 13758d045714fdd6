"""A name taken apart: titles aside, articles and particles aside, the rest as Latin tokens."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from riwaya.lexicon import common_word, demonyms, institutions, title_before, titles
from riwaya.resolve.letters import ARABIC_SCRIPT, roman
from riwaya.resolve.words import ARABIC_HEADS, ARTICLES, COUNTED, FATHERS, JOINERS, KUNYA, SMALL, SPELLINGS

SHIP = re.compile(r"^(?:mv|mt|ms|ss|hms|uss|m v|m t) (?=\w)")
TRIBE = re.compile(r"\bal bu (?=\w)")
LEGAL = re.compile(
    r"\b(?:societatea cu raspundere limitata|sociedad anonima|societe anonyme|sp z o o|spolka z o o|"
    r"gesellschaft mit beschrankter haftung|joint stock compan(?:y|ies)?|open joint stock company|"
    r"limited liability company|"
    r"public limited company|"
    r"incorporated|inc|corporation|corp|company|co|limited|ltd|llc|llp|lp|plc|gmbh|ag|aktiengesellschaft|sa|spa|srl|"
    r"nv|bv|oy|ab|as|kg|kgaa|ojsc|pjsc|jsc|oao|ooo|zao|pao|pt|tbk|pte|sdn|bhd|kk|sarl|sas|se)\b"
)
ROMAN = frozenset({"ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii"})
ORDINAL = re.compile(r"(?<=\d)(?:st|nd|rd|th)$")
DIGITS = str.maketrans("01345789", "oieastbg")  # digits typed, or read by a machine, for letters
WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Parts:
    """What is left of a name for comparing, and what was set aside."""

    tokens: tuple[str, ...]  # Latin, lower case, without articles, particles and titles
    heads: tuple[str, ...]  # nouns that say the kind: brigade, bridge, ministry; empty for persons
    people: tuple[str, ...]  # adjectives of peoples before it: iraqi
    numbers: tuple[str, ...]
    fathers: bool  # bin, ag, ould ... inside: the order of the tokens tells people apart
    script: str  # "latin" or "arabic" (consonants only)
    legal: bool = False  # it says what legal form it has: Inc, Ltd
    feminine: bool = False  # in Arabic script: the first word ends as women's names do


@lru_cache(maxsize=65536)
def parts_of(name: str, person: bool) -> Parts:
    """The name taken apart, as a person's or as something else's."""
    script = "arabic" if ARABIC_SCRIPT.search(name) else "latin"
    turned = turned_round(name) if person else name
    words = [roman(word) for word in re.split(r"[\s\-‑–/&,()\"“”]+", turned)]
    words = [word for chunk in words for word in WORD.findall(chunk)] or [name]  # nothing but signs
    if script == "arabic":
        words = [word[2:] if word.startswith("al") and len(word) > 4 else word for word in words]
    words = [word.translate(DIGITS) for word in words] if person else as_digits(words)
    counted = [i for i, word in enumerate(words) if word[0].isdigit() or (not person and i and word in ROMAN)]
    numbers = tuple(ORDINAL.sub("", words[i]) for i in counted)
    words = [SPELLINGS.get(word, word) for i, word in enumerate(words) if i not in counted]
    if person:
        tokens, fathers = person_tokens(without_titles(words or [name]))
        ends = name.split()[0].endswith(("ة", "اء")) if script == "arabic" else False
        return Parts(tuple(tokens), (), (), numbers, fathers, script, feminine=ends)
    return thing_parts(words, numbers, script)


def as_digits(words: list[str]) -> list[str]:
    """The words with numbers in words as digits: "first" as "1", "forty", "four" as "44"."""
    made: list[str] = []
    tens = 0
    for word in words:
        value = int(COUNTED.get(word, "0")) or (int(word) if tens and word.isdigit() else 0)
        if tens and 0 < value < 10:
            made[-1], tens = str(tens + value), 0
        else:
            made.append(str(value) if value and word in COUNTED else word)
            tens = value if value >= 20 and word in COUNTED else 0
    return made


def turned_round(name: str) -> str:
    """ "Nuristani, Abdul Aziz" as "Abdul Aziz Nuristani"."""
    family, comma, given = name.partition(",")
    return f"{given.strip()} {family.strip()}" if comma and given.strip() else name


def without_titles(words: list[str]) -> list[str]:
    """The words without the titles before them, as long as a name is left."""
    start = 1 if words[0] in ("alias", "aka") and len(words) > 1 else 0
    while start < len(words) - 1 and (is_title(words[start]) or words[start] in title_before()):
        start += 1
    kept = words[start:]
    return kept if kept else words


def is_title(word: str) -> bool:
    """Whether a word is a title, or one typed with two neighbouring letters exchanged: "shekih"."""
    if word in titles() or len(word) < 6 or common_word(word):
        return word in titles()
    return any(word[:i] + word[i + 1] + word[i] + word[i + 2 :] in titles() for i in range(1, len(word) - 1))


def person_tokens(words: list[str]) -> tuple[list[str], bool]:
    """Tokens with "Abd al-", "Abu" and "-ud-Din" joined, articles and small words dropped."""
    tokens: list[str] = []
    fathers = False
    carry = ""
    for index, word in enumerate(words):
        last = index == len(words) - 1
        if word in FATHERS and tokens and not last:
            fathers = True
        elif word in ARTICLES and not last:
            continue
        elif word == "din" and tokens:
            tokens[-1] += "din"
        elif word in JOINERS and not last:
            carry += "abd"
        elif word in KUNYA and not last:
            carry += "abu" if word != "umm" and word != "um" else "umm"
        elif word in SMALL and tokens and not last:
            continue
        else:
            tokens.append(carry + joined_form(word))
            carry = ""
    return tokens or words, fathers


def joined_form(word: str) -> str:
    """ "abdulkarim", "abdelkarim" as "abdkarim"; "saifuddin" as "saifdin"; "alsaadi" stays."""
    word = re.sub(r"^abd[aeuo]l?(?=[^aeiou])l?", "abd", word) if len(word) > 6 else word
    return (
        re.sub(r"(?<=[^aeiou])(?:[aeu]l|[ue]d|a)?-?d{1,2}[ie]{1,2}n$", "din", word) if len(word) > 6 else word
    )


@cache
def head_nouns() -> frozenset[str]:
    """Every noun that says the kind of an institution, place or facility, as one Latin word."""
    kinds = institutions()
    nouns = {word for kind in kinds for group in ("head", "first") for word in kinds[kind][group]}
    nouns |= {word for kind in ("place",) for word in kinds[kind]["after"]}
    keep = kinds["place"]["first"] | {
        "state",
        "national",
        "international",
        "world",
        "central",
        "north",
        "south",
        "east",
        "west",
        "high",
        "supreme",
        "joint",
        "federal",
        "general",
    }
    heads = {word for kind in kinds for word in kinds[kind]["head"]}
    return frozenset(roman(word) for word in nouns if " " not in word and (word in heads or word not in keep))


def thing_parts(words: list[str], numbers: tuple[str, ...], script: str) -> Parts:
    """Parts of a name that is not a person's."""
    whole = " ".join(words)
    text = TRIBE.sub("albu ", SHIP.sub("", LEGAL.sub(" ", whole)))
    words = [ARABIC_HEADS.get(word, word) if script == "arabic" else word for word in text.split() or words]
    words = [
        word for word in words if word not in ("the", "of", "and", "for", "wa", "group") or len(words) == 1
    ]
    words = [word for i, word in enumerate(words) if word not in ARTICLES or i == len(words) - 1]
    people = tuple(word for word in words if word in demonyms())
    body = [word for word in words if word not in demonyms()]
    heads = tuple(sorted({word for word in body if word in head_nouns()}))
    tokens = [word for word in body if word not in head_nouns()]
    if not tokens:
        tokens, heads = body or words, ()
        people = people if body else ()
    return Parts(tuple(tokens), heads, people, numbers, False, script, legal=bool(LEGAL.search(whole)))
