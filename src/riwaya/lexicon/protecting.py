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
PATTERNS = ("private", "victim", "medical", "minor", "person", "request")


@dataclass(frozen=True, slots=True)
class Detail:
    """Words that lead to a person: where they stand, of what kind, and near whom they count."""

    start: int
    end: int
    kind: str  # home, contact, number, coordinates, school, medical
    needs: str | None = None  # None: always masked; "person", "minor": only near someone masked as such


_GIVEN: list[tuple[str, ...]] = [()]  # what the ledger in use adds, each a TOML text


def use(texts: tuple[str, ...]) -> None:
    """The rules a ledger was given count in this process from now on."""
    _GIVEN[0] = texts


def edition() -> tuple[str, ...]:
    """What was added to the rules that ship: whatever is made of the rules is kept for one edition."""
    return _GIVEN[0]


def protecting() -> Mapping[str, Any]:
    """The tables of protecting.toml, with what RIWAYA_PROTECTION and the ledger in use add to them.

    Errors: BadUse for a file that cannot be read, or that would leave someone unmasked.
    """
    return _protecting(edition())


@cache
def _protecting(texts: tuple[str, ...]) -> Mapping[str, Any]:
    rules: Mapping[str, Any] = table("protecting.toml")
    named = os.environ.get(SETTING)
    rules = tightened(rules, Path(named)) if named else rules
    for number, text in enumerate(texts, 1):
        rules = with_added(rules, text, f"rules {number} of the ledger")
    return rules


def tightened(rules: Mapping[str, Any], path: Path) -> Mapping[str, Any]:
    """The rules with the lists of a newsroom's file added; nothing is ever taken away."""
    try:
        text = path.read_text("utf-8-sig")
    except (OSError, ValueError) as error:
        raise BadUse(f"{SETTING}: {path} cannot be read as TOML ({error}); see protecting.toml") from error
    return with_added(rules, text, f"{SETTING}: {path}")


def with_added(rules: Mapping[str, Any], text: str, where: str) -> Mapping[str, Any]:
    """The rules with the lists of a TOML text added. Raises BadUse for what would loosen or not compile."""
    try:
        added = tomllib.loads(text)
    except ValueError as error:
        raise BadUse(f"{where} cannot be read as TOML ({error}); see protecting.toml") from error
    made = dict(rules)
    for name, value in added.items():
        if name in OPEN or name not in rules:
            allowed = ", ".join(sorted(set(rules) - set(OPEN)))
            raise BadUse(f"{where}: [{name}] cannot be added to; choose among: {allowed}")
        made[name] = (
            [*made[name], *value] if isinstance(value, list) else _joined(where, name, made[name], value)
        )
    try:
        for row in made["detail"]:
            assert isinstance(row["kind"], str)
            for pattern in row["patterns"]:
                re.compile(_filled(pattern, made))
        for pattern in (p for name in PATTERNS for words in made[name].values() for p in _texts(words)):
            re.compile(pattern)
    except (re.error, KeyError, TypeError, AssertionError) as error:
        raise BadUse(
            f"{where}: a [[detail]] needs a kind, and every pattern must compile: {error}"
        ) from error
    return made


def _texts(value: object) -> list[str]:
    """The texts of a list. Raises TypeError for anything else in it."""
    if not isinstance(value, list):
        return []
    return [re.compile(one).pattern for one in value]


def _joined(where: str, name: str, old: Mapping[str, Any], new: Mapping[str, Any]) -> dict[str, Any]:
    joined = dict(old)
    for key, value in new.items():
        if not isinstance(value, list) or not isinstance(old.get(key), list):
            raise BadUse(f"{where}: {name}.{key} must be one of the lists of [{name}], got {value!r}")
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
def _patterns(_: tuple[str, ...]) -> tuple[tuple[str, str | None, re.Pattern[str]], ...]:
    rules = protecting()
    return tuple(
        (row["kind"], row.get("needs"), re.compile(_filled(pattern, rules)))
        for row in rules["detail"]
        for pattern in row["patterns"]
    )


def details(text: str) -> tuple[Detail, ...]:
    """Every stretch of words that leads to a person, in order of place; stretches may overlap."""
    return tuple(sorted(set(_found(text)), key=lambda d: (d.start, d.end, d.kind, d.needs or "")))


def _found(text: str) -> Iterator[Detail]:
    for kind, needs, pattern in _patterns(edition()):
        group = "words" if "words" in pattern.groupindex else 0
        for match in pattern.finditer(text):
            start, end = match.span(group)
            while end > start and text[end - 1] in " ,.;:'’":
                end -= 1
            if end > start:
                yield Detail(start, end, kind, needs)
