"""How a content is held: possible, predicted or wanted by its own modal; and its polarity."""

from __future__ import annotations

import re

from riwaya.extract.lexicon import lexicon
from riwaya.extract.lists import word_set
from riwaya.extract.quotes import paragraph_quotations
from riwaya.extract.tokens import Tokens, tokens
from riwaya.extract.verbs import main_verb
from riwaya.records import Span, Stance

POSSIBLE = word_set("possible")
LIKELY = word_set("likely")
SEEMING = word_set("seeming")
FUTURE = word_set("future")
NEEDED = word_set("needed")
HYPOTHETICAL = frozenset(("have", "have been"))
INTENDING = word_set("intending")
SCOPE = 5  # words right of the verb in which "no" and "none" still turn the clause: "had received no answer"
QUANTITY = re.compile(
    r"\bno (?:more|fewer|less|later|sooner|doubt) than\b|\bnot (?:only|just|least)\b|\bno doubt\b", re.I
)
# "sabotage cannot be excluded"
OPEN = re.compile(
    r"^(?:can(?:not|['’]t| not)|could not|couldn['’]t) (?:yet |be )*(?:excluded|discounted|ruled out)\b"
)
MISSED = word_set("missed")  # "could have been avoided" was not
NONE = frozenset(("not", "never", "no", "nothing", "none"))
NUMBERED = re.compile(r"No\.?\s?\d|Nos?\.\s")  # "Hospital No. 2"

# what is only said against what others say: "at no time did our crews", "it has nothing to do with it"
DISOWNED = re.compile(
    r"at no (?:time|point|stage|moment) (?:did|has|have|had|was|were|is|are)\b"
    r"|[^,;:]{0,60}\b(?:has|have|had|having) (?:absolutely )?nothing (?:whatsoever |at all )?to do with\b"
    r"|(?:no|not a single|not one) (?:man|woman|soldier|fighter|member|unit|officer|vehicle|aircraft|shell"
    r"|round|bullet|employee|ship|vessel|boat) (?:of|from|under) (?:ours|our|the|this)\b"
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
            if i + 1 < len(content) and piece.tag[-1:] == [","]:
                piece = piece.cut(0, len(piece) - 1)
        low.extend(piece.low)
        start.extend(piece.start)
        end.extend(piece.end)
        tag.extend(piece.tag)
    return Tokens(content.text, low, start, end, tag)


def modal_stance(content: Tokens) -> Stance:
    """The stance that the content's own main verb gives it; `asserted` where it has no modal."""
    verb = main_verb(content)
    if verb is None:
        return Stance.ASSERTED
    if DISOWNED.match(" ".join(content.low)):
        return Stance.DENIED
    word = content.low[verb]
    after = list(content.low[verb + 1 : verb + 4])
    near = {*after[:2], *content.low[max(0, verb - 2) : verb]}
    negated = (bool(after) and after[0] in ("not", "never")) or word.endswith(("n't", "n’t"))
    if OPEN.search(" ".join(content.low[verb : verb + 6])):
        return Stance.POSSIBLE
    could = word == "could" and not negated and not (after[:1] == ["have"] and MISSED & set(content.low))
    if word in POSSIBLE or could or word in SEEMING or content.low[:1] in (["perhaps"], ["maybe"]):
        return Stance.POSSIBLE
    if near & LIKELY:
        return Stance.POSSIBLE
    if word in FUTURE or (word in ("would", "wouldn't", "wouldn’t") and "have" not in after[:2]):
        return Stance.PREDICTED
    if content.tag[verb] == "B" and content.tag[verb + 1 : verb + 2] == ["T"]:
        return Stance.PREDICTED
    planned = content.tag[verb] == "B" and bool(set(after[:2]) & INTENDING) and "to" in after
    done = word == "set" or (
        word.endswith("ed") and "to" not in after
    )  # "set fire to it", "planned the raid"
    if planned or (word in INTENDING and not done):
        return Stance.PREDICTED
    if word in NEEDED and "have" not in after:
        return Stance.WANTED
    return Stance.ASSERTED


def negated(content: Tokens) -> bool:
    """Whether the proposition itself is negative: "had not come", "nobody came", "received no answer"."""
    verb = main_verb(content)
    if verb is not None and OPEN.search(" ".join(content.low[verb : verb + 6])):
        return False  # "cannot be ruled out" says that it may be
    if verb is None:
        opening = [i for i, word in enumerate(content.low[:3]) if word in NONE]
        return any(not NUMBERED.match(content.text, content.start[i]) for i in opening)
    last = verb + 1
    while last < len(content) and last <= verb + SCOPE and content.tag[last] not in ",;:KWS":
        last += 1
    first = verb
    while first > 0 and content.tag[first - 1] not in ",;:WS":
        first -= 1
    if first > 0 and content.tag[first - 1] == "W":
        first = verb  # what stands between belongs to a relative clause
    return _turns(content, 0, verb) or any(_turns(content, i, verb) for i in range(first, last))


def _turns(content: Tokens, i: int, verb: int) -> bool:
    """Whether the word at i makes the clause of this verb negative."""
    word = content.low[i]
    if word not in lexicon().negators and not word.endswith(("n't", "n’t")):
        return False
    if word == "no" and NUMBERED.match(content.text, content.start[i]):
        return False
    here = content.text[max(content.start[i] - 4, 0) : content.end[i] + 14]
    return QUANTITY.search(here) is None and (i == 0 or word != "no" or i >= verb - 3)


def untrue(content: Tokens) -> tuple[Tokens, bool]:
    """The content without "it was untrue that", and whether its speaker marks it as false."""
    lex = lexicon()
    words = " ".join(content.low)
    for opening in lex.untrue_openings:
        if words.startswith(opening + " "):
            return content.cut(opening.count(" ") + 1, len(content)), True
    return content, any(inside in words for inside in lex.untrue_inside)
