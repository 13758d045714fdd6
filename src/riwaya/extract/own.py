"""What a speaker does in saying it: "We deny that ...", "I beg you ..." inside their own words."""

from __future__ import annotations

from riwaya.extract.frames import frame_at
from riwaya.extract.lexicon import lexicon
from riwaya.extract.tokens import Tokens
from riwaya.records import Stance

REACH = 8  # words from the start of a sentence in which its first verb stands
SELF = frozenset(("i", "we"))


def own_stance(words: Tokens) -> Stance:
    """The stance of a sentence in which its speaker denies, demands, asks or hopes; else `asserted`."""
    for i in range(min(len(words), REACH)):
        if not (words.is_finite(i) or words.tag[i] in "IM"):
            continue
        if words.low[i] not in lexicon().triggers and words.low[i] not in lexicon().fixed:
            if words.tag[i] in "OM":
                continue  # "we do ask", "I must deny"
            return Stance.ASSERTED
        frame = frame_at(words, i)
        now = words.tag[i] == "M" or "base" in lexicon().verbs.get(words.low[i], ())
        if frame is None or frame.source is None or frame.content is None or not now:
            return Stance.ASSERTED
        at = frame.source[0]
        alone = (
            frame.source[1] - at == 1
            and words.low[at] in SELF
            and all(tag in "ACS," for tag in words.tag[:at])
        )
        return frame.stance if alone else Stance.ASSERTED
    return Stance.ASSERTED
