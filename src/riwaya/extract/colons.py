"""Attribution by a colon alone: "The guard was shorter: “...”", "Case file 7: ...", "word from X: ..."."""

from __future__ import annotations

from riwaya.extract.frame import Frame
from riwaya.extract.lists import word_set
from riwaya.extract.phrases import group_start, subject
from riwaya.extract.tokens import Tokens
from riwaya.records import Stance

DOCUMENTS = word_set("documents")
WORD_SENT = word_set("word_sent")
NEWS = frozenset(("news", "word", "tidings"))


def colon_frame(tokens: Tokens, frames: list[Frame]) -> Frame | None:
    """ "A signalman was shorter: “...”", "File 12: the man was beaten": an attribution by a colon alone."""
    at = next((i for i in range(1, len(tokens) - 1) if tokens.tag[i] == ":"), None)
    if at is None:
        return None
    if found := _document(tokens, at):
        return found
    if found := word_from(tokens, at) or with_news(tokens, at):
        return found
    verb = next((i for i in range(at) if tokens.is_finite(i)), None)
    if not frames and verb is not None and tokens.tag[at + 1] == "Q":
        source = subject(tokens, group_start(tokens, verb), parenthetical=False)
        if source is not None and tokens.low[source[0]] not in ("it", "this", "that", "there"):
            return Frame((verb, at), Stance.ASSERTED, source, content=at + 1, begin=source[0], lemma="colon")
        return None
    return None


def _document(tokens: Tokens, at: int) -> Frame | None:
    """ "Case file 7, kept under lock: ...": a document that speaks before a colon."""
    head = next((i for i in range(at) if tokens.tag[i] in ",("), at)
    if head > 8 or tokens.tag[0] not in "DNG" or tokens.finite(0, head):
        return None
    known = any(tokens.low[i] in DOCUMENTS for i in range(head))
    if known and (tokens.finite(at + 1) or "Q" in tokens.tag[at + 1 :]):
        return Frame((at, at + 1), Stance.ASSERTED, (0, head), content=at + 1, begin=0, lemma="colon")
    return None


def word_from(tokens: Tokens, at: int) -> Frame | None:
    """ "... to pass on a warning from a neighbour: ...": who sent word is the source."""
    for i in range(max(1, at - 8), at - 1):
        if tokens.low[i] == "from" and tokens.low[i - 1] in WORD_SENT and tokens.finite(at + 1):
            verb = next((k for k in range(i) if tokens.is_finite(k)), None)
            bearer = (
                subject(tokens, group_start(tokens, verb), parenthetical=False) if verb is not None else None
            )
            begin = bearer[0] if bearer else i - 1
            cue = (i - 1, i + 1)
            return Frame(
                cue,
                Stance.ASSERTED,
                (i + 1, at),
                False,
                bearer,
                at + 1,
                begin=begin,
                lemma="colon",
                kind="told",
            )
    return None


def with_news(tokens: Tokens, at: int) -> Frame | None:
    """ "A pedlar came in with bad news, which he had from X: ...": who brings it, and X."""
    news = next((i for i in range(1, at) if tokens.low[i] in NEWS), None)
    if news is None or not tokens.finite(at + 1):
        return None
    verb = next((k for k in range(news - 1, -1, -1) if tokens.is_finite(k)), None)
    brings = {"with", "bring", "brings", "brought", "bringing"} & set(tokens.low[max(0, news - 4) : news])
    if verb is None or not brings:
        return None
    bearer = subject(tokens, group_start(tokens, verb), parenthetical=False)
    behind = next((i for i in range(news + 1, at - 1) if tokens.low[i] == "from"), None)
    if bearer is None or (behind is None and any(tokens.tag[i] in ",;" for i in range(news, at))):
        return None
    extra = (((behind + 1, at), (behind, behind + 1)),) if behind is not None else ()
    return Frame(
        (verb, verb + 1), Stance.ASSERTED, bearer, content=at + 1, extra=extra, begin=bearer[0], lemma="colon"
    )


def brings_news(tokens: Tokens) -> bool:
    """Whether a colon stands there behind somebody who brings word: see `with_news`."""
    return any(tokens.tag[i] == ":" and with_news(tokens, i) for i in range(1, len(tokens) - 1))
