"""What a cue verb takes to its right: where the content begins, and who was told."""

from __future__ import annotations

from dataclasses import dataclass

from riwaya.extract.lexicon import Cue, lexicon
from riwaya.extract.phrases import Range, phrase_right
from riwaya.extract.tokens import Tokens

QUESTIONS = frozenset("whether if how what why where who when which whose whom".split())
ASKED_ABOUT = frozenset(
    "comment answer say discuss confirm disclose explain elaborate specify reveal give provide respond speculate".split()
)
NUMBERING = frozenset("least most about around some over nearly almost between up more fewer many".split())


@dataclass(frozen=True, slots=True)
class Complement:
    """Where the content begins, and the hearer before it."""

    start: int
    listener: Range | None = None


def complement(tokens: Tokens, after: int, cue: Cue, *, heard: bool = False) -> Complement | None:
    """The content that begins right of a cue which ends at `after`, or None if it takes none there.

    `heard`: the hearer is known already ("was told by X that ..."), so a noun phrase begins the content.
    """
    at = _skip_inserted(tokens, _skip_adverbs(tokens, after))
    if cue.stance == "declined":
        return _declined(tokens, after, at)
    if at >= len(tokens):
        return None
    if cue.takes & {"quote", "only_that"}:
        direct = _direct(tokens, at)
        wanted = "QK" if "only_that" in cue.takes else "Q"
        return (
            Complement(direct)
            if direct and tokens.tag[direct - (tokens.tag[direct - 1] == "K")] in wanted
            else None
        )
    mark, word = tokens.tag[at], tokens.low[at]
    if "only_to" not in cue.takes:
        if direct := _direct(tokens, at):
            return Complement(direct)
        if "wh" in cue.takes and (mark == "W" or word in QUESTIONS):
            return Complement(at)
    if mark == "T" and "to" in cue.takes:
        return Complement(after)
    if mark == "P" and word in ("of", "about") and "of" in cue.takes:
        return Complement(at)
    if mark == "P" and word == "for" and "for" in cue.takes:
        return Complement(at)
    if mark == "F" and "ing" in cue.takes:
        return Complement(at)
    if mark in ";.!-" or (mark == "," and not _quote_after(tokens, at)):
        return None
    if "listener" in cue.takes and not heard:
        return _after_listener(tokens, at, cue)
    if "np" in cue.takes and (mark in "NDGURXQJ" or (mark == "P" and _counts(tokens, at))):
        if mark != "K":
            noun_clause = _that_before_verb(tokens, at)
            return Complement(noun_clause if noun_clause is not None else at)
    return _clause(tokens, at, cue)


def _skip_adverbs(tokens: Tokens, at: int) -> int:
    while (
        at < len(tokens)
        and tokens.tag[at] == "A"
        and tokens.low[at] not in ("never", "not", "almost", "nearly")
    ):
        at += 1
    return at


def _skip_inserted(tokens: Tokens, at: int) -> int:
    """Past ", through interviews with relatives," and past "as fabricated"."""
    if tokens.tag[at : at + 2] == [",", "P"]:
        comma = next((k for k in range(at + 2, min(at + 10, len(tokens))) if tokens.tag[k] in ",;.Q"), None)
        if (
            comma is not None
            and tokens.tag[comma] == ","
            and comma + 1 < len(tokens)
            and not tokens.finite(at, comma)
        ):
            return comma + 1
    if tokens.low[at : at + 1] == ["as"] and tokens.tag[at + 2 : at + 3] in (["D"], ["G"]):
        return at + 2
    return at


def _quote_after(tokens: Tokens, comma: int) -> bool:
    return tokens.tag[comma + 1 : comma + 2] == ["Q"]


def _direct(tokens: Tokens, at: int) -> int | None:
    """A quotation, a colon or "that" right here."""
    mark = tokens.tag[at]
    if mark in "QK":
        return at + (mark == "K")
    if mark == ":" and at + 1 < len(tokens):
        return at + 1
    if mark == "," and _quote_after(tokens, at):
        return at + 1
    return None


def _declined(tokens: Tokens, after: int, at: int) -> Complement | None:
    """What was asked about, or the refusal itself where nothing more is said."""
    if at >= len(tokens) or tokens.tag[at] in ",.;C":
        return Complement(after - 1)
    if tokens.tag[at] != "T" or at + 1 >= len(tokens):
        return None
    if tokens.low[at + 1] not in ASKED_ABOUT:
        return Complement(after - 1)
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
        return Complement(after - 1)
    return Complement(about)


def _after_listener(tokens: Tokens, at: int, cue: Cue) -> Complement | None:
    """The content after whoever was told: "told the Courier on Sunday that ..."."""
    end = phrase_right(tokens, at, len(tokens))
    listener = (at, end) if end > at else None
    if listener is None:
        return _clause(tokens, at, cue)
    inserted = 0
    for p in range(end, len(tokens)):
        mark, word = tokens.tag[p], tokens.low[p]
        if p >= inserted and (direct := _direct(tokens, p)):
            return Complement(direct, listener)
        if mark == "T" and "to" in cue.takes:
            return Complement(p - (tokens.low[p - 1] == "not"), listener)
        if "only_to" in cue.takes and mark in "VBHM":
            return None
        if (mark == "W" or word in ("whether", "if", "how")) and "wh" in cue.takes:
            return Complement(p, listener)
        if (
            mark == "P"
            and word in ("of", "about", "for")
            and (word in cue.takes or ("of" in cue.takes and word == "about"))
        ):
            return Complement(p, listener)
        if mark == "R" and p > end - 1:
            return Complement(p, listener) if tokens.finite(p) else None
        if p < inserted or (mark == "," and (inserted := _closing_comma(tokens, p, clause=False))):
            continue
        if mark in ";.,!" or mark == "S":
            return None
        if tokens.is_finite(p):
            start = _second_phrase(tokens, at, p)
            return Complement(start, (at, start)) if start else None
    return None


def _second_phrase(tokens: Tokens, at: int, verb: int) -> int | None:
    """Where, between a cue and a finite verb, the hearer ends and the subject of the content begins."""
    if tokens.tag[at] == "X":
        return at + 1
    for p in range(at + 1, verb):
        fresh = tokens.tag[p] in "DGU" and tokens.tag[p - 1] in "NX"
        proper = (
            tokens.capital(p) != tokens.capital(p - 1) and tokens.tag[p] in "NJ" and tokens.tag[p - 1] == "N"
        )
        if fresh or proper:
            return p
    return None


def _counts(tokens: Tokens, at: int) -> bool:
    return tokens.tag[at + 1 : at + 2] == ["U"] or tokens.low[at + 1 : at + 2] in (
        ["least"],
        ["most"],
        ["a"],
        ["to"],
    )


def _that_before_verb(tokens: Tokens, at: int) -> int | None:
    """The clause of "the finding that ...", "the allegation that ...": after "that", if it stands before any verb."""
    for p in range(at, min(at + 10, len(tokens))):
        if tokens.tag[p] == "K":
            named = tokens.low[p - 1] in lexicon().cue_nouns or tokens.low[p - 1] in (
                "suggestion",
                "suggestions",
                "idea",
                "charge",
                "charges",
                "fact",
            )
            return p + 1 if named else None
        if tokens.is_finite(p) or tokens.tag[p] in ",;.":
            return None
    return None


def _clause(tokens: Tokens, at: int, cue: Cue) -> Complement | None:
    """A clause with or without "that", behind words of time and place."""
    if not cue.takes & {"that", "wh"} or "only_to" in cue.takes:
        return None
    start = at
    inserted = 0  # end of a relative clause or apposition that is skipped over
    for p in range(at, len(tokens)):
        mark = tokens.tag[p]
        if p >= inserted and (direct := _direct(tokens, p)):
            if mark == "Q" and not _only_circumstances(tokens, at, p):
                continue
            return Complement(direct)
        if p < inserted:
            continue
        if mark == "," and p > at and (inserted := _closing_comma(tokens, p)):
            continue
        if mark in ";.!," or (mark == "-" and p == at):
            return None
        if mark == "S":
            return None if p > at else _after_subordinate(tokens, p)
        if mark == "W" and p > at and "wh" in cue.takes and tokens.tag[p - 1] not in "N":
            return Complement(p)
        if tokens.is_finite(p):
            return Complement(_skip_time(tokens, start, p)) if p > start else None
        if mark == "R" and p > start and tokens.finite(p, min(p + 6, len(tokens))):
            return Complement(p if _only_circumstances(tokens, start, p) else start)
    return None


def _closing_comma(tokens: Tokens, comma: int, *, clause: bool = True) -> int:
    """One past the comma that closes ", who is in his twenties," or ", a port guard,"; 0 where none does."""
    if comma + 1 >= len(tokens) or tokens.tag[comma + 1] not in "WDGU":
        return 0
    for p in range(comma + 1, min(comma + 16, len(tokens))):
        if tokens.tag[p] == ",":
            explains = tokens.tag[comma + 1] == "W" or not tokens.finite(comma + 1, p)
            goes_on = (
                tokens.finite(p) if clause else tokens.tag[p + 1 : p + 2] in (["K"], ["Q"], ["W"], ["R"])
            )
            return p + 1 if explains and goes_on else 0
        if tokens.tag[p] in ";.:Q":
            return 0
    return 0


def _after_subordinate(tokens: Tokens, at: int) -> Complement | None:
    """ "said if the rain goes on the road will close": a clause that begins with a condition."""
    return (
        Complement(at)
        if tokens.low[at] in ("if", "unless", "although", "though", "once", "since", "because")
        and tokens.finite(at)
        else None
    )


def _only_circumstances(tokens: Tokens, start: int, end: int) -> bool:
    """Whether start..end is only where, when or in what it was said."""
    return start == end or tokens.tag[start] in "PA" or tokens.low[start] in lexicon().times


def _skip_time(tokens: Tokens, start: int, verb: int) -> int:
    """The content's start behind "on Monday" or "Thursday"; a clause must remain before the verb."""
    times = lexicon().times
    at = start
    if (
        tokens.tag[at] == "P"
        and at + 1 < verb
        and tokens.low[at + 1] in times
        and tokens.low[at] in ("on", "in", "at", "late", "early")
    ):
        at += 1
    while at < verb and tokens.low[at] in times and tokens.tag[at] != "G":
        at += 1
        if at < verb and tokens.tag[at] == "U":
            at += 1
    return at if at < verb else start
