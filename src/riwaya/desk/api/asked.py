"""What may be asked for in an address: the parameters that the endpoints share, each with its limits."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from fastapi import Path, Query

from riwaya.desk.api.answers import Refused
from riwaya.view.dates import bounds

_ID = r"^[a-z][0-9a-f]{20}$"
_DAY = r"^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$"
MOST = 500  # objects in one answer
MOST_TEXTS = 100  # whole reports in one answer

Id = Annotated[str, Path(pattern=_ID, description="The id of the object.")]
After = Annotated[
    str | None,
    Query(pattern=_ID, description="Go on behind this id; `next` of the answer before has it filled in."),
]
Limit = Annotated[int, Query(ge=1, le=MOST, description="How many objects at most.")]
Texts = Annotated[int, Query(ge=1, le=MOST_TEXTS, description="How many reports at most.")]
Since = Annotated[
    str | None,
    Query(pattern=_DAY, description="Only what may lie on or after YYYY[-MM[-DD]], nothing undated."),
]
Until = Annotated[
    str | None,
    Query(pattern=_DAY, description="Only what may lie on or before YYYY[-MM[-DD]], nothing undated."),
]
SaidSince = Annotated[
    str | None, Query(pattern=_DAY, description="Only what may have been said on or after YYYY[-MM[-DD]].")
]


def id_of(what: str) -> Any:
    """A parameter that takes the id of something."""
    return Query(pattern=_ID, description=f"The id of {what}.")


def words_of(what: str) -> Any:
    """A parameter that takes words."""
    return Query(min_length=1, max_length=200, description=what)


def check_day(name: str, given: str | None) -> None:
    """Nothing; raises Refused for what looks like a date and is on no calendar: 2031-02-30."""
    if given is None:
        return
    year, month, day = (int(part) for part in (given + "-01-01")[:10].split("-"))
    try:
        date(year, month, day)
    except ValueError as error:
        raise Refused(400, f"{name} {given}: {error}; write YYYY, YYYY-MM or YYYY-MM-DD", name) from error


def within(edtf: str | None, since: str | None, until: str | None) -> bool:
    """Whether the date may lie between the two; an unknown one does not where anything is asked for."""
    if since is None and until is None:
        return True
    low, high = bounds(edtf)
    if low is None and high is None:
        return False
    first, last = bounds(since)[0], bounds(until)[1]
    return (first is None or high is None or high >= first) and (last is None or low is None or low <= last)
