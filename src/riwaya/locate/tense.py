"""Reads from the words around a time whether it lies ahead, and whether it is the time of a saying."""

from __future__ import annotations

from riwaya.locate.language import Language
from riwaya.locate.tokens import Tokens

_STOPS = frozenset({".", "!", "?", ";", "“", "”", '"', ":"})
_REACH = 25  # tokens; longer clauses say little about a time at their far end


def _verb(tokens: Tokens, index: int, lang: Language) -> str | None:
    """`ahead`, `past` or None for the word at an index, with the helpers before it."""
    word = tokens.words[index]
    clues = lang.clues
    if _future(tokens, index, lang):
        return "ahead"
    if word == "to" and tokens.at(index - 1) in clues["being"] and index + 1 < len(tokens):
        return "ahead"
    ed = word.endswith("ed") and len(word) > 3
    if ed or word in clues["past"]:
        return "ahead" if _to_come(tokens, index, lang) else "past"
    return None


def _to_come(tokens: Tokens, index: int, lang: Language) -> bool:
    """Whether the helpers before a verb set it ahead: "will be", "is to have been"."""
    back = index - 1
    while back >= 0 and index - back <= 4 and tokens.words[back] in lang.clues["helpers"]:
        back -= 1
    if back >= 0 and _future(tokens, back, lang):
        return True
    return tokens.at(back + 1) == "to" and tokens.at(back) in lang.clues["being"]


def _future(tokens: Tokens, index: int, lang: Language) -> bool:
    """Whether a word sets what follows ahead; May is a month, may is not."""
    word = tokens.words[index]
    named = word in lang.words and tokens.text[tokens.starts[index]].isupper()
    if word in lang.clues["past"] and tokens.at(index + 1) not in ("to", "for"):
        return False  # "none has set out", where "is set to leave" lies ahead
    return word in lang.clues["future"] and not named


def ahead(tokens: Tokens, first: int, last: int, lang: Language) -> bool:
    """Whether the verb nearest before a time (else the first after it) speaks of what is to come."""
    if tokens.at(first - 1) in lang.clues["fixing"]:
        return True
    if _promised(tokens, first, last, lang):
        return False
    if lang.words.get(tokens.at(first - 1), ("", 0))[0] == "SINCE":
        return False
    index = first - 1
    while index >= 0 and first - index <= _REACH and tokens.words[index] not in _STOPS:
        if tokens.broken(index, index + 1):
            break
        verb = _verb(tokens, index, lang)
        if verb is not None:
            return verb == "ahead"
        index -= 1
    index = last + 1
    while index < len(tokens) and index - last <= _REACH and tokens.words[index] not in _STOPS:
        verb = _verb(tokens, index, lang)
        if verb is not None:
            return verb == "ahead"
        index += 1
    return False


def _issued(tokens: Tokens, index: int, lang: Language) -> bool:
    """Whether a writing is dated here: "in a note dated 9 May", "a report published on Friday"."""
    return tokens.words[index] == "dated" or tokens.at(index - 1) in lang.clues.get("writings", ())


def _promised(tokens: Tokens, first: int, last: int, lang: Language) -> bool:
    """Whether somebody then spoke of what was to come: "promised in January that", "planned on Monday to"."""
    index = first - 2 if tokens.at(first - 1) in ("in", "on", "at") else first - 1
    word, before = tokens.at(index), tokens.at(index - 1)
    spoke = word in lang.clues["future"] and word.endswith("ed") and before not in lang.clues["helpers"]
    return spoke and before not in lang.clues["being"] and tokens.at(last + 1) in ("that", "to")


def saying(tokens: Tokens, first: int, last: int, lang: Language) -> bool:
    """Whether a time stands right behind a verb of speech ("told us in July"), with no other verb between."""
    if _promised(tokens, first, last, lang):
        return True
    index = first - 1
    while index >= 0 and first - index <= 9:
        word = tokens.words[index]
        if word in lang.clues["speech"]:
            return not (_to_come(tokens, index, lang) or _happened(tokens, index, last, lang))
        if word in lang.clues.get("issued", ()) and _issued(tokens, index, lang):
            return True
        if word in _STOPS or word in ("that", ",") or tokens.broken(index, index + 1):
            return False
        if _verb(tokens, index, lang) is not None:
            return False
        index -= 1
    return False


def _happened(tokens: Tokens, index: int, last: int, lang: Language) -> bool:
    """Whether a passive tells what was done: "a case was confirmed on 2 May", not "it was announced"."""
    passive = tokens.at(index - 1) in lang.clues["being"] or tokens.at(index - 1) == "been"
    empty = {"it", "told"} & set(tokens.words[max(0, index - 3) : index + 1])
    return passive and not empty and tokens.at(last + 1) not in ("that", "to", "by")
