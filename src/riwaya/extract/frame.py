"""One attribution inside a sentence, by token places."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from riwaya.extract.leftward import walk_left
from riwaya.extract.lexicon import Cue
from riwaya.extract.lists import word_set
from riwaya.extract.phrases import Range, subject
from riwaya.extract.tokens import Tokens
from riwaya.records import Stance


@dataclass(frozen=True, slots=True)
class Frame:
    """An attribution by token places. `content` begins the content; None means it stands to the left."""

    cue: Range
    stance: Stance
    source: Range | None = None  # None with `inherits` False is a passive without an agent
    inherits: bool = False  # the subject is that of the attribution before
    listener: Range | None = None
    content: int | None = None
    tail: int = 0  # where the sentence goes on after a parenthesis or after adverbials
    extra: tuple[tuple[Range, Range], ...] = ()  # further (source, cue) behind this one
    begin: int = 0  # first token that belongs to the attribution
    keeps_subject: Range | None = None  # "X is said to ...": the subject belongs to the content
    end: int | None = None  # where the content ends, when known
    lemma: str = ""
    kind: str = field(default="say")
    negated: bool = False  # the cue itself is negated: "did not deny"

    @property
    def content_place(self) -> int:
        """First token of the content, or of the sentence where the content stands to the left."""
        return self.content or 0


EMBEDDING = frozenset(("what", "how", "why", "where", "when"))  # "what the mayor says the plan would do"
WITHHELD = word_set("withheld")
NOBODY = frozenset(("no", "nobody", "none"))


def to_the_right(
    tokens: Tokens, base: Frame, content: int, listener: Range | None, *, negated: bool, cue: Cue
) -> Frame | None:
    """The frame of an active verb with its content to the right, or None where nobody speaks."""
    first = base.cue[0]
    stance = cue.when_negated if negated and cue.when_negated else base.stance
    if negated and stance is Stance.DENIED:
        stance = Stance.ASSERTED
    elif negated and cue.lemma in WITHHELD:
        asked = content < len(tokens.tag) and (
            tokens.tag[content] == "W" or tokens.low[content] in ("whether", "if", "how")
        )
        stance = Stance.DECLINED if asked or cue.lemma != "say" else Stance.DENIED
    if negated and stance is Stance.ASKED:
        return None  # "he had not asked them": nobody asks
    base = replace(base, stance=stance, listener=listener, content=content)
    before = first
    while before > 0 and tokens.tag[before - 1] == "A":
        before -= 1
    if before > 0 and tokens.tag[before - 1] == "C":
        owner = _antecedent(tokens, before - 1)
        return replace(base, source=owner, inherits=owner is None, begin=before - 1)
    source = subject(tokens, first, parenthetical=False)
    if source is None or (source[0] > 0 and tokens.low[source[0] - 1] in EMBEDDING):
        return None
    if tokens.low[source[0]] in NOBODY:
        return None  # "no group has claimed the attack"
    return replace(base, source=source, begin=source[0])


def _antecedent(tokens: Tokens, joint: int) -> Range | None:
    """Who "who" stands for, for a verb behind "and" in a relative clause: "X, who sits and says"."""
    for at in range(joint - 1, 0, -1):
        if tokens.tag[at] in ",;:.Q":
            return None
        if tokens.low[at] == "who":
            end = at - (tokens.tag[at - 1] == ",")
            start = walk_left(tokens, end) if end > 0 else None
            return None if start is None else (start, end)
    return None
