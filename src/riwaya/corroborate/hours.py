"""At what hour of the day a thing began: "shortly after four in the afternoon", "after dark"."""

from __future__ import annotations

import re
from dataclasses import dataclass

_NUMBER = {
    name: i
    for i, name in enumerate(
        "one two three four five six seven eight nine ten eleven twelve".split(), start=1
    )
}
_BEGAN = (
    r"\b(?:began|begun|started|fell|struck|hit|landed|exploded|went off|happened|occurred|took place|"
    r"opened fire|broke out|collapsed|came down|attacked|stormed|"
    r"was (?:shelled|bombed|attacked|hit|struck))\b"
)
_BETWEEN = r"(?:(?!\b(?:and|but|when|after|before|until|that)\b)[^,;:.]){0,45}?"
_PARTS = {  # from and to which hour; the night goes on into the next day
    "before dawn": (0.0, 6.0),
    "at dawn": (4.0, 7.5),
    "at first light": (4.0, 7.5),
    "at sunrise": (4.0, 7.5),
    "morning": (4.0, 12.0),
    "before noon": (5.0, 12.5),
    "at noon": (11.5, 13.0),
    "at midday": (11.5, 13.5),
    "afternoon": (12.0, 18.5),
    "at dusk": (16.0, 21.5),
    "at sunset": (16.0, 21.5),
    "evening": (16.0, 24.0),
    "after dark": (17.5, 30.0),
    "after nightfall": (17.5, 30.0),
    "night": (17.5, 31.0),
}
_PART = re.compile(
    rf"{_BEGAN}{_BETWEEN}\b(?P<part>before dawn|at dawn|at first light|at sunrise|before noon|at noon|"
    r"at midday|at dusk|at sunset|after dark|after nightfall|"
    r"(?<!every )(?:morning|afternoon|evening|night))\b",
    re.I,
)
_CLOCK = re.compile(
    rf"{_BEGAN}{_BETWEEN}\b(?:at|around|about|towards?|(?:shortly|just|soon) (?:after|before)) "
    rf"(?:(?:about|around|nearly) )?"
    rf"(?P<past>half past )?(?P<hour>\d{{1,2}}|{'|'.join(_NUMBER)})(?:[:.](?P<minute>\d\d))?(?: o[’']clock)?"
    r"(?P<half>\s?(?:a\.?m\b|p\.?m\b)|(?: in the| on \w+| that)? (?:morning|afternoon|evening|night)\b)?"
    r"(?! (?:people|men|women|houses|days|weeks|hours|minutes|others|of)\b)",
    re.I,
)
_OF_24 = re.compile(
    r"0\d|1[3-9]|2[0-3]"
)  # "2.30" may be of the day or of the night, "02.30" and "14.30" may not
_SLACK = 0.5  # hours on either side of an hour that is named
_LEAST = 1.0  # hours that two accounts must lie apart


@dataclass(frozen=True, slots=True)
class Hours:
    """From which to which hour of the day, up to 31 where the night goes on; and its words."""

    first: float
    last: float
    words: str


def begun_at(text: str) -> Hours | None:
    """The hours at which a thing began; None where its words do not tell, or not which half of the day."""
    clock = _CLOCK.search(text)
    if clock and (clock["half"] or _OF_24.match(clock["hour"])):
        hour = float(_NUMBER.get(clock["hour"].lower()) or clock["hour"]) + int(clock["minute"] or 0) / 60
        at = _of_day(hour + (0.5 if clock["past"] else 0), (clock["half"] or "").lower().replace(".", ""))
        return Hours(at - _SLACK, at + _SLACK, clock[0]) if at < 24 else None
    part = _PART.search(text)
    if part is None:
        return None
    first, last = _PARTS[part["part"].lower()]
    return Hours(first, last, part[0])


def _of_day(hour: float, half: str) -> float:
    """An hour by the clock of twenty-four: noon is twelve, midnight none."""
    small = half.strip() == "am" or (half.endswith("night") and not 5 <= hour < 12)
    late = half.strip() == "pm" or half.endswith(("afternoon", "evening", "night"))
    if small:
        return hour % 12
    return hour + 12 if late and hour < 12 else hour


def hours_apart(a: Hours, b: Hours) -> bool:
    """Whether two accounts of one day lie an hour or more apart; the small hours belong to either night."""
    return _off(a, b) >= _LEAST and all(
        _off(Hours(x.first + 24, x.last + 24, ""), y) >= _LEAST for x, y in ((a, b), (b, a))
    )


def _off(a: Hours, b: Hours) -> float:
    return max(a.first - b.last, b.first - a.last)
