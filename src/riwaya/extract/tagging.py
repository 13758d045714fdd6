"""Which tag a word has, by its form and its neighbours."""

from __future__ import annotations

import re

from riwaya.extract.lexicon import lexicon
from riwaya.extract.lists import word_set

FINITE = frozenset("BHOMV")


NONFINITE_BE = frozenset(("be", "been", "being", "having"))


PLURALS = word_set("plurals")


PRONOMINAL = word_set("pronominal")


SPEAKING = word_set("speaking")


NOUN_LEADERS = frozenset("DGJUP")


CONTRACTED = re.compile(r"(?:n['’]t|['’](?:re|ve|d|ll|m))$")


def open_class(lowered: str, word: str) -> str:
    """A first tag for a word of an open class."""
    if lowered == "that":
        return "K"
    if lowered == "to":
        return "T"
    if word[0].isdigit():
        return "U"
    if lowered.endswith(("'s", "’s", "s'", "s’")):
        return "G"
    if CONTRACTED.search(lowered):
        return "M" if lowered.endswith(("ll", "d")) else "B"
    return _verb_tag(lowered) or _ending_tag(lowered, word)


def _verb_tag(lowered: str) -> str | None:
    """The open tag of a known verb form; None for other words."""
    lex = lexicon()
    parts = lex.verbs.get(lowered)
    if parts is None:
        return None
    if "past" in parts:
        return "V" if "participle" not in parts else "v"
    if "participle" in parts:
        return "E"
    if "ing" in parts and lowered not in lex.nouns:
        return "F"
    if "third" in parts or "base" in parts:
        return "n" if lowered in lex.nounlike else ("z" if "third" in parts else "b")
    return None


def _ending_tag(lowered: str, word: str) -> str:
    """A tag by the ending of a word that no list knows."""
    lex = lexicon()
    if lowered in lex.adjectives:
        return "J"
    if word.islower() and len(lowered) > 4 and lowered not in lex.nouns:
        if lowered.endswith("ly"):
            return "A"
        if lowered.endswith("ed"):
            return "v"
        if lowered.endswith("ing") and len(lowered) > 5:
            return "F"
    return "N"


def settle(text: str, low: list[str], start: list[int], tag: list[str]) -> None:
    """Decide v (past or participle), z (-s form), b (base form), n (noun or verb) by their neighbours."""
    size = len(tag)
    before = ""  # tag of the last token that is no adverb
    maybe: list[int] = []  # words that may be nouns or verbs and were taken for nouns
    for i in range(size):
        mark = tag[i]
        if mark in "vVzbn":
            tag[i] = _settled(text, low, start, tag, i, before)
            if tag[i] == "N" and mark in "zbn" and before in ("N", ",") and text[start[i]].islower():
                maybe.append(i)
        elif mark == "E" and before in "DGJ" and i + 1 < size and tag[i + 1] in "NFn":
            tag[i] = "J"
        elif mark == "F" and before in ("D", "G", "J"):
            tag[i] = "N"
        elif mark == "K" and i + 1 < size and (before == "P" or low[i + 1] in lexicon().times):
            tag[i] = "D"
        elif mark == "R" and low[i] == "there" and before == "N":
            tag[i] = "A"
        elif mark == "D" and low[i] == "her" and (i + 1 == size or tag[i + 1] in "KPTW,.;:SC"):
            tag[i] = "X"
        if tag[i] != "A":
            before = tag[i]
    _verb_of_last_resort(low, tag, maybe)
    _participles(low, tag)


def _participles(low: list[str], tag: list[str]) -> None:
    """Past forms that a later finite verb shows to be participles; "as many as" made one determiner."""
    size = len(tag)
    for i in range(size - 2):
        if low[i] == "as" and low[i + 1] in ("many", "much", "few", "little") and low[i + 2] == "as":
            tag[i : i + 3] = ["D", "D", "D"]
    for i in range(1, size - 3):  # "residents reached by telephone reported ..."
        if tag[i] == "V" and low[i + 1] == "by" and tag[i - 1] == "N" and low[i].endswith("ed"):
            end = next((k for k in range(i + 2, size) if tag[k] in ",;:CSQ"), size)
            if any(tag[k] in FINITE for k in range(i + 2, end)):
                tag[i] = "E"
    for i in range(1, size - 2):  # ", wrecked by a bomb in May, will reopen": no finite verb
        if tag[i] == "V" and tag[i - 1] == "," and tag[i + 1] == "P" and low[i].endswith("ed"):
            comma = next((k for k in range(i + 1, size - 1) if tag[k] == ","), None)
            if comma is not None and tag[comma + 1] in "BHMV":
                tag[i] = "E"


def _verb_of_last_resort(low: list[str], tag: list[str], maybe: list[int]) -> None:
    """Where a clause has no finite verb, the first word that could be one is: "The toll stands at nine"."""
    opening = next((i for i, mark in enumerate(tag) if mark in ",;:Q"), len(tag))
    finite = [i for i, mark in enumerate(tag) if mark in FINITE and low[i] not in NONFINITE_BE]
    limit = 0 if finite and finite[0] < opening else (opening if finite else len(tag))
    for i in maybe:
        third = low[i].endswith("s") and not low[i].endswith("ss")
        if third == _plural_head(low, tag, i) or not (third or tag[i - 1] == "N") or i + 1 >= len(tag):
            continue
        if (i < limit and tag[i + 1] in "PTDURGKXQ:S") or (third and _reported(low, tag, i, finite)):
            tag[i] = "V"
            return


def _reported(low: list[str], tag: list[str], i: int, finite: list[int]) -> bool:
    """Whether only a subject stands between a verb of saying and i: "says the bridge stands,"."""
    before = max((k for k in finite if k < i), default=-1)
    if before < 0 or i - before < 2 or tag[i + 1] not in ",.;CPA":
        return False
    lemmas = lexicon().verbs.get(low[before], {}).values()
    return any(lemma in lexicon().cues for lemma in lemmas) and all(
        mark in "DNGJUKP" for mark in tag[before + 1 : i]
    )


def _settled(text: str, low: list[str], start: list[int], tag: list[str], i: int, before: str) -> str:
    mark, after = tag[i], tag[i + 1] if i + 1 < len(tag) else "."
    capital = text[start[i]].isupper() and i > 0
    if mark in "vV":
        if before in ("T", "M", "O") and "base" in lexicon().verbs.get(low[i], {}):
            return "I"  # "to let", "will put": the form is that of the past as well
        return _past(low[i], mark, before, after, capital, low[i + 1] if i + 1 < len(low) else "")
    if before in ("T", "M", "O"):
        return "I"
    if before == "R" and low[i - 1] != "himself":
        return "V"
    if before == "D" and low[i - 1] in PRONOMINAL and not low[i].endswith("s") and after in "KDRXGQU":
        return "V"
    if before in NOUN_LEADERS or before in ("", "E", "X") or capital:
        return "N"
    if before == "N" and after == "R":
        return "V"
    if (before == "W" and after in "DKRNXUPTA") or (before == "K" and mark in "bz"):
        return "V"
    if mark == "z":
        return "V" if before in ("N", ",", ")", "W", "C", "Q", "!", "-", "U") else "N"
    plural = _plural_head(low, tag, i)
    third = low[i].endswith("s") and not low[i].endswith("ss")
    if mark == "b":
        return "V" if plural and after in "DKRNXUPTQ,:GAW." else ("I" if before == "C" else "N")
    # as often a noun: a verb only where a clause plainly goes on, or is set off: "..., workers fear."
    set_off = plural and not third and low[i] in lexicon().cues and _set_off(tag, i, after)
    if set_off or (third and before + after == "CT" and low[i] in lexicon().triggers):
        return "V"  # "... and hopes to return"
    agrees = (before == "N" and third and not plural) or (plural and not third)
    return "V" if (agrees or before in ("Q", ",", "!", ")")) and after in "DKRQ:UXG" else "N"


def _set_off(tag: list[str], i: int, after: str) -> bool:
    """Whether a comma stands before the subject of i, and the clause ends or goes on after i."""
    if after not in ",." or "," not in tag[:i]:
        return False
    comma = i - 1 - tag[i - 1 :: -1].index(",")
    return after == "." or all(mark in "DNJUGP" for mark in tag[comma + 1 : i])


def _plural_head(low: list[str], tag: list[str], i: int) -> bool:
    """Whether the noun phrase right before i has a plural head: "residents of the town", "both men"."""
    at = i - 1
    head = -1
    while at >= 0 and tag[at] in "NDJUGPA":
        if tag[at] == "N" and (head < 0 or tag[at + 1] == "P"):
            head = at
        at -= 1
    if head < 0:
        return False
    if at > 0 and low[at] == "and" and tag[at - 1] == "N":
        return True
    word = low[head]
    return word in PLURALS or (word.endswith("s") and not word.endswith(("ss", "is", "us")))


def _past(word: str, mark: str, before: str, after: str, capital: bool, following: str) -> str:
    if capital:
        return "N"
    if mark == "V":
        return "N" if before in ("D", "G", "J") else "V"
    if following == "by" and before == "N" and lexicon().verbs.get(word, {}).get("past") in lexicon().cues:
        return "E"
    if before in ("H", "B"):
        return "E"
    if before in ("D", "G", "J", "U") and after in ("N", "F", "n", "J", "v", "z", "b"):
        return "J"
    if before in ("D", "G") and not (word in SPEAKING and after in "RKDXGQ:"):
        return "J"
    return "E" if before in ("P", "S", "") and word not in SPEAKING else "V"
