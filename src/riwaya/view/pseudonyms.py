"""Who must be masked, and under what pseudonym."""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from riwaya.records import Entity, Kind, Referent
from riwaya.view.facts import Facts
from riwaya.view.given_rules import NEVER_OPEN, GivenRules
from riwaya.view.places import fold
from riwaya.view.protected import Marks

LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ"  # without I and O, which read as digits


@dataclass(frozen=True, slots=True)
class Rules:
    """The rules of masking, read from protection.toml."""

    labels: tuple[tuple[str, str], ...]
    otherwise: str
    decimals: int
    near: int
    entity_decides: frozenset[str]
    pronouns: frozenset[str]
    never_alone: frozenset[str]
    also_given: frozenset[str]


@cache
def rules() -> Rules:
    """The rules that ship with riwaya."""
    table = tomllib.loads((Path(__file__).parent / "protection.toml").read_text("utf-8"))
    masking = table["masking"] | {
        k: table[k] for k in ("pronouns", "never_alone", "also_given") if k in table
    }
    return Rules(
        tuple((row["kind"], row["words"]) for row in table["label"]),
        masking["otherwise"],
        masking["decimals"],
        masking["near"],
        frozenset(masking["entity_decides"]),
        frozenset(masking["pronouns"]),
        frozenset(masking["never_alone"]),
        frozenset(masking["also_given"]),
    )


@dataclass(frozen=True, slots=True)
class Hidden:
    """One person, or one place that leads to one: the pseudonym, the ids that lead there, the spellings."""

    pseudonym: str  # "[unnamed source K47]"
    referents: frozenset[str]
    reports: frozenset[str]
    names: tuple[str, ...]
    protection: tuple[str, ...]
    phrases: tuple[str, ...] = ()  # what an unnamed one is called: "a clerk at the mill"
    person: bool = True  # False: a home, a school: masked in its own report only


def hidden_people(
    ledger: Facts, salt: str, given: GivenRules, marks: Marks, entities: Sequence[Entity]
) -> tuple[Hidden, ...]:
    """Everyone who must be masked in public form, each under a pseudonym that the salt decides.

    Protection found in one report holds in all reports in which the person is named. `marks` are those of
    all reports and are changed here; `entities` are all that there are.
    """
    protection, places = marks.protection, marks.places
    groups = _groups(ledger, marks, entities, given)
    referents = {r.id: r for r in ledger.referents(sorted(protection))}
    found = []
    for codes, key in _codes([*groups, *_of_nobody(entities, given)], salt):
        if key not in groups:  # a name to mask that is no one's here, or not read as a person's
            found.append(
                Hidden(f"[{label(['private'])} {codes}]", frozenset(), frozenset(), (key,), ("private",))
            )
            continue
        people = [referents[r] for r in groups[key] if r in referents]
        kinds = tuple(sorted({p for r in groups[key] for p in protection[r]}))
        found.append(
            Hidden(
                f"[{label(kinds)} {codes}]",
                frozenset(groups[key]),
                frozenset(p.report for p in people),
                tuple(sorted({n for p in people for n in _names(p)}, key=lambda n: (-len(n), n))),
                kinds,
                tuple(sorted({p.name for p in people if not p.named and " " in p.name})),
                key not in places,
            )
        )
    return tuple(found)


def _by_report(ledger: Facts, members: Collection[str]) -> list[tuple[str, tuple[str, ...]]]:
    """The referents of an entity by the report they stand in."""
    found: dict[str, list[str]] = {}
    for referent in ledger.referents(sorted(members)):
        found.setdefault(referent.report, []).append(referent.id)
    return sorted((report, tuple(some)) for report, some in found.items())


def _of_nobody(entities: Iterable[Entity], given: GivenRules) -> list[str]:
    """Names to mask that no person of the ledger bears."""
    if not given.masked:
        return []
    borne = {fold(n.text) for e in entities if e.kind is Kind.PERSON for n in e.names}
    return [written for name, written in given.masked.items() if name not in borne]


def _groups(
    ledger: Facts, marked: Marks, entities: Iterable[Entity], given: GivenRules
) -> dict[str, tuple[str, ...]]:
    """Who is masked: entities with their referents, and places one by one.

    What rests on the part someone plays (a private person, a victim) is decided on all reports together:
    whoever holds an office in another report is not masked. What people said by name comes last.
    """
    protection, places = marked.protection, marked.places
    groups: dict[str, tuple[str, ...]] = {}
    decided: set[str] = set()
    told = bool(given.masked or given.unmasked)
    for entity in entities:
        members = [r for r in entity.referents if r not in places]
        decided.update(members)
        marks = set(entity.protection) if members else set()
        marks |= {m for r in members for m in protection.get(r, ()) if m not in rules().entity_decides}
        names = {fold(name.text) for name in entity.names} if told else set()
        if entity.kind is Kind.PERSON and names & given.masked.keys():
            marks.add("private")
        elif names & given.unmasked.keys() and not marks & NEVER_OPEN:
            marks = set()
        for referent in members:
            protection.pop(referent, None)
        if "requested" in marks:  # never joined across reports
            for report, some in _by_report(ledger, members):
                groups[f"{entity.id} {report}"] = some
        elif marks:
            groups[entity.id] = tuple(members)
        if marks:
            for referent in members:
                protection[referent] = set(marks)
    groups.update((r, (r,)) for r in protection if r not in decided)
    return groups


def _names(person: Referent) -> tuple[str, ...]:
    every = (*person.names, *((person.name,) if person.named else ()))
    return tuple(n for n in every if n.casefold() not in rules().pronouns | rules().never_alone)


def label(kinds: Collection[str]) -> str:
    """What stands for someone with these kinds of protection: "minor", "unnamed source"."""
    return next((words for kind, words in rules().labels if kind in kinds), rules().otherwise)


def _codes(keys: Iterable[str], salt: str) -> list[tuple[str, str]]:
    """A short code for each key, different under every salt, never the same for two keys."""
    hashed = sorted((hashlib.sha256(f"{salt}\n{key}".encode()).digest(), key) for key in keys)
    taken: set[str] = set()
    codes = []
    for digest, key in hashed:
        number = int.from_bytes(digest[:8])
        digits = 2
        while (code := _code(number, digits)) in taken:
            number += 1
            digits += len(taken) >= len(LETTERS) * 10**digits
        taken.add(code)
        codes.append((code, key))
    return codes


def _code(number: int, digits: int) -> str:
    rest, letter = divmod(number, len(LETTERS))
    return f"{LETTERS[letter]}{rest % 10**digits:0{digits}d}"


def by_referent(people: Iterable[Hidden]) -> Mapping[str, Hidden]:
    """The person behind each referent."""
    return {r: person for person in people for r in person.referents}


def slug(pseudonym: str) -> str:
    """The pseudonym as part of an address: "[person E4]" as "person-E4"."""
    return pseudonym.strip("[]").replace(" ", "-")
