"""Who must be protected: those who asked not to be named, and those under 18."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from riwaya.lexicon import edition, protecting
from riwaya.records import Words
from riwaya.resolve.named import Who
from riwaya.resolve.setting import Setting

AGE = re.compile(
    r"\b(?:(?P<a>\d{1,2})[- ‑]years?[- ‑]old|aged?\s+(?P<b>\d{1,2})\b|(?P<w>one|two|three|four|five|six"
    r"|seven|eight|nine|ten|"
    r"eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen)[- ]years?[- ]old)",
    re.IGNORECASE,
)
OF = re.compile(r"\bof$", re.IGNORECASE)
WHO = re.compile(r"\b(?:who|whose)\b[^,.;]*$")
GROWN = 18
NAMED_NEXT = 25  # characters behind a request within which the name that it is about starts
BESIDE = 60  # characters behind a source in which its age may stand


@cache
def _asking(_: tuple[str, ...]) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """The wordings of requests: of whoever speaks, and of whoever is named next."""
    rules = protecting()["request"]
    speaker, named = ("|".join(rules[name]).replace(" ", r"\s+") for name in ("speaker", "next"))
    return (
        re.compile(rf"\b(?:{speaker}|{named})(?!\w)", re.IGNORECASE),
        re.compile(rf"\b(?:{named})(?!\w)", re.IGNORECASE),
    )


@cache
def _young(_: tuple[str, ...]) -> re.Pattern[str]:
    """The nouns for children."""
    return re.compile(rf"\b(?:{'|'.join(protecting()['minor']['nouns'])})\b", re.IGNORECASE)


def requests(setting: Setting, present: Sequence[tuple[Words, Who]]) -> None:
    """Marks everyone who asked not to be named; `present` are sources and names in order of place."""
    asking, of_next = _asking(edition())
    for match in asking.finditer(setting.text):
        who = None
        if of_next.match(setting.text, match.start()):
            who = _named_next(match.end(), present)
        if not OF.search(match.group()):  # whoever "the name of" is about follows
            who = who or who_asked(setting, match.start(), match.end(), present)
        if who is None:
            continue
        who.protection.add("requested")
        who.why.append(f"asked not to be named: “{' '.join(match.group().split())}”")
    _named_after_all(setting.text, present)


def _named_next(end: int, present: Sequence[tuple[Words, Who]]) -> Who | None:
    """Whoever is named right behind a request: "known only as Tal"."""
    near = (who for w, who in present if end <= w.start < end + NAMED_NEXT and w.text in who.names)
    return next(near, None)


def _named_after_all(text: str, present: Sequence[tuple[Words, Who]]) -> None:
    """Marks whoever a report names further down by the role of someone who asked: "the aide, Idra Velm".

    Who asked and is named all the same, in full, is no other one in the same role.
    """
    asked = [who for _, who in present if "requested" in who.protection and not who.plural]
    roles = {head for who in asked if not any(" " in name for name in who.names) for head in who.heads}
    if not roles:
        return
    beside = re.compile(rf"\b[Tt]he (?:{'|'.join(map(re.escape, sorted(roles)))}),? $")
    for words, who in present:
        if words.text in who.names and beside.search(text[max(words.start - 40, 0) : words.start]):
            who.protection.add("requested")
            who.why.append(f"“{words.text}” is in the same role as someone who asked not to be named")


def who_asked(setting: Setting, start: int, end: int, present: Sequence[tuple[Words, Who]]) -> Who | None:
    """Whoever a request here belongs to: the nearest before it in its sentence, else the nearest after."""
    here = setting.sentences[setting.sentence(start)]
    quote = setting.quote(start)
    inside = [(w, who) for w, who in present if here.start <= w.start < here.end]
    if quote:
        outside = [pair for pair in inside if not quote.start <= pair[0].start < quote.end]
        after = [who for w, who in outside if w.start >= quote.end]
        if after or outside:
            return after[0] if after else outside[-1][1]
    before = [
        (w, who) for w, who in inside if w.start < start and (who.plural or w.end <= start or w.end >= end)
    ]
    if before:
        nearest, one = before[-1]
        around = (who for w, who in before if w.start < nearest.start and nearest.end <= w.end)
        return next(around, one)  # "an aide to Ada Tal, who asked": the aide
    within = [who for w, who in inside if start <= w.start and w.end <= end and w.text in who.names]
    if within:
        return within[-1]
    later = [who for w, who in inside if w.start >= end]
    if later:
        return later[0]
    if WHO.search(setting.text, here.start, start):
        return None  # "A voter, who refused to be named": nobody of whom the report says more
    earlier = [who for w, who in present if w.start < here.start]
    return earlier[-1] if earlier else None


def young(text: str, words: Words, head: str) -> bool:
    """Whether a description, with what stands right behind it, says that someone is under 18."""
    beside = text[words.start : min(words.end + BESIDE, len(text))]
    stop = re.search(r"[.;“”\"\n]|\bsaid\b|\btold\b", beside[len(words.text) :])
    beside = beside[: len(words.text) + (stop.start() if stop else BESIDE)]
    for found in AGE.finditer(beside):
        age = int(found.group("a") or found.group("b") or 0)
        return bool(found.group("w")) or age < GROWN
    apposition = re.match(r",\s(?:an?|the)\s[^,.]{0,40}", beside[len(words.text) :])
    nouns = _young(edition())
    return bool(nouns.fullmatch(head) or (apposition and nouns.search(apposition.group())))
