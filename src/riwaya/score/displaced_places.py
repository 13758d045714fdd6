"""The place a displacement figure is told of: named in front of the sentence, behind the figure, or near."""

from __future__ import annotations

import re
from dataclasses import dataclass

from riwaya.locate.countries import country_named, people_of
from riwaya.locate.gazetteer import gazetteer
from riwaya.records import Words


@dataclass(frozen=True, slots=True)
class Named:
    """A name with the word that leads it: in, from, to; empty where none does."""

    start: int
    end: int
    text: str
    lead: str
    known: bool  # in the gazetteer, a country, or with a word such as district behind it
    country: bool


_LEADS = [
    "in",
    "from",
    "of",
    "near",
    "around",
    "across",
    "within",
    "to",
    "into",
    "at",
    "on",
    "throughout",
    "over",
    "through",
    "outside",
    "inside",
    "towards",
    "toward",
    "for",
    "fled",
    "left",
    "leave",
    "leaving",
    "hit",
    "struck",
    "strike",
    "affected",
    "battered",
    "retake",
    "take",
    "capture",
    "recapture",
    "seize",
    "enter",
    "and",
]
_NAME = r"[A-ZÀ-ÖØ-Þ][\w’'-]*"
_JOINER = r"(?:de|del|la|al|el|los|las|da|do|dos|e|d')"
_RUN = re.compile(rf"\b{_NAME}(?:(?:\s+|-)(?:{_JOINER}\s+)*{_NAME})*")
_BEFORE = re.compile(
    rf"\b({'|'.join(_LEADS)})\s+(?:(?:the|both|parts of|much of|most of|some of|rural|coastal|central|upper|lower"  # noqa: E501
    r"|(?:north|south|east|west)(?:ern|-?east(?:ern)?|-?west(?:ern)?)?|south-central|north-central|city|town|village"
    r"|district|province|state|region|island|coast|camp|areas?|countryside|department|municipality|suburbs?|outskirts"
    r"|capital|islands|whole|entire|\w+(?:ern|al)|neighbouring|neighboring|nearby) (?:of )?|of )*$",
    re.IGNORECASE,
)
_KINDS = re.compile(
    r"^\s*(?:city|town|village|district|province|state|region|island|camp|county|department|area|prefecture|valley"
    r"|municipality|governorate|peninsula|township|provinces|districts|regions|islands|ward|oblast|airstrip)\b",
    re.IGNORECASE,
)
_OWN_KIND = re.compile(r"\s(?:City|Province|District|State|County|Region|Island|Islands|Prefecture)$")
_NEVER = re.compile(
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December|Monday|Tuesday"
    r"|Wednesday|Thursday|Friday|Saturday|Sunday|IDPs?|UN|UNHCR|IOM|IDMC|OCHA|IFRC|NRC|NGOs?|DTM|IS|ISIS|ISIL|Government"
    r"|Ministry|Minister|Prime|President|Governor|Red|Hurricane|Typhoon|Cyclone|Tropical|Storm|Army|Defence|Forces?|News"
    r"|Agency|According|About|Around|More|Some|Over|At|As|In|On|The|Most|An?|Since|Within|Heavy|Authorities|Officials"
    r"|Across|From|Near|Throughout|Around|Amid|After|Before|Also|During|And|But|To|By|For|When|While|Of|Many|Regions?|One|Two|Three|Four|Five|Six|Seven|Eight|Nine|Ten|This|These|That|Those|It|He|She|They|There"
    r"|National|Commission|Council|Bureau|Christian|Muslim|Hindu|Civil|Federal|State|Displaced|Internally|People|River)\b"
)
_ORGAN = re.compile(
    r"\b(?:Army|Forces?|Crescent|Cross|Ministry|Council|Committee|Commission|Agency|Party|Police|Bank|River|Team|Group|Fund|Bureau|University|Government|Front|Movement)\b"
)
_STOP = re.compile(r"[.!?]\s+(?=[A-Z0-9“\"])|\.(?=[A-Z][a-z])")


def sentence_of(at: int, text: str) -> tuple[int, int]:
    """Where the sentence around an offset starts and ends."""
    ends = [m.start() for m in _STOP.finditer(text)]
    start = max((e + 1 for e in ends if e < at), default=0)
    return start, min((e for e in ends if e >= at), default=len(text))


def named_places(text: str) -> list[Named]:
    """Capitalised names that may be places, in order."""
    found = []
    for run in _RUN.finditer(text):
        name, start = run[0], run.start()
        while _NEVER.match(name) and " " in name:
            cut = len(name) - len(name.split(" ", 1)[1].lstrip())
            name, start = name[cut:], start + cut
        country = country_named(name) is not None
        if (
            _NEVER.match(name)
            or _ORGAN.search(name)
            or len(name) < 3
            or (name.rstrip("s").isupper() and not country)
        ):
            continue
        if people_of(name) is not None and not country:
            continue
        led = _BEFORE.search(text[max(0, start - 80) : start])
        kind = _KINDS.match(text[run.end() :]) or _OWN_KIND.search(name)
        known = country or kind is not None or bool(gazetteer().find(name))
        if led or known:
            lead = led[1].lower() if led else ""
            found.append(Named(start, start + len(name), name, lead, known, country))
    return found


def place_of(words: Words, places: list[Named], text: str) -> str | None:
    """The place of a figure, by how strongly it is tied to it; None where no place is named."""
    if not places:
        return None
    span = sentence_of(words.start, text)
    orders = [_order(place, words, span, text) for place in places]
    finer = any(not p.country and order <= _INSIDE for p, order in zip(places, orders, strict=True))
    ranked = []
    for index, place in enumerate(places):
        order = orders[index]
        if place.country and finer:
            order += 2  # the town before its country
        if index and text[places[index - 1].end : place.start] == ", " and not places[index - 1].country:
            order += 1  # an area behind what lies in it
        ranked.append((order, _away(place, words), place.start, place.text))
    return " ".join(min(ranked)[3].split())


_INSIDE = 3  # the last of the orders in the figure's own sentence
_ACTIVE = re.compile(
    r"\b(?:displac|forc|driv|drove|caus|uproot|evacuat|affect)\w*\s+(?:\w+\s+){0,2}$", re.IGNORECASE
)
_OTHER = re.compile(r"\d,\d{3}|[;:]")


def _order(place: Named, words: Words, span: tuple[int, int], text: str) -> int:
    """How closely a place is tied to a figure: 0 opens its sentence, 1 stands behind it, 4 elsewhere."""
    inside = span[0] <= place.start < span[1]
    if not inside:
        return 4
    led = place.lead not in ("", "and", "for")
    if place.end <= words.start:
        if place.lead in ("in", "across", "at", "on", "from") and _fronts(place, span[0], text):
            return 0
        active = _ACTIVE.search(text[max(span[0], words.start - 40) : words.start])
        return 1 if led and active else 2 if led else 3
    between = text[words.end : place.start]
    if not led or _OTHER.search(between):
        return 3
    active = _ACTIVE.search(text[max(span[0], words.start - 40) : words.start])
    return 2 if active and len(between) > 60 else 1


def _fronts(place: Named, start: int, text: str) -> bool:
    """Whether a place opens its sentence: "In Panama, about 600 ..."."""
    before = text[start : place.start].strip()
    return len(before.split()) <= 4 and "," not in before


def _away(place: Named, words: Words) -> int:
    """Characters between a place and the figure."""
    return place.start - words.end if place.start >= words.end else words.start - place.end
