"""What is looked at to review: the queue, a report in the editor, an entity, an event, a disagreement."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlencode

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from riwaya.desk.guard import visitor
from riwaya.desk.paging import Page, paged
from riwaya.desk.review.forms import Forms
from riwaya.desk.review.missed import asked
from riwaya.desk.setting import Desk, book_of, open_book
from riwaya.records import Stance
from riwaya.store.ledger import WorkingLedger
from riwaya.view.agreement import agreements
from riwaya.view.contested import contested_with
from riwaya.view.desk_settings import desk_settings
from riwaya.view.editor import editing, relation_verdict
from riwaya.view.event import show_event
from riwaya.view.lookup import Lookup
from riwaya.view.queue import STATES, Queue, Waiting, queue
from riwaya.view.reviewing import all_rows

PAGE = 25
RECENT = 12


def routes(desk: Desk) -> Sequence[BaseRoute]:
    """The pages and the forms of review; none where the ledger is shown in public form."""
    book = book_of(desk.facts)
    desk.templates.globals["reviewable"] = book is not None
    if book is None:
        return ()
    pages, forms = Pages(desk, book), Forms(open_book(book))
    return [
        Route("/review", pages.queue),
        Route("/review/reports/{id}", pages.report, methods=["GET"]),
        Route("/review/claims/{id}", pages.claim, methods=["GET"]),
        Route("/review/entities/{id}", pages.entity, methods=["GET"]),
        Route("/review/events/{id}", pages.event, methods=["GET"]),
        Route("/review/disagreements/{id}", pages.disagreement),
        Route("/review/relations/{id}", pages.relation, methods=["GET"]),
        Route("/review/undo", pages.home, methods=["GET"]),
        Route("/review/reports/{id}", forms.report, methods=["POST"]),
        Route("/review/claims/{id}", forms.claim, methods=["POST"]),
        Route("/review/relations/{id}", forms.relation, methods=["POST"]),
        Route("/review/entities/{id}", forms.entity, methods=["POST"]),
        Route("/review/events/{id}", forms.event, methods=["POST"]),
        Route("/review/undo", forms.undo, methods=["POST"]),
    ]


class Pages:
    """The pages over one ledger; Starlette runs them in threads."""

    def __init__(self, desk: Desk, book: WorkingLedger) -> None:
        self.desk = desk
        self.book = book

    def queue(self, request: Request) -> Response:
        """The claims to look at first, in a state, for a person."""
        asked = request.query_params
        state = asked.get("state", "open")
        state = state if state in STATES else "open"
        to = asked.get("to", "").strip()
        found, page = self._page(request, state, to or None)
        rows = all_rows(self.book.decisions(), self.book.judgements())

        def href(**more: str) -> str:
            wanted = {"state": state, "to": to} | more
            return "/review?" + urlencode({k: v for k, v in wanted.items() if v})

        return self.desk.page(
            request,
            "review",
            page=page,
            q=found,
            state=state,
            to=to,
            you=visitor().name,
            href=href,
            agreed=agreements(self.book.judged_claims()),
            blind=desk_settings(self.book).blind,
            recent=tuple(reversed(rows[-RECENT:])),
            rows=len(rows),
        )

    def _page(self, request: Request, state: str, to: str | None) -> tuple[Queue, Page[Waiting]]:
        """The queue with the rows of the page that is asked for, the last where it asks for one past it."""
        asked = request.query_params.get("page", "1")
        number = int(asked) if asked.isdecimal() and 0 < len(asked) < 7 else 1
        found = queue(self.book, state, to, limit=PAGE, start=PAGE * max(number - 1, 0))
        page = paged(range(found.total), request, PAGE)
        if page.number != number:
            found = queue(self.book, state, to, limit=PAGE, start=PAGE * (page.number - 1))
        return found, Page(found.rows, page.total, page.number, page.before, page.after)

    def report(self, request: Request) -> Response:
        """A report with one of its claims to be judged."""
        you, wanted = visitor().name, request.query_params.get("claim")
        e = editing(self.book, request.path_params["id"], wanted, you)
        sent = dict(request.query_params)
        states = {c.id: c for c in e.claims}
        links = e.chosen.links if e.chosen else ()
        spoken = [(s, "source" if i == 0 else "cue") for link in links for i, s in enumerate(link.spans)]
        return self.desk.page(
            request,
            "review_report",
            e=e,
            c=e.chosen,
            listed=states,
            spoken=spoken,
            stances=[s.value for s in Stance],
            missed="missed" in sent,
            asked=asked(self.book.report_as_read(e.id), sent),
            stance=sent.get("stance", "asserted"),
            you=you,
            done=request.query_params.get("done"),
            refused=request.query_params.get("refused"),
        )

    def claim(self, request: Request) -> Response:
        """A claim is judged in its report."""
        found = next(iter(self.book.claims_as_read([request.path_params["id"]])), None)
        if found is None:
            raise HTTPException(404)
        return RedirectResponse(editor_href(found.report, found.id), status_code=303)

    def relation(self, request: Request) -> Response:
        """A relation is judged among those of its disagreement."""
        return RedirectResponse(f"/review/disagreements/{request.path_params['id']}", status_code=303)

    def home(self, _: Request) -> Response:
        """The queue, for whoever opens the address of a form."""
        return RedirectResponse("/review", status_code=303)

    def disagreement(self, request: Request) -> Response:
        """The contradictions of a disagreement, each to be confirmed or dismissed."""
        start = self.book.relation(request.path_params["id"])
        if start is None:
            raise HTTPException(404)
        items = contested_with(self.book, start.claims)
        item = next((i for i in items if start.id in i.relations), None)
        inside = {t.id for s in item.sides for t in s.tellings} if item else set(start.claims)
        relations = [r for r in self.book.relations(claims=sorted(inside)) if set(r.claims) <= inside]
        relations += [r for r in self.book.dismissed() if set(r.claims) <= inside or r.id == start.id]
        abouts = item.abouts if item else (start.about,)
        chosen = [r for r in relations if r.kind is start.kind and r.about in abouts]
        judged = self.book.judgements([r.id for r in chosen])
        gone = {r.id for r in self.book.dismissed()}
        rows = [(r, relation_verdict(r, judged), r.id in gone) for r in chosen]
        return self.desk.page(request, "review_relations", rows=rows, item=item, here_href=request.url.path)

    def entity(self, request: Request) -> Response:
        """An entity with its spellings by report, to be made one with another or parted."""
        found = next(iter(self.book.entities([request.path_params["id"]])), None)
        if found is None:
            raise HTTPException(404)
        referents = tuple(self.book.referents(found.referents))
        titles = {r.report: self.book.report(r.report) for r in referents}
        decided = all_rows(self.book.decisions_on(found.referents), ())
        named = sorted((e for e in self.book.entities() if e.named), key=lambda e: e.name.casefold())
        others = [e for e in named if e.kind is found.kind and e.id != found.id]
        return self.desk.page(
            request, "review_names", e=found, referents=referents, titles=titles, others=others, rows=decided,
            refused=request.query_params.get("refused"),
        )  # fmt: skip

    def event(self, request: Request) -> Response:
        """An event with its claims, to be made one with another or parted."""
        found = next(iter(self.book.events([request.path_params["id"]])), None)
        if found is None:
            raise HTTPException(404)
        lookup = Lookup(self.book)
        others = [show_event(e, lookup) for e in self.book.events() if e.id != found.id]
        near = sorted(others, key=lambda e: (e.where != found.where, e.title))
        rows = all_rows((), self.book.judgements([found.id, *found.claims]))
        decided = [r for r in rows if r.kind in ("join", "part")]
        return self.desk.page(
            request, "review_happening", e=show_event(found, lookup), others=near, rows=decided,
            refused=request.query_params.get("refused"),
        )  # fmt: skip


def editor_href(report: str, claim: str) -> str:
    """Where a claim is judged."""
    return f"/review/reports/{report}?claim={claim}#{claim}"
