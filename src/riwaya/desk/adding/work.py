"""One job of adding, in a process of its own: told on standard input, telling on standard output, in JSON."""

from __future__ import annotations

import dataclasses
import json
import os
import sys
import time
from collections.abc import Iterator
from typing import Any

from riwaya.errors import RiwayaError
from riwaya.ingest import Options
from riwaya.pipeline import Progress, Stages, add, default_stages
from riwaya.records import Document, SetAside
from riwaya.store import open_ledger
from riwaya.store.ledger import WorkingLedger

_EVERY = 0.2  # seconds between two lines of progress


def main() -> None:
    """Do what standard input asks for."""
    asked = json.load(sys.stdin)
    if hasattr(os, "nice"):
        os.nice(5)  # the desk goes first
    try:
        _tell(_done(asked))
    except RiwayaError as error:
        _tell({"error": str(error)})
    except BrokenPipeError:
        os._exit(1)  # the desk is closed; what was read is kept


def _done(asked: dict[str, Any]) -> dict[str, Any]:
    """Everything read into the ledger; what `pipeline.Summary` says of it, and the reports that are new."""
    ledger = open_ledger(asked["ledger"])
    try:
        ledger.note("adding", asked["by"], {"in": "the desk", "sources": len(asked["sources"])})
        stages = default_stages(Options(*asked["options"]))
        told = _Told()
        named = _Named(stages, asked["folder"])
        summary = add(ledger, asked["sources"], dataclasses.replace(stages, ingest=named), 1, told)
        return {"summary": dataclasses.asdict(summary), "added": _added(ledger, named.reports)}
    finally:
        ledger.close()


class _Named:
    """Reading under the names that files were given with, not under those of a folder on this machine."""

    def __init__(self, stages: Stages, folder: str) -> None:
        self._ingest = stages.ingest
        self._folder = folder.rstrip("/") + "/"
        self.reports: list[str] = []

    def __call__(self, source: str) -> Iterator[Document | SetAside]:
        for item in self._ingest(source):
            if isinstance(item, SetAside):
                yield dataclasses.replace(
                    item, source=self._name(item.source), reason=self._name(item.reason)
                )
                continue
            self.reports.append(item.report.id)
            report = dataclasses.replace(item.report, source=self._name(item.report.source))
            yield dataclasses.replace(item, report=report)

    def _name(self, text: str) -> str:
        return text.replace(self._folder, "")


def _added(ledger: WorkingLedger, reports: list[str]) -> list[tuple[str, str]]:
    """The reports that were given and are in the ledger now, with their titles."""
    there = [ledger.report(report) for report in dict.fromkeys(reports) if ledger.has_report(report)]
    return [(report.id, report.title or report.source) for report in there]


class _Told:
    """Progress as lines of JSON, not too many of them."""

    def __init__(self) -> None:
        self._last = 0.0

    def __call__(self, now: Progress) -> None:
        moment = time.monotonic()
        if moment - self._last >= _EVERY:
            self._last = moment
            _tell(
                {
                    "progress": {
                        "stage": now.stage,
                        "done": now.done,
                        "total": now.total,
                        "reports": now.reports,
                    }
                }
            )


def _tell(what: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(what, ensure_ascii=False) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
