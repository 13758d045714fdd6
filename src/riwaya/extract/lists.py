"""Word lists and expressions of the rule reader, read once from the TOML files beside the code."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def word_set(name: str) -> frozenset[str]:
    """The words of a list in lists.toml; KeyError for a list it does not have."""
    return frozenset(_lists()[name].split())


@cache
def pattern(name: str, *, bounded: bool = True) -> re.Pattern[str]:
    """The alternatives of a name in patterns.toml as one expression; `bounded`: whole words only."""
    return _compiled(tables("patterns.toml")[name], bounded)


def pattern_table(name: str) -> dict[str, re.Pattern[str]]:
    """The expressions of a table in patterns.toml, in its order."""
    return {key: _compiled(rows, True) for key, rows in tables("patterns.toml")[name].items()}


def _compiled(rows: list[str], bounded: bool) -> re.Pattern[str]:
    whole = "|".join(rows)
    return re.compile(rf"\b(?:{whole})\b" if bounded else whole, re.I)


@cache
def _lists() -> dict[str, str]:
    return tables("lists.toml")


def tables(name: str) -> dict[str, Any]:
    """A TOML file of this folder, as read."""
    return tomllib.loads(files("riwaya.extract").joinpath(name).read_text("utf-8"))
