"""Who gives a figure or a name: "put the toll at 12", "counts 17 dead", "called the story “a joke”"."""

from __future__ import annotations

from riwaya.extract.complements import NUMBERING
from riwaya.extract.frame import Frame, to_the_right
from riwaya.extract.lexicon import lexicon
from riwaya.extract.lists import word_set
from riwaya.extract.phrases import group_start
from riwaya.extract.tokens import Tokens
from riwaya.records import Stance

COUNTING = word_set("counting_verbs")
REVISING = word_set("revising_verbs")
FIGURE_VERBS = COUNTING | REVISING | {"put", "puts"}
TOLLS = word_set("tolls")


def called(tokens: Tokens, i: int) -> Frame | None:
    """ "called the story “a joke”": a denial where it is about what others say."""
    quote = next((k for k in range(i + 1, min(i + 9, len(tokens))) if tokens.tag[k] == "Q"), None)
    if (
        quote is None
        or quote == i + 1
        or any(tokens.tag[k] in ",;:." or tokens.is_finite(k) for k in range(i + 1, quote))
    ):
        return None
    said = lexicon().cue_nouns.keys() | {"story", "stories", "charge", "charges", "suggestion", "idea"}
    stance = Stance.DENIED if any(tokens.low[k] in said for k in range(i + 1, quote)) else Stance.ASSERTED
    base = Frame((group_start(tokens, i), i + 1), stance, lemma="call", begin=i)
    return to_the_right(tokens, base, i + 1, None, negated=False, cue=lexicon().cues["say"][0])


def figure(tokens: Tokens, i: int) -> Frame | None:
    """ "put the toll at 12", "counts 17 dead": who gives a figure is its source."""
    counts = tokens.low[i] in COUNTING
    reach = range(i + 1, min(i + 2 if counts else i + 14, len(tokens)))
    number = next(
        (k for k in reach if _numeric(tokens, k) and (counts or tokens.low[k - 1] in ("at", "to"))), None
    )
    if number is None or (tokens.low[i] in REVISING and not set(tokens.low[i:number]) & TOLLS):
        return None
    base = Frame((group_start(tokens, i), i + 1), Stance.ASSERTED, lemma=tokens.low[i], begin=i)
    return to_the_right(tokens, base, i + 1, None, negated=False, cue=lexicon().cues["say"][0])


def _numeric(tokens: Tokens, k: int) -> bool:
    share = tokens.low[k + 1 : k + 2] and tokens.low[k + 1] in (
        "third",
        "quarter",
        "fifth",
        "tenth",
        "half",
        "dozen",
        "hundred",
    )
    return tokens.tag[k] == "U" or tokens.low[k] in NUMBERING or bool(tokens.low[k] == "a" and share)
