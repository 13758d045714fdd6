"""Names within one report: which of them are one, full forms and short forms, slips of the pen, aliases."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from riwaya.lexicon import title_before, title_gender, titles
from riwaya.records import Beside, Kind, Mention, Words
from riwaya.resolve.parts import Parts, parts_of
from riwaya.resolve.words import RANKS

SLIP = 0.7  # within one report a name with one wrong letter is the same
BEFORE_NAME = re.compile(r"((?:[^\W\d_][\w'’-]*\.?[ ]){1,6})$")


@dataclass(slots=True)
class Who:
    """Someone or something of the report while it is being put together."""

    kind: Kind
    names: list[str] = field(default_factory=list)
    nicknames: set[str] = field(default_factory=set)  # of the names, those that are ordinary words
    mentions: list[Words] = field(default_factory=list)
    descriptions: list[str] = field(default_factory=list)
    heads: set[str] = field(default_factory=set)  # head nouns of descriptions and titles, singular
    modifiers: dict[str, frozenset[str]] = field(
        default_factory=dict
    )  # head noun -> words that tell it apart
    gender: str | None = None
    hint: str | None = None  # the gender that the ending of a given name suggests
    plural: bool = False
    named: bool = False
    body: bool = False  # an institution speaking as such
    silent: bool = False  # stands in the text, but is no one's source or party so far
    protection: set[str] = field(default_factory=set)
    why: list[str] = field(default_factory=list)
    of: Who | None = None  # the group that "one of them" is taken from
    beside: list[Beside] = field(default_factory=list)  # words that lead to someone

    @property
    def fullest(self) -> str:
        """The name with most parts, not in capitals if it can be, the longest and first of those."""
        return max(
            [name for name in self.names if name not in self.nicknames] or self.names,
            key=lambda name: (len(name.split()), not name.isupper(), len(name), -self.names.index(name)),
        )

    def add_name(self, words: Words) -> None:
        """Takes in one more naming."""
        self.mentions.append(words)
        if words.text not in self.names:
            self.names.append(words.text)


def compatible(one: Kind, other: Kind) -> bool:
    """Whether two kinds can be one thing: groups and organizations are hard to tell apart."""
    bodies = (Kind.GROUP, Kind.ORGANIZATION)
    return one is other or (one in bodies and other in bodies)


def name_parts(name: str, kind: Kind) -> Parts:
    """The name taken apart for its kind."""
    return parts_of(name, kind is Kind.PERSON)


# --- titles and roles ----------------------------------------------------------------------------------


def words_before(text: str, words: Words) -> list[str]:
    """Up to six words right before a name, on its line."""
    found = BEFORE_NAME.search(text, max(words.start - 90, 0), words.start)
    return found.group(1).split() if found else []


def titles_before(text: str, words: Words) -> list[str]:
    """The titles right before a name, written out in lower case: ["police chief" -> "chief", "colonel"]."""
    found = []
    for word in reversed(words_before(text, words)):
        bare = word.rstrip(".").lower()
        if bare in titles() or bare in RANKS:
            found.append(RANKS.get(bare, bare))
        elif not (bare in title_before() and (word[0].isupper() or found)):
            break
    return found


def describe(text: str, mention: Mention, who: Who) -> None:
    """Keeps the titles that stand before the name, and what they tell."""
    if mention.kind is not Kind.PERSON:
        return
    kept: list[str] = []
    for word in reversed(words_before(text, mention.words)):
        bare = word.rstrip(".").lower()
        known = bare in titles() or bare in RANKS or bare in title_before()
        if not known or (word[0].islower() and bare not in titles()):
            break
        kept.insert(0, word)
    while (
        kept
        and kept[0].rstrip(".").lower() not in titles()
        and kept[0].rstrip(".").lower() not in RANKS
        and len(kept) == 1
    ):
        kept.pop(0)
    for bare in (word.rstrip(".").lower() for word in kept):
        gender = title_gender().get(bare)
        if gender:
            who.gender = gender
        if bare in titles() or bare in RANKS:
            who.heads.add(RANKS.get(bare, bare))
    if kept:
        title = " ".join(kept)
        if title not in who.descriptions:
            who.descriptions.append(title)
