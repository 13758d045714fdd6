"""Deadly events as a CSV table with the columns of UCDP GED, coded by its rules from the ledger."""

from __future__ import annotations

from collections.abc import Iterator

from riwaya.export.acled import types_of
from riwaya.export.coded import Coded, Days, coded_events, ucdp_precision
from riwaya.export.table import row
from riwaya.records import Aggregate
from riwaya.view.facts import Facts

COLUMNS = (
    *("id", "year", "type_of_violence", "side_a", "side_b", "number_of_sources"),
    *("source_article", "source_office", "source_date", "source_headline", "source_original"),
    *("where_prec", "where_coordinates", "where_description", "latitude", "longitude", "country"),
    *("event_clarity", "date_prec", "date_start", "date_end"),
    *("deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown", "best", "high", "low"),
)
_ONE_SIDED = 3
_WHERE = {"facility": 1, "town": 1, "area": 2, "admin2": 3, "admin1": 4, "country": 6}


def lines(ledger: Facts) -> Iterator[str]:
    """The head, then a row for every event with at least one death that is dated to a year or better."""
    yield row(COLUMNS)
    for one in coded_events(ledger):
        precision = ucdp_precision(one.days) if one.days else None
        numbers = deaths_of(one.deaths)
        if one.days and precision and numbers and numbers[2] > 0 and not one.undone:
            cells = _cells(one, one.days, precision, numbers)
            yield row(tuple(cells.get(name) for name in COLUMNS))


def deaths_of(known: Aggregate | None) -> tuple[float, float, float] | None:
    """Low, best and high of an aggregate; where its rule settles on no best, UCDP's cautious one: the low."""
    if known is None:
        return None
    low = next((v for v in (known.low, known.best, known.high) if v is not None), None)
    if low is None:
        return None
    best = known.best if known.best is not None else low
    high = max(v for v in (known.high, best, low) if v is not None)
    return min(low, best), best, high


def _cells(one: Coded, days: Days, precision: int, deaths: tuple[float, float, float]) -> dict[str, object]:
    """What is known of an event, by column; what the ledger does not hold stays empty."""
    at = one.place.position if one.place else None
    low, best, high = deaths
    kind = types_of(one.event)
    articles = sorted({(t.outlet, t.published or "", t.title) for t in one.tellings})
    spoken = sorted({t.steps[-1].name for t in one.tellings if t.steps})
    sides = (*one.actors, None, None)
    return {
        "id": one.event.id,
        "year": days.first.year,
        "type_of_violence": _ONE_SIDED if kind and kind[0] == "Violence against civilians" else None,
        "side_a": sides[0],
        "side_b": sides[1],
        "number_of_sources": len(one.outlets),
        "source_article": "; ".join(f'"{o}, {d}, {t}"' for o, d, t in articles),
        "source_office": "; ".join(o for o, _, _ in articles),
        "source_date": "; ".join(d for _, d, _ in articles),
        "source_headline": "; ".join(t for _, _, t in articles),
        "source_original": "; ".join(spoken),
        "where_prec": _WHERE.get(at.precision) if at and at.latitude is not None else None,
        "where_coordinates": one.place.name if one.place else None,
        "where_description": "; ".join(sorted({p.printed for t in one.tellings for p in t.where})),
        "latitude": at.latitude if at else None,
        "longitude": at.longitude if at else None,
        "country": at.country if at else None,
        "event_clarity": 1 if days.count == 1 and one.place else 2,
        "date_prec": precision,
        "date_start": days.first.isoformat(),
        "date_end": days.last.isoformat(),
        "deaths_unknown": best,
        "best": best,
        "high": high,
        "low": low,
    }
