"""Whether the words of a claim tell of something done and over, by the verbs they print."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_ASIDE = re.compile(r", (?:who|whose|which|where)\b[^,;]*,")
_BEFORE_ADJECTIVE = frozenset(
    {
        "the",
        "a",
        "an",
        "his",
        "her",
        "its",
        "their",
        "our",
        "my",
        "these",
        "those",
        "of",
        "very",
        "badly",
        "most",
    }
)
_BETWEEN = frozenset(
    {
        "not",
        "also",
        "all",
        "then",
        "already",
        "only",
        "never",
        "both",
        "later",
        "immediately",
        "quickly",
        "badly",
        "severely",
        "seriously",
    }
)


def words_of(text: str) -> list[str]:
    """The words of a text in small letters, with straight apostrophes."""
    return [w.lower().replace("’", "'") for w in _WORD.findall(text)]


def told_as_past(text: str, tense: Mapping[str, frozenset[str]], *, reported: bool) -> bool:
    """Whether a content tells of a thing done: a past verb and no present one.

    In reported speech the past of a state may stand for a present ("said the road was open"): that is no
    telling of a thing done.
    """
    words = words_of(_ASIDE.sub(",", text))
    first: int | None = None
    for i, word in enumerate(words):
        if word in tense["present"] and not _past_after_all(words, i, tense):
            return False
        if first is None and _past(words, i, tense):
            first = i
    return first is not None and not (reported and _state(words, first, tense))


def _past_after_all(words: Sequence[str], at: int, tense: Mapping[str, frozenset[str]]) -> bool:
    """ "could see", "may have been": a present form that tells of what was."""
    after = [w for w in words[at + 1 : at + 4] if w != "not"]
    if words[at] == "could" and after[:1] and after[0] in tense["sensed"]:
        return True
    if words[at] in ("may", "might", "must", "could", "should", "would"):
        return after[:1] == ["have"]
    return words[at] == "have" and bool(
        {"may", "might", "must", "could", "should", "would", "to"} & set(words[max(0, at - 2) : at])
    )


def _past(words: Sequence[str], at: int, tense: Mapping[str, frozenset[str]]) -> bool:
    """Whether the word at an index is a past verb."""
    word, before = words[at], words[at - 1] if at else ""
    if word in tense["past"]:
        return True
    if before in _BEFORE_ADJECTIVE or word in tense["describing"]:
        return False
    return word in tense["strong"] or (word.endswith("ed") and len(word) > 3)


def participle(word: str, tense: Mapping[str, frozenset[str]]) -> bool:
    """Whether a word can be the participle of a passive."""
    return word in tense["strong"] or (word.endswith("ed") and len(word) > 3)


def _state(words: Sequence[str], at: int, tense: Mapping[str, frozenset[str]]) -> bool:
    """Whether the past verb at an index tells of a state, not of a thing done."""
    following = next((w for w in words[at + 1 :] if w not in _BETWEEN), "")
    if words[at] in ("had", "hadn't"):
        return not (following == "been" or participle(following, tense))
    if words[at] in ("was", "were", "wasn't", "weren't"):
        return following in tense["states"] or not participle(following, tense)
    return words[at] in tense["stative"]
