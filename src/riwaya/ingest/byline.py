"""The line that names the writers of a report, and often their outlet."""

from __future__ import annotations

import re

from riwaya.ingest.dates import only_date
from riwaya.ingest.names import is_latin, is_name, names_outlet, words


def byline(line: str) -> tuple[list[str], str | None] | None:
    """(writers, outlet) of a byline such as `By Ana Toro and Li Ke, The Long Bend`; None for another line."""
    text = line.strip(" ()[]*_")
    if len(text.split()) > 18 or len(text) > 160:
        return None
    credit = re.fullmatch(r"From (?P<names>.+? and our .*correspondents?)", text, re.IGNORECASE)
    match = credit or words().byline.fullmatch(text)
    if not match or re.search(r"[.!?؟]\s*$", re.sub(r"\b[A-Z]\.$", "", text)):
        return None
    names = re.split(r"\s+[|–—]\s+|\s+-\s+", match["names"])[0]
    if is_latin(names) and not _is_name_list(names):
        return None
    people: list[str] = []
    outlet = None
    for part in re.split(r"\s*[,،;]\s*", names):
        for name in re.split(r"\s+(?:and|&|et|y|und|ve|и|و)\s+", part):
            name = re.sub(r"\s+(?:in|from|at|à|en|في|for)\s+.*$", "", name).strip()
            lowered = set(re.findall(r"\w+", name.lower()))
            if not name or lowered & words().staff or only_date(name):
                outlet = outlet or (None if credit else _staff_of(name))
            elif names_outlet(name) or (people and (name.lower().startswith("the ") or " " not in name)):
                outlet = outlet or name
            elif not credit:
                people.append(name)
    return people, outlet


def _is_name_list(names: str) -> bool:
    parts = [part.strip("()'\"“”’‘.,;") for part in names.split()]
    allowed = words().small | words().staff | {"with", "additional", "reporting", "from", "at", "ve", "и"}
    return all(not part or part.lower() in allowed or not part[0].islower() for part in parts)


def _staff_of(name: str) -> str | None:
    """`Tidal` from `Tidal staff`."""
    rest = [word for word in name.split() if re.sub(r"\W", "", word).lower() not in words().staff]
    kept = " ".join(rest)
    return kept if rest and is_name(kept) and kept.lower() not in words().small else None
