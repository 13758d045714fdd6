"""What happened to those counted: the nearest word of killing, fleeing, closing ... around a number."""

from __future__ import annotations

from riwaya.locate.counting import Counting
from riwaya.locate.tokens import Tokens

_ENDS = frozenset({".", "!", "?", ";", "“", "”", '"'})
_CLAUSE = frozenset(
    {"after", "when", "while", "because", "before", "but", "although", "though", "since", "as", "if"}
)
_BEING = frozenset(
    {"is", "are", "was", "were", "been", "being"}
)  # of a passive, whose subject stands before it
_TELLING = frozenset(
    {"dead", "wounded", "injured", "missing", "displaced", "bodies", "casualties", "fatalities", "lives"}
    | {"deaths", "escapees", "returnees", "detainees", "idps"}
)  # counted nouns that say what happened themselves
_BEHIND = frozenset({"dead", "wounded", "injured", "missing", "homeless"})
_TOLLED = frozenset({"dead", "injured", "wounded", "missing", "displaced"})  # "put the dead at 23"
_ASIDES = frozenset({"among", "including", "most", "all", "many", "some", "mostly", "half", "nearly"})
_LEFT_NEAR, _RIGHT, _LEFT_FAR = 3, 12, 14


def measure_near(first: int, last: int, noun_last: int, tokens: Tokens, c: Counting) -> str | None:
    """The measure of the figure at tokens first..last whose noun ends at `noun_last`; None if unsaid."""
    if tokens.at(last + 1) in _BEHIND:  # "left 9 dead"
        return c.measure(tokens.words, last + 1)
    if tokens.at(last + 1) == c.taken and tokens.at(first - 1) in c.taking:
        return c.measure(tokens.words, last + 1)
    inside = _inside(last, noun_last, tokens, c)
    if inside:
        return inside
    led = _close_left(first, tokens, c)
    if led in c.weak and tokens.at(noun_last + 1) in _BEHIND:  # "left 60 families homeless"
        return c.measure(tokens.words, noun_last + 1)
    return led or _right(max(last, noun_last), tokens, c) or _far_left(first, tokens, c)


def _inside(last: int, noun_last: int, tokens: Tokens, c: Counting) -> str | None:
    """ "15 displaced families", "scores of returning families": told by a word before the noun."""
    for index in range(last + 1, noun_last):
        measure = c.measure(tokens.words, index)
        if measure is not None:
            return measure
    return None


def _close_left(first: int, tokens: Tokens, c: Counting) -> str | None:
    """ "killing nine people", "Killed: 4", "detained three men"."""
    for index in range(first - 1, max(-1, first - 1 - _LEFT_NEAR), -1):
        word = tokens.words[index]
        if word in _ENDS or word in (",", "and", "or", "(") or _numeric(word, c):
            return None
        measure = c.measure(tokens.words, index)
        named = word in c.people and not (
            word in _TOLLED and tokens.at(index + 1) in ("at", "to", "is", "was")
        )
        if measure is not None and not named and word not in c.tolls and word not in _BEING:
            return measure
    return None


def _right(last: int, tokens: Tokens, c: Counting) -> str | None:
    """ "12 people drowned", "64 shops were destroyed"; up to the next number or clause."""
    words = tokens.words
    own = c.measure(words, last) if 0 <= last < len(words) and words[last] in _TELLING else None
    if own == "killed":
        return own
    commas, weak = 0, None
    last = _past_aside(last, words)
    for index in range(last + 1, min(len(words), last + 1 + _RIGHT)):
        word = words[index]
        if word in _ENDS or word in _CLAUSE or tokens.broken(index - 1, index):
            break
        if _numeric(word, c) and index > last + 1 and not (word == "one" and words[index - 1] == "of"):
            return weak or own or _shared(last, index, tokens, c)
        if word == ",":
            commas += 1
            if commas > 1 and index > last + 6:
                break
            continue
        if word == "and" and index + 1 < len(words) and _numeric(words[index + 1], c):
            return weak or own or _shared(last, index + 1, tokens, c)
        measure = c.measure(words, index)
        if measure in c.weak:
            weak = weak or measure
        elif measure is not None:
            return measure
    return weak or own


_LINKS = frozenset(
    {"and", "between", "or", ",", "at", "least", "about", "some", "around", "another", "as", "well"}
)


def _shared(last: int, number: int, tokens: Tokens, c: Counting) -> str | None:
    """ "Two nurses and three drivers were killed": the verb behind a second number is the first one's too."""
    words = tokens.words
    between = words[last + 1 : number]
    if "and" not in between or any(w in c.ends - _LINKS - {"of", "in", "from"} for w in between):
        return None
    for index in range(number, min(len(words), number + 9)):
        if words[index] in ("were", "was", "have", "had", "are"):
            for at in range(index + 1, min(len(words), index + 4)):
                measure = c.measure(words, at)
                if measure is not None:
                    return measure
            return None
        plain = words[index].isalpha() and (words[index] not in c.ends or words[index] in _LINKS | {"of"})
        if not (plain or _numeric(words[index], c)):
            return None
    return None


def _past_aside(last: int, words: list[str]) -> int:
    """Past "..., among them two children, ..." to where the sentence goes on."""
    if words[last + 1 : last + 2] == [","] and words[last + 2 : last + 3] and words[last + 2] in _ASIDES:
        for index in range(last + 3, min(len(words), last + 18)):
            if words[index] == ",":
                return index
            if words[index] in _ENDS:
                break
    return last


def _far_left(first: int, tokens: Tokens, c: Counting) -> str | None:
    """ "the number of people killed has risen to 16", "the toll of nine"."""
    for index in range(first - 1, max(-1, first - 1 - _LEFT_FAR), -1):
        word = tokens.words[index]
        if word in _ENDS or tokens.broken(index, index + 1) or (word == "and" and index == first - 1):
            return None
        measure = c.measure(tokens.words, index)
        passing = measure in c.weak and tokens.words[index] in c.tolls
        if measure is not None and not passing and tokens.words[index] not in _BEING:
            return measure
    return None


def toll_measure(first: int, tokens: Tokens, c: Counting) -> str | None:
    """What a bare toll counts ("The real number is 14"): a killing or a wounding told before, not both."""
    told = {c.measure(tokens.words, index) for index in range(max(0, first - 90), first)}
    spoken = told & {"killed", "injured"}
    return spoken.pop() if len(spoken) == 1 else None


def _numeric(word: str, c: Counting) -> bool:
    """Whether a word is a number."""
    return word[0].isdigit() or word in c.numbers or word in c.scales
