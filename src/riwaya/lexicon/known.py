"""Names that everyone in the field knows, in all their spellings, with tables that users add."""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from riwaya.errors import BadUse
from riwaya.lexicon.lists import plain, table

KINDS = ("person", "group", "organization", "place", "facility")
ARTICLE = re.compile(r"^(?:the\s+|al[\s-]+|el[\s-]+|ال)", re.IGNORECASE)
MARKS = re.compile(r"[.'’‘ʼʻʿʾ`]")


@dataclass(frozen=True, slots=True)
class KnownName:
    """One entity of the table: its kind and the name the table gives it."""

    kind: str
    name: str


def spelling(text: str) -> str:
    """The form in which well-known names are looked up: plain, one space, no marks and no article."""
    words = " ".join(MARKS.sub("", plain(text)).replace("-", " ").split())
    return ARTICLE.sub("", words) or words


@cache
def known_names() -> Mapping[str, KnownName]:
    """Spelling -> entity. A spelling that is also a word is kept as printed, after a `=`.

    Errors: BadUse for a table of the user's that is not of the form that known.toml shows.
    """
    found: dict[str, KnownName] = {}
    rows = list(table("known.toml")["known"])
    added = os.environ.get("RIWAYA_KNOWN_NAMES")
    if added:
        rows.extend(added_rows(Path(added)))
    rows.extend(rows_of(_ADDED[0], "the ledger's aliases"))
    for row in rows:
        entity = KnownName(row["kind"], row["name"])
        exact = set(row.get("text_only", ()))
        for text in (row["name"], *row.get("also", ())):
            found["=" + text if text in exact else spelling(text)] = entity
    return found


_ADDED = [""]  # tables that a ledger adds, in this process


def use_names(text: str) -> None:
    """From now on, in this process, the tables of this text are added; empty: none."""
    if _ADDED[0] != text:
        _ADDED[0] = text
        known_names.cache_clear()


def added_rows(path: Path) -> list[dict[str, str]]:
    """The tables of a user's file, each with a kind and a name."""
    try:
        text = path.read_text("utf-8-sig")
    except (OSError, ValueError) as error:
        raise BadUse(f"{path} cannot be read as text ({error}); see known.toml") from error
    return rows_of(text, str(path))


def rows_of(text: str, where: str) -> list[dict[str, str]]:
    """The tables of a text in the form of known.toml. BadUse where it is of another form."""
    try:
        rows = tomllib.loads(text).get("known", [])
    except ValueError as error:
        raise BadUse(f"{where} cannot be read as TOML ({error}); see known.toml") from error
    if not isinstance(rows, list) or (text.strip() and not rows):
        raise BadUse(f"{where} holds no [[known]] table; see known.toml")
    for row in rows:
        if row.get("kind") not in KINDS or not row.get("name"):
            raise BadUse(f"{where}: a table needs a name and one of {', '.join(KINDS)}, got {row}")
        if not all(isinstance(name, str) for name in row.get("also", [])):
            raise BadUse(f"{where}: “also” is a list of names, got {row.get('also')}")
    return list(rows)


def known_name(text: str) -> KnownName | None:
    """The well-known entity that bears this spelling, or None."""
    names = known_names()
    return names.get("=" + text) or names.get(spelling(text))


def known_kind(text: str) -> str | None:
    """The kind of the well-known entity that bears this spelling, or None."""
    entity = known_name(text)
    return entity.kind if entity else None
