"""Through what the words reached the report: from the words beside the cue."""

from __future__ import annotations

import re

from riwaya.extract.lists import pattern, pattern_table, word_set
from riwaya.records import Channel

RULES = tuple((Channel(name), rule) for name, rule in pattern_table("channels").items())
HEARD_BY_US = re.compile(
    r"^(?:us|me|our\b.*|this (?:reporter|newspaper|radio|website|agency|paper|correspondent).*)$", re.I
)
PAPER = re.compile(r"^(?:[Tt]he )?(?:[A-Z][\w'’-]*\s?){1,5}$")
DOCUMENT_SOURCE = pattern("document_source", bounded=False)
PREPOSITION = pattern("preposition", bounded=False)
LETTER = re.compile(r"\b(?:letter|message|text|e-?mail|note)$", re.I)
NO_PAPER = word_set("no_paper")


def channel_of(beside: str, listener: str | None, source: str | None) -> Channel | None:
    """The channel of a saying, or None where the report does not say.

    `beside`: the attributing words around cue and source, without the content.
    """
    head = PREPOSITION.split(source.split(",")[0], maxsplit=1)[0] if source else ""
    if LETTER.search(head):
        return Channel.MESSAGE
    for channel, rule in RULES:
        if rule.search(beside):
            return channel
    if listener is not None:
        if HEARD_BY_US.match(listener):
            return Channel.INTERVIEW
        if PAPER.match(listener) and listener.lower().removeprefix("the ") not in NO_PAPER:
            return Channel.INTERVIEW
    if DOCUMENT_SOURCE.search(head):
        return Channel.DOCUMENT
    return None
