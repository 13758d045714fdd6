"""Whether what a predicate tells of happened, from -3 (it did not) to 3 (it did)."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

from riwaya.extract.lexicon import lexicon
from riwaya.extract.tokens import Tokens
from riwaya.records import Stance

REACH = 6  # words before a predicate that its auxiliaries stand in
GROUP = frozenset("BHOMAT")
UNHELD = frozenset((Stance.WANTED, Stance.ASKED, Stance.PREDICTED, Stance.POSSIBLE, Stance.ALLEGED))


@dataclass(frozen=True, slots=True)
class Table:
    """Values of contexts in the order in which they decide, and the words that make a context."""

    rows: tuple[tuple[str, float], ...]
    words: Mapping[str, frozenset[str]]


@cache
def table() -> Table:
    """The table in factuality.toml."""
    raw = tomllib.loads(resources.files("riwaya.extract").joinpath("factuality.toml").read_text("utf-8"))
    rows = tuple((row["when"], float(row["value"])) for row in raw["rows"])
    return Table(rows, {name: frozenset(words.split()) for name, words in raw["words"].items()})


def factuality(sentence: Tokens, at: int, stance: Stance = Stance.ASSERTED) -> tuple[float, str]:
    """The value of the predicate at that place, held so by its source, and the context that decided."""
    contexts = contexts_of(sentence, at) | ({"unheld"} if stance in UNHELD else set())
    contexts |= {"negated"} if stance is Stance.DENIED else set()
    return next((value, name) for name, value in table().rows if name in contexts)


def contexts_of(sentence: Tokens, at: int) -> set[str]:
    """Every context of the table that the word at this place stands in; always `plain`."""
    low, tag, words = sentence.low, sentence.tag, table().words
    first = at
    while first > max(0, at - REACH) and (tag[first - 1] in GROUP or _negates(low[first - 1])):
        first -= 1
    inverted = first > 1 and tag[first - 1] in "RNX" and tag[first - 2] in "BHOM"
    group = [*low[first : at + 1], *([low[first - 2]] if inverted else [])]
    clause = first
    while clause > 0 and tag[clause - 1] not in ",;:.(-":
        clause -= 1
    found = {"plain"}
    after = low[at + 1 : at + 3] if tag[at] in "BHOM" else low[at + 1 : at + 1]
    if any(_negates(word) for word in (*group, *after)) or set(low[clause:first]) & {
        "nobody",
        "none",
        "never",
    }:
        found.add("negated")
    found |= {name for name in ("modal", "future") if words[name] & {*group, *after}}
    found |= {name for name in ("condition", "hedged") if words[name] & set(low[clause:at])}
    if "to" in low[first:at]:
        to = first + list(low[first:at]).index("to")
        found.add("implied" if to and low[to - 1] in words["implied"] else "infinitive")
    if low[-1:] == ["?"]:
        found.add("question")
    part = lexicon().verbs.get(low[at], {})
    if at == clause and "base" in part and "past" not in part and tag[at] not in "BHM":
        found.add("imperative")
    if low[at].endswith("ing") and not any(tag[i] == "B" for i in range(first, at)):
        found.add("gerund")
    if "past" in part or "participle" in part or low[at] in ("was", "were", "had", "did"):
        found.add("past")
    return found


def _negates(word: str) -> bool:
    return word in ("not", "never", "no", "neither", "cannot", "n't") or word.endswith(("n't", "n’t"))
