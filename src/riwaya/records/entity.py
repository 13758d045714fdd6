"""Names in the text, who they are within one report, and who they are across reports."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from riwaya.records.words import Words


class Kind(StrEnum):
    """What an entity is. A group is an armed group, a tribe, a people; an organization is an institution."""

    PERSON = "person"
    GROUP = "group"
    ORGANIZATION = "organization"
    PLACE = "place"
    FACILITY = "facility"


@dataclass(frozen=True, slots=True)
class Position:
    """Where a place is on the map, how exactly, and why we think so."""

    latitude: float | None
    longitude: float | None
    precision: str  # facility, town, area (near a town), admin2, admin1, country, region; unknown: only words
    gazetteer: str | None  # "geonames:98410", "ocha:IQ0101", "sites.csv:12"
    country: str | None  # ISO 3166-1 alpha-2
    why: str


@dataclass(frozen=True, slots=True)
class Mention:
    """One naming of someone or something in a report: a proper name or a description of a source."""

    words: Words
    kind: Kind
    named: bool = True  # False for "the man", "several residents"
    position: Position | None = None  # places and facilities, once located
    referent: str | None = None  # id of the Referent, once resolved within the report


@dataclass(frozen=True, slots=True)
class Beside:
    """Words that lead to someone and are masked with them, and of what kind they are: home, workplace ..."""

    words: Words
    kind: str


@dataclass(frozen=True, slots=True)
class Referent:
    """What mentions of one report are about: the report's "he", "the commander" and "Col. Haddad" in one."""

    id: str
    report: str
    kind: Kind
    name: str  # the fullest form in this report, exactly as printed there
    names: tuple[str, ...]  # every proper spelling in this report, in order of appearance
    named: bool  # False: only described; such a referent never merges across reports
    mentions: tuple[Words, ...]
    descriptions: tuple[str, ...] = ()  # titles, roles, appositions, as printed
    position: Position | None = None
    protection: tuple[str, ...] = ()  # requested, minor, private ...
    why: str = ""
    beside: tuple[Beside, ...] = ()  # what else of the report leads to it


@dataclass(frozen=True, slots=True)
class Name:
    """One spelling and the reports that use it."""

    text: str
    reports: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Entity:
    """One person, group, organization, place or facility across reports.

    Its id is the least of its referents' ids, so it does not depend on the order of reading.
    """

    id: str
    kind: Kind
    name: str
    names: tuple[Name, ...]
    referents: tuple[str, ...]
    named: bool = True
    position: Position | None = None
    protection: tuple[str, ...] = ()
    why: str = ""
