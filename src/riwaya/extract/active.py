"""Active cue verbs: content to the right, in a parenthesis, or before an inverted subject."""

from __future__ import annotations

from dataclasses import replace

from riwaya.extract.complements import complement
from riwaya.extract.frame import Frame, to_the_right
from riwaya.extract.fronted import is_time
from riwaya.extract.lexicon import Cue, lexicon
from riwaya.extract.lists import word_set
from riwaya.extract.passed import hearing, passing
from riwaya.extract.phrases import Range, group_start, subject
from riwaya.extract.refusals import unruled
from riwaya.extract.rightward import phrase_right
from riwaya.extract.tokens import Tokens
from riwaya.extract.verbs import main_verb
from riwaya.records import Stance

CONTACTING = word_set("contacting")
REACH = 10  # words between getting in touch and what is told
DOCUMENTS = word_set("documents")
SHOWING = frozenset(("establish", "find"))  # "show" and the like may stand beside anybody's words


def active(tokens: Tokens, i: int, after: int, cue: Cue) -> Frame | None:
    """A verb with its subject, content to the right or left."""
    mark = tokens.tag[i]
    first = group_start(tokens, i) if mark != "F" else i
    group = [tokens.low[k] for k in range(first, i)]
    if (
        mark == "F"
        and i > 0
        and tokens.low[first_of_group(tokens, i)] in ("is", "was", "are", "were", "been")
    ):
        mark, first = "V", group_start(tokens, i)
    if mark == "E" and not any(tokens.tag[k] == "H" for k in range(first, i)):
        return None
    if mark == "E" and any(
        tokens.low[k] in ("been", "be", "was", "were", "is", "are") for k in range(first, i)
    ):
        return None
    if mark == "I" and not _spoken(tokens, first, i, cue):
        return _on_purpose(tokens, i, after, cue)
    negated = any(word in ("not", "never") or word.endswith(("n't", "n’t")) for word in group)
    if cue.kind == "hearing":
        return hearing(tokens, first, after)
    if cue.kind == "passing":
        return passing(tokens, i, first, after)
    if cue.stance == "declined" and (ruling := unruled(tokens, after)) is not None:
        cue, after = replace(lexicon().cues["say"][0], lemma=cue.lemma, stance=Stance.POSSIBLE), ruling
        named = Frame((first, after), cue.stance, lemma=cue.lemma, begin=first)
        return to_the_right(tokens, named, after, None, negated=False, cue=cue)
    base = Frame((first, after), cue.stance, lemma=cue.lemma, negated=negated, begin=first)
    if mark == "F":
        return _participial(tokens, i, after, cue, base)
    if (inverted := _inverted(tokens, first, after, cue, base)) is not None:
        return inverted
    found = complement(tokens, after, cue)
    if found is not None and not (
        tokens.tag[found.start - 1] in ",:" and (aside := _parenthesis(tokens, base, after, cue)) is not None
    ):
        return to_the_right(tokens, base, found.start, found.listener, negated=negated, cue=cue)
    if found is not None:
        return aside
    return _parenthesis(tokens, base, after, cue)


def first_of_group(tokens: Tokens, i: int) -> int:
    """The word before a verb, adverbs aside."""
    while i > 0 and tokens.tag[i - 1] == "A":
        i -= 1
    return max(0, i - 1)


def _spoken(tokens: Tokens, first: int, i: int, cue: Cue) -> bool:
    """Whether a bare verb says something: "did not say whether", "would not confirm", "can confirm"."""
    group = tokens.low[first:i]
    refused = any(word in ("not", "never") or word.endswith(("n't", "n’t")) for word in group)
    plain = any(word in ("would", "will", "can") for word in group) and cue.lemma in (
        "say",
        "tell",
        "confirm",
    )
    modal = any(word in ("would", "will", "could") or word.endswith(("n't", "n’t")) for word in group)
    return any(tokens.tag[k] == "O" for k in range(first, i)) or plain or (refused and modal)


def _on_purpose(tokens: Tokens, i: int, after: int, cue: Cue) -> Frame | None:
    """ "rang him at midnight to report that ...": who got in touch in order to tell."""
    if i == 0 or tokens.tag[i - 1] != "T" or cue.stance is not Stance.ASSERTED:
        return None
    reach = range(i - 2, max(-1, i - REACH), -1)
    verb = next((k for k in reach if tokens.low[k] in CONTACTING and tokens.tag[k] in "VE"), None)
    found = complement(tokens, after, cue)
    if verb is None or found is None:
        return None
    source = subject(tokens, group_start(tokens, verb), parenthetical=False)
    if source is None:
        return None
    return Frame((i - 1, after), cue.stance, source, content=found.start, begin=source[0], lemma=cue.lemma)


def _participial(tokens: Tokens, i: int, after: int, cue: Cue, base: Frame) -> Frame | None:
    """ ", adding that ...": the subject of the sentence before it speaks on."""
    before = i
    while before > 0 and tokens.tag[before - 1] == "A":
        before -= 1
    found = complement(tokens, after, cue)
    declining = cue.stance is Stance.DECLINED and tokens.low[before - 1] in ("in", "while", "by")
    if found is None or (before > 0 and tokens.tag[before - 1] not in ",C-Q!" and not declining):
        return None
    return replace(base, inherits=True, listener=found.listener, content=found.start, begin=before)


def _inverted(tokens: Tokens, first: int, after: int, cue: Cue, base: Frame) -> Frame | None:
    """ "...," said the mayor, ...: the verb right after a comma or quotation, its subject behind it."""
    if not cue.inverts or after - first > 1 or first == 0 or tokens.tag[first - 1] not in ",Q!":
        return None
    if after >= len(tokens) or tokens.tag[after] not in "NDGUR" or tokens.low[after] in lexicon().times:
        return None
    if (
        tokens.tag[first - 1] == ","
        and "Q" not in tokens.tag[:first]
        and main_verb(tokens.cut(0, first)) is None
    ):
        return None
    end = phrase_right(tokens, after, len(tokens))
    if (
        end == after
        or is_time(tokens, (after, end))
        or (end < len(tokens) and (tokens.is_finite(end) or tokens.tag[end] == "K"))
    ):
        return None
    while end + 1 < len(tokens) and tokens.tag[end] == ",":
        stop = next((k for k in range(end + 1, len(tokens)) if tokens.tag[k] in ",;:.-!Q"), len(tokens))
        chunk = range(end + 1, stop)
        relative = tokens.tag[end + 1] == "W"
        if (
            not chunk
            or tokens.tag[end + 1] in "TCFSKPRX"
            or (
                tokens.finite(end + 1, stop) and not relative and not any(tokens.tag[k] == "W" for k in chunk)
            )
        ):
            break
        end = stop
    tail = after_adverbials(tokens, end)
    return replace(base, source=(after, end), tail=tail)


def after_adverbials(tokens: Tokens, at: int) -> int:
    """Where the sentence goes on after words of time and place: the next comma, stop, quotation or clause."""
    while at < len(tokens) and tokens.tag[at] not in ",;:.-!QSCWK":
        at += 1
    return at


def _parenthesis(tokens: Tokens, base: Frame, after: int, cue: Cue) -> Frame | None:
    """ "..., the doctor said on Sunday, ...": only hearer, time and place stand to the right."""
    first = base.cue[0]
    source = subject(tokens, first, parenthetical=True)
    if source is None or source[0] == 0:
        return None
    if (
        not (cue.takes & {"that", "wh", "quote", "aside"} or _shown(tokens, source, after, cue))
        or "only_to" in cue.takes
    ):
        return None
    if (
        tokens.tag[source[0] - 1] == ","
        and not tokens.finite(0, source[0])
        and "Q" not in tokens.tag[: source[0]]
    ):
        lead = range(source[0] - 1)
        if not all(
            tokens.tag[k] in "ACSP" or tokens.low[k] in lexicon().times for k in lead
        ) and not _resumes(tokens, after):
            return None
    tail = after_adverbials(tokens, after)
    before = tokens.tag[source[0] - 1]
    listener = None
    if "listener" in cue.takes and after < len(tokens) and tokens.tag[after] in "NDGRXU":
        listener = (after, phrase_right(tokens, after, tail))
    frame = replace(base, source=source, tail=tail, begin=source[0], listener=listener)
    if (joined := _joined(tokens, frame, source, cue)) is not None:
        return joined
    if tokens.low[source[0] - 1] == "as":
        return None  # "as fighting continues"
    if "quote" in cue.takes and before not in "Q!" and tokens.tag[source[0] - 2 : source[0] - 1] != ["Q"]:
        return None
    if before in ",Q!:-":
        return frame
    if before in "WK" and base.stance is Stance.DENIED and (what := _accusation(tokens, source[0] - 1)):
        return replace(frame, content=what, end=source[0] - 1, begin=what, kind="reduced")
    if before in "WK" and "quote" not in cue.takes and after < len(tokens) and tokens.is_finite(after):
        return replace(frame, tail=after, kind="relative")
    return None


def _joined(tokens: Tokens, frame: Frame, source: Range, cue: Cue) -> Frame | None:
    """ "..., or so X says" and "..., as X says": with the words that join them."""
    if tokens.low[max(0, source[0] - 2) : source[0]] == ["or", "so"]:
        return replace(frame, begin=source[0] - 2, kind="or so")
    if tokens.low[source[0] - 1] == "as" and cue.takes & {"that", "wh"}:
        return replace(frame, begin=source[0] - 1, kind="as")
    return None


def _shown(tokens: Tokens, source: Range, after: int, cue: Cue) -> bool:
    """Whether a document shows what stands before it: "..., his prison file shows."."""
    written = tokens.low[source[1] - 1] in DOCUMENTS
    return written and cue.lemma in SHOWING and (after >= len(tokens) or tokens.tag[after] in ",;.!")


def _accusation(tokens: Tokens, relative: int) -> int | None:
    """Start of the noun phrase before "that" in ", an accusation that the army rejects"."""
    start = relative
    while start > 0 and tokens.tag[start - 1] in "NDGJ":
        start -= 1
    named = start < relative and tokens.low[relative - 1] in lexicon().cue_nouns
    return start if named and start > 0 and tokens.tag[start - 1] == "," else None


def _resumes(tokens: Tokens, after: int) -> bool:
    """Whether a comma follows and the sentence goes on with a verb: "Her brother, she said, had left"."""
    comma = next((k for k in range(after, len(tokens)) if tokens.tag[k] in ",;:.QC"), None)
    return comma is not None and tokens.tag[comma] == "," and tokens.finite(comma, len(tokens))
