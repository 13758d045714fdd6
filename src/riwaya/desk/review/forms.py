"""The forms by which people judge at the desk; each answers with the page it came from."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import TypeVar
from urllib.parse import urlencode

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from riwaya.desk.guard import visitor
from riwaya.desk.review import missed
from riwaya.errors import AnchorError, BadUse
from riwaya.ingest import Options
from riwaya.pipeline import Stages, decide, default_stages
from riwaya.pipeline import judge as judging
from riwaya.pipeline.correct import Edit, find_words
from riwaya.pipeline.judge import Saying
from riwaya.pipeline.knowledge import applied
from riwaya.records import Claim, Entity, Field, Judgement, Words
from riwaya.store.ledger import WorkingLedger
from riwaya.view.blind import unseen
from riwaya.view.reviewing import told

R = TypeVar("R")
Work = Callable[[Saying, FormData], str]  # who judges and what was sent -> what was done, in words


class Forms:
    """Judgements sent as forms. What cannot be is told on the page that the form came from."""

    def __init__(self, book: WorkingLedger) -> None:
        self.book = book
        self._one = threading.Lock()  # one judgement is settled after the other

    async def claim(self, request: Request) -> Response:
        """Accept, reject, correct, comment or assign."""
        claim = _found(self.book.claims_as_read([request.path_params["id"]]))
        back = f"/review/reports/{claim.report}?claim={claim.id}"

        def work(said: Saying, form: FormData) -> str:
            blind = claim.id in unseen(self.book, said.by)
            return self._claim(claim, replace(said, blind=blind), form)

        return await self._answer(request, back, work, claim.id)

    async def report(self, request: Request) -> Response:
        """Add a claim that the machine missed."""
        report = self.book.report_as_read(request.path_params["id"])
        page = f"/review/reports/{report.id}"
        back = page + "?missed=yes"

        def work(said: Saying, form: FormData) -> str:
            nonlocal back
            sent = {name: str(value) for name, value in form.items()}
            back = f"{page}?{urlencode(missed.kept(sent))}"  # where it is refused, what was typed stays
            edits = missed.edits(report, sent)
            made = judging.add_missed(self.book, self._stages(), report.id, edits, said)
            back = f"{page}?claim={made.target}#{made.target}"
            return told(made)

        return await self._answer(request, lambda: back, work)

    async def relation(self, request: Request) -> Response:
        """Confirm or dismiss."""
        relation = self.book.relation(request.path_params["id"])
        if relation is None:
            raise HTTPException(404)

        def work(said: Saying, form: FormData) -> str:
            how = judging.dismiss if form.get("do") == "dismiss" else judging.confirm
            return told(how(self.book, self._stages(), relation, said))

        return await self._answer(request, "/review", work)

    async def entity(self, request: Request) -> Response:
        """Make two entities one, or part one."""
        entity = _found(self.book.entities([request.path_params["id"]]))

        def work(said: Saying, form: FormData) -> str:
            if form.get("do") == "merge":
                other = self._entity(str(form.get("other", "")))
                decide.merge(self.book, self._stages(), entity, other, said.by, said.why)
                return f"“{entity.name}” and “{other.name}” are one"
            parts = [str(v) for v in form.getlist("part")]
            made = decide.split(self.book, self._stages(), entity, parts, said.by, said.why)
            return f"“{made.names[0]}” and “{made.names[1]}” are not one"

        return await self._answer(request, f"/review/entities/{entity.id}", work)

    async def event(self, request: Request) -> Response:
        """Make two events one, or part one."""
        event = _found(self.book.events([request.path_params["id"]]))

        def work(said: Saying, form: FormData) -> str:
            if form.get("do") == "join":
                other = _found(self.book.events([str(form.get("other", ""))]))
                return told(judging.join_events(self.book, self._stages(), event, other, said))
            parts = [str(v) for v in form.getlist("part")]
            return told(judging.part_event(self.book, self._stages(), event, parts, said))

        return await self._answer(request, f"/review/events/{event.id}", work)

    async def undo(self, request: Request) -> Response:
        """Take back a judgement or a decision."""

        def work(said: Saying, form: FormData) -> str:
            number = str(form.get("number", ""))
            if not number.isdecimal() or len(number) > 9:
                raise BadUse(f"{number!r} is not the number of a judgement; the queue lists them")
            known = {j.number: j for j in self.book.judgements()}
            if int(number) in known:
                judging.take_back(self.book, self._stages(), int(number), said)
                return f"took back: {told(known[int(number)])}"
            decide.undo(self.book, self._stages(), int(number), said.by, said.why)
            return f"took back decision {number}"

        return await self._answer(request, "/review", work)

    # --- how a form is answered --------------------------------------------------------------------

    async def _answer(
        self, request: Request, otherwise: str | Callable[[], str], work: Work, mark: str = ""
    ) -> Response:
        """The work done, one at a time, then the page again with what was done or why it was not."""
        async with request.form() as form:
            wanted = str(form.get("back", ""))
            said = Saying(visitor().name, " ".join(str(form.get("why", "")).split()))
            try:
                outcome = {"done": await run_in_threadpool(self._locked, work, said, form)}
            except (BadUse, AnchorError) as error:
                outcome = {"refused": str(error)}
        back = _within(wanted, otherwise if isinstance(otherwise, str) else otherwise())
        page, _, anchor = back.partition("#")
        joint = "&" if "?" in page else "?"
        where = f"#{anchor or mark}" if anchor or mark else ""
        return RedirectResponse(f"{page}{joint}{urlencode(outcome)}{where}", status_code=303)

    def _locked(self, work: Work, said: Saying, form: FormData) -> str:
        with self._one:
            return work(said, form)

    def _stages(self) -> Stages:
        return applied(self.book, default_stages(Options()))

    # --- what a form about a claim says ------------------------------------------------------------

    def _claim(self, claim: Claim, said: Saying, form: FormData) -> str:
        stages = self._stages()
        match form.get("do"):
            case "accept":
                return told(judging.accept(self.book, stages, claim, said))
            case "reject":
                return told(judging.reject(self.book, stages, claim, said))
            case "comment":
                if not said.why:
                    raise BadUse("a comment needs words; write them before you send it")
                return told(judging.comment(self.book, stages, claim, said))
            case "assign":
                to = " ".join(str(form.get("to", "")).split())
                return told(judging.assign(self.book, stages, claim, to or None, said))
            case "correct":
                return told(self._correct(claim, said, form, stages))
        raise BadUse(f"{form.get('do')!r} is nothing that can be done with a claim")

    def _correct(self, claim: Claim, said: Saying, form: FormData, stages: Stages) -> Judgement:
        name, link = str(form.get("field", "")), str(form.get("link", "") or "0")
        if name not in [*Field] or not link.isdecimal() or len(link) > 3:
            raise BadUse(f"{name!r} is no field of a claim; they are {', '.join(Field)}")
        value = str(form.get("value", "")).strip() or None
        words = self._words(claim, form)
        if not words and value is None and form.get("none") != "yes":
            raise BadUse(f"the {name} needs words: select them in the text, or type them as it prints them")
        return judging.correct(self.book, stages, claim, [Edit(Field(name), words, value, int(link))], said)

    def _words(self, claim: Claim, form: FormData) -> tuple[Words, ...]:
        """The words selected, each with its place, or those typed, several parted by |."""
        text = str(form.get("text", ""))
        start, end = str(form.get("start", "")), str(form.get("end", ""))
        if start.isdecimal() and end.isdecimal() and len(start) < 10 and len(end) < 10:
            return (Words(text, int(start), int(end)),)
        report = self.book.report_as_read(claim.report)
        typed = str(form.get("words", "")).split("|")
        return tuple(find_words(report, part.strip(), claim) for part in typed if part.strip())

    def _entity(self, wanted: str) -> Entity:
        """The entity of an id or a spelling."""
        from riwaya.view.lookup import find

        found = find(self.book, wanted.strip()) if wanted.strip() else None
        if not isinstance(found, Entity):
            raise BadUse(f"{wanted!r} is no entity; give a name as it is written here, or an id")
        return found


def _found(records: Iterable[R]) -> R:
    """The one record that was asked for; a page that says so where there is none."""
    for record in records:
        return record
    raise HTTPException(404)


def _within(wanted: str, otherwise: str) -> str:
    """Where to go back to: an address of the review or of the desk's pages, never of another host."""
    ours = wanted.startswith(("/review", "/contested", "/entities/", "/events/", "/reports/"))
    return wanted if ours and not set("\\\r\n") & set(wanted) else otherwise
