"""The party that a text names as responsible."""

from __future__ import annotations

import re
from functools import cache

from riwaya.corroborate.gist import Gist
from riwaya.corroborate.origins import alike
from riwaya.corroborate.words import is_name, skeleton, stem, table, tokens


def party(text: str, g: Gist) -> tuple[frozenset[str], str]:
    """Names and institutions at the head of a text, up to its first verb-like break."""
    parts = re.split(r"[,.;:”\"]|\b(?:for|of having|over|who|which|that|to|in|on|at|and)\b", text.strip())
    head = parts[0]
    if len(parts) > 1 and not any(is_name(t, g.scene.proper) for t in tokens(head)):
        head = (
            f"{head}, {parts[1].strip()}" if re.match(r"\W*[^,]*, [A-Z]", text) else head
        )  # "a firm, Hill Water,"
    found = set(alike(head))
    for t in tokens(head):
        if is_name(t, g.scene.proper) and skeleton(t.text):
            found.add(skeleton(t.text))
        elif t.stem in bodies():
            found.add("i:" + t.stem)
    return frozenset(found), head.strip()


@cache
def bodies() -> frozenset[str]:
    """Stems of the words for institutions that can be held responsible."""
    return frozenset(stem(w) for w in table("origins.toml")["institutions"]) | {"command", "rebel", "militia"}
