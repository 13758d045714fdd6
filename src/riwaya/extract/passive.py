"""Passive cues: "was told by X that ...", "is said to ...", "a charge denied by X"."""

from __future__ import annotations

from riwaya.extract.active import after_adverbials
from riwaya.extract.complements import complement
from riwaya.extract.frame import Frame
from riwaya.extract.lexicon import lexicon
from riwaya.extract.lists import word_set
from riwaya.extract.phrases import Range, group_start, subject
from riwaya.extract.rightward import phrase_right, with_apposition
from riwaya.extract.tokens import Tokens
from riwaya.records import Stance

HEARER_PASSIVES = word_set("hearer_passives")
OUTCOMES = word_set("outcomes")
SO = (("as", "much"), ("so",), ("the", "same"), ("this",), ("that",))
AGENTS = word_set("agents")
DOCUMENTS = word_set("documents") | word_set("speaking_documents")


def passive(tokens: Tokens, i: int, lemma: str) -> Frame | None:
    """ "was told by X that ...", "is said to ...", "..., a charge denied by X"."""
    first = group_start(tokens, i)
    auxiliary = any(tokens.tag[k] == "B" for k in range(first, i))
    after = i + 1
    if not auxiliary:
        return _reduced(tokens, i, lemma) if first == i else None
    agent, cue_end = None, after
    if after < len(tokens) and tokens.low[after] == "by":
        end = phrase_right(tokens, after + 1, len(tokens))
        if end > after + 1:
            agent, cue_end = (after + 1, end), after + 1
    rest = agent[1] if agent else after
    if lemma in HEARER_PASSIVES and agent is None and (so := _told_so(tokens, first, after)) is not None:
        return so
    if lemma in HEARER_PASSIVES:
        return _told(tokens, (first, cue_end), agent, rest, lemma)
    if lemma == "quote" and (said := _as_saying(tokens, rest)) is not None:
        return _quoted_as_saying(tokens, (first, after), agent, said + 2)
    if agent is not None and lemma in AGENTS:
        return _by_agent(tokens, (first, cue_end), agent, lemma)
    stance = lexicon().passives.get(tokens.low[i])
    if stance is not None and agent is None and rest < len(tokens):
        return _hearsay(tokens, (first, after), rest, stance, lemma)
    return None


def _told_so(tokens: Tokens, first: int, after: int) -> Frame | None:
    """ "was told as much by X": what was said before, by X."""
    for words in SO:
        end = after + len(words)
        if tuple(tokens.low[after:end]) == words and tokens.low[end : end + 1] == ["by"]:
            stop = phrase_right(tokens, end + 1, len(tokens))
            hearer = subject(tokens, first, parenthetical=False)
            if stop > end + 1 and hearer is not None:
                return Frame(
                    (first, after),
                    Stance.ASSERTED,
                    (end + 1, stop),
                    listener=hearer,
                    content=after,
                    end=end,
                    tail=stop,
                    begin=hearer[0],
                    lemma="tell",
                    kind="told",
                )
    return None


def _told(tokens: Tokens, cue: Range, agent: Range | None, rest: int, lemma: str) -> Frame | None:
    """A passive whose subject is the hearer."""
    readings = [c for c in lexicon().cues.get(lemma, ()) if "listener" in c.takes or "to" in c.takes]
    hearer = subject(tokens, cue[0], parenthetical=False)
    before = cue[0]
    inherits_hearer = before > 0 and tokens.tag[before - 1] == "C"
    begin = hearer[0] if hearer else before
    for reading in readings:
        found = complement(tokens, rest, reading, heard=True)
        if found is not None and tokens.tag[found.start] == "W" and found.start + 1 == len(tokens):
            return None  # "we were never told why"
        if found is not None and (hearer or inherits_hearer):
            return Frame(
                cue,
                reading.stance,
                agent,
                listener=hearer,
                content=found.start,
                begin=begin,
                lemma=lemma,
                kind="told",
            )
    hearer = subject(tokens, cue[0], parenthetical=True)
    if hearer and hearer[0] > 0 and tokens.tag[hearer[0] - 1] in ",Q!":
        tail = after_adverbials(tokens, rest)
        return Frame(cue, Stance.ASSERTED, agent, listener=hearer, tail=tail, begin=hearer[0], lemma=lemma)
    return None


def _as_saying(tokens: Tokens, at: int) -> int | None:
    """Where "as saying" stands, at once or behind a few words of place."""
    reach = range(at, min(at + 8, len(tokens) - 1))
    return next((k for k in reach if tuple(tokens.low[k : k + 2]) == ("as", "saying")), None)


def _quoted_as_saying(tokens: Tokens, cue: Range, agent: Range | None, after: int) -> Frame | None:
    """ "was quoted (by the agency) as saying that ...": whoever quotes stands before whoever is quoted."""
    found = complement(tokens, after, lexicon().cues["say"][0])
    source = subject(tokens, cue[0], parenthetical=False)
    if found is None or source is None:
        return None
    if agent is None:
        return Frame(
            (cue[0], after), Stance.ASSERTED, source, content=found.start, begin=source[0], lemma="quote"
        )
    behind = ((source, (after - 2, after)),)
    return Frame(
        cue, Stance.ASSERTED, agent, content=found.start, extra=behind, begin=source[0], lemma="quote"
    )


def _by_agent(tokens: Tokens, cue: Range, agent: Range, lemma: str) -> Frame | None:
    """ "was confirmed by the ministry": what was confirmed stands before the verb."""
    what = subject(tokens, cue[0], parenthetical=False)
    cues = [c for c in lexicon().cues.get(lemma, ()) if "np" in c.takes or "that" in c.takes]
    if what is None or not cues:
        return None
    place = with_apposition(tokens, agent[1])
    return Frame(
        cue,
        cues[0].stance,
        (agent[0], place),
        content=what[0],
        end=what[1],
        tail=place,
        begin=what[0],
        lemma=lemma,
    )


def _hearsay(tokens: Tokens, cue: Range, rest: int, stance: Stance, lemma: str) -> Frame | None:
    """ "is said to own ...", "it is believed that ...": nobody is named as the source."""
    first = cue[0]
    if tokens.low[first - 1 : first] == ["it"] and tokens.tag[rest] == "P":
        that = next((k for k in range(rest, min(rest + 7, len(tokens))) if tokens.tag[k] == "K"), None)
        if that is not None and not tokens.finite(rest, that):
            document = (
                any(low in DOCUMENTS for low in tokens.low[rest + 1 : that]) and tokens.low[rest] == "in"
            )
            source = (rest + 1, that) if document else None
            return Frame(cue, stance, source, content=that + 1, begin=first - 1, lemma=lemma, kind="hearsay")
    if tokens.tag[rest] == "K" or (tokens.low[first - 1 : first] == ["it"] and tokens.finite(rest)):
        content = rest + (tokens.tag[rest] == "K")
        return Frame(cue, stance, content=content, begin=max(0, first - 1), lemma=lemma, kind="hearsay")
    bare = tokens.low[rest] in OUTCOMES
    if tokens.tag[rest] == "T" or bare:
        who = subject(tokens, first, parenthetical=False)
        if who:
            after = rest + (not bare)
            return Frame(
                (first, after),
                stance,
                content=after,
                begin=who[0],
                keeps_subject=who,
                lemma=lemma,
                kind="hearsay",
            )
    return None


def _reduced(tokens: Tokens, i: int, lemma: str) -> Frame | None:
    """ ", an assertion denied by several residents": the words before it are what is denied."""
    cues = [c for c in lexicon().cues.get(lemma, ()) if c.kind == "say" and c.takes & {"np", "that"}]
    if not cues or i == 0 or tokens.tag[i - 1] not in "NGU" or tokens.low[i + 1 : i + 2] != ["by"]:
        return None
    end = with_apposition(tokens, phrase_right(tokens, i + 2, len(tokens)))
    start = i
    while start > 0 and tokens.tag[start - 1] in "NDGJUP":
        start -= 1
    if end == i + 2 or lemma not in AGENTS:
        return None
    return Frame(
        (i, i + 2),
        cues[0].stance,
        (i + 2, end),
        content=start,
        begin=start,
        end=i,
        tail=end,
        lemma=lemma,
        kind="reduced",
    )
