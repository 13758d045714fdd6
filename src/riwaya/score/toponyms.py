"""The place names of a text as LGL counts them: also adjectives of peoples and towns inside other names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from riwaya.extract.rules import RuleReader
from riwaya.locate.countries import country_named, people_of, state_named
from riwaya.locate.gazetteer import gazetteer
from riwaya.records import Kind, Mention, Report

Span = tuple[int, int]

_WORD = re.compile(r"(?:[A-Z]\.){2,}|[A-Z][\w’']*(?:-[A-Z][\w’']*)*\.?")
_SHORT = re.compile(r"(?:,\s|\bin\s|\bthe\s|^)((?:[A-Z]\.){2,3}|[A-Z][a-z]{1,4}\.)")
_PARTY = re.compile(r"\b(?:[RD]|DFL)-([A-Z][\w’'-]+(?: [A-Z][\w’'-]+)*)")
_WAY = re.compile(
    r"\b(?:Street|St|Road|Rd|Avenue|Ave|Boulevard|Blvd|Highway|Hwy|Lane|Drive|Way|Court|Turnpike|Parkway|Interstate"
    r"|Freeway|Route|Restaurant|Gallery|Homestead|House|Forest|Wilderness|Amphitheatre|Theatre|Theater|Elementary"
    r"|Church|School|Hospital|Apartments|Mall|Stadium|Arena|Museum|Park|Bridge|Plaza|Walmart|Farm|Cemetery)\b\.?"
)
_BODIES = frozenset(
    [
        "Police",
        "City",
        "Town",
        "County",
        "Township",
        "Village",
        "High",
        "Middle",
        "Elementary",
        "School",
        "Schools",
        "Fire",
        "Mayor",
        "Council",
        "Hospital",
        "Independent",
        "Regional",
        "Municipal",
        "Court",
        "Superior",
        "Circuit",
        "District",
        "Public",
        "Chamber",
        "Department",
        "Sheriff",
        "State",
        "Community",
        "College",
        "University",
        "Library",
        "Airport",
        "Downtown",
        "Area",
        "Parks",
        "Commission",
        "Board",
        "Town",
        "Medical",
        "Senior",
        "Legislature",
        "House",
        "Senate",
        "Highway",
        "National",
        "Health",
        "Education",
        "Planning",
        "Rotary",
        "Elks",
        "Junior",
        "Water",
        "Justice",
        "Jail",
        "PD",
        "Family",
        "Charter",
        "Museum",
        "Waterways",
        "Empire",
        "Department",
        "Center",
        "Centre",
        "Hall",
        "Judicial",
        "Government",
        "Chief",
        "Bureau",
    ]
)
_CONTINENTS = frozenset(
    {
        "Europe",
        "Africa",
        "Asia",
        "America",
        "Caribbean",
        "Middle East",
        "North America",
        "South America",
        "EU",
    }
    | {
        "European Union",
        "Latin America",
        "Central America",
        "Caucasus",
        "Balkans",
        "Scandinavia",
        "Antarctica",
    }
)
_KIND = ("County", "Parish", "Township", "River", "Borough")
_LARGE = 15_000  # people of a town that its name alone betrays inside another name


def places_read(text: str) -> list[Mention]:
    """The mentions of the rule reader."""
    report = Report("r", "article", "text", "0", text, "1", language="en")
    (reading,) = RuleReader().read([report])
    return list(reading.mentions)


def places_alone(text: str) -> set[Span]:
    """The places that stand as names of their own."""
    return {
        (m.words.start, m.words.end)
        for m in places_read(text)
        if m.kind is Kind.PLACE and m.named and not _WAY.search(m.words.text)
    }


def places_everywhere(text: str) -> set[Span]:
    """Those, with places inside names of bodies, states in short, and adjectives of peoples."""
    mentions = [m for m in places_read(text) if m.named]
    alone = places_alone(text)
    people = [(m.words.start, m.words.end) for m in mentions if m.kind is Kind.PERSON]
    here = {text[s:e] for s, e in alone}
    found = {(s, e) for s, e in alone if not any(s < b and a < e for a, b in people)}
    for first, last in _runs(text):
        for span in _inside(text, first, last, here):
            if not any(span[0] < e and s < span[1] for s, e in found) and not _person(span, people):
                found.add(span)
    for match in (*_SHORT.finditer(text), *_PARTY.finditer(text)):
        span = (match.start(1), match.end(1))
        state = state_named(match[1]) is not None or match.re is _PARTY
        if state and not any(span[0] < e and s < span[1] for s, e in found):
            found.add(span)
    return found


def _person(span: Span, people: Sequence[Span]) -> bool:
    """Whether a span lies in a person's name, behind its first word."""
    return any(s < span[1] and span[0] < e for s, e in people)


def _runs(text: str) -> Iterator[tuple[list[Span], list[Span]]]:
    """Runs of capitalised words, each word with its offsets; second, the whole run again for its neighbours."""  # noqa: E501
    words = [m.span() for m in _WORD.finditer(text)]
    run: list[Span] = words[:1]
    for left, right in pairwise(words):
        if text[left[1] : right[0]] == " " and not (
            text[left[0] : left[1]].endswith(".") and left[1] - left[0] > 4
        ):
            run.append(right)
        else:
            yield run, words
            run = [right]
    if run:
        yield run, words


def _inside(text: str, run: Sequence[Span], _: Sequence[Span], here: set[str]) -> Iterator[Span]:
    """The places in a run of capitalised words, the longest first from the left."""
    at = 0
    while at < len(run):
        for size in range(min(4, len(run) - at), 0, -1):
            start, end = run[at][0], run[at + size - 1][1]
            name = text[start:end]
            for tail in ("’s", "'s"):
                name = name.removesuffix(tail)
            bare = name.rstrip(".")
            rest = [text[s:e].rstrip(".") for s, e in run[at + size :]]
            if _is_place(name if state_named(name) else bare, rest, at, here):
                kept = name if state_named(name) and name != bare else bare
                yield start, start + len(kept)
                at += size
                break
        else:
            at += 1


def _is_place(name: str, rest: Sequence[str], before: int, here: set[str]) -> bool:
    """Whether a name inside a run is a place: known, or one that a body is named after."""
    if (
        rest
        and _WAY.match(rest[0])
        and rest[0] not in ("Park", "School", "Highway", "House", "Hospital", "Museum")
    ):
        return False
    if (
        name in _CONTINENTS
        or (country_named(name) is not None and len(name) > 3)
        or name in ("U.S.", "U.K.", "US")
    ):
        return True
    if (state_named(name) is not None and len(name) > 3) or people_of(name) is not None:
        return True
    words = name.split()
    if len(words) > 1 and words[-1] in _KIND and words[0] not in ("The", "Former", "State"):
        return True
    if name in here:
        return True
    if len(name) < 4 or name in _BODIES or (before and not rest):
        return False
    body = bool(rest) and rest[0] in _BODIES
    return body and any(c.main and c.population > _LARGE for c in gazetteer().find(name))
