"""Cited passages for the words asked for."""

from __future__ import annotations

from collections.abc import Sequence

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from riwaya.desk.setting import Desk
from riwaya.records import Stance
from riwaya.view.finding import Filters, find


def routes(desk: Desk) -> Sequence[BaseRoute]:
    """The search."""

    def search(request: Request) -> Response:
        asked = {key: value.strip() or None for key, value in request.query_params.items()}
        words = asked.get("q") or ""
        filters = Filters(
            place=asked.get("place"),
            source=asked.get("source"),
            stance=asked.get("stance"),
            outlet=asked.get("outlet"),
            since=asked.get("since"),
        )
        return desk.page(
            request,
            "search",
            words=words,
            passages=find(desk.facts, words, filters, 50) if words else (),
            filters=filters,
            stances=[s.value for s in Stance],
            shares=shares,
        )

    return [Route("/search", search)]


def shares(text: str, marked: Sequence[tuple[int, int]]) -> list[tuple[str, bool]]:
    """The text in pieces, each with whether it was searched for."""
    pieces: list[tuple[str, bool]] = []
    at = 0
    for start, end in marked:
        if start >= at:
            pieces += [(text[at:start], False), (text[start:end], True)]
            at = end
    return [*pieces, (text[at:], False)]
