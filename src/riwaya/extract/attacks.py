"""Who attacked whom with what, told by word order; small or capital letters alike."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources

from riwaya.extract.sentences import paragraphs
from riwaya.extract.tokens import Tokens, tokens
from riwaya.records import Span

VERSION = "attacks-1"
ROLES = ("PerpInd", "PerpOrg", "Target", "Victim", "Weapon")
STOP = re.compile(
    r"(?<!\bcol)(?<!\bgen)(?<!\bdr)(?<!\bmr)(?<!\blt)(?<!\bno)(?<!\bmaj)(?<!\bcapt)[.!?][\"']?\s+"
)
NAME = 2  # words of the shortest phrase taken for a victim: single ones are mostly "people", "others"
PHRASE = frozenset("DGJNU")
HELPERS = frozenset("BHA")


@dataclass(frozen=True, slots=True)
class Words:
    """The lists of attacks.toml."""

    lists: dict[str, frozenset[str]]
    organizations: tuple[str, ...]


@cache
def words() -> Words:
    """The word lists of attacks, loaded once."""
    raw = tomllib.loads(resources.files("riwaya.extract").joinpath("attacks.toml").read_text("utf-8"))
    organizations = tuple(raw.pop("organization"))
    return Words({name: frozenset(some.split()) for name, some in raw.items()}, organizations)


def attacks(text: str) -> dict[str, list[str]]:
    """Phrases of each role, as printed but in small letters, each once, in the order of the text."""
    low = text.lower()
    found: dict[str, dict[str, None]] = {role: {} for role in ROLES}
    for paragraph in paragraphs(low):
        for sentence in _sentences(low, paragraph):
            for role, span in told(tokens(low, sentence)):
                found[role].setdefault(span.of(low))
    return {role: list(some) for role, some in found.items()}


def _sentences(low: str, paragraph: Span) -> Iterator[Span]:
    """Sentences of a text that has no capitals to tell them by."""
    start = paragraph.start
    for stop in STOP.finditer(low, paragraph.start, paragraph.end):
        yield Span(start, stop.start() + 1)
        start = stop.end()
    if start < paragraph.end:
        yield Span(start, paragraph.end)


def told(sentence: Tokens) -> Iterator[tuple[str, Span]]:
    """Roles and phrases of a sentence that tells of an attack."""
    lists = words().lists
    triggers = lists["harm"] | lists["hit"] | lists["deed"] | lists["assault"]
    events = [i for i, word in enumerate(sentence.low) if word in triggers]
    if not events:
        return
    for at in events:
        yield from _parties(sentence, at)
    for i, word in enumerate(sentence.low):
        if word in lists["attacker"]:
            yield "PerpInd", _span(_left(sentence, i + 1) or range(i, i + 1), sentence)
        if word in lists["weapon"]:
            yield "Weapon", Span(sentence.start[i], sentence.end[i])
    yield from _organizations(sentence)


def _parties(sentence: Tokens, at: int) -> Iterator[tuple[str, Span]]:
    """Agent and patient of the trigger at this place: active, passive or a noun with "of" or "on"."""
    lists, word = words().lists, sentence.low[at]
    after = sentence.low[at + 1 : at + 2]
    if word in lists["deed"] or word in lists["assault"]:
        if after and after[0] in ("of", "on", "against"):
            yield from _patient(_right(sentence, at + 2), sentence)
        return
    before = at
    while before > 0 and sentence.tag[before - 1] in HELPERS:
        before -= 1
    if any(sentence.tag[i] == "B" for i in range(before, at)):
        yield from _patient(_left(sentence, before), sentence)
        agent = next((i for i in range(at + 1, min(at + 8, len(sentence))) if sentence.low[i] == "by"), None)
        if agent is not None:
            yield from _agent(_right(sentence, agent + 1), sentence)
        return
    yield from _agent(_left(sentence, before), sentence)
    yield from _patient(_right(sentence, at + 1), sentence)


def _agent(phrase: range, sentence: Tokens) -> Iterator[tuple[str, Span]]:
    if any(sentence.low[i] in words().lists["attacker"] for i in phrase):
        yield "PerpInd", _span(phrase, sentence)


def _patient(phrase: range, sentence: Tokens) -> Iterator[tuple[str, Span]]:
    if not phrase or sentence.tag[phrase[-1]] != "N" or sentence.low[phrase[-1]] in words().lists["attacker"]:
        return
    if sentence.low[phrase[-1]] in words().lists["building"]:
        yield "Target", _span(phrase, sentence)
    elif len(phrase) >= NAME:
        yield "Victim", _span(phrase, sentence)


def _left(sentence: Tokens, end: int) -> range:
    start = end
    while start > 0 and sentence.tag[start - 1] in PHRASE:
        start -= 1
    return _bare(range(start, end), sentence)


def _right(sentence: Tokens, start: int) -> range:
    end = start
    while end < len(sentence) and sentence.tag[end] in PHRASE:
        end += 1
    return _bare(range(start, end), sentence)


def _bare(phrase: range, sentence: Tokens) -> range:
    """The phrase without articles and counts before it."""
    while phrase and sentence.tag[phrase[0]] in "DGU":
        phrase = phrase[1:]
    return phrase


def _span(phrase: range, sentence: Tokens) -> Span:
    return Span(sentence.start[phrase[0]], sentence.end[phrase[-1]])


def _organizations(sentence: Tokens) -> Iterator[tuple[str, Span]]:
    """Known armed organisations in a sentence that tells of an attack."""
    for name in words().organizations:
        parts = name.split()
        for i in range(len(sentence) - len(parts) + 1):
            if list(sentence.low[i : i + len(parts)]) == parts:
                yield "PerpOrg", Span(sentence.start[i], sentence.end[i + len(parts) - 1])
