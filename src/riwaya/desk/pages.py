"""What the desk's addresses answer; each page is one view in one template."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import quote, urlencode

from jinja2 import Environment
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from riwaya.desk.paging import paged
from riwaya.records import About, Kind, Stance
from riwaya.view.briefing import brief
from riwaya.view.contested import Contested, contested, contested_with
from riwaya.view.entity import list_entities, show_entity
from riwaya.view.event import events, show_event
from riwaya.view.facts import Facts
from riwaya.view.finding import Filters, find
from riwaya.view.lookup import Lookup
from riwaya.view.overview import overview
from riwaya.view.reading import read_report
from riwaya.view.telling import Telling

PEOPLE = (Kind.PERSON, Kind.GROUP, Kind.ORGANIZATION)
PLACES = (Kind.PLACE, Kind.FACILITY)


class Pages:
    """Answers over one ledger. Every method is one page; Starlette runs them in threads."""

    def __init__(self, facts: Facts, templates: Environment, originals: bool) -> None:
        self.facts = facts
        self.templates = templates
        self.originals = originals

    def _page(self, name: str, request: Request, **values: object) -> Response:
        template = self.templates.get_template(f"{name}.html.j2")
        made = template.render(
            here=request.url.path,
            query=request.query_params.get("q", ""),
            report_href=lambda report: f"/reports/{report}",
            claim_href=claim_href,
            **values,
        )
        return HTMLResponse(made)

    def overview(self, request: Request) -> Response:
        """What the ledger knows, what is contested, what is new, places."""
        made = brief(self.facts)
        return self._page("overview", request, o=overview(self.facts), b=made)

    def board(self, request: Request) -> Response:
        """Every disagreement, with filters by kind, place and time."""
        place = request.query_params.get("place", "").strip()
        kind = request.query_params.get("about", "")
        since = request.query_params.get("since", "").strip()
        items = contested(self.facts, place=place or None, since_date=since or None)
        counts = {a.value: sum(1 for i in items if i.about is a) for a in About}
        shown = [i for i in items if not kind or (i.about and i.about.value == kind)]
        reports = sum(1 for _ in self.facts.reports())
        rest = {k: v for k, v in (("place", place), ("since", since)) if v}
        return self._page(
            "board",
            request,
            page=paged(shown, request),
            counts=counts,
            total=len(items),
            reports=reports,
            place=place,
            about=kind,
            since=since,
            kind_href=lambda k: "/contested?" + urlencode(rest | ({"about": k} if k else {})),
        )

    def disagreement(self, request: Request) -> Response:
        """One disagreement under its own address."""
        wanted = request.path_params["id"]
        relation = next((r for r in self.facts.relations() if r.id == wanted), None)
        items: Sequence[Contested] = contested_with(self.facts, relation.claims) if relation else ()
        item = next((i for i in items if i.id == wanted), items[0] if items else None)
        if item is None:
            raise HTTPException(404)
        return self._page("disagreement", request, item=item)

    def reports(self, request: Request) -> Response:
        """All reports, newest first."""
        made = overview(self.facts)
        return self._page("reports", request, page=paged(made.reports, request), o=made)

    def report(self, request: Request) -> Response:
        """A report as archived with its claims marked."""
        r = read_report(self.facts, request.path_params["id"])
        items = contested_with(self.facts, [n.telling.id for n in r.notes if n.contested])
        where = {t.id: i.id for i in items for s in i.sides for t in s.tellings}
        notes = {n.telling.id: n for n in r.notes}
        numbers = {n.telling.id: number for number, n in enumerate(r.notes, 1)}
        return self._page(
            "report", request, r=r, notes=notes, numbers=numbers, compare=where, originals=self.originals
        )

    def original(self, request: Request) -> Response:
        """The archived bytes, to be saved and never to be shown: they are not ours."""
        report = self.facts.report(request.path_params["id"])
        if not self.originals:
            raise HTTPException(404)
        name = quote(report.source.replace("\\", "/").rsplit("/", 1)[-1] or "original")
        headers = {"content-disposition": f"attachment; filename*=UTF-8''{name}"}
        data = self.facts.original(report.id)
        return Response(data, media_type="application/octet-stream", headers=headers)

    def claim(self, request: Request) -> Response:
        """A claim lives in its report."""
        found = next(iter(self.facts.claims([request.path_params["id"]])), None)
        if found is None:
            raise HTTPException(404)
        return RedirectResponse(f"/reports/{found.report}#{found.id}", status_code=303)

    def places(self, request: Request) -> Response:
        """Places and facilities."""
        rows = list_entities(self.facts, *PLACES)
        return self._page("entities", request, page=paged(rows, request), title="Places")

    def people(self, request: Request) -> Response:
        """People, groups and organizations."""
        rows = list_entities(self.facts, *PEOPLE)
        return self._page("entities", request, page=paged(rows, request), title="People and groups")

    def entity(self, request: Request) -> Response:
        """A place, a person, a group with all that is held by it and about it."""
        found = next(iter(self.facts.entities([request.path_params["id"]])), None)
        if found is None:
            raise HTTPException(404)
        e = show_entity(self.facts, found)
        return self._page("entity", request, e=e)

    def timeline(self, request: Request) -> Response:
        """Events by time, undated ones at the end."""
        return self._page("timeline", request, page=paged(events(self.facts), request))

    def event(self, request: Request) -> Response:
        """An event with its figures and grades."""
        found = next(iter(self.facts.events([request.path_params["id"]])), None)
        if found is None:
            raise HTTPException(404)
        return self._page("event", request, e=show_event(found, Lookup(self.facts)))

    def search(self, request: Request) -> Response:
        """Cited passages for the words asked for."""
        asked = {key: value.strip() or None for key, value in request.query_params.items()}
        words = asked.get("q") or ""
        filters = Filters(
            place=asked.get("place"),
            source=asked.get("source"),
            stance=asked.get("stance"),
            outlet=asked.get("outlet"),
            since=asked.get("since"),
        )
        passages = find(self.facts, words, filters, 50) if words else ()
        stances = [s.value for s in Stance]
        return self._page(
            "search", request, words=words, passages=passages, filters=filters, stances=stances, shares=shares
        )


def claim_href(telling: Telling) -> str:
    """Where the words of a claim stand in the reader."""
    return f"/reports/{telling.report}#{telling.id}"


def shares(text: str, marked: Sequence[tuple[int, int]]) -> list[tuple[str, bool]]:
    """The text in pieces, each with whether it was searched for."""
    pieces: list[tuple[str, bool]] = []
    at = 0
    for start, end in marked:
        if start >= at:
            pieces += [(text[at:start], False), (text[start:end], True)]
            at = end
    return [*pieces, (text[at:], False)]
