"""Who gives a figure or a name: "put the toll at 12", "counts 17 dead", "called the story “a joke”"."""

from __future__ import annotations

from riwaya.extract.complements import NUMBERING
from riwaya.extract.frame import Frame, to_the_right
from riwaya.extract.lexicon import lexicon
from riwaya.extract.lists import word_set
from riwaya.extract.phrases import group_start, subject
from riwaya.extract.tokens import Tokens
from riwaya.records import Stance

COUNTING = word_set("counting_verbs")
REVISING = word_set("revising_verbs")
REPORTING = frozenset(("report", "reports", "reported"))
GIVING = word_set("giving_verbs")
FIGURE_VERBS = COUNTING | REVISING | GIVING | {"put", "puts"}
TOLLS = word_set("tolls")
SHARES = word_set("shares")
PUT_OFF = {"off", "out", "up", "down", "back", "away", "forward", "on"}  # "was put off to 30 March"


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
    """ "put the toll at 12", "gives it as 12", "counts 17 dead": who gives a figure is its source."""
    if "been" in tokens.low[max(0, i - 2) : i] or set(tokens.low[i + 1 : i + 2]) & PUT_OFF:
        return None
    if tokens.low[i + 1 : i + 2] == ["it"] and (said := _as_put(tokens, i)) is not None:
        return said
    counts = tokens.low[i] in COUNTING
    reach = range(i + 1, min(i + 2 if counts else i + 14, len(tokens)))
    led_by = ("as",) if tokens.low[i] in GIVING else ("at", "to")
    number = next((k for k in reach if _numeric(tokens, k) and (counts or tokens.low[k - 1] in led_by)), None)
    if number is not None and tokens.low[i] in GIVING and not set(tokens.low[i:number]) & TOLLS:
        return None
    if number is None and tokens.low[i] in REPORTING and _plain_object(tokens, i + 1):
        number = i + 1
    if number is None or (tokens.low[i] in REVISING and not set(tokens.low[i:number]) & TOLLS):
        return None
    base = Frame((group_start(tokens, i), i + 1), Stance.ASSERTED, lemma=tokens.low[i], begin=i)
    return to_the_right(tokens, base, i + 1, None, negated=False, cue=lexicon().cues["say"][0])


def _plain_object(tokens: Tokens, at: int) -> bool:
    """Whether an object follows that is told to nobody: "reported shelling", not "reported it to us"."""
    if at >= len(tokens) or tokens.tag[at] not in "NDJ":
        return False
    ends = (k for k in range(at, len(tokens)) if tokens.tag[k] in ",;:.C" or tokens.is_finite(k))
    stop = next(ends, len(tokens))
    return "to" not in tokens.low[at:stop] and (stop == len(tokens) or not tokens.is_finite(stop))


def _as_put(tokens: Tokens, i: int) -> Frame | None:
    """ "as the mayor put it": the words beside it are hers."""
    source = subject(tokens, i, parenthetical=True)
    if source is None or source[0] == 0 or tokens.low[source[0] - 1] != "as":
        return None
    return Frame((i, i + 2), Stance.ASSERTED, source, tail=i + 2, begin=source[0] - 1, lemma="put", kind="as")


def _numeric(tokens: Tokens, k: int) -> bool:
    share = any(word in SHARES for word in tokens.low[k + 1 : k + 2])
    if tokens.low[k] == "no":
        return any(word in ("more", "fewer", "less") for word in tokens.low[k + 1 : k + 2])
    return tokens.tag[k] == "U" or tokens.low[k] in NUMBERING or bool(tokens.low[k] == "a" and share)
