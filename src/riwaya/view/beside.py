"""What stands beside the name of a masked person and goes with it: "a clerk at the mill"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from riwaya.records import Referent, Words

BESIDE = 6  # characters between a mention and a description of the same person: ", the ", " (a "


def before_open(text: str, start: int, end: int, free: Sequence[tuple[int, int]]) -> int:
    """Where a description ends before it names someone or some place that needs no mask."""
    for at, past in free:
        if start <= at < end and past > start:
            return start + len(re.sub(r"\s+(?:\w+\s+)?(?:the\s+)?$", "", text[start:at]))
    return end


def descriptions(referent: Referent, words: Words, text: str) -> Iterator[tuple[int, int]]:
    """What the report says of the person right before or after a mention: "a clerk at the mill"."""
    for said in referent.descriptions:
        after = text.find(said, words.end, words.end + len(said) + BESIDE)
        before = text.rfind(said, max(0, words.start - len(said) - BESIDE), words.start)
        for at in (after, before):
            if at >= 0:
                yield at, at + len(said)


# what is said of someone behind a mention: "is a clerk at the mill", "teaches at the school", "(M, 50s)"
_IS = re.compile(
    r"(?: (?:himself|herself|themselves|here|now|also|still|then))?,? (?:is|was|are|were|has been|had been"
    r"|works?|worked|serves?|served|teaches|taught|lives?|lived|runs?|ran|owns?|owned|keeps?|kept|sells?|sold)"
    r"(?: (?:himself|herself|now|also|still|then|once))? "
    r"(?P<words>(?:as |at |for |in |with )?(?:an?|the|one of|his|her|their|from|aged?)\b[^.;:“”\"\n]{3,160}?)"
    r"(?=[.;:“”\"\n]|,? (?:who|and|but)? ?(?:asked|said|says|told|spoke|speaks|added|wanted|did not)\b|$)"
)
_BRACKET = re.compile(r",? \((?P<words>[^)\n]{3,90})\)")
# why someone does not want to be named, where that narrows who it is: "because his son is in the army"
_REASON = re.compile(
    r"\b(?:because|since|as|for|while)\b(?P<words>(?: [\w’'-]+){0,3}? (?:his|her|their|he|she|they)\b"
    r"[^.;“”\"\n]*?\b"
    r"(?:son|daughter|wife|husband|brother|sister|mother|father|parents?|family|cousin|uncle|aunt|relatives?"
    r"|children|works?|worked|serves?|served|lives?|teaches|employer|boss|job|office|unit|village|school)\b"
    r"[^.;,“”\"\n]*)"
)

_GOES_ON = re.compile(r"[”\"’)]*\s+(?:He|She|They)\b")
_END = re.compile(r"(?<!\b[A-Z])(?<!\b(?:Dr|Mr|Ms|St))(?<!\bMrs)[.!?](?=\s|[”\"’)]|$)|\n")


def attributes(words: Words, text: str, stop: int) -> Iterator[tuple[int, int]]:
    """What narrows down an unnamed source behind one mention of it, to the end of its sentence at `stop`."""
    for pattern in (_IS, _BRACKET):
        if found := pattern.match(text, words.end, stop):
            yield found.span("words")
    further = _GOES_ON.match(text, stop)  # "He is the sexton there."
    if further and (found := _IS.match(text, further.end(), sentence_end(text, further.end()))):
        yield found.span("words")
    for found in _REASON.finditer(text, words.end, stop):
        yield found.span("words")


def sentence_end(text: str, start: int) -> int:
    """Where the sentence that goes on here ends: at the next full stop that is no short form's, or line."""
    found = _END.search(text, start)
    return found.start() + 1 if found else len(text)
