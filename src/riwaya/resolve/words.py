"""The word lists of resolving, read once."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def table(name: str) -> dict[str, Any]:
    """A TOML file of this folder."""
    return tomllib.loads(files(__package__).joinpath(name).read_text("utf-8"))


def word_set(name: str) -> frozenset[str]:
    """One list of words.toml."""
    return frozenset(table("words.toml")[name].split())


def word_map(name: str) -> Mapping[str, str]:
    """One table of words.toml."""
    found: Mapping[str, str] = table("words.toml")[name]
    return found


REIGNING = re.compile(r" (?:II|III|IV|V|VI{1,3}|IX|X{1,2}[IVX]*)$")  # "King Tal II"
ARTICLES = word_set("articles")
FATHERS = word_set("fathers")
SMALL = word_set("small")
JOINS_NAMES = word_set("joins_names")
JOINERS = word_set("joiners")
KUNYA = word_set("kunya")
POSSESSIVES = word_set("possessives")
INDEFINITE = word_set("indefinite")
DEFINITE = word_set("definite")
LOOSE = word_set("loose")
DOCUMENTS = word_set("documents")
BODIES = word_set("bodies")
BODY_HEADS = word_set("body_heads")
UNARMED_HEADS = word_set("unarmed_heads")
STOPS = word_set("stops")
BREAKS = word_set("breaks")
LOOSE_HEADS = word_set("loose_heads")
OPENERS = word_set("openers")
SPELLINGS = word_map("spellings")
COUNTED = word_map("counted")
ARABIC_HEADS = word_map("arabic_heads")
RANKS = word_map("ranks")
PRONOUNS = word_map("pronouns")
DOERS = word_map("doers")
