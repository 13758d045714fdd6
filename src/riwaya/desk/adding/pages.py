"""The page on which reports are added, and how far that is."""

from __future__ import annotations

import asyncio
import json
import shutil
from collections.abc import AsyncIterator, Sequence
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData, UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response, StreamingResponse
from starlette.routing import BaseRoute, Route

from riwaya.desk.adding.inbox import MOST_FILES, keep, options
from riwaya.desk.adding.jobs import Job, Jobs
from riwaya.desk.guard import visitor
from riwaya.desk.setting import Desk, Entry, Feature
from riwaya.errors import BadUse
from riwaya.ingest import kinds
from riwaya.ingest.options import MIB

_LONGEST_TEXT = 5 * MIB
_LOOK = 0.25  # seconds between two looks at a job
SAYS = {
    "": "waiting",
    "reading": "reading",
    "resolving": "who is who",
    "keying": "what is near",
    "comparing": "what agrees",
    "concluding": "what happened",
}


def feature(jobs: Jobs) -> Feature:
    """Adding, with its entry in the navigation."""

    def routes(desk: Desk) -> Sequence[BaseRoute]:
        return _routes(desk, jobs)

    return Feature(routes, (Entry("/add", "Add"),))


def _routes(desk: Desk, jobs: Jobs) -> Sequence[BaseRoute]:
    def page(request: Request, status: int = 200, said: str = "") -> Response:
        endings = sorted({e for kind in kinds() for e in kind.extensions})
        return desk.page(
            request,
            "add",
            status,
            jobs=jobs.all(),
            said=said,
            kinds=[k.says for k in kinds()],
            endings=endings,
        )

    async def send(request: Request) -> Response:
        try:
            jobs.check_room()
            async with request.form(max_files=MOST_FILES, max_fields=20, max_part_size=_LONGEST_TEXT) as form:
                job = await run_in_threadpool(_put, jobs, form, visitor().name)
        except BadUse as error:
            return page(request, 400, str(error))
        return RedirectResponse(f"/add/{job.id}", status_code=303)

    def show(request: Request) -> Response:
        return desk.page(request, "add_job", job=_job(jobs, request), says=SAYS)

    def events(request: Request) -> Response:
        return StreamingResponse(_events(_job(jobs, request), request), media_type="text/event-stream")

    return [
        Route("/add", page),
        Route("/add", send, methods=["POST"]),
        Route("/add/{id}", show),
        Route("/add/{id}/events", events),
    ]


def _put(jobs: Jobs, form: FormData, by: str) -> Job:
    """What the form holds, as a job. BadUse where it holds nothing that can be added."""
    folder = jobs.folder()
    try:
        sent = [f for f in form.getlist("files") if isinstance(f, UploadFile) and f.filename]
        files = [(str(f.filename), f.file) for f in sent]
        given = keep(folder, files, _words(form, "text"), _words(form, "addresses"))
        known = options(_words(form, "published"), _words(form, "outlet"), _words(form, "language"))
        return jobs.put(by, given, known, folder)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise


def _words(form: FormData, name: str) -> str:
    value = form.get(name, "")
    return value if isinstance(value, str) else ""


def _job(jobs: Jobs, request: Request) -> Job:
    found = jobs.get(request.path_params["id"])
    if found is None:
        raise HTTPException(404)
    return found


async def _events(job: Job, request: Request) -> AsyncIterator[str]:
    """How far the job is, whenever that changes; the last event says that it is over."""
    before = None
    while not await request.is_disconnected():
        now = _moment(job)
        if now != before:
            yield f"event: {'over' if job.over else 'progress'}\ndata: {json.dumps(now)}\n\n"
            before = now
        if job.over:
            return
        await asyncio.sleep(_LOOK)


def _moment(job: Job) -> dict[str, Any]:
    stage = str(job.progress.get("stage", ""))
    return {
        "state": job.state,
        "says": SAYS.get(stage, stage),
        "done": job.progress.get("done", 0),
        "total": job.progress.get("total"),
        "reports": job.progress.get("reports", 0),
    }
