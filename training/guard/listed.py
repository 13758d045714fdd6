"""Passages that list what must be masked and what stays, as marked ones: those of evals, but the fresh."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from riwaya.neural.labels import NAMES_MASKED
from training.protected.markup import Mark, Passage

# reasons as the lists give them, for names and for other words
NAMES = {"anonymity": "requested"}
OTHERS = {"location": "home", "coordinates": "home", "medical": "illness", "anonymity": "attributes"}
WORDS_OF_A_NAME = 4


def listed(folder: Path) -> list[Passage]:
    """The passages of every list in a folder but those put aside, which are called fresh."""
    paths = sorted(p for p in folder.glob("*.yaml") if not p.name.startswith("fresh"))
    return [_passage(item) for path in paths for item in yaml.safe_load(path.read_text("utf-8"))]


def _passage(item: dict[str, Any]) -> Passage:
    text, kept = " ".join(str(item["text"]).split()), [str(k) for k in item.get("keep", [])]
    marks: list[Mark] = []
    for row in item.get("protect", []):
        words, why = str(row["text"]), str(row["why"])
        kind = NAMES.get(why, why) if _is_name(words, why) else OTHERS.get(why, why)
        if kind == "private" and not words.replace(" ", "").isalpha():
            kind = _code(words)
        forms = [words, *(_parts(words, kept) if kind in NAMES_MASKED else ())]
        for form in forms:
            marks += _free(text, form, kind, marks)
    for words in kept:
        marks += _free(text, words, "kept", marks)
    return Passage(item["id"], text, tuple(sorted(marks, key=lambda m: m.start)))


def _is_name(words: str, why: str) -> bool:
    """Whether a stretch is a name: short, without figures, and not what ails someone or where a home is."""
    few = len(words.split()) <= (WORDS_OF_A_NAME if words[0].isupper() else why != "medical")
    return NAMES.get(why, why) in NAMES_MASKED and few and not any(letter.isdigit() for letter in words)


def _code(words: str) -> str:
    """What kind of number or address stands in place of a name."""
    if "@" in words:
        return "contact"
    return "number" if any(letter.isdigit() for letter in words) else "private"


def _parts(name: str, kept: list[str]) -> Iterator[str]:
    """The words of a name under which its bearer may stand again, unless someone who stays bears them."""
    for word in name.split():
        if word[0].isupper() and len(word) > 2 and not any(word in other.split() for other in kept):
            yield word


def _free(text: str, words: str, kind: str, marks: list[Mark]) -> list[Mark]:
    """A mark wherever the words stand and nothing is marked yet."""
    return [
        Mark(*found.span(), kind)
        for found in re.finditer(rf"(?<!\w){re.escape(words)}(?!\w)", text)
        if not any(m.start < found.end() and found.start() < m.end for m in marks)
    ]
