"""The steps of a chain: who, by which cue, told whom; and the clean edges of a content."""

from __future__ import annotations

from dataclasses import dataclass, replace

from riwaya.extract.frame import Frame
from riwaya.extract.lexicon import lexicon
from riwaya.extract.lists import word_set
from riwaya.extract.phrases import Range
from riwaya.extract.tokens import Tokens
from riwaya.records import Span, Stance

LEAST = 3  # words of a clause that can stand as a claim of its own
ANONYMITY = word_set("anonymity")
ACCOUNTS = word_set("accounts")
SCENERY = word_set("scenery")
BESIDE = frozenset(("at", "in", "on", "by", "beside", "outside", "inside", "from", "over"))


@dataclass(frozen=True, slots=True)
class Step:
    """One source on the way to a content, by character offsets."""

    source: Span | None
    cue: Span | None
    stance: Stance
    listener: Span | None = None
    around: Span | None = None  # words of time, place and channel beside the cue
    lemma: str = ""
    pronoun: str | None = None  # the source, where it is a lone pronoun
    full: Span | None = None  # the source with its appositions and relative clauses


@dataclass(frozen=True, slots=True)
class Leaf:
    """A content with its steps; no steps is the report's own voice."""

    steps: tuple[Step, ...]
    tokens: Tokens
    stance: Stance | None = None  # where the layout alone gives it: a correction
    forced: bool = False  # a content that its cue delimits: it need not be a clause
    behind: tuple[Step, ...] = ()  # sources that a later sentence names, behind all others


def source_step(tokens: Tokens, source: Range) -> Step:
    """A step without a cue: who speaks, in the words that name them."""
    core = core_source(tokens, source)
    pronoun = tokens.low[source[0]] if core[1] - core[0] == 1 and tokens.tag[core[0]] == "R" else None
    return Step(_span(tokens, core), None, Stance.ASSERTED, pronoun=pronoun, full=_span(tokens, source))


def step_of(tokens: Tokens, frame: Frame, before: Step | None) -> Step:
    """The step an attribution adds to a chain."""
    cue = _span(tokens, frame.cue)
    listener = _span(tokens, _hearer(tokens, frame.listener)) if frame.listener else None
    around = _around(tokens, frame)
    if frame.source is None:
        known = before if frame.inherits else None
        return Step(known.source if known else None, cue, frame.stance, listener, around, frame.lemma,
                    known.pronoun if known else None, known.full if known else None)  # fmt: skip
    step = source_step(tokens, frame.source)
    return replace(step, cue=cue, stance=frame.stance, listener=listener, around=around, lemma=frame.lemma)


def extra_steps(tokens: Tokens, frame: Frame) -> tuple[Step, ...]:
    """The sources behind the first one."""
    return tuple(
        replace(source_step(tokens, source), cue=_span(tokens, cue))
        for source, cue in frame.extra
        if source[0] < source[1]
    )


def _hearer(tokens: Tokens, listener: Range) -> Range:
    """The hearer without words of place: "Al-Courier in a telephone interview" is Al-Courier."""
    a, b = listener
    named = tokens.tag[a] in "RX" or tokens.capital_name(a, b)
    stop = next((i for i in range(a + 1, b) if named and tokens.tag[i] == "P" and tokens.low[i] != "of"), b)
    times = lexicon().times
    timed = next((i for i in range(a + 1, stop) if tokens.low[i] in times), stop)
    if timed < stop and tokens.low[timed - 1] in ("last", "this", "next", "on", "the", "late", "early"):
        timed -= 1
    return (a, max(timed, a + 1))


def _around(tokens: Tokens, frame: Frame) -> Span | None:
    stop = frame.content if frame.content is not None else frame.tail
    if stop > frame.cue[1]:
        return _span(tokens, (frame.cue[1], min(stop, len(tokens))))
    return None


def core_source(tokens: Tokens, source: Range) -> Range:
    """The phrase that names a source: a name without its apposition, a role with the name that follows it."""
    a, b = source
    end = next((i for i in range(a + 1, b) if tokens.tag[i] in ",(-"), b)
    if end < b and tokens.tag[end] == "," and not tokens.capital_name(a, end):
        stop = next((i for i in range(end + 1, b) if tokens.tag[i] in ",(-W"), b)
        if stop > end + 1 and tokens.capital_name(end + 1, stop) and not tokens.finite(end + 1, stop):
            end = stop
        elif tokens.tag[end + 1] in "DG" and _role_and_name(tokens, end + 1, stop):
            a, end = end + 1, stop  # "her husband, the notary X": the notary X
    of_account = tokens.low[a + 1 : a + 3] if tokens.tag[a] == "D" else tokens.low[a : a + 2]
    if of_account[1:] == ["of"] and of_account[0] in ACCOUNTS and a + 3 < end:
        a += 3 if tokens.tag[a] == "D" else 2  # "the account of the cook" is the cook's
    aside = next((i for i in range(a + 1, end - 1) if _scenery(tokens, a, i)), end)
    end = min(end, aside)
    for i in range(a + 1, end):
        if tokens.tag[i] == "W" and any(tokens.low[k] in ANONYMITY for k in range(i, end)):
            return (a, i)
    return (a, end)


def _scenery(tokens: Tokens, a: int, at: int) -> bool:
    """Whether what stands beside a name begins here: "Ada Moss at her table", not "from the health board"."""
    if tokens.tag[at] != "P" or tokens.low[at] not in BESIDE or not tokens.capital_name(a, at):
        return False
    stop = next((i for i in range(at + 1, len(tokens)) if tokens.tag[i] in "P,;:."), len(tokens))
    own = tokens.low[at + 1] in ("her", "his", "their")
    return own or tokens.low[stop - 1] in SCENERY


def _role_and_name(tokens: Tokens, a: int, b: int) -> bool:
    """Whether a..b is a role in small letters and the name that bears it: "the notary X"."""
    name = next((i for i in range(a + 1, b) if tokens.capital(i)), b)
    small = all(tokens.tag[i] in "NJ" for i in range(a + 1, name))
    whole = all(tokens.capital(i) or tokens.tag[i] == "P" for i in range(name, b))
    return a + 1 < name < b and small and whole and not tokens.finite(a, b)


def _span(tokens: Tokens, place: Range) -> Span:
    return Span(tokens.start[place[0]], max(tokens.end[place[1] - 1], tokens.start[place[0]]))


def wordy(tokens: Tokens) -> list[int]:
    """Places of the tokens that are words."""
    return [i for i in range(len(tokens)) if tokens.tag[i] not in ",;:.!-()"]


def trim(tokens: Tokens) -> Tokens:
    """Without leading joints and marks and without trailing commas and stops."""
    a, b = 0, len(tokens)
    while a < b and tokens.tag[a] in ",;:.!-)":
        a += 1
    while b > a and tokens.tag[b - 1] in ",;:.!-(C":
        b -= 1
    return tokens if (a, b) == (0, len(tokens)) else tokens.cut(a, b)


def joined(head: Tokens, tail: Tokens) -> Tokens:
    """Both stretches as one."""
    return Tokens(
        head.text,
        [*head.low, *tail.low],
        [*head.start, *tail.start],
        [*head.end, *tail.end],
        [*head.tag, *tail.tag],
    )
