"""Names of people that reading took for places and bodies by a word beside them, set right first."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from riwaya.lexicon import roles, singular
from riwaya.records import Kind, Mention, Words
from riwaya.resolve.human import SEEN
from riwaya.resolve.passed_over import place, strange
from riwaya.resolve.setting import Setting

OWNED = re.compile(r"['’]s$")
CROSSING = re.compile(r" crossing$")
BEFORE = 30  # characters before a name that are looked at
THE = re.compile(r"\b[Tt]he $")
TOLD_ONE_BY_ONE = re.compile(r" family\b|: [^.:\n]+")


def set_right(setting: Setting, mentions: Sequence[Mention]) -> tuple[Mention, ...]:
    """The mentions, those that are people's made so.

    "At Milo's" where Milo is someone of the report; "shows Ada Tal crossing"; "the Tals: Ada, his wife".
    """
    people = {m.words.text for m in mentions if m.named and m.kind is Kind.PERSON}
    return tuple(_right(setting, one, people) for one in mentions)


def _right(setting: Setting, one: Mention, people: set[str]) -> Mention:
    if not one.named or one.kind is Kind.PERSON:
        return one
    text, words = setting.text, one.words
    before = text[max(words.start - BEFORE, 0) : words.start]
    bare = OWNED.sub("", words.text)
    if bare != words.text and bare in people:
        return _person(one, text, len(bare))
    actor = CROSSING.sub("", words.text)
    if actor != words.text and SEEN.search(before) and not place(actor) and all(map(strange, actor.split())):
        return _person(one, text, len(actor))
    if one.kind is Kind.GROUP and a_family(setting, words):
        return replace(one, kind=Kind.PERSON)
    return one


def _person(one: Mention, text: str, length: int) -> Mention:
    words = Words.cut(text, one.words.start, one.words.start + length)
    return replace(one, words=words, kind=Kind.PERSON, position=None)


def a_family(setting: Setting, words: Words) -> bool:
    """Whether a name is a family's: "the Tals: Ada, his wife Idra", "the Tals family"."""
    before = setting.text[max(words.start - BEFORE, 0) : words.start]
    if " " in words.text or not words.text.endswith("s") or not THE.search(before) or not strange(words.text):
        return False
    stop = setting.sentences[setting.sentence(words.start)].end
    after = TOLD_ONE_BY_ONE.match(setting.text[words.end : stop])
    return after is not None and any(
        "family" in roles().get(singular(word), ()) or word == "family"
        for word in re.findall(r"[a-z]+", after.group())
    )
