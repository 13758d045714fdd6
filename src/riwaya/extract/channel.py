"""Through what the words reached the report: from the words beside the cue."""

from __future__ import annotations

import re

from riwaya.records import Channel

RULES: tuple[tuple[Channel, re.Pattern[str]], ...] = (
    (Channel.DOCUMENT, re.compile(r"\b(?:annex|annual report|in (?:its|their|a|the) (?:\w+ )?(?:report|bulletin|file|memo|dossier|audit|survey))\b", re.I)),
    (Channel.SOCIAL, re.compile(r"\b(?:tweet(?:ed|s)?|twitter|facebook|instagram|tiktok|social media|telegram channel|posted (?:on|to)|in a (?:\w+ )?post|wrote on (?:x|telegram)|on x\b)", re.I)),
    (Channel.MESSAGE, re.compile(r"\b(?:whatsapp|text message|sms|voice (?:message|note)|e-?mail(?:ed)?|(?:in|by) (?:a |an )?(?:\w+ )?(?:letter|message)|message to|texted)\b", re.I)),
    (Channel.BRIEFING, re.compile(r"\b(?:(?:news|press) (?:conference|briefing)|briefing|reporters|journalists|pressmen)\b", re.I)),
    (Channel.STATEMENT, re.compile(r"\b(?:(?:in|through|by|issued) (?:a|an|its|his|her|their) (?:\w+ )?(?:statement|communiqu[eé]|press release)|press release|communiqu[eé])\b", re.I)),
    (Channel.BROADCAST, re.compile(r"\b(?:television|tv|radio|broadcast|on air|televised)\b", re.I)),
    (Channel.COURT, re.compile(r"\b(?:testif(?:y|ied|ies)|in court|the court|tribunal|under oath|at (?:the|his|her|their) (?:trial|hearing))\b", re.I)),
    (Channel.INTERVIEW, re.compile(r"\b(?:in an interview|interviewed|by (?:tele)?phone|over the phone|reached by|told (?:me|us)|this (?:reporter|newspaper|radio|website|agency|magazine|correspondent|paper)|our (?:\w+ )?(?:reporter|correspondent|researchers?|team|officer|staff|newspaper)|the (?:interviewer|correspondent))\b", re.I)),
)  # fmt: skip
HEARD_BY_US = re.compile(
    r"^(?:us|me|our\b.*|this (?:reporter|newspaper|radio|website|agency|paper|correspondent).*)$", re.I
)
PAPER = re.compile(r"^(?:[Tt]he )?(?:[A-Z][\w'’-]*\s?){1,5}$")
DOCUMENT_SOURCE = re.compile(
    r"\b(?:report|file|list|bulletin|log|record|records|letter|document|memo|dossier|decree|register|ledger|data|survey|leaflet|minutes|notes)(?:\s+(?:no\.?\s*)?\d+)?$",
    re.I,
)
NO_PAPER = frozenset("parliament congress senate council cabinet him her them it judge court police".split())


def channel_of(beside: str, listener: str | None, source: str | None) -> Channel | None:
    """The channel of a saying, or None where the report does not say.

    `beside`: the attributing words around cue and source, without the content.
    """
    for channel, pattern in RULES:
        if pattern.search(beside):
            return channel
    if listener is not None:
        if HEARD_BY_US.match(listener):
            return Channel.INTERVIEW
        if PAPER.match(listener) and listener.lower().removeprefix("the ") not in NO_PAPER:
            return Channel.INTERVIEW
    if source is not None and DOCUMENT_SOURCE.search(source.split(",")[0]):
        return Channel.DOCUMENT
    return None
