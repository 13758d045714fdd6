"""Words as the search sees them: accents, hamzas, articles and apostrophes no longer tell spellings apart."""

from __future__ import annotations

import re
import unicodedata

# Arabic letters that writers use for one another
_ARABIC = str.maketrans(
    {
        "أ": "ا",
        "إ": "ا",
        "آ": "ا",
        "ٱ": "ا",
        "ى": "ي",
        "ی": "ي",
        "ئ": "ي",
        "ؤ": "و",
        "ة": "ه",
        "ک": "ك",
        "ء": None,
    }
    | {"\u0640": None}  # tatweel
)
# Apostrophes, primes, ayn and hamza signs, and characters without width
_MARKS = str.maketrans(dict.fromkeys("'’‘ʼʾʿ`´ˈ′\u200b\u200c\u200d\u200e\u200f\u00ad\ufeff"))
_POSSESSIVE = re.compile(r"['’]s\b")
_ARABIC_ARTICLE = re.compile(r"\b(?:[وفبك]?ال|لل)(?=[\u0621-\u064a]{3,})")
_WORD = re.compile(r"\w+")


def fold(text: str) -> str:
    """The text as it is indexed and searched; its length differs, so offsets stay with the passage."""
    text = _POSSESSIVE.sub("", text.casefold()).translate(_MARKS)
    text = unicodedata.normalize("NFKD", text.translate(_ARABIC))
    text = "".join(letter for letter in text if not unicodedata.combining(letter)).translate(_ARABIC)
    return _ARABIC_ARTICLE.sub("", text)


def folded_words(text: str) -> list[str]:
    """The folded words of a text, in order."""
    return _WORD.findall(fold(text))
