"""Cited passages for the words asked for, and questions answered in the reports' own words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict
from typing import Any
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from riwaya.desk.setting import Desk
from riwaya.records import Stance
from riwaya.view.asking import ask
from riwaya.view.dates import bounds
from riwaya.view.finding import Facet, Filters, look, narrowed

SHOWN = 40  # passages on a page
_LONGEST = 600  # characters of a question


def routes(desk: Desk) -> Sequence[BaseRoute]:
    """The search and the questions."""

    def search(request: Request) -> Response:
        words, filters = _asked(request)
        found = look(desk.facts, words, filters, SHOWN) if words else None
        return desk.page(
            request,
            "search",
            found=found,
            **_shared(desk, "/search", words, filters, found.facets if found else ()),
        )

    def question(request: Request) -> Response:
        words, filters = _asked(request)
        answer = ask(desk.facts, words, filters) if words else None
        return desk.page(
            request,
            "ask",
            answer=answer,
            **_shared(desk, "/ask", words, filters, answer.facets if answer else ()),
        )

    return [Route("/search", search), Route("/ask", question)]


def _asked(request: Request) -> tuple[str, Filters]:
    """The words and the filters of an address; a date that is none asks for nothing."""
    given = {key: value.strip() or None for key, value in request.query_params.items()}
    made = {name: given.get(name) for name in Filters.__dataclass_fields__}
    for edge in ("since", "until"):
        made[edge] = made[edge] if bounds(made[edge]) != (None, None) else None
    return (given.get("q") or "")[:_LONGEST], Filters(**made)


def _shared(desk: Desk, path: str, words: str, filters: Filters, facets: tuple[Facet, ...]) -> dict[str, Any]:
    """What both pages are set from."""
    ids = [i for i in (filters.place, filters.source) if i]
    return {
        "words": words,
        "filters": filters,
        "facets": facets,
        "names": {e.id: e.name for e in desk.facts.entities(ids)} if ids else {},
        "stances": [s.value for s in Stance],
        "shares": shares,
        "narrowed_href": _narrowed_href(path, words, filters),
        "path": path,
    }


def _narrowed_href(path: str, words: str, filters: Filters) -> Callable[[str, str | None], str]:
    """Address of the same words with another value of one filter; None takes it off."""

    def href(name: str, value: str | None) -> str:
        chosen = asdict(narrowed(filters, name, value))
        return f"{path}?" + urlencode({"q": words, **{k: v for k, v in chosen.items() if v}})

    return href


def shares(text: str, marked: Sequence[tuple[int, int]]) -> list[tuple[str, bool]]:
    """The text in pieces, each with whether it was searched for."""
    pieces: list[tuple[str, bool]] = []
    at = 0
    for start, end in marked:
        if start >= at:
            pieces += [(text[at:start], False), (text[start:end], True)]
            at = end
    return [*pieces, (text[at:], False)]
