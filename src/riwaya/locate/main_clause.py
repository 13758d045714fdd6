"""Which of its times is that of a claim's main clause: none that only says who or which one is meant."""

from __future__ import annotations

import re
from collections.abc import Sequence

from riwaya.locate.timed import Time
from riwaya.records import Claim

_COMPARED = re.compile(r"\bthan(?:\s+(?:on|in|at|during|the|for))*\s+$", re.IGNORECASE)
_MORE = re.compile(r"(?:more|less|fewer|higher|lower) than\b", re.IGNORECASE)
_NUMBER = re.compile(r"(?:[\d%]|\b(?:cent|percent|hundred|thousand|million|dozen))\s+$", re.IGNORECASE)


def set_aside(time: Time, text: str, claim: Claim) -> bool:
    """Whether a time cannot be the claim's: it belongs to a name, or something is compared with it."""
    return _apposed(time, text, claim) or _of_a_name(time, text, claim) or compared(time, text)


def compared(time: Time, text: str) -> bool:
    """Whether something is compared with a time: "400,000 more than a year ago", "lower than in 2019"."""
    before = text[max(0, time.words.start - 30) : time.words.start]
    if _MORE.match(time.words.text):
        return _NUMBER.search(before) is not None
    return _COMPARED.search(before) is not None


def main_time(times: Sequence[Time], text: str, claim: Claim) -> Time | None:
    """The time of the main clause: no saying; points before open stretches, dates before hours."""
    times = [t for t in times if t.kind != "part" or t.moment is not None]  # "at night" alone is no date
    kept = [t for t in times if not t.saying or len(times) == 1]
    if not kept:
        return times[0] if times else None

    def rank(time: Time) -> tuple[int, int, int, int, int, int]:
        return (
            time.moment is None,
            any(_narrows(other, time, text) for other in kept),
            _aside(time, text, claim) or _modifies(time, text) or _which_one(time, text, claim),
            time.bound != "" and not (time.bound == "since" and time.ahead),
            time.kind == "part",
            time.words.start,
        )

    return min(kept, key=rank)


# "the first time since 3 May", "the worst flood since the breach of 1953": nothing went on since then
EVER_SINCE = re.compile(
    r"\b(?:first|\w{3,}est|worst|most \w+)(?: [\w’'-]+){0,4} since(?: the(?: [\w’'-]+){1,5},?)?\s*$",
    re.IGNORECASE,
)
_LONGEST = 31  # days of a stretch within which a clause may name the day


def _narrows(time: Time, wide: Time, text: str) -> bool:
    """Whether a time says when within a stretch of its clause: "last week the van was held on Tuesday"."""
    day, stretch = time.moment, wide.moment
    if day is None or stretch is None or time.bound or wide.bound or time.saying:
        return False
    if not (day.lo and day.hi and stretch.lo and stretch.hi) or wide.words.end > time.words.start:
        return False
    inside = stretch.lo <= day.lo <= day.hi <= stretch.hi and day.edtf != stretch.edtf
    between = text[wide.words.end : time.words.start].removeprefix(",")
    return inside and (stretch.hi - stretch.lo).days <= _LONGEST and _APART.search(between) is None


_APART = re.compile(r"[,;:]|\b(?:and|but|or|before|after|when|while)\b|[.!?]\s")
_NAMING = re.compile(
    r"(?:a|an|the|his|her|its|their|our)\s(?:[\w’'-]+\s+){1,6}(?:since|of|from)\s+(?:the\s+)?$"
)


def _apposed(time: Time, text: str, claim: Claim) -> bool:
    """Whether a time only describes what is named: ", a rebel stronghold since 2014"."""
    before = text[claim.start : time.words.start]
    if time.bound == "since" and EVER_SINCE.search(before):
        return True
    comma = before.rfind(", ")
    return comma >= 0 and time.bound == "since" and _NAMING.fullmatch(before[comma + 2 :]) is not None


def _of_a_name(time: Time, text: str, claim: Claim) -> bool:
    """Whether a time stands in a clause about a name: "blamed the Partisans, who lost the town in May"."""
    before = text[claim.start : time.words.start]
    found = re.search(r"\b[A-Z][\w’'-]+, (?:who|whose|whom|which) [^,;:.]*$", before)
    return found is not None and len(before[: found.start()].split()) >= 2


def _modifies(time: Time, text: str) -> bool:
    """Whether a time only says which one is meant: "the derailment of Feb. 8", "the June salaries"."""
    if text[max(0, time.words.start - 20) : time.words.start].rstrip().endswith((" of", " of the")):
        return True
    following = text[time.words.end : time.words.end + 20]
    named = time.words.text.lower().startswith("the ") or text[
        max(0, time.words.start - 4) : time.words.start
    ] in ("the ", "The ")
    return (
        named
        and time.kind in ("month", "year", "date")
        and re.match(r" [a-z]{3,}s?\b", following) is not None
    )


def _aside(time: Time, text: str, claim: Claim) -> int:
    """Whether a time stands in a clause set off by commas or brackets inside the claim."""
    before, after = text[claim.start : time.words.start], text[time.words.end : claim.end]
    opened = max(before.rfind(", wh"), before.rfind(", "), before.rfind("("))
    closes = after.find(","), after.find(")")
    if opened <= 0 or max(closes) < 0:
        return 0
    inner = before[opened + 2 :].split()
    if not inner:
        return 0
    lead = inner[0].lower()
    return int(
        lead in ("who", "which", "whose", "where", "a", "an")
        or lead.endswith("ed")
        or before[opened] == "("
        or _PARTICIPLE.fullmatch(lead) is not None
    )


_FINITE = re.compile(
    r"\s+(?:\w+ly\s+)?(?:was|were|is|are|has|had|have|will|would|can|could|may|might|must|did|does"
    r"|came|fell|went|left|began|broke|sank|took|held|stood|lay|ran|won|lost|gave|made|got|kept"
    r"|(?!(?:hour|day|week|month|year|minute|night|time)s\b)[a-z]{3,}(?:s|ed))\b"
)
_IRREGULAR = (
    "built|shot|held|taken|sold|bought|made|sent|found|laid|dug|written|born|lost|begun|sunk|caught"
    "|given|won|struck|kept|brought|driven|drawn|sown|cut|shut|set|hit|known|seen|stolen|torn|blown"
)
_PARTICIPLE = re.compile(_IRREGULAR)
_MEANT = re.compile(
    rf"(?:[a-z]{{2,}}ed|{_IRREGULAR})(?:\s+(?:up|out|off|down))?"
    r"(?:\s+(?:on|in|at|by|since|before|after|during|from|late|early|back))*(?:\s+the)?\s+$"
)
_HELPED = re.compile(
    r"\b(?:was|were|is|are|has|had|have|been|be|being|will|would|did|and|but|when|after|before)\b|[,;:]"
)
_RELATIVE = re.compile(r"\S\s+(?:who|which|that)\s[^,;:]*$")


def _which_one(time: Time, text: str, claim: Claim) -> bool:
    """Whether a time stands in a clause before the main verb: "a licence issued in 2016 lapses"."""
    before, after = text[claim.start : time.words.start], text[time.words.end : claim.end]
    if _FINITE.match(after) is None:
        return False
    if _RELATIVE.search(before):
        return True
    meant = _MEANT.search(before)
    led = before[: meant.start()] if meant else ""
    return len(led.split()) >= 2 and _HELPED.search(led) is None
