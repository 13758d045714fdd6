"""Finding a place, a person or an outlet by any spelling of its name."""

from __future__ import annotations

import unicodedata

from riwaya.records import Kind
from riwaya.store.folding import folded_words
from riwaya.view.facts import Facts

_ARTICLES = ("al", "el")


def fold(text: str) -> str:
    """A name without case, accents, punctuation and Arabic article: "al-Qa'ida" and "Al Qaida" become one."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    kept = "".join(c for c in plain if not unicodedata.combining(c) and c not in "'’‘ʼʿʾ`")
    words = "".join(c if c.isalnum() else " " for c in kept).split()
    return " ".join(w for w in words if w not in _ARTICLES or len(words) == 1)


def same_place(ledger: Facts, wanted: str) -> frozenset[str]:
    """Ids of the places and facilities that have this id or a spelling with these words in it."""
    if not wanted.strip():
        return frozenset()
    low = f" {fold(wanted)} "
    near = {wanted, *ledger.spelled(" ".join(folded_words(fold(wanted))))}
    return frozenset(
        e.id
        for e in ledger.entities(near)
        if e.kind in (Kind.PLACE, Kind.FACILITY)
        and (e.id == wanted or any(low in f" {fold(n.text)} " for n in e.names))
    )
