"""The dateline at the start of a report: where it was written, by which agency, sometimes when."""

from __future__ import annotations

import re
from dataclasses import dataclass

from riwaya.ingest.dates import Printed, only_date

_ARABIC = "\u0600-\u06ff"
_DASH = r"(?:—|–|--|-)"
_LATIN = re.compile(
    rf"^(?P<place>[^\W\d_][^()—–\n:;!?]{{1,70}}?)\s*(?:\((?P<agency>[^()\n]{{2,50}})\))?\s*(?P<dash>{_DASH})\s+(?=\S)"
)
_SEMITIC = re.compile(
    rf"^(?P<place>[{_ARABIC}][{_ARABIC}\d\s،,/.]{{1,50}}?)\s*(?:\((?P<agency>[^()\n]{{2,40}})\)\s*(?:{_DASH}|:)|"
    rf"(?P<dash>—|–|\s-)\s*(?:(?P<wire>[{_ARABIC}]+(?:\s[{_ARABIC}]+){{0,2}})\s*:)?)\s*(?=\S)"
)


@dataclass(frozen=True, slots=True)
class Dateline:
    """A dateline as printed, with its parts."""

    text: str  # "TORAN, Sehar, June 20 (Agency) —"
    place: str
    agency: str | None
    when: Printed | None


def dateline(line: str) -> Dateline | None:
    """The dateline that opens a paragraph; None where it opens with ordinary words."""
    if re.match(rf"[{_ARABIC}]", line):
        return _semitic(line)
    match = _LATIN.match(line)
    if not match:
        return None
    place, when = _split(match["place"])
    agency = match["agency"]
    if agency and (found := only_date(agency)):
        agency, when = None, when or found
    if place is None or not _looks_like_place(place, bool(agency), when is not None):
        return None
    if len(line.split()) < len(match[0].split()) + 4:
        return None  # a heading, not a paragraph
    return Dateline(match[0].strip(), place, _clean(agency), when)


def _semitic(line: str) -> Dateline | None:
    match = _SEMITIC.match(line)
    if not match or len(line.split()) < len(match[0].split()) + 4:
        return None
    place, when = _split(match["place"])
    agency = match["agency"] or match["wire"]
    if agency and (found := only_date(agency)):
        agency, when = None, when or found
    if place is None or len(place.split()) > (6 if agency else 4):
        return None
    return Dateline(match[0].strip(), place, _clean(agency), when)


def _split(phrase: str) -> tuple[str | None, Printed | None]:
    """(the place, the date) of `TORAN, Sehar, June 20`, `ZELA, 10 February` or `بغداد، 5 نوفمبر 2017`."""
    parts = [part.strip() for part in re.split(r"\s*[,،]\s*|\s*/\s*", phrase) if part.strip()]
    for cut in range(1, len(parts) + 1):
        when = only_date(", ".join(parts[cut:])) if cut < len(parts) else None
        if when is not None:
            return ", ".join(parts[:cut]), when
    last = re.search(r"\s((?:\d{1,2}\s)?[^\W\d_]{3,9}\.?(?:\s\d{1,2})?(?:,?\s\d{4})?)$", phrase)
    if last and len(parts) == 1 and (when := only_date(last[1])) is not None:
        return phrase[: last.start()].strip(), when
    return (", ".join(parts) if parts else None), None


def _looks_like_place(place: str, has_agency: bool, has_date: bool) -> bool:
    """Whether the words before the dash are a place: shouted, or capitalised beside an agency or a date."""
    words = re.findall(r"[^\W\d_][\w’'.-]*", place)
    if not words or len(words) > 9:
        return False
    town = place.split(",")[0]
    letters = [char for char in town if char.isalpha()]
    shouted = len(letters) >= 3 and sum(char.isupper() for char in letters) >= 0.8 * len(letters)
    # "al-" and "of" stay small in names of places
    small = {"al", "el", "of", "the", "de", "du", "la", "and", "d", "in", "on", "upon", "near"}
    capital = all(not word[0].islower() or word.split("-")[0].lower() in small for word in words)
    return capital and (shouted or has_agency or has_date)


def _clean(agency: str | None) -> str | None:
    if agency is None:
        return None
    name = re.sub(r"^(?:by|from|via)\s+", "", agency.strip(), flags=re.IGNORECASE)
    return name or None
