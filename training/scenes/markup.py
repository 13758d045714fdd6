"""Scenes as written: reports with marked propositions, and how the propositions stand to each other."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from training.marked import Named, Unmarked

ABOUT = ("figure", "date", "place", "responsibility", "status", "denial")
_MARK = re.compile(r"\{(\w+)(?:@([\w.]+))? ")
_STANDS = re.compile(r"(\w+) (?:(x) (\w+) (\w+)|([!>?]) (\w+))")


@dataclass(frozen=True, slots=True)
class Mark:
    """Words of a report that state a proposition."""

    start: int
    end: int
    proposition: str
    origin: str


@dataclass(frozen=True, slots=True)
class Told:
    """One report of a scene; offsets of its marks are into its text."""

    outlet: str
    date: str | None
    title: str
    text: str
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Stands:
    """How one proposition stands to another: `kind` is contradicts, updates or debatable."""

    a: str
    b: str
    kind: str
    about: str | None


@dataclass(frozen=True, slots=True)
class Scene:
    """An occurrence told by several reports."""

    id: str
    reports: tuple[Told, ...]
    relations: tuple[Stands, ...]


def scenes(path: Path) -> Iterator[Scene]:
    """The scenes of a file; raises Unmarked at the first that is not in the format."""
    for name, body in marked_scenes(path):
        try:
            yield scene(name, body)
        except Unmarked as wrong:
            raise Unmarked(f"{path.name}, {wrong}") from None


def marked_scenes(path: Path) -> Iterator[Named]:
    """Name and marked reports of the scenes of a file, in order, not yet looked at."""
    for part in re.split(r"(?m)^=== ", path.read_text(encoding="utf-8"))[1:]:
        head, _, body = part.partition("\n")
        yield head.strip(), body


def scene(name: str, body: str) -> Scene:
    """One scene from its marked reports."""
    try:
        return _scene(name, body)
    except Unmarked as wrong:
        raise Unmarked(f"scene {name}: {wrong}") from None


def _scene(name: str, body: str) -> Scene:
    told, ruled, rules = body.partition("\n--\n")
    if not ruled:
        raise Unmarked("no line '--' before the relations")
    reports = tuple(_report(part) for part in re.split(r"(?m)^@ ", told)[1:])
    if len(reports) < 2:
        raise Unmarked("fewer than two reports")
    known = {m.proposition for r in reports for m in r.marks}
    relations = tuple(_stands(line.strip(), known) for line in rules.splitlines() if line.strip())
    listed = [frozenset((r.a, r.b)) for r in relations]
    twice = next((pair for pair in listed if listed.count(pair) > 1), None)
    if twice:
        raise Unmarked(f"{' and '.join(sorted(twice))} are listed twice")
    return Scene(name, reports, relations)


def _report(part: str) -> Told:
    head, _, body = part.partition("\n")
    fields = [field.strip() for field in head.split("|")]
    if len(fields) != 3 or not all(fields):
        raise Unmarked(f"the head {head!r} is not OUTLET | DATE | TITLE")
    outlet, date, title = fields
    if date != "?" and not re.fullmatch(r"\d{4}-\d\d-\d\d", date):
        raise Unmarked(f"the date {date!r} is neither YYYY-MM-DD nor ?")
    text, marks = _unmarked(body.strip(), outlet)
    return Told(outlet, None if date == "?" else date, title, text, marks)


def _unmarked(body: str, outlet: str) -> tuple[str, tuple[Mark, ...]]:
    """The text without its marks, and where they were."""
    pieces, marks, at, length = [], [], 0, 0
    while opened := _MARK.search(body, at):
        close = body.find("}", opened.end())
        inside = body[opened.end() : close]
        if close < 0 or "{" in inside or not inside.strip():
            raise Unmarked(
                f"the mark at {body[opened.start() : opened.start() + 40]!r} is not closed, or nests"
            )
        before = body[at : opened.start()]
        pieces += [before, inside]
        start = length + len(before)
        length = start + len(inside)
        origin = opened.group(2) or "outlet:" + outlet.replace(".", "")
        marks.append(Mark(start, length, opened.group(1), origin))
        at = close + 1
    text = "".join([*pieces, body[at:]])
    if "{" in text or "}" in text:
        raise Unmarked("a brace that marks nothing")
    return text, tuple(marks)


def _stands(line: str, known: set[str]) -> Stands:
    found = _STANDS.fullmatch(line)
    if not found:
        raise Unmarked(f"{line!r} is not a relation")
    a, b = found.group(1), found.group(3) or found.group(6)
    missing = {a, b} - known
    if missing or a == b:
        raise Unmarked(f"{line!r} names {', '.join(sorted(missing)) or 'one proposition twice'}")
    if found.group(2):
        if found.group(4) not in ABOUT:
            raise Unmarked(f"{line!r}: about is one of {', '.join(ABOUT)}")
        return Stands(a, b, "contradicts", found.group(4))
    kind = {"!": ("contradicts", "denial"), ">": ("updates", None), "?": ("debatable", None)}
    return Stands(a, b, *kind[found.group(5)])


def standing(scene: Scene, a: Mark, b: Mark) -> tuple[str, str | None, bool]:
    """How two marks of different reports stand: kind, about, and whether `b` is the one that replaces.

    Kinds are contradicts, updates, corroborates, echoes, same-source, debatable and unrelated.
    """
    if a.proposition == b.proposition:
        if a.origin == b.origin:
            return "echoes", None, False
        one = a.origin.split(".")[0] == b.origin.split(".")[0]
        return ("same-source" if one else "corroborates"), None, False
    for r in scene.relations:
        if {r.a, r.b} == {a.proposition, b.proposition}:
            return r.kind, r.about, r.kind == "updates" and r.a == b.proposition
    return "unrelated", None, False
