"""Words passed on: "had heard from Z that ...", "quoted X as saying ...", ", citing X"."""

from __future__ import annotations

from riwaya.extract.complements import complement
from riwaya.extract.frame import Frame, to_the_right
from riwaya.extract.lexicon import lexicon
from riwaya.extract.lists import word_set
from riwaya.extract.phrases import Range, subject
from riwaya.extract.rightward import phrase_right, with_apposition
from riwaya.extract.tokens import Tokens
from riwaya.records import Stance

HEARD = word_set("heard_verbs")
REASONS = word_set("reasons")


def hearing(tokens: Tokens, first: int, after: int) -> Frame | None:
    """ "had heard from Z that ...", "heard the guards boast of ...": who was heard is the source."""
    hearer = subject(tokens, first, parenthetical=False)
    say = lexicon().cues["tell"][0]
    if after < len(tokens) and tokens.low[after] == "from":
        end = phrase_right(tokens, after + 1, len(tokens))
        source, rest = (after + 1, end), end
        further: tuple[Range, Range] | None = None
        if tokens.tag[rest : rest + 2] == [",", "W"]:
            further, rest = _further_source(tokens, rest)
        found = complement(tokens, rest, say, heard=True) if end > after + 1 else None
        if found is None:
            return None
        return Frame(
            (first, after + 1),
            Stance.ASSERTED,
            source,
            listener=hearer,
            content=found.start,
            begin=hearer[0] if hearer else first,
            extra=(further,) if further else (),
            lemma="hear",
            kind="hearing",
        )
    if (unsourced := _heard_that(tokens, first, after, hearer)) is not None:
        return unsourced
    if after < len(tokens) and tokens.tag[after] in "DNGUX":
        end = phrase_right(tokens, after, len(tokens))
        for at in range(after + 1, min(end + 1, len(tokens))):
            if tokens.low[at] in HEARD:
                found = complement(tokens, at + 1, say, heard=True)
                if found is None:
                    return None
                return Frame((at, at + 1), Stance.ASSERTED, (after, at), listener=hearer, content=found.start,
                             begin=hearer[0] if hearer else first, lemma="hear", kind="hearing")  # fmt: skip
    return None


def _heard_that(tokens: Tokens, first: int, after: int, hearer: Range | None) -> Frame | None:
    """ "the court heard that ...", "heard on the radio that ...": only a broadcast is a source here."""
    comma = next((k for k in range(after, min(after + 5, len(tokens))) if tokens.tag[k] == "K"), None)
    if comma is None or hearer is None or any(tokens.tag[k] not in "PDN" for k in range(after, comma)):
        return None
    on_air = [k for k in range(after, comma) if tokens.low[k] in ("radio", "television")]
    source = (after + 1, comma) if on_air else None
    return Frame(
        (first, after),
        Stance.ASSERTED,
        source,
        listener=hearer,
        content=comma + 1,
        begin=hearer[0],
        lemma="hear",
        kind="hearing",
    )


def _further_source(tokens: Tokens, comma: int) -> tuple[tuple[Range, Range] | None, int]:
    """ ", who had it from the dispatcher,": a source behind the source; and where the sentence goes on."""
    stop = next((k for k in range(comma + 1, len(tokens)) if tokens.tag[k] in ",;.:"), len(tokens))
    found = None
    for at in range(comma + 1, stop):
        if tokens.low[at] in ("from", "by") and at > comma + 2:
            found = ((at + 1, phrase_right(tokens, at + 1, stop)), (comma + 2, at + 1))
            break
    return found, stop + (stop < len(tokens) and tokens.tag[stop] == ",")


def _quoted(tokens: Tokens, first: int, after: int) -> Frame | None:
    """ "quoted X, the mayor, as saying (that) ...", "quotes X: ...": two sources, X behind the subject."""
    end = phrase_right(tokens, after, len(tokens))
    source = subject(tokens, first, parenthetical=False)
    if end == after or source is None:
        return None
    whole = with_apposition(tokens, end)
    colon = next((k for k in range(end, len(tokens)) if tokens.tag[k] in ":;.!"), end)
    if tokens.tag[end : end + 1] == [","] and tokens.tag[colon] == ":" and not tokens.finite(end, colon):
        whole = colon  # "the director, Ada Moss: ..."
    rest = whole + (tokens.tag[whole : whole + 1] == [","])
    if tokens.low[rest : rest + 1] == ["as"] and tokens.tag[rest + 1 : rest + 2] == ["F"]:
        found = complement(tokens, rest + 2, lexicon().cues["say"][0])
        content, cue = (found.start, (rest, rest + 2)) if found else (None, (rest, rest))
    elif tokens.tag[whole : whole + 1] == [":"]:
        content, cue = whole + 1, (whole, whole + 1)
    else:
        return None
    if content is None or content >= len(tokens):
        return None
    behind = ((after, whole), cue)
    return Frame((first, after), Stance.ASSERTED, source, content=content, begin=source[0], extra=(behind,),
                 lemma="quote", kind="passing")  # fmt: skip


def _only_reasons(tokens: Tokens, after: int, end: int) -> bool:
    """Whether what is cited speaks for nobody: "citing security concerns", "citing a lack of fuel"."""
    head = next(
        (k for k in range(after, end) if tokens.tag[k + 1 : k + 2] in ([], ["P"], ["W"]) or k + 1 == end),
        after,
    )
    return end > after and tokens.low[head] in REASONS


def recorded(tokens: Tokens, first: int, after: int) -> Frame | None:
    """ "records the porter as saying that ...": a document passes on what somebody said."""
    saying = any(
        tokens.low[k : k + 2] == ["as", "saying"] for k in range(after, min(after + 14, len(tokens)))
    )
    return _quoted(tokens, first, after) if saying else None


def passing(tokens: Tokens, i: int, first: int, after: int) -> Frame | None:
    """ "quoted X as saying that ...", ", citing X": the subject passes on what X holds."""
    end = phrase_right(tokens, after, len(tokens))
    if (quoted := _quoted(tokens, first, after)) is not None:
        return quoted
    if _only_reasons(tokens, after, end):
        return None
    if tokens.tag[i] == "F" and end > after and i > 0 and tokens.tag[i - 1] == ",":
        whole = with_apposition(tokens, end)
        return Frame(
            (i, after), Stance.ASSERTED, (after, whole), tail=whole, begin=i, lemma="cite", kind="citing"
        )
    if tokens.tag[i] == "F":
        return None
    if after >= len(tokens) or tokens.tag[after] in ",;:.C":
        return None
    base = Frame((first, after), Stance.ASSERTED, lemma="cite", begin=first)
    return to_the_right(tokens, base, after, None, negated=False, cue=lexicon().cues["say"][0])
