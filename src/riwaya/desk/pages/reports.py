"""The list of reports, the reader, the archived bytes."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import quote

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from riwaya.desk.paging import page_of
from riwaya.desk.setting import Desk
from riwaya.view.dates import bounds
from riwaya.view.listing import columns, report_lines
from riwaya.view.reading import read_report

RIGHT_TO_LEFT = frozenset({"ar", "fa", "he", "ku", "ps", "ur", "dv", "syr", "ug", "yi"})


def routes(desk: Desk) -> Sequence[BaseRoute]:
    """All reports, one to read, its original, and a claim in its report."""

    def reports(request: Request) -> Response:
        return _reports(desk, request)

    def report(request: Request) -> Response:
        return _report(desk, request)

    def original(request: Request) -> Response:
        return _original(desk, request)

    def claim(request: Request) -> Response:
        found = next(iter(desk.facts.claims([request.path_params["id"]])), None)
        if found is None:
            raise HTTPException(404)
        return RedirectResponse(f"/reports/{found.report}#{found.id}", status_code=303)

    return [
        Route("/reports", reports),
        Route("/reports/{id}", report),
        Route("/reports/{id}/original", original),
        Route("/claims/{id}", claim),
    ]


def _reports(desk: Desk, request: Request) -> Response:
    """The reports, newest first, or those of a span of time."""
    first = request.query_params.get("from", "").strip()
    last = request.query_params.get("to", "").strip()
    low, high = bounds(first)[0], bounds(last)[1]
    page = page_of(
        lambda at, most: desk.facts.newest_reports(at, most, low, high),
        desk.facts.reports_within(low, high),
        request,
    )
    return desk.page(
        request,
        "reports",
        page=page,
        rows=report_lines(desk.facts, page.rows),
        by_time=desk.kept.get("reports by time", lambda f: columns(f.reports_by_day())),
        total=desk.facts.reports_within(None, None),
        first=first,
        last=last,
        set_aside=tuple((s.source, s.reason) for s in desk.facts.set_aside()),
    )


def _report(desk: Desk, request: Request) -> Response:
    """A report as archived with its claims marked."""
    r = read_report(desk.facts, request.path_params["id"])
    notes = {n.telling.id: n for n in r.notes}
    numbers = {n.telling.id: number for number, n in enumerate(r.notes, 1)}
    return desk.page(
        request,
        "report",
        r=r,
        notes=notes,
        numbers=numbers,
        compare=desk.facts.disagreements_among(notes.keys()),
        originals=desk.originals,
        rtl=(r.language or "").split("-")[0] in RIGHT_TO_LEFT,
    )


def _original(desk: Desk, request: Request) -> Response:
    """The archived bytes, to be saved and never to be shown: they are not ours."""
    report = desk.facts.report(request.path_params["id"])
    if not desk.originals:
        raise HTTPException(404)
    name = quote(report.source.replace("\\", "/").rsplit("/", 1)[-1] or "original")
    headers = {"content-disposition": f"attachment; filename*=UTF-8''{name}"}
    data = desk.facts.original(report.id)
    return Response(data, media_type="application/octet-stream", headers=headers)
