"""Events as a CSV table with the columns of ACLED, coded by its rules from what the ledger holds."""

from __future__ import annotations

from collections.abc import Iterator

from riwaya.export.coded import Coded, Days, acled_deaths, acled_precision, coded_events
from riwaya.export.table import row
from riwaya.records import Event
from riwaya.view.facts import Facts

COLUMNS = (
    *(
        "event_id_cnty",
        "event_date",
        "year",
        "time_precision",
        "disorder_type",
        "event_type",
        "sub_event_type",
    ),
    *("actor1", "assoc_actor_1", "inter1", "actor2", "assoc_actor_2", "inter2", "interaction"),
    *("civilian_targeting", "iso", "region", "country", "admin1", "admin2", "admin3", "location"),
    *("latitude", "longitude", "geo_precision", "source", "source_scale", "notes", "fatalities", "tags"),
    "timestamp",
)
_DISORDER = {
    "Battles": "Political violence",
    "Explosions/Remote violence": "Political violence",
    "Violence against civilians": "Political violence",
    "Protests": "Demonstrations",
    "Riots": "Demonstrations",
    "Strategic developments": "Strategic developments",
}
_AGAINST_CIVILIANS = ("Violence against civilians", "Excessive force against protesters")
_GEO = {"facility": 1, "town": 1, "area": 2, "admin2": 2, "admin1": 3, "country": 3}


def lines(ledger: Facts) -> Iterator[str]:
    """The head, then a row for every event with an ACLED type that is dated to a month or better."""
    yield row(COLUMNS)
    for one in coded_events(ledger):
        kind = types_of(one.event)
        precision = acled_precision(one.days) if one.days else None
        if kind and one.days and precision and not one.undone:
            cells = _cells(one, kind, one.days, precision)
            yield row(tuple(cells.get(name) for name in COLUMNS))


def types_of(event: Event) -> tuple[str, str] | None:
    """ACLED's type and sub-type of an event; None where it has none."""
    code = event.acled or ""
    for kind in _DISORDER:
        if code == kind or code.startswith(f"{kind}/"):
            return kind, code[len(kind) :].removeprefix("/")
    return None


def _cells(one: Coded, kind: tuple[str, str], days: Days, precision: int) -> dict[str, object]:
    """What is known of an event, by column; what the ledger does not hold stays empty."""
    at = one.place.position if one.place else None
    first, second = (*one.actors, *one.targets, None, None)[:2]
    return {
        "event_id_cnty": one.event.id,
        "event_date": days.middle.isoformat(),
        "year": days.middle.year,
        "time_precision": precision,
        "disorder_type": _DISORDER[kind[0]],
        "event_type": kind[0],
        "sub_event_type": kind[1],
        "actor1": first,
        "actor2": second,
        "civilian_targeting": "Civilian targeting" if set(kind) & set(_AGAINST_CIVILIANS) else None,
        "country": at.country if at else None,
        "location": one.place.name if one.place else None,
        "latitude": at.latitude if at else None,
        "longitude": at.longitude if at else None,
        "geo_precision": _GEO.get(at.precision) if at and at.latitude is not None else None,
        "source": "; ".join(one.outlets),
        "notes": one.notes,
        "fatalities": acled_deaths(one.death_figures) or one.least_deaths,
        "tags": "; ".join(_tags(one)),
    }


def _tags(one: Coded) -> Iterator[str]:
    """What other code books call it: `plover=ASSAULT-aerial`, `sector=Health`, `lasting=displacement`."""
    named = (
        ("plover", one.event.plover),
        ("sector", one.coding.beside if one.coding else None),
        ("lasting", one.coding.lasting if one.coding else None),
    )
    return (f"{name}={value}" for name, value in named if value)
