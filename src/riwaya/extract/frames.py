"""The attribution whose cue stands at a word."""

from __future__ import annotations

from collections.abc import Mapping

from riwaya.extract.active import active
from riwaya.extract.figures import FIGURE_VERBS, called, figure
from riwaya.extract.frame import Frame
from riwaya.extract.lexicon import lexicon
from riwaya.extract.lists import word_set
from riwaya.extract.passed import hearing, recorded
from riwaya.extract.passive import passive
from riwaya.extract.phrases import group_start, subject
from riwaya.extract.rightward import phrase_right, with_apposition
from riwaya.extract.tokens import Tokens
from riwaya.records import Stance

RECORDING = frozenset(("record", "report", "describe", "have", "give", "list", "remember"))
OWN = frozenset(("account", "admission", "reckoning", "telling", "estimate", "count"))
UNANSWERED = word_set("unanswered")
UNCONFIRMED = word_set("unconfirmed")


def frame_at(tokens: Tokens, i: int) -> Frame | None:
    """The attribution whose cue verb or phrase stands at token i, or None."""
    low, mark = tokens.low[i], tokens.tag[i]
    lex = lexicon()
    if low in lex.fixed and mark in "MHOVECN" and (found := _fixed(tokens, i)):
        return found
    if low in ("according", "in", "own") and (found := _according(tokens, i) or _own_account(tokens, i)):
        return found
    if low in lex.adverbial:
        return _adverb(tokens, i)
    if low in ("call", "called", "calls", "calling") and mark in "VEF" and (found := called(tokens, i)):
        return found
    if low in FIGURE_VERBS and mark in "VE" and (found := figure(tokens, i)):
        return found
    if low in ("had", "has", "have", "got") and tokens.low[i + 1 : i + 3] == ["it", "from"]:
        return hearing(tokens, group_start(tokens, i), i + 2)
    return _verb(tokens, i) if mark in "VEFI" else None


def _verb(tokens: Tokens, i: int) -> Frame | None:
    """The attribution of a cue verb: a phrase, a passive, or the first of its readings that fits."""
    lex, mark = lexicon(), tokens.tag[i]
    parts = lex.verbs.get(tokens.low[i])
    if parts is None:
        return passive(tokens, i, tokens.low[i]) if mark == "E" and tokens.low[i] in lex.passives else None
    lemma = _lemma(parts, mark)
    if lemma in lex.phrases and (found := _phrase(tokens, i, lemma)):
        return found
    if mark == "E" and (found := passive(tokens, i, lemma)):
        return found
    if lemma in RECORDING and (found := recorded(tokens, group_start(tokens, i), i + 1)):
        return found
    readings = [f for cue in lex.cues.get(lemma, ()) if (f := active(tokens, i, i + 1, cue))]
    if readings and readings[0].content is None and "Q" not in tokens.tag[:i]:
        return next((f for f in readings if f.content is not None), readings[0])  # "told drivers not to stop"
    return readings[0] if readings else None


def _lemma(parts: Mapping[str, str], mark: str) -> str:
    order = {"V": ("past", "third", "base"), "E": ("participle",), "F": ("ing",), "I": ("base",)}[mark]
    return next((parts[part] for part in order if part in parts), next(iter(parts.values())))


def _fixed(tokens: Tokens, i: int) -> Frame | None:
    """ "would not be drawn on ...": a refusal to answer."""
    for words, cue in lexicon().fixed[tokens.low[i]]:
        if tuple(tokens.low[i : i + len(words)]) == words:
            source = subject(tokens, i, parenthetical=False)
            inherits = i > 0 and tokens.tag[i - 1] == "C"
            if source is None and not inherits:
                return None
            after = i + len(words)
            content = after + (after < len(tokens) and tokens.tag[after] == "K")
            after += after < len(tokens) and tokens.tag[after] == "K"
            if after >= len(tokens) or tokens.tag[after] in ",;.C" or _unanswered(tokens, after):
                after, content = i + 1, i  # nothing was asked about: the refusal itself is the content
            begin = source[0] if source else i
            return Frame(
                (i, after), cue.stance, source, inherits, content=content, begin=begin, lemma=words[-1]
            )
    return None


def _unanswered(tokens: Tokens, at: int) -> bool:
    """Whether only calls or questions follow and nothing they were about: "did not answer our letters"."""
    stop = next((k for k in range(at, len(tokens)) if tokens.tag[k] in ",;.C"), len(tokens))
    about = any(tokens.low[k] in ("about", "on", "over", "whether") for k in range(at, stop))
    return not about and any(word in UNANSWERED for word in tokens.low[at:stop])


def _according(tokens: Tokens, i: int) -> Frame | None:
    """ "according to X" before, within or after its content."""
    for words in lexicon().according:
        after = i + len(words)
        if tuple(tokens.low[i:after]) != words or after >= len(tokens):
            continue
        end = phrase_right(tokens, after, len(tokens))
        while end < len(tokens) and tokens.tag[end] == "A":
            end += 1
        if end == after:
            return None
        end = with_apposition(tokens, end)
        stance = Stance.ALLEGED if tokens.low[after] in UNCONFIRMED else Stance.ASSERTED
        return Frame((i, after), stance, (after, end), tail=end, begin=i, lemma="according", kind="according")
    return None


def _own_account(tokens: Tokens, i: int) -> Frame | None:
    """ "by his own account": whoever it is speaks of himself."""
    known = i > 1 and tokens.low[i - 2] == "by" and tokens.low[i + 1 : i + 2] and tokens.low[i + 1] in OWN
    if not known or tokens.low[i - 1] not in ("his", "her", "their", "its", "my", "our"):
        return None
    return Frame(
        (i - 2, i - 1),
        Stance.ASSERTED,
        (i - 1, i + 2),
        tail=i + 2,
        begin=i - 2,
        lemma="account",
        kind="according",
    )


def _adverb(tokens: Tokens, i: int) -> Frame | None:
    """ "were reportedly taken": hearsay without a source."""
    if i + 1 < len(tokens) and tokens.tag[i + 1] in ".,;":
        return None
    stance = lexicon().adverbial[tokens.low[i]]
    content = i + 1 if i > 0 and tokens.tag[i - 1] == "," else 0
    return Frame((i, i + 1), stance, content=content, begin=i, lemma=tokens.low[i], kind="adverb")


def _phrase(tokens: Tokens, i: int, lemma: str) -> Frame | None:
    for words, cue in lexicon().phrases[lemma]:
        after = i + 1 + len(words)
        if tuple(tokens.low[i + 1 : after]) == words:
            return active(tokens, i, after, cue)
    return None
