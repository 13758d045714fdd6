"""Tables of p-codes that hold every level of an area in one row: ADM1_EN, ADM1_PCODE, ADM2_EN, ADM2_PCODE."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from riwaya.locate.given_tables import LEVELS, country_code, listed
from riwaya.records.given import GivenPlace

# ADM1_EN, admin1Name_en, adm1_name, ADM1_AR, adm1_pcode, admin1Pcode
_COLUMN = re.compile(r"adm(?:in)?([0-4])_?(?:(p_?code)|(?:name)?_?([a-z]{2}|name\d?|))", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Level:
    """The columns of one level: its code, and its names, those in English first."""

    code: str
    names: tuple[str, ...]


def levels_of(fields: Iterable[str]) -> dict[str, Level]:
    """Level ("0" to "4") -> its columns, for the levels that have a code and a name; below the country."""
    codes: dict[str, str] = {}
    names: dict[str, list[str]] = {}
    for field in fields:
        found = _COLUMN.fullmatch((field or "").strip())
        if found and found.group(2):
            codes.setdefault(found.group(1), field)
        elif found:
            names.setdefault(found.group(1), []).append(field)
    made = {
        level: Level(codes[level], tuple(sorted(names[level], key=_english)))
        for level in sorted(codes)
        if level in names
    }
    return made if set(made) - {"0"} else {}


def _english(field: str) -> tuple[bool, bool, str]:
    """English names first, then those of no language, then the others by their column."""
    lower = field.lower()
    return not lower.endswith("en"), not lower.endswith("name"), lower


def from_levels(
    rows: Iterable[Mapping[str, str]], levels: Mapping[str, Level]
) -> Iterator[GivenPlace | None]:
    """Every area of the rows once, those it lies in before it; None for a row that names none."""
    seen: set[str] = set()
    for row in rows:
        country = _cell(row, levels["0"].code) or _cell(row, levels["0"].names[0]) if "0" in levels else ""
        inside, any_here = None, False
        for level in (level for level in levels if level != "0"):
            code = _cell(row, levels[level].code)
            names = list(dict.fromkeys(n for column in levels[level].names if (n := _cell(row, column))))
            if not code or not names or code.startswith("#"):
                continue
            any_here = True
            if code not in seen:
                seen.add(code)
                yield _area(code, names, country_code(country or code[:2]), LEVELS[level], inside)
            inside = names[0]
        if not any_here:
            yield None


def _cell(row: Mapping[str, str], column: str) -> str:
    return (row.get(column) or "").strip()


def _area(code: str, names: list[str], country: str | None, precision: str, inside: str | None) -> GivenPlace:
    """An area, at the position of the area of its name where one is known."""
    same = listed(names[0], country, precision)
    return GivenPlace(
        code=f"ocha:{code}",
        name=names[0],
        names=tuple(names[1:]),
        latitude=same.latitude if same else None,
        longitude=same.longitude if same else None,
        country=country,
        precision=precision,
        population=same.population if same else 0,
        admin1=same.admin1 if same else None,
        inside=inside,
    )
