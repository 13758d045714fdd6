"""Positions in public form."""

from __future__ import annotations

from dataclasses import replace

from riwaya.records import Position
from riwaya.view.pseudonyms import rules


def coarse(position: Position | None) -> Position | None:
    """Coordinates of facilities and of spots near a town, rounded; where a town lies is public knowledge."""
    if position is not None and position.precision == "unknown":  # its reason quotes the report
        return replace(position, why="no gazetteer has a place of this name that fits the report")
    if position is None or position.precision not in ("facility", "area"):
        return position
    decimals = rules().decimals
    why = f"{position.why}; rounded to {10**-decimals:g} degree in public form"
    latitude = None if position.latitude is None else round(position.latitude, decimals)
    longitude = None if position.longitude is None else round(position.longitude, decimals)
    return replace(position, latitude=latitude, longitude=longitude, why=why)
