"""How an act is told: as history, to come, supposed or not so; PLOVER's auxiliary modes."""

from __future__ import annotations

import re

HISTORICAL, FUTURE, HYPOTHETICAL, NEGATION = "historical", "future", "hypothetical", "negation"
_LONG_AGO = 5  # years before it is told from which a happening is history
_BREAK = re.compile(r"(?<=[.!?…])[”\"']?\s+(?=[\"“‘A-Z0-9])|\n+")
_CLAUSE = re.compile(r"[;:,—]|\b(?:but|while|although|though|and then)\b")
_ASIDE = re.compile(
    r"\b(?:after|since|before|following|until|despite|because of|in response to|in protest at|over|under|"
    r"amid|during|who|whom|whose|which|where|when|that had|killed in|"
    r"suspected of|accused of|wanted for|responsible for|on charges of)\b"
    r"(?:\s+[\w’'-]+){0,3}\s*$|"
    r"\b(?:in|for|by|at|near|from|of|with) (?:the|a|an|last \w+|those|his|her|their|its)\s+$|"
    r"^\W*(?:if|should|unless|once|when|were)\b[^,]*$",
    re.I,
)
_PASSIVE = re.compile(r"\b(?:was|were|been|being|be|is|are|got|had been)(?:\s+\w+ly)?\s*$", re.I)
_NOT = re.compile(
    r"\b(?:no|not|never|nobody|no one|none|nothing|without|neither|nor|hardly any)\b|n[’']t\b", re.I
)
_NOT_HERE = re.compile(r"\bnot only\b|\bno longer\b|\bnot just\b|\bno fewer\b|\bno less\b|\bno doubt\b", re.I)
_WILL = re.compile(
    r"\b(?:will|shall|won[’']t|[’']ll|(?:is|are|was|were) (?:to|about to|going to|set to|due to|expected to|"
    r"planning to|preparing to|ready to)|plans? to|planned to|planning (?:to|a|an)|intends? to|"
    r"prepar\w+ (?:to|for)|scheduled|announced (?:plans|that it would)|aims? to|hopes? to|"
    r"would (?:soon|shortly))\b",
    re.I,
)
_IF = re.compile(r"\b(?:if|unless|were to|in case|in the event|suppose|supposing)\b|^\W*should\b", re.I)
_WOULD = re.compile(r"\bwould\b", re.I)
_MAY = re.compile(r"\b(?:may|might|could)\b(?! (?:have been|20|19|\d))", re.I)
_SAID = re.compile(r"\b(?:said|announced|promised|declared|told|added|confirmed)\b", re.I)
_AGO = re.compile(
    r"\b(?:\w+ty|ten|fifteen|twelve|\d{2,}|[6-9]|six|seven|eight|nine|many|several) years (?:ago|earlier)\b|"
    r"\b(?:decades?|centur(?:y|ies)|generations?) (?:ago|earlier)\b|\blast century\b|"
    r"\bin the (?:(?:early|late|mid)[- ])?(?:19|18|17)\d0s\b|"
    r"\bduring the (?:old|colonial|civil|first|second|great) (?:war|rule|uprising|occupation)\b",
    re.I,
)
_YEAR = re.compile(r"\b(?:in|of|since|back in|during|until|between|summer|winter|spring|autumn|"
                   r"[A-Z][a-z]+) (1[5-9]\d\d|20\d\d)\b")  # fmt: skip


def sentence_starts(text: str) -> list[int]:
    """Where the sentences of a text begin."""
    return [0, *(m.end() for m in _BREAK.finditer(text))]


def _clause(text: str, at: int) -> str:
    """What stands before a place in its sentence."""
    start = max(s for s in sentence_starts(text) if s <= at)
    return text[start:at]


def background(text: str, at: int) -> bool:
    """Whether an act stands as a circumstance: "after the raid", "who had shot", "over the killing"."""
    before = _clause(text, at)
    return bool(_ASIDE.search(re.split(r"[,;:—]", before)[-1]))


def passive(text: str, start: int, end: int) -> bool:
    """Whether an act is told of the one it befalls."""
    return bool(_PASSIVE.search(text[max(0, start - 30) : start])) or text[start:end].endswith((" to", " by"))


def negated(text: str, start: int) -> bool:
    """Whether the sentence says, before the act, that it is not so."""
    before = _NOT_HERE.sub(" ", _clause(text, start))
    inner = _CLAUSE.split(before)[-1]
    return bool(_NOT.search(inner))


def marks(text: str, start: int, end: int, year: int | None = None) -> tuple[str, ...]:
    """The auxiliary modes of an act at `start` to `end` of a text written in a year, by name."""
    sentence = text[max(s for s in sentence_starts(text) if s <= start) :]
    before = _clause(text, start)
    whole = text[start - len(before) : end]
    found = set[str]()
    if negated(text, start):
        found.add(NEGATION)
    if _supposed(sentence, whole):
        found.add(HYPOTHETICAL)
    elif _WILL.search(_CLAUSE.split(before)[-1]) or (_WOULD.search(whole) and _SAID.search(sentence)):
        found.add(FUTURE)
    if not found & {FUTURE, HYPOTHETICAL} and _past(text, year):
        found.add(HISTORICAL)
    return tuple(sorted(found))


def _supposed(sentence: str, before: str) -> bool:
    if _IF.search(before) or (_WOULD.search(before) and _IF.search(sentence)):
        return True
    inner = _CLAUSE.split(before)[-1]
    return bool(_MAY.search(inner)) or bool(_WOULD.search(inner) and not _SAID.search(sentence))


def _past(text: str, year: int | None) -> bool:
    if _AGO.search(text):
        return True
    years = [int(m[1]) for m in _YEAR.finditer(text)]
    last = year if year is not None else 2005
    return bool(years) and max(years) < last - (_LONG_AGO if year is not None else 0)
