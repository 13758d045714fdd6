"""Letters of several scripts as sounds: the form in which spellings of one name come close."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

ARABIC = {
    "ا": "a", "أ": "a", "إ": "i", "آ": "a", "ٱ": "a", "ب": "b", "ت": "t", "ث": "th", "ج": "j", "ح": "h",
    "خ": "kh", "د": "d", "ذ": "dh", "ر": "r", "ز": "z", "س": "s", "ش": "sh", "ص": "s", "ض": "d", "ط": "t",
    "ظ": "z", "ع": "", "غ": "gh", "ف": "f", "ق": "q", "ك": "k", "ل": "l", "م": "m", "ن": "n", "ه": "h",
    "ة": "a", "و": "w", "ي": "y", "ى": "a", "ء": "", "ؤ": "w", "ئ": "y", "پ": "p", "چ": "ch", "ژ": "zh",
    "ک": "k", "گ": "g", "ڤ": "v", "ی": "y", "ە": "a", "ۆ": "o", "ێ": "e", "ڵ": "l", "ڕ": "r", "ھ": "h",
}  # fmt: skip
CYRILLIC = {
    "а": "a", "б": "b", "в": "v", "г": "g", "ґ": "g", "д": "d", "е": "e", "ё": "yo", "є": "ye", "ж": "zh",
    "з": "z", "и": "i", "і": "i", "ї": "yi", "й": "y", "к": "k", "л": "l", "м": "m", "н": "n", "о": "o",
    "п": "p", "р": "r", "с": "s", "т": "t", "у": "u", "ў": "w", "ф": "f", "х": "kh", "ц": "ts", "ч": "ch",
    "ш": "sh", "щ": "shch", "ъ": "", "ы": "y", "ь": "", "э": "e", "ю": "yu", "я": "ya", "ђ": "dj", "ј": "j",
    "љ": "lj", "њ": "nj", "ћ": "ch", "џ": "dz", "ѓ": "g", "ќ": "k", "ѕ": "dz",
}  # fmt: skip
GREEK = {
    "α": "a", "β": "v", "γ": "g", "δ": "d", "ε": "e", "ζ": "z", "η": "i", "θ": "th", "ι": "i", "κ": "k",
    "λ": "l", "μ": "m", "ν": "n", "ξ": "x", "ο": "o", "π": "p", "ρ": "r", "σ": "s", "ς": "s", "τ": "t",
    "υ": "y", "φ": "f", "χ": "ch", "ψ": "ps", "ω": "o",
}  # fmt: skip
LATIN = {
    "ç": "ch", "ş": "sh", "š": "sh", "č": "ch", "ć": "ch", "ž": "zh", "ğ": "gh", "ı": "i", "ł": "l", "ø": "o",
    "ß": "ss", "æ": "ae", "œ": "oe", "đ": "dj", "ð": "d", "þ": "th", "ə": "a", "ñ": "n", "ħ": "h", "ż": "zh",
}  # fmt: skip
LETTERS = ARABIC | CYRILLIC | GREEK | LATIN
MARKS = dict.fromkeys(map(ord, "'’‘`´ʼʻʿʾʹʺ.ـ"))
ARABIC_SCRIPT = re.compile(r"[\u0600-\u06ff]")


def roman(text: str) -> str:
    """The text in lower-case Latin letters without accents and marks; letters of other scripts stay as they are."""
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


SOUNDS = [
    (re.compile(pattern), sound)
    for pattern, sound in (
        ("tsch|tch|tsh", "C"), ("shch|sch|sh", "S"), ("ch", "C"), ("kh", "h"), ("gh", "g"), ("dh", "d"), ("th", "t"),
        ("zh|dj|dzh", "J"), ("ph", "f"), ("ck|cq|q", "k"), ("j", "J"), ("x", "ks"), ("c(?=[eiy])", "C"), ("c", "k"),
        ("oo|ou", "u"), ("ee|ii|iy|yy", "i"), ("(?<=[ae])[iy](?=[^aeiouy]|$)", "Y"), ("e(?=Y)", "a"),
        ("(?<=[aeou])y(?=[aeiou])", "y"), ("(?<=[^aeiou])y(?=[^aeiou]|$)", "i"), ("(?<=[a])[uw](?=[^aeiou]|$)", "W"),
        ("o(?=w(?:[^aeiou]|$))", "a"), ("(?<=a)w(?=[^aeiou]|$)", "W"), ("(?<=[a-zA-Z])h$", ""),
        (r"([a-zA-Z])\1+", r"\1"),
    )
]  # fmt: skip


@lru_cache(maxsize=65536)
def sound(token: str) -> str:
    """A Latin token as sounds: one sign per consonant group, long vowels short, doubled letters single."""
    made = token
    for pattern, instead in SOUNDS:
        made = pattern.sub(instead, made)
    return made


VOWELS = frozenset("aeiouYW")
CLASSES = {"g": "k", "d": "t", "z": "s", "J": "S", "C": "S", "v": "w", "b": "b", "p": "b", "f": "w"}


@lru_cache(maxsize=65536)
def skeleton(token: str) -> str:
    """The consonants of a Latin token by classes: what stays when vowels and near consonants change."""
    made = "".join(c for c in sound(token) if c not in VOWELS)
    body = "".join(CLASSES.get(c, c) for c in made)
    body = body[:1] + body[1:].replace("h", "").replace("w", "").replace("y", "")
    body = body.replace("h", "k", 1) if body.startswith("h") else body
    return re.sub(r"(.)\1+", r"\1", body) or sound(token)[:2]


NEAR = {
    frozenset(pair): cost
    for pair, cost in (
        ("ae", 0.25), ("ei", 0.25), ("ou", 0.1), ("ao", 0.6), ("eo", 0.6), ("au", 0.9), ("ai", 0.9), ("eu", 0.7),
        ("iu", 0.9), ("io", 0.9), ("iy", 0.1), ("iY", 0.2), ("eY", 0.3), ("yY", 0.1), ("aY", 0.7), ("uw", 0.2),
        ("uW", 0.3), ("oW", 0.3), ("wW", 0.1), ("aW", 0.7), ("YW", 0.9),
        ("gh", 0.4), ("kg", 0.4), ("kh", 0.5), ("dz", 0.4), ("td", 0.5), ("ts", 0.6), ("sz", 0.4), ("SC", 0.4),
        ("Ss", 0.5), ("Ck", 0.5), ("Cs", 0.4), ("Jg", 0.3), ("Jy", 0.4), ("Jz", 0.4), ("JS", 0.5), ("JC", 0.5),
        ("JY", 0.5), ("Ji", 0.5), ("JH", 0.6), ("Jh", 0.5),
        ("vw", 0.1), ("vf", 0.4), ("bp", 0.4), ("bv", 0.5), ("vW", 0.2), ("vu", 0.4), ("mn", 0.8), ("lr", 0.9),
    )
}  # fmt: skip
DROP = {"h": 0.4, "y": 0.5, "w": 0.6, "Y": 0.5, "W": 0.6, "e": 0.5, "a": 0.6, "i": 0.6, "o": 0.6, "u": 0.6}


def change(one: str, other: str) -> float:
    """Cost of writing one sound for another: 0 to 1."""
    if one == other:
        return 0.0
    return NEAR.get(frozenset((one, other)), 1.0)


@lru_cache(maxsize=65536)
def distance(one: str, other: str) -> float:
    """Least cost of turning one row of sounds into the other; an exchange of neighbouring consonants costs 0.8."""
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


@lru_cache(maxsize=65536)
def same_sound(one: str, other: str) -> bool:
    """Whether two Latin tokens can be spellings of one name."""
    if one == other:
        return True
    left, right = sound(one), sound(other)
    if abs(len(left) - len(right)) > 2:
        return False
    return distance(left, right) <= allowed(left, right)
