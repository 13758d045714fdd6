"""What a cue verb takes to its right: where the content begins, and who was told."""

from __future__ import annotations

from dataclasses import dataclass

from riwaya.extract.lexicon import Cue, lexicon
from riwaya.extract.lists import word_set
from riwaya.extract.phrases import Range, after_preposition
from riwaya.extract.refusals import refused_about
from riwaya.extract.rightward import past_time, phrase_right
from riwaya.extract.tokens import Tokens

LEAST_NUMBER = 3  # words of a figure that stands alone: "some say 20"
QUANTIFYING = word_set("quantifying")
QUESTIONS = word_set("questions")
NUMBERING = word_set("numbering")


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
        about = refused_about(tokens, after, at)
        return None if about is None else Complement(about)
    if at >= len(tokens):
        return None
    if cue.takes & {"quote", "only_that"}:
        return _only_quoted(tokens, at, cue)
    if found := _starts_here(tokens, after, at, cue):
        return found
    if cue.lemma == "claim" and tokens.low[at] in ("responsibility", "credit"):
        return Complement(at)
    mark = tokens.tag[at]
    if mark in ";.!-" or (mark == "," and not _quote_after(tokens, at)):
        return None
    if "listener" in cue.takes and not heard:
        return _after_listener(tokens, at, cue)
    if "np" in cue.takes and (mark in "NDGURXQJ" or (mark == "P" and _counts(tokens, at))):
        noun_clause = _that_before_verb(tokens, at)
        return Complement(noun_clause if noun_clause is not None else at)
    return _clause(tokens, at, cue)


def _only_quoted(tokens: Tokens, at: int, cue: Cue) -> Complement | None:
    """For verbs that attribute only before a quotation, or only before "that"."""
    direct = _direct(tokens, at)
    if direct is None:
        return None
    mark = "K" if tokens.tag[direct - 1] == "K" else tokens.tag[direct]
    if tokens.tag[direct - 1] == ":" and tokens.finite(direct):
        return Complement(direct)
    return Complement(direct) if mark in ("QK" if "only_that" in cue.takes else "Q") else None


def _starts_here(tokens: Tokens, after: int, at: int, cue: Cue) -> Complement | None:
    """A content that plainly begins here: "that", a quotation, a colon, "whether", "to", "of" or -ing."""
    mark, word = tokens.tag[at], tokens.low[at]
    if "only_to" not in cue.takes:
        if direct := _direct(tokens, at):
            return Complement(direct)
        if "wh" in cue.takes and (mark == "W" or word in QUESTIONS):
            return Complement(at)
    if mark == "T" and "ing" in cue.takes and tokens.tag[at + 1 : at + 2] == ["F"]:
        return Complement(at + 1)  # "confessed to taking it"
    if mark == "T" and "to" in cue.takes:
        return Complement(after)
    of = word in ("of", "about") and "of" in cue.takes
    about = mark == "P" and (of or (word == "for" and "for" in cue.takes))
    return (
        Complement(at)
        if about or ((mark == "F" or word in ("being", "having")) and "ing" in cue.takes)
        else None
    )


def _skip_adverbs(tokens: Tokens, at: int) -> int:
    while (
        at < len(tokens)
        and tokens.tag[at] == "A"
        and tokens.low[at] not in ("never", "not", "almost", "nearly")
        and not _counts(tokens, at + 1)  # "said just under 800 had come"
    ):
        at += 1
    return at


def _skip_inserted(tokens: Tokens, at: int) -> int:
    """Past ", through interviews with relatives," and past "as fabricated"."""
    if tokens.tag[at : at + 2] in ([",", "P"], [",", "C"]):
        comma = next((k for k in range(at + 2, min(at + 10, len(tokens))) if tokens.tag[k] in ",;.Q"), None)
        if comma is not None and tokens.tag[comma] == "," and comma + 1 < len(tokens):
            aside = (
                tokens.tag[comma + 1] == "K" if tokens.tag[at + 1] == "C" else not tokens.finite(at, comma)
            )
            return comma + 1 if aside else at
    if tokens.low[at : at + 1] == ["as"] and tokens.tag[at] != "D":
        object_at = tokens.tag[at + 2 : at + 3] in (["D"], ["G"]) or any(
            word in lexicon().cue_nouns for word in tokens.low[at + 2 : at + 3]
        )
        return at + 2 if object_at else at
    return at


def _quote_after(tokens: Tokens, comma: int) -> bool:
    return tokens.tag[comma + 1 : comma + 2] == ["Q"]


def _direct(tokens: Tokens, at: int) -> int | None:
    """A quotation, a colon or "that" right here."""
    mark = tokens.tag[at]
    if mark in "QK":
        demonstrative = mark == "K" and at + 1 < len(tokens) and tokens.is_finite(at + 1)
        return at + (mark == "K" and not demonstrative)
    if mark == ":" and at + 1 < len(tokens):
        return at + 1
    if mark == "," and _quote_after(tokens, at):
        return at + 1
    return None


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
    """Whether a preposition only counts: "over 200 people", "at least three"."""
    after = tokens.tag[at + 1 : at + 2] == ["U"] or tokens.low[at + 1 : at + 2] in (
        ["least"],
        ["most"],
        ["a"],
        ["to"],
    )
    return after and tokens.low[at] in QUANTIFYING


def _that_before_verb(tokens: Tokens, at: int) -> int | None:
    """The clause of "the finding that ...": after "that", if it stands before any verb."""
    for p in range(at, min(at + 10, len(tokens))):
        if tokens.tag[p] == "K":
            named = any(word in lexicon().cue_nouns for word in tokens.low[at:p])
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
            return _with_quotation(tokens, start, p)
        if mark == "S":
            return None if p > at else _after_subordinate(tokens, p)
        if mark == "W" and p > at and "wh" in cue.takes and tokens.tag[p - 1] not in "N":
            return Complement(p)
        if tokens.is_finite(p):
            return Complement(past_time(tokens, start, p)) if _has_subject(tokens, start, p) else None
        if mark == "R" and p > start and tokens.finite(p, min(p + 6, len(tokens))):
            return Complement(p if _only_circumstances(tokens, start, p) else start)
    return _with_quotation(tokens, start, len(tokens))


def _with_quotation(tokens: Tokens, start: int, end: int) -> Complement | None:
    """A clause whose verb stands inside its quotation, or a bare number: "says the men “left”", "say 20"."""
    inside = list(tokens.tag[start:end])
    quoted = "Q" in inside and tokens.tag[start] in "DNGUR" and inside.index("Q") > 0
    number = end - start <= LEAST_NUMBER and tokens.tag[start] == "U"
    return Complement(start) if quoted or number else None


def _closing_comma(tokens: Tokens, comma: int, *, clause: bool = True) -> int:
    """One past the comma that closes ", who is in his twenties," or ", a port guard,"; 0 where none does."""
    if comma + 1 >= len(tokens) or tokens.tag[comma + 1] not in "WDGUNJE":
        return 0
    for p in range(comma + 1, min(comma + 16, len(tokens))):
        if tokens.tag[p] == ",":
            explains = tokens.tag[comma + 1] == "W" or not tokens.finite(comma + 1, p)
            goes_on = (
                tokens.finite(p) if clause else tokens.tag[p + 1 : p + 2] in (["K"], ["Q"], ["W"], ["R"])
            )
            if tokens.tag[comma + 1] in "NJE" and not (
                clause and p + 1 < len(tokens) and _verb_at(tokens, p + 1)
            ):
                return 0
            return p + 1 if explains and goes_on else 0
        if tokens.tag[p] in ";.:Q":
            return 0
    return 0


def _verb_at(tokens: Tokens, at: int) -> bool:
    at = _skip_adverbs(tokens, at)
    return at < len(tokens) and tokens.is_finite(at)


def _has_subject(tokens: Tokens, start: int, verb: int) -> bool:
    """Whether a subject stands before the verb: not in "said in a message sent to this paper"."""
    if tokens.tag[verb - 1] == "C" or (tokens.tag[start] in "PT" and tokens.tag[start + 1] == "I"):
        return False  # "complained to the governor and had an answer", "agreed to let the herds pass"
    if verb <= start or tokens.tag[start] != "P" or _counts(tokens, start):
        return verb > start
    return after_preposition(tokens, start, verb) < verb


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
