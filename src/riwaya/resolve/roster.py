"""Everyone and everything that a report names, found by what their names have in common."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from riwaya.lexicon import given_gender
from riwaya.records import Kind, Mention
from riwaya.resolve.keys import letter_of, name_keys
from riwaya.resolve.letters import skeleton
from riwaya.resolve.named import Who, name_parts


@dataclass(slots=True)
class Roster:
    """Everyone and everything named so far, found by what their names have in common."""

    text: str = ""
    everyone: list[Who] = field(default_factory=list)
    at: dict[tuple[int, int], Who] = field(default_factory=dict)
    ends: dict[int, Who] = field(default_factory=dict)
    exact: dict[tuple[str, str], Who] = field(default_factory=dict)
    numbers: dict[int, int] = field(default_factory=dict)  # id() of someone -> number in `everyone`
    keyed: dict[str, list[int]] = field(default_factory=dict)  # key -> numbers in `everyone`, rising

    def sharing(self, found: Iterable[str]) -> list[Who]:
        """Those with one of the keys, in the order in which they came in."""
        numbers = {number for key in found for number in self.keyed.get(key, ())}
        return [self.everyone[number] for number in sorted(numbers)]

    def add(self, mention: Mention, who: Who | None) -> None:
        """Puts the mention with someone, or with someone new."""
        words = mention.words
        if who is None:
            who = Who(mention.kind, named=True)
            self.everyone.append(who)
            number = len(self.everyone) - 1
            self.numbers[id(who)] = number
        else:
            number = self.numbers[id(who)]
            if words.text not in who.names:
                who.why.append(f"“{words.text}” taken as “{who.fullest}”")
        new = words.text not in who.names
        who.add_name(words)
        self.at[words.start, words.end] = who
        self.ends[words.end] = who
        if not new:
            return
        self.exact.setdefault((letter_of(mention.kind), words.text), who)
        for key in all_keys(mention):
            rows = self.keyed.setdefault(key, [])
            if number not in rows:
                rows.append(number)
                rows.sort()
        if who.gender is None and mention.kind is Kind.PERSON:
            tokens = name_parts(words.text, mention.kind).tokens
            who.gender = (given_gender(tokens[0]) or None) if tokens else None
            who.hint = "f" if tokens and tokens[0].endswith("a") else "m"


def all_keys(mention: Mention) -> set[str]:
    """Keys under which a name can be found again: whole, by a part, or by its head noun."""
    text = mention.words.text
    found = set(name_keys(text, letter_of(mention.kind)))
    if mention.kind is Kind.PERSON:
        found.update(part_key(token) for token in name_parts(text, mention.kind).tokens)
    elif mention.kind in (Kind.GROUP, Kind.ORGANIZATION):
        words = text.lower().split()
        if len(words) > 1:
            found.update(("head " + words[0], "head " + words[head_at(words)]))
    return found


def part_key(token: str) -> str:
    """The key of one part of a person's name: how its consonants begin."""
    return "part " + skeleton(token)[:1]


def head_at(words: Sequence[str]) -> int:
    """Where the head noun of a body's name stands: last, or before "of"."""
    return (
        next((i for i, word in enumerate(words) if i and word in ("of", "for", "on", "against")), len(words))
        - 1
    )


def single(mention: Mention) -> bool:
    """Whether the name is one word, for a person one part, so that it may be short for another."""
    if mention.kind is Kind.PERSON:
        return len(name_parts(mention.words.text, mention.kind).tokens) <= 1
    return " " not in mention.words.text
