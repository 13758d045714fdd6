"""What each `makes` of the pattern tables means: one function per meaning."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from riwaya.locate import dated, ordinals, relative
from riwaya.locate.expression import Expression
from riwaya.locate.moments import Moment
from riwaya.locate.setting import Setting

MEANINGS: Mapping[str, Callable[[Expression, Setting], Moment | None]] = MappingProxyType(
    {
        "date": dated.read_date,
        "days": dated.read_days,
        "day_month": dated.read_day_month,
        "feast": dated.read_feast,
        "month": dated.read_month,
        "year": dated.read_year,
        "decade": dated.read_decade,
        "years": dated.read_years,
        "week_of": dated.read_week_of,
        "season": dated.read_season,
        "nth": ordinals.read_nth,
        "weekday": relative.read_weekday,
        "nights": relative.read_nights,
        "today": relative.read_today,
        "overnight": relative.read_overnight,
        "unit": relative.read_unit,
        "that": relative.read_that,
        "part": relative.read_part,
        "daynum": relative.read_daynum,
        "offset": relative.read_offset,
        "lately": relative.read_lately,
    }
)
