"""Who is protected and which words lead to people: protecting.toml, with what a newsroom adds."""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from riwaya.errors import BadUse
from riwaya.lexicon.lists import table

SETTING = "RIWAYA_PROTECTION"
OPEN = (
    "office",
    "profession",
    "body",
    "parts",
)  # tables that say who stays named: nobody adds to them from outside


@dataclass(frozen=True, slots=True, order=True)
class Detail:
    """Words that lead to a person: where they stand, of what kind, and near whom they count."""

    start: int
    end: int
    kind: str  # home, contact, number, coordinates, school, medical
    needs: str | None = None  # None: always masked; "person", "minor": only near someone masked as such


@cache
def protecting() -> Mapping[str, Any]:
    """The tables of protecting.toml, and what the file that RIWAYA_PROTECTION names adds to them.

    Errors: BadUse for a file that cannot be read, or that would leave someone unmasked.
    """
    rules = dict(table("protecting.toml"))
    added = os.environ.get(SETTING)
    return tightened(rules, Path(added)) if added else rules


def tightened(rules: Mapping[str, Any], path: Path) -> Mapping[str, Any]:
    """The rules with the lists of a newsroom's file added; nothing is ever taken away."""
    try:
        added = tomllib.loads(path.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise BadUse(f"{SETTING}: {path} cannot be read as TOML ({error}); see protecting.toml") from error
    made = dict(rules)
    for name, value in added.items():
        if name in OPEN or name not in rules:
            allowed = ", ".join(sorted(set(rules) - set(OPEN)))
            raise BadUse(f"{SETTING}: {path}: [{name}] cannot be added to; choose among: {allowed}")
        made[name] = (
            [*made[name], *value] if isinstance(value, list) else _joined(path, name, made[name], value)
        )
    try:
        for row in made["detail"]:
            for pattern in row["patterns"]:
                re.compile(_filled(pattern, made))
    except (re.error, KeyError, TypeError) as error:
        raise BadUse(
            f"{SETTING}: {path}: a [[detail]] needs a kind and patterns that compile: {error}"
        ) from error
    return made


def _joined(path: Path, name: str, old: Mapping[str, Any], new: Mapping[str, Any]) -> dict[str, Any]:
    joined = dict(old)
    for key, value in new.items():
        if not isinstance(value, list) or not isinstance(old.get(key), list):
            raise BadUse(
                f"{SETTING}: {path}: {name}.{key} must be one of the lists of [{name}], got {value!r}"
            )
        joined[key] = [*old[key], *value]
    return joined


def _filled(pattern: str, rules: Mapping[str, Any]) -> str:
    """The pattern with its {names} filled in from [parts], twice deep."""
    parts = {**rules["parts"], "condition": "|".join(rules["medical"]["conditions"])}
    for _ in range(2):
        for name, words in parts.items():
            pattern = pattern.replace("{" + name + "}", words)
    return pattern


@cache
def _patterns() -> tuple[tuple[str, str | None, re.Pattern[str]], ...]:
    rules = protecting()
    return tuple(
        (row["kind"], row.get("needs"), re.compile(_filled(pattern, rules)))
        for row in rules["detail"]
        for pattern in row["patterns"]
    )


def details(text: str) -> tuple[Detail, ...]:
    """Every stretch of words that leads to a person, in order of place; stretches may overlap."""
    return tuple(sorted(set(_found(text))))


def _found(text: str) -> Iterator[Detail]:
    for kind, needs, pattern in _patterns():
        group = "words" if "words" in pattern.groupindex else 0
        for match in pattern.finditer(text):
            start, end = match.span(group)
            while end > start and text[end - 1] in " ,.;:'’":
                end -= 1
            if end > start:
                yield Detail(start, end, kind, needs)
