"""Printed publication dates -> EDTF: the date of a page head, a dateline, a header."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from importlib.resources import files

_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")
_CLOCK = re.compile(
    r"\b\d{1,2}([:.h]\d{2}){1,2}(\.\d+)?\s*(a\.?m\.?|p\.?m\.?|hrs?|uhr|ص|م)?\s*(\(?\b(GMT|UTC|[A-Z]{2,4}T)\b\)?)?([+-]\d{2}:?\d{2})?Z?"
    r"|\b\d{1,2}\s*(a\.?m\.?|p\.?m\.?)(?!\w)",
    re.IGNORECASE,
)
_ISO = re.compile(r"(?<!\d)((?:19|20)\d{2})-(\d{2})-(\d{2})(?!\d)")
_YEAR_FIRST = re.compile(r"(?<!\d)((?:19|20)\d{2})[./](\d{1,2})[./](\d{1,2})(?!\d)")
_NUMERIC = re.compile(r"(?<!\d)(\d{1,2})([./-])(\d{1,2})\2((?:19|20)\d{2})(?!\d)")
_YEAR = re.compile(r"^(19|20)\d{2}$")
_DAY = re.compile(r"^(\d{1,2})(st|nd|rd|th|er|\.|º)?$")


@dataclass(frozen=True, slots=True)
class Printed:
    """A date as printed: any part may be missing. `weekday` counts from Monday as 0."""

    year: int | None
    month: int | None
    day: int | None
    weekday: int | None = None
    doubt: str | None = None  # what is not certain, as a clause

    @property
    def edtf(self) -> str | None:
        """YYYY-MM-DD, YYYY-MM or YYYY; None without a year or off the calendar."""
        if self.year is None:
            return None
        if self.month is None:
            return f"{self.year:04d}"
        if self.day is None:
            return f"{self.year:04d}-{self.month:02d}"
        return f"{self.year:04d}-{self.month:02d}-{self.day:02d}" if self.real else None

    @property
    def real(self) -> bool:
        """Whether year, month and day stand on the calendar."""
        try:
            date(self.year or 2000, self.month or 1, self.day or 1)
        except ValueError:
            return False
        return True

    @property
    def weekday_fits(self) -> bool:
        """Whether the printed weekday is the day's weekday (true where either is missing)."""
        if None in (self.year, self.month, self.day, self.weekday) or not self.real:
            return True
        return date(self.year or 1, self.month or 1, self.day or 1).weekday() == self.weekday


@dataclass(frozen=True, slots=True)
class _Names:
    months: dict[str, int]
    weekdays: dict[str, int]
    fillers: frozenset[str]
    published: re.Pattern[str]
    updated: re.Pattern[str]


@cache
def _names() -> _Names:
    table = tomllib.loads(files("riwaya.ingest").joinpath("dates.toml").read_text(encoding="utf-8"))

    def label(words: list[str]) -> re.Pattern[str]:
        longest = sorted(words, key=lambda word: (-len(word), word))
        return re.compile(
            rf"\s*(?:{'|'.join(map(re.escape, longest))})\s*(?:[:：]|(?=[\s\d]))\s*", re.IGNORECASE
        )

    return _Names(
        {name: i + 1 for i, names in enumerate(table["months"]) for name in names},
        {name: i for i, names in enumerate(table["weekdays"]) for name in names},
        frozenset(table["fillers"]),
        label(table["published"]),
        label(table["updated"]),
    )


def date_label(line: str) -> tuple[str | None, str]:
    """(`published` or `updated` or None, the rest of the line) for a line such as "Published: 4 May 2019"."""
    names = _names()
    for kind, pattern in (("updated", names.updated), ("published", names.published)):
        match = pattern.match(line)
        if match:
            return kind, line[match.end() :]
    return None, line


@lru_cache(maxsize=8192)
def only_date(line: str) -> Printed | None:
    """The date of a line or phrase that is nothing but a date (weekday and clock time may stand with it)."""
    if len(line) > 80 or not any(char.isdigit() for char in line):
        return None
    text = line.translate(_DIGITS)
    numeric, text = _numeric(text)
    text = _CLOCK.sub(" ", text).lower()
    names = _names()
    # two-word month names first, so that their second word is not left over
    month = None
    for name in sorted((n for n in names.months if " " in n and n in text), key=len, reverse=True):
        month, text = names.months[name], text.replace(name, " ")
    year = day = weekday = None
    for token in re.split(r"[\s,،|/()–—-]+|(?<=[^\W\d])\.|؛", text):
        if not token or token in names.fillers:
            continue
        if token in names.weekdays and weekday is None:
            weekday = names.weekdays[token]
        elif token in names.months and month in (None, names.months[token]):
            month = names.months[token]
        elif _YEAR.match(token) and year is None:
            year = int(token)
        elif (found := _DAY.match(token)) and day is None and 1 <= int(found[1]) <= 31:
            day = int(found[1])
        elif token not in {"gmt", "utc", "local", "time"}:
            return None
    if numeric is not None:
        alone = (year, month, day) == (None, None, None)
        return Printed(numeric.year, numeric.month, numeric.day, weekday, numeric.doubt) if alone else None
    if month is None:
        return None
    printed = Printed(year, month, day, weekday)
    return printed if printed.real else None


def _numeric(text: str) -> tuple[Printed | None, str]:
    """A date in figures and the text without it."""
    for pattern in (_ISO, _YEAR_FIRST):
        if match := pattern.search(text):
            printed = Printed(int(match[1]), int(match[2]), int(match[3]))
            return (printed if printed.real else None), text[: match.start()] + " " + text[match.end() :]
    match = _NUMERIC.search(text)
    if not match:
        return None, text
    first, second, year = int(match[1]), int(match[3]), int(match[4])
    rest = text[: match.start()] + " " + text[match.end() :]
    if match[2] == "." or first > 12 or first == second:  # with points the day comes first everywhere
        printed = Printed(year, second, first)
    elif second > 12:
        printed = Printed(year, first, second)
    else:
        printed = Printed(year, None, None, doubt=f"day and month of {match[0]} could be either way round")
    return (printed if printed.real else None), rest


def timestamp(written: str) -> str | None:
    """The day of a machine-written date (ISO 8601, RFC 2822, `20191104`) where it was written, or None."""
    text = written.strip().translate(_DIGITS)
    match = re.match(r"((?:19|20)\d{2})-?(\d{2})(?:-?(\d{2}))?(?:$|[T\s])", text)
    if match:
        printed = Printed(int(match[1]), int(match[2]), int(match[3]) if match[3] else None)
        return printed.edtf if printed.real else None
    from email.utils import parsedate_tz

    try:
        parsed = parsedate_tz(text)
    except (IndexError, ValueError, OverflowError):
        return None
    if parsed and re.search(r"[A-Za-z]{3}", text) and 1900 <= parsed[0] <= 2100:
        printed = Printed(parsed[0], parsed[1], parsed[2])
        if printed.real and re.search(rf"(?<!\d){parsed[0]}(?!\d)", text):
            return printed.edtf
    loose = only_date(text)
    return loose.edtf if loose else None


def address_date(url: str) -> str | None:
    """The date in the path of an address such as /2019/11/04/ or /2019/11/; None without one."""
    path = re.sub(r"^\w+://[^/]+", "", url).split("?")[0]
    match = re.search(r"/((?:19|20)\d{2})[/-](\d{1,2}|[a-z]{3})(?:[/-](\d{1,2}))?(?=[/_-]|$)", path.lower())
    if not match:
        match = re.search(r"[/_-]((?:19|20)\d{2})-(\d{2})-(\d{2})(?!\d)", path)
    if not match:
        return None
    month = int(match[2]) if match[2].isdigit() else _names().months.get(match[2])
    if month is None or not 1 <= month <= 12:
        return None
    printed = Printed(int(match[1]), month, int(match[3]) if match[3] else None)
    return printed.edtf
