"""How a content is held: the cue's stance, unless its own modal says possible, predicted or wanted; its polarity."""

from __future__ import annotations

import re

from riwaya.extract.lexicon import lexicon
from riwaya.extract.quotes import paragraph_quotations
from riwaya.extract.tokens import Tokens, tokens
from riwaya.records import Span, Stance

POSSIBLE = frozenset("may might".split())
LIKELY = frozenset("possibly perhaps maybe probably likely unlikely".split())
SEEMING = frozenset("appears appear appeared seems seem seemed".split())
FUTURE = frozenset("will shall won't won’t i'll we'll he'll she'll they'll it'll".split())
NEEDED = frozenset("should must ought shouldn't shouldn’t mustn’t".split())
HYPOTHETICAL = frozenset(("have", "have been"))
INTENDING = frozenset(
    "plans plan planned intends intend promises promise promised expected due scheduled set hopes".split()
)
SCOPE = 5  # words right of the verb in which "no" and "none" still turn the clause: "had received no answer"
QUANTITY = re.compile(
    r"\bno (?:more|fewer|less|later|sooner|doubt) than\b|\bnot (?:only|just|least)\b|\bno doubt\b", re.I
)


def opened(content: Tokens) -> Tokens:
    """The content with its quotations unfolded, so that modals and negation inside them are seen."""
    if "Q" not in content.tag:
        return content
    low: list[str] = []
    start: list[int] = []
    end: list[int] = []
    tag: list[str] = []
    for i in range(len(content)):
        if content.tag[i] != "Q":
            piece = content.cut(i, i + 1)
        else:
            inner = Span(content.start[i] + 1, max(content.start[i] + 1, content.end[i] - 1))
            piece = tokens(content.text, inner, paragraph_quotations(content.text, inner))
        low.extend(piece.low)
        start.extend(piece.start)
        end.extend(piece.end)
        tag.extend(piece.tag)
    return Tokens(content.text, low, start, end, tag)


def main_verb(content: Tokens) -> int | None:
    """Place of the finite verb of the main clause: not that of a relative or subordinate clause before it."""
    at = 0
    if content.tag[:1] == ["S"] and "," in content.tag:
        at = list(content.tag).index(",") + 1
        if not content.finite(at):
            at = 0
    skip = 0
    for i in range(at, len(content)):
        if content.tag[i] == "W" or (content.tag[i] == "K" and i > at):
            skip += i > at or content.low[i] in ("who", "which")
        elif content.is_finite(i):
            if skip and i > 0 and content.tag[i - 1] not in "BHMO":
                skip -= 1
                continue
            return i
    if content.tag[:1] == ["W"] or content.tag[:1] == ["S"]:
        return next((i for i in range(len(content)) if content.is_finite(i)), None)
    return None


def modal_stance(content: Tokens) -> Stance:
    """The stance that the content's own main verb gives it; `asserted` where it has no modal."""
    verb = main_verb(content)
    if verb is None:
        return Stance.ASSERTED
    word = content.low[verb]
    after = list(content.low[verb + 1 : verb + 4])
    near = {*after[:2], *content.low[max(0, verb - 2) : verb]}
    negated = bool(after) and after[0] in ("not", "never") or word.endswith(("n't", "n’t"))
    if word in POSSIBLE or (word == "could" and not negated and "have" not in after[:1]) or word in SEEMING:
        return Stance.POSSIBLE
    if near & LIKELY:
        return Stance.POSSIBLE
    if word in FUTURE or (word in ("would", "wouldn't", "wouldn’t") and "have" not in after[:2]):
        return Stance.PREDICTED
    if content.tag[verb] == "B" and content.tag[verb + 1 : verb + 2] == ["T"]:
        return Stance.PREDICTED
    if word in INTENDING or (content.tag[verb] == "B" and set(after[:2]) & INTENDING and "to" in after):
        return Stance.PREDICTED
    if word in NEEDED and "have" not in after:
        return Stance.WANTED
    return Stance.ASSERTED


def negated(content: Tokens) -> bool:
    """Whether the proposition itself is negative: "had not come", "nobody came", "received no answer"."""
    negators = lexicon().negators
    verb = main_verb(content)
    if verb is None:
        return any(word in ("not", "never", "no", "nothing", "none") for word in content.low[:3])
    last = verb + 1
    while last < len(content) and last <= verb + SCOPE and content.tag[last] not in ",;:KWS":
        last += 1
    first = verb
    while first > 0 and content.tag[first - 1] not in ",;:WS":
        first -= 1
    if (
        content.low[0] in negators
        and content.tag[0] != "S"
        and not QUANTITY.match(content.text, content.start[0])
    ):
        return True
    whole = content.text[content.start[first] : content.end[last - 1]]
    for i in range(first, last):
        word = content.low[i]
        if word in negators or word.endswith(("n't", "n’t")):
            here = content.text[max(content.start[i] - 4, 0) : content.end[i] + 14]
            if not QUANTITY.search(here) and not (word in ("no", "without") and i < verb - 3):
                return bool(whole)
    return False


def untrue(content: Tokens) -> tuple[Tokens, bool]:
    """The content without "it was untrue that", and whether its speaker marks it as false."""
    lex = lexicon()
    words = " ".join(content.low)
    for opening in lex.untrue_openings:
        if words.startswith(opening + " "):
            return content.cut(opening.count(" ") + 1, len(content)), True
    return content, any(inside in words for inside in lex.untrue_inside)
