"""The word lists, loaded once and asked by plain functions."""

from __future__ import annotations

import tomllib
import unicodedata
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any


def plain(text: str) -> str:
    """The text in lower case without accents, the form in which lists are searched."""
    if text.isascii():
        return text.lower()
    marks = unicodedata.normalize("NFKD", text.lower())
    return "".join(c for c in marks if not unicodedata.combining(c)).replace("ı", "i")


@cache
def table(name: str) -> dict[str, Any]:
    """A TOML file of this folder."""
    return tomllib.loads(files(__package__).joinpath(name).read_text("utf-8"))


@cache
def lines(name: str) -> tuple[str, ...]:
    """The lines of a text file of this folder without its comments."""
    text = files(__package__).joinpath(name).read_text("utf-8")
    return tuple(line for line in text.splitlines() if line and not line.startswith("#"))


# --- words ---------------------------------------------------------------------------------------------


@cache
def common_words() -> frozenset[str]:
    """English words usually written in lower case, among them the head nouns of institutions."""
    words = {word for line in lines("common_words.txt") for word in line.split()}
    for heads in table("institutions.toml").values():
        for group in ("head", "after", "of"):
            words.update(heads.get(group, ()))
    words.update(roles())
    return frozenset(words)


ENDINGS = (
    ("ies", "y"),
    ("es", ""),
    ("s", ""),
    ("ing", ""),
    ("ing", "e"),
    ("ed", ""),
    ("ed", "e"),
    ("ly", ""),
)
OPENINGS = ("un", "re", "non", "ex", "anti", "pre", "post", "co")


@cache
def common_word(word: str) -> bool:
    """Whether a word (in lower case) or what it is formed from is usually written in lower case."""
    words = common_words()
    if word in words:
        return True
    if "-" in word:
        return all(common_word(part) for part in word.split("-"))
    for ending, instead in ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3 and word[: -len(ending)] + instead in words:
            return True
    return any(word.startswith(o) and len(word) - len(o) >= 4 and word[len(o) :] in words for o in OPENINGS)


@cache
def calendar_words() -> frozenset[str]:
    """Capitalised words that are no one's name: months, weekdays, feasts, units."""
    return frozenset(table("calendar.toml")["words"].split())


@cache
def demonyms() -> frozenset[str]:
    """Adjectives and nouns of peoples, religions and regions, in lower case, singular and plural."""
    words = {word.lower() for line in lines("demonyms.txt") for word in line.split()}
    return frozenset(words | {word + "s" for word in words})


# --- places --------------------------------------------------------------------------------------------


@cache
def countries() -> frozenset[str]:
    """Countries, capitals and parts of the world, plain."""
    return frozenset(plain(line) for line in lines("countries.txt"))


@cache
def places() -> frozenset[str]:
    """Larger cities, plain: evidence for the kind of a name, not for where it is."""
    return frozenset(plain(line) for line in lines("places.txt"))


@cache
def institutions() -> Mapping[str, Mapping[str, frozenset[str]]]:
    """Kind -> head, first, only, behind, firm, club, last, after, of -> the words that show that kind."""
    own = ("head", "first", "only", "behind", "firm", "club", "last", "no_building")
    shared = ("after", "of")
    raw = table("institutions.toml")
    kinds = [kind for kind in raw if kind not in ("after", "of")]
    found: dict[str, dict[str, frozenset[str]]] = {}
    for kind in kinds:
        found[kind] = {group: frozenset(raw[kind].get(group, ())) for group in own}
        found[kind].update({group: frozenset(raw[group].get(kind, ())) for group in shared})
    return found


# --- people --------------------------------------------------------------------------------------------


@cache
def titles() -> Mapping[str, str]:
    """Title in lower case without full stop -> address, rank or office."""
    raw = table("titles.toml")
    return {
        word: part for part in ("office", "rank", "address") for words in raw[part].values() for word in words
    }


@cache
def title_before() -> frozenset[str]:
    """Words that may stand before a rank or office and belong to it."""
    return frozenset(table("titles.toml")["before"]["any"])


@cache
def title_gender() -> Mapping[str, str]:
    """Form of address -> m or f."""
    raw = table("titles.toml")["address"]
    return {word: gender for gender in ("m", "f") for word in raw[gender]}


@cache
def roles() -> Mapping[str, tuple[str, ...]]:
    """Noun for a person -> the families of roles it belongs to."""
    found: dict[str, list[str]] = {}
    for family, nouns in table("people.toml")["roles"].items():
        for noun in nouns:
            found.setdefault(noun, []).append(family)
    return {noun: tuple(families) for noun, families in found.items()}


@cache
def singular(noun: str) -> str:
    """The singular of a noun for people ("gunmen" -> "gunman"); the noun itself where it is none."""
    irregular: Mapping[str, str] = table("people.toml")["plural"]
    if noun in irregular:
        return irregular[noun]
    if noun in roles():
        return noun
    for ending, instead in (("ies", "y"), ("es", ""), ("s", "")):
        if noun.endswith(ending) and noun[: -len(ending)] + instead in roles():
            return noun[: -len(ending)] + instead
    return noun


@cache
def noun_gender() -> Mapping[str, str]:
    """Noun for a person -> m or f, where it tells."""
    raw = table("people.toml")["gender"]
    return {noun: gender for gender in ("m", "f") for noun in raw[gender]}


@cache
def takes_up() -> Mapping[str, tuple[str, ...]]:
    """Broad noun ("man", "officer") -> the families of roles it can take up."""
    return {noun: tuple(families) for noun, families in table("people.toml")["broad"].items()}


@cache
def type_nouns() -> Mapping[str, tuple[str, ...]]:
    """Type of a source that is not named -> the nouns that tell it."""
    return {kind: tuple(nouns) for kind, nouns in table("people.toml")["type_nouns"].items()}


@cache
def type_families() -> Mapping[str, str]:
    """Family of roles -> the type of a source that is not named."""
    return dict(table("people.toml")["type_families"])


@cache
def given_names() -> Mapping[str, str]:
    """Given name, plain -> m, f or "" where both bear it."""
    raw = table("given_names.toml")
    men, women = set(raw["m"].split()), set(raw["f"].split())
    either = set(raw["any"].split()) | (men & women)
    told = {name: "m" if name in men else "f" for name in (men | women) - either}
    return dict.fromkeys(either, "") | told


def given_gender(name: str) -> str | None:
    """m, f or "" for a listed given name; None where it is not listed."""
    return given_names().get(plain(name))


@cache
def first_names() -> frozenset[str]:
    """First names of many countries, plain; only protection takes them for those of people."""
    return frozenset(" ".join(lines("first_names.txt")).split())


def first_name(word: str) -> bool:
    """Whether a word is a listed given name, or a first name of any country."""
    return given_gender(word) is not None or plain(word) in first_names()


@cache
def given_forms() -> Mapping[str, frozenset[int]]:
    """Given name, plain -> the rows of names in several languages and short forms that it stands in."""
    found: dict[str, set[int]] = {}
    for number, row in enumerate(table("given_forms.toml")["rows"]):
        for name in row.split():
            found.setdefault(plain(name), set()).add(number)
    return {name: frozenset(rows) for name, rows in found.items()}


def one_given(one: str, other: str) -> bool:
    """Whether two given names are forms of one: Ted and Theodore, Mykola and Nikolai."""
    forms = given_forms()
    return bool(forms.get(plain(one), frozenset()) & forms.get(plain(other), frozenset()))
