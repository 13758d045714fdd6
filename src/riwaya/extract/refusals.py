"""What a refusal to answer is about: "declined to say whether ..."."""

from __future__ import annotations

from riwaya.extract.lexicon import lexicon
from riwaya.extract.lists import word_set
from riwaya.extract.tokens import Tokens

ASKED_ABOUT = word_set("asked_about")
RULING_OUT = (("to", "rule", "out"), ("to", "exclude"), ("to", "discount"))


def refused_about(tokens: Tokens, after: int, at: int) -> int | None:
    """Where what was asked about begins, or the refusal where nothing more is said; None if neither."""
    if at >= len(tokens) or tokens.tag[at] in ",.;C":
        return after - 1
    if tokens.tag[at] != "T" or at + 1 >= len(tokens):
        return None
    if tokens.low[at + 1] not in ASKED_ABOUT:
        return after - 1
    about = at + 2
    while about < len(tokens) and tokens.tag[about] == "A":
        about += 1
    if tokens.low[about : about + 1] in (["on"], ["about"]):
        about += 1
    if about < len(tokens) and tokens.low[about] in lexicon().times:
        about += 1
        if about < len(tokens) and tokens.low[about] in lexicon().times:
            about += 1
    if about >= len(tokens) or tokens.tag[about] in ",;.C!":
        return after - 1
    return about


def unruled(tokens: Tokens, after: int) -> int | None:
    """Where what somebody "refused to rule out" begins: to leave it open is to hold it possible."""
    for words in RULING_OUT:
        end = after + len(words)
        if tuple(tokens.low[after:end]) == words and end < len(tokens) and tokens.tag[end] not in ",.;":
            return end
    return None
