"""What a feature of the desk is given and what it hands in: a view set in a template under an address."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from jinja2 import Environment
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import BaseRoute

from riwaya.desk.public import Fresh
from riwaya.store.ledger import WorkingLedger
from riwaya.view.blind import Blind
from riwaya.view.facts import Facts
from riwaya.view.kept import Kept
from riwaya.view.public_form import PublicForm
from riwaya.view.telling import Telling


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of the navigation."""

    href: str
    name: str


@dataclass(frozen=True, slots=True)
class Desk:
    """One ledger, the templates to set it in, what was worked out over all of it.

    `originals` offers the archived bytes.
    """

    facts: Facts
    templates: Environment
    originals: bool
    kept: Kept

    def page(
        self,
        request: Request,
        template: str,
        status: int = 200,
        headers: Mapping[str, str] | None = None,
        **values: object,
    ) -> Response:
        """The template `NAME.html.j2` with these values and with what every page needs."""
        made = self.templates.get_template(f"{template}.html.j2").render(
            here=request.url.path,
            query=request.query_params.get("q", ""),
            report_href=report_href,
            claim_href=claim_href,
            **values,
        )
        return HTMLResponse(made, status_code=status, headers=headers)


def book_of(facts: Facts) -> WorkingLedger | None:
    """The ledger that may be judged; None where it is shown in public form, or is none that is stored."""
    public = isinstance(facts, (PublicForm, Fresh))
    return facts if not public and hasattr(facts, "judge") else None  # type: ignore[return-value]


def open_book(book: WorkingLedger) -> WorkingLedger:
    """The ledger itself, of one that is shown to a reviewer who must not know everything yet."""
    return book.open if isinstance(book, Blind) else book


Routes = Callable[[Desk], Sequence[BaseRoute]]


@dataclass(frozen=True, slots=True)
class Feature:
    """One feature of the desk: its addresses, and what it adds to the navigation."""

    routes: Routes
    entries: tuple[Entry, ...] = ()


def report_href(report: str) -> str:
    """Where a report is read."""
    return f"/reports/{report}"


def claim_href(telling: Telling) -> str:
    """Where the words of a claim stand in the reader."""
    return f"/reports/{telling.report}#{telling.id}"
