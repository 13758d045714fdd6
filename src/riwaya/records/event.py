"""What claims add up to: events, relations between claims, and status over time."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class RelationKind(StrEnum):
    """How two claims stand to each other."""

    CONTRADICTS = "contradicts"
    CORROBORATES = "corroborates"
    ECHOES = "echoes"  # the first of the pair is the copy
    UPDATES = "updates"  # the first of the pair is the later one


class About(StrEnum):
    """What a relation is about."""

    FIGURE = "figure"
    DATE = "date"
    PLACE = "place"
    RESPONSIBILITY = "responsibility"
    DENIAL = "denial"
    STATUS = "status"
    EVENT = "event"


class Grade(StrEnum):
    """How well something is supported; criteria in docs/grades.md."""

    CONFIRMED = "confirmed"
    FAIR = "fair"
    WEAK = "weak"
    CONTESTED = "contested"


@dataclass(frozen=True, slots=True)
class Relation:
    """A judgement about two claims, with the sentence that explains it."""

    id: str
    kind: RelationKind
    about: About | None
    claims: tuple[str, str]
    why: str
    score: float  # 0 to 1


@dataclass(frozen=True, slots=True)
class Aggregate:
    """All figures of one measure of an event, under a named rule."""

    measure: str
    low: float | None
    best: float | None
    high: float | None
    rule: str  # which rule gave `best`: "all equal", "median of independent sources", "indeterminate" ...
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Grades:
    """Grades of an event, of its figures and of who is held responsible, separately."""

    event: Grade
    figures: Grade | None
    responsibility: Grade | None


@dataclass(frozen=True, slots=True)
class Event:
    """What several claims are about: type, time, place, participants."""

    id: str
    event_type: str
    plover: str | None
    acled: str | None
    when: str | None  # EDTF
    where: str | None  # entity id
    who: tuple[str, ...]  # entity ids
    claims: tuple[str, ...]
    figures: tuple[Aggregate, ...]
    grade: Grades
    why: str


@dataclass(frozen=True, slots=True)
class Status:
    """A lasting condition of a place or facility and the span of time it is said to have held."""

    id: str
    entity: str
    aspect: str  # crossing, bridge, hospital, school, market, power, water, control ...
    value: str  # open, closed, working, destroyed ...
    since: str | None  # EDTF
    until: str | None  # EDTF
    claims: tuple[str, ...]
    why: str


def thing_key(entity: str, aspect: str) -> str:
    """The blocking key under which claims about one aspect of one entity are found."""
    return f"@{entity}|{aspect}"


def thing_of(key: str) -> tuple[str, str]:
    """The entity and aspect of such a key."""
    entity, _, aspect = key.removeprefix("@").partition("|")
    return entity, aspect


@dataclass(frozen=True, slots=True)
class Bond:
    """What a person said of claims: all of them are about one event, or one side about another."""

    together: bool
    one: tuple[str, ...]  # claim ids
    other: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Compared:
    """What comparing claims two by two gave: relations, and ties between claims about one occurrence."""

    relations: tuple[Relation, ...]
    ties: tuple[tuple[str, str], ...]  # claim ids, the lesser first
    bonds: tuple[Bond, ...] = ()  # what people decided about events, in the order of deciding
    possible: tuple[Relation, ...] = ()  # conflicts that may be: never counted, only offered for a look


@dataclass(frozen=True, slots=True)
class Findings:
    """Everything corroboration concluded over one closed neighbourhood of claims."""

    events: tuple[Event, ...]
    relations: tuple[Relation, ...]
    statuses: tuple[Status, ...]
