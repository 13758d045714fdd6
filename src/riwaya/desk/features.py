"""Everything the desk does, one feature a line, in the order of the navigation."""

from __future__ import annotations

from riwaya.desk import api, review
from riwaya.desk.pages import board, entities, events, map, overview, reports, search
from riwaya.desk.setting import Entry, Feature

FEATURES: tuple[Feature, ...] = (
    Feature(overview.routes, (Entry("/", "Overview"),)),
    Feature(board.routes, (Entry("/contested", "Contested"),)),
    Feature(entities.routes, (Entry("/places", "Places"), Entry("/people", "People & groups"))),
    Feature(map.routes, (Entry("/map", "Map & timeline"),)),
    Feature(events.routes),
    Feature(reports.routes, (Entry("/reports", "Reports"),)),
    Feature(search.routes, (Entry("/ask", "Ask"),)),
    Feature(review.routes, (Entry("/review", "Review"),)),
    Feature(api.routes),
)
