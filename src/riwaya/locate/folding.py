"""The key under which spellings of a place name meet: case, marks, hyphens, the Arabic article folded."""

from __future__ import annotations

import re
import unicodedata

_ARTICLE = re.compile(r"^(?:al|el|ar|as|ash|ad|at|an|az|ed|es|esh|er|ez|et|en)[-\s'’]+(?=\w)", re.IGNORECASE)
_SUN_NEEDS_HYPHEN = re.compile(r"^(?:al|el)[\s'’]|^\w+-", re.IGNORECASE)
_ARABIC = str.maketrans(
    {"أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ة": "ه", "ى": "ي", "ؤ": "و", "ئ": "ي", "ـ": None}
)
_DROP = re.compile(r"[\W_]+")


def fold(name: str) -> tuple[str, bool]:
    """The folded key of a name and whether an article was dropped from it."""
    if name.isascii():
        plain = name
    else:
        plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    plain = plain.casefold().translate(_ARABIC).strip()
    article = False
    found = _ARTICLE.match(plain)
    if found and _SUN_NEEDS_HYPHEN.match(plain):
        plain, article = plain[found.end() :], True
    elif plain.startswith("ال") and len(plain) > 4:
        plain, article = plain[2:], True
    return _DROP.sub("", plain), article


_PAIRS = re.compile(r"ou|oo|ee|ei|ai|ay|aa|gh")
_PAIRED = {"ou": "u", "oo": "u", "ee": "i", "ei": "i", "ai": "i", "ay": "i", "aa": "a", "gh": "g"}
_LETTERS = str.maketrans("qwyoe", "kuiui")
_DOUBLED = re.compile(r"(.)\1")


def skeleton(key: str) -> str:
    """A folded key without the usual differences of romanisation: Roumana and Rumana meet."""
    plain = _PAIRS.sub(lambda found: _PAIRED[found.group()], key).translate(_LETTERS)
    plain = _DOUBLED.sub(r"\1", plain)
    return plain.rstrip("haiu") if len(plain) > 5 else plain
