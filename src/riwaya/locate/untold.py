"""Places without a position of their own: facilities near theirs, and names that no gazetteer has."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from riwaya.locate.around import Surroundings, key_of
from riwaya.records import Mention, Position

_REACH = 110  # characters in which a report says where a place is
_KIND = (
    r"village|hamlet|town|settlement|neighbou?rhood|quarter|district|sub-?district|suburb|area|valley|island|oasis"
    r"|farm|farms|camp|crossing|community|municipality|township|city|port|locality|hill|mountain|river"
)
_SIDE = r"(?:north|south|east|west|north-?east|north-?west|south-?east|south-?west)(?:ern)?"
_NEAR = (
    rf"(?:{_SIDE} of|near|outside|inside|across|along|beside|behind|between|above|below|opposite|beyond|by"
    r"|close to|next to|on the (?:road|way|edge|outskirts|banks?|border|\w+ bank)|in the|in|at the)\b"
)
_DISTANCE = (
    r"(?:some |about |around |nearly |roughly )?[\d,.]+ ?(?:km|kilomet\w+|miles?|metres?|meters?|hours?)\b"
)
_BEHIND = re.compile(
    rf"(?:,? (?:which (?:is|lies)|an?|the|one of the) (?:[\w-]+ ){{0,3}}?(?:{_KIND})\b[^.;\n”“]*"
    rf"| (?:{_KIND})\b,? (?:{_NEAR}|{_DISTANCE})[^.;\n”“]*"
    rf"|,? (?:which (?:is|lies) )?(?:{_DISTANCE}|{_NEAR})[^.;\n”“]*"
    rf"| (?:{_KIND})\b)"
)
_BEFORE = re.compile(
    rf"(?:\b(?:an?|the|this|their) (?:[\w-]+ ){{0,3}}?(?:{_KIND}) (?:of|called|named|known as)"
    rf"|\b{_DISTANCE} (?:{_SIDE} )?(?:of|from))(?: the)? $",
    re.IGNORECASE,
)
_STOP = re.compile(
    r"(?:, | )(?:and|but|where|when|who|which (?!is|lies)|that|said|says|told|as|after|before|while|because"
    r"|on (?:\w+day|\d)|killing|wounding|was|were|has|had|is|are)\b"
)
_POINTED = ("town", "area", "facility", "admin2")


def untold(mentions: Sequence[Mention], text: str, around: Surroundings) -> Position | None:
    """A place that no gazetteer has: without coordinates, with what the report says of where it is."""
    words = next((said for m in mentions if (said := said_of_where(m, text))), None)
    name = mentions[0].words.text
    country = next(iter(around.heavy)) if len(around.heavy) == 1 else None
    known = f"no gazetteer has a “{name}” that fits this report"
    if words is None:
        why = f"{known}, and it does not say where it is"
        return Position(None, None, "unknown", None, None, why)
    return Position(None, None, "unknown", None, country, f"{known}; it says: “{words}”")


def said_of_where(mention: Mention, text: str) -> str | None:
    """The words around a name that say where the place is, as printed, with the name."""
    start, end = mention.words.start, mention.words.end
    before = _BEFORE.search(text[max(start - 60, 0) : start])
    first = max(start - 60, 0) + before.start() if before else start
    behind = _BEHIND.match(text[end : end + _REACH])
    last = end
    if behind:
        said = behind.group()
        stop = _STOP.search(said)
        said = said[: stop.start()] if stop else said
        if len(text) > end + _REACH and not stop and behind.end() == _REACH:
            said = said.rpartition(" ")[0]
        last = end + len(said.rstrip(" ,:"))
    if last == end and first == start:
        return None
    return " ".join(text[first:last].split())


def facility(mention: Mention, text: str, senses: Mapping[str, Position | None]) -> Position | None:
    """A facility near the place in its name or right beside it, to that area only."""
    words = mention.words.text.replace("-", " - ").split()
    behind = text[mention.words.end : mention.words.end + 60].split()
    tried = [" ".join(words[i:j]) for i in range(len(words)) for j in range(len(words), i, -1)]
    if behind[:1] in (["in"], ["at"], ["near"], ["outside"]) or behind[:1] == ["of"]:
        rest = behind[2:] if behind[1:2] == ["the"] else behind[1:]
        tried += [" ".join(rest[:j]).strip(".,;:") for j in (3, 2, 1)]
    front = re.split(
        r"[\s]+",
        text[max(mention.words.start - 40, 0) : mention.words.start]
        .replace("’s", "")
        .replace("'s", "")
        .rstrip(),
    )
    tried += [" ".join(front[-j:]).strip(".,;:") for j in (2, 1)]
    for name in tried:
        found = senses.get(key_of(name)) if len(name) > 2 else None
        if found is not None and found.precision in _POINTED:
            return replace(found, precision="area", why=f"near “{name}”, named with it")
        if found is not None and found.precision == "unknown":
            return replace(found, why=f"at “{name}”, named with it: {found.why}")
    return None
