"""The party that a text names as responsible."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from riwaya.corroborate.gist import Gist
from riwaya.corroborate.origins import alike
from riwaya.corroborate.words import is_name, pattern, skeleton, stem, table, tokens

_OBJECT = 60  # characters after a verb of doing in which what was done stands


@dataclass(frozen=True, slots=True)
class Doer:
    """Who a text says did it: the words before a verb of doing."""

    words: str
    outright: bool  # named as the one responsible, and not only as the subject of "bombed"


def doer(text: str) -> Doer | None:
    """Who stands before "was behind", "had planted the mine", "bombed"; None in the passive and for "who"."""
    for m in pattern("blame.toml", "does").finditer(text):
        before = text[: m.start()].rstrip()
        if pattern("blame.toml", "passive").search(before):
            continue
        done = pattern("blame.toml", "deed").search(text[m.end() : m.end() + _OBJECT])
        if m.lastgroup == "with_object" and not done:
            continue
        subject = pattern("blame.toml", "clause").split(before)[-1].strip(" “”\"'‘’")
        if subject and not pattern("blame.toml", "nobody").match(subject):
            return Doer(subject, m.lastgroup != "by_itself")
    return None


def party(text: str, g: Gist) -> tuple[frozenset[str], str]:
    """Names and institutions at the head of a text, up to its first verb-like break, and the words."""
    parts = pattern("blame.toml", "party_ends").split(text.strip())
    head = parts[0]
    if len(parts) > 1 and not any(is_name(t, g.scene.proper) for t in tokens(head)):
        head = (
            f"{head}, {parts[1].strip()}" if re.match(r"\W*[^,]*, [A-Z]", text) else head
        )  # "a firm, Hill Water,"
    return _keys(head, g), head.strip()


def _keys(head: str, g: Gist) -> frozenset[str]:
    found = set(alike(head))
    for t in tokens(head):
        if is_name(t, g.scene.proper) and skeleton(t.text):
            found.add(skeleton(t.text))
        elif t.stem in bodies():
            found.add("i:" + t.stem)
    return frozenset(found)


@cache
def bodies() -> frozenset[str]:
    """Stems of the words for institutions that can be held responsible."""
    return frozenset(stem(w) for w in table("origins.toml")["institutions"]) | {"command", "rebel", "militia"}
