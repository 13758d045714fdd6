"""Letters of several scripts as sounds: the form in which spellings of one name come close."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from riwaya.resolve.words import table

TABLE = table("letters.toml")
LETTERS: dict[str, str] = TABLE["arabic"] | TABLE["cyrillic"] | TABLE["greek"] | TABLE["latin"]
MARKS = dict.fromkeys(map(ord, "'’‘`´ʼʻʿʾʹʺ.ـ"))
ARABIC_SCRIPT = re.compile(r"[\u0600-\u06ff]")


def roman(text: str) -> str:
    """The text in lower-case Latin letters without accents and marks; unknown scripts stay as they are."""
    lower = text.lower().translate(MARKS)
    if lower.isascii():
        return lower
    made = []
    for char in unicodedata.normalize("NFC", lower):
        if char in LETTERS:
            made.append(LETTERS[char])
            continue
        for part in unicodedata.normalize("NFKD", char):
            if not unicodedata.combining(part):
                made.append(LETTERS.get(part, part))
    return "".join(made)


SOUNDS = [(re.compile(pattern), instead) for pattern, instead in TABLE["sounds"]["rules"]]


@lru_cache(maxsize=65536)
def sound(token: str) -> str:
    """A Latin token as sounds: one sign per consonant group, long vowels short, doubled letters single."""
    made = token
    for pattern, instead in SOUNDS:
        made = pattern.sub(instead, made)
    return made


X_AS_KH = re.compile(r"(?<!k)x(?=[aeiou]|$|m)")
VOWELS = frozenset("aeiouYW")
CLASSES: dict[str, str] = TABLE["classes"]


@lru_cache(maxsize=65536)
def skeleton(token: str) -> str:
    """The consonants of a Latin token by classes: what stays when vowels and near consonants change."""
    made = "".join(c for c in sound(token) if c not in VOWELS)
    body = "".join(CLASSES.get(c, c) for c in made)
    body = body[:1] + body[1:].replace("h", "").replace("w", "").replace("y", "")
    body = body.replace("h", "k", 1) if body.startswith("h") else body
    return re.sub(r"(.)\1+", r"\1", body) or sound(token)[:2]


NEAR: dict[frozenset[str], float] = {frozenset(pair): cost for pair, cost in TABLE["near"].items()}
DROP: dict[str, float] = TABLE["drop"]


def change(one: str, other: str) -> float:
    """Cost of writing one sound for another: 0 to 1."""
    if one == other:
        return 0.0
    return NEAR.get(frozenset((one, other)), 1.0)


@lru_cache(maxsize=65536)
def distance(one: str, other: str) -> float:
    """Least cost of turning one row of sounds into the other; two consonants exchanged cost 0.8."""
    if one == other:
        return 0.0
    width = len(other) + 1
    before2: list[float] = []
    before = [0.0] * width
    for j in range(1, width):
        before[j] = before[j - 1] + DROP.get(other[j - 1], 1.0)
    for i, left in enumerate(one, 1):
        drop = DROP.get(left, 1.0)
        row = [before[0] + drop] + [0.0] * (width - 1)
        for j in range(1, width):
            right = other[j - 1]
            best = min(
                before[j] + drop, row[j - 1] + DROP.get(right, 1.0), before[j - 1] + change(left, right)
            )
            swapped = i > 1 and j > 1 and left == other[j - 2] and one[i - 2] == right and left != right
            if swapped and left not in VOWELS and right not in VOWELS:
                best = min(best, before2[j - 2] + 0.8)
            row[j] = best
        before2, before = before, row
    return before[-1]


def allowed(one: str, other: str) -> float:
    """The cost up to which two rows of sounds are one name: less for short ones."""
    length = max(len(one), len(other))
    if length <= 3:
        return 0.25
    if length <= 4:
        return 0.5
    if length <= 6:
        return 0.8
    return 1.0 if length <= 8 else 1.3


_SCRIPTS = [True]  # whether spellings are compared by sound and across scripts


def across_scripts() -> bool:
    """Whether spellings are compared by sound and across scripts."""
    return _SCRIPTS[0]


def compare_scripts(wanted: bool) -> None:
    """Switches comparing by sound and across scripts on or off, in this process."""
    _SCRIPTS[0] = wanted
    same_sound.cache_clear()


@lru_cache(maxsize=65536)
def same_sound(one: str, other: str) -> bool:
    """Whether two Latin tokens can be spellings of one name."""
    if one == other:
        return True
    if not (one.isascii() and other.isascii()) or not across_scripts():
        return False  # a script without a table: only the same letters are the same
    return any(near(left, right) for left in readings(one) for right in readings(other))


def near(one: str, other: str) -> bool:
    """Whether two rows of sounds are close enough to be one name."""
    return abs(len(one) - len(other)) <= 2 and distance(one, other) <= allowed(one, other)


def readings(token: str) -> tuple[str, ...]:
    """The sounds of a token; x also as Kurdish and Somali write kh (xelil, faarax), ch as French does sh."""
    kurdish = X_AS_KH.sub("kh", token) if "x" in token else token
    return tuple({sound(one): None for one in (token, kurdish, token.replace("ch", "sh"))})
