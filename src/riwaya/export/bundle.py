"""An evidence bundle: a ZIP of originals, texts, claims and log that others verify with standard tools."""

from __future__ import annotations

import hashlib
import json
import re
import zipfile
from collections.abc import Collection, Iterator
from datetime import UTC, datetime
from importlib.resources import files
from pathlib import Path, PurePosixPath

from riwaya import __version__
from riwaya.errors import BadUse, NoOriginal
from riwaya.export import jsonl
from riwaya.export.table import row
from riwaya.records import Report
from riwaya.store.addresses import name_of
from riwaya.store.custodian import Sealed
from riwaya.store.ledger import WorkingLedger

_EARLIEST = (1980, 1, 1, 0, 0, 0)  # what ZIP can say; the same bundle has the same bytes
_CHAIN = """\
       previous=0000000000000000000000000000000000000000000000000000000000000000
       while IFS= read -r entry; do
         case "$entry" in "[\\"$previous\\","*) ;; *) echo "broken at: $entry"; break ;; esac
         previous=$(printf %s "$entry" | sha256sum | cut -d' ' -f1)
       done < log.jsonl; echo "$previous"
"""
_COLUMNS = ("id", "source", "retrieved", "how", "original", "original_sha256", "text", "text_sha256")


def write(ledger: WorkingLedger, target: Path, reports: Collection[str]) -> dict[str, int]:
    """How many of what went into the ZIP at the target; only these reports, or all if none is named.

    BadUse for a report that is not there and a target that cannot be written.
    """
    known = {report.id for report in ledger.reports()}
    if unknown := sorted(set(reports) - known):
        raise BadUse(f"there is no report {unknown[0]}; `riwaya export` lists their ids")
    chosen = frozenset(reports) or known
    part = target.with_name(f".{target.name}.part")
    try:
        with zipfile.ZipFile(part, "w", zipfile.ZIP_DEFLATED) as archive:
            counted = _Bundle(archive).fill(ledger, chosen, whole=not reports)
        part.replace(target)
    except OSError as error:
        raise BadUse(f"cannot write {target}: {error.strerror}; give another path with -o") from error
    finally:
        part.unlink(missing_ok=True)
    return counted


class _Bundle:
    """Files put into an archive, each with its hash."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self._sums: list[str] = []

    def fill(self, ledger: WorkingLedger, chosen: Collection[str], whole: bool) -> dict[str, int]:
        """How many reports, originals, log entries and timestamps it holds."""
        log = list(ledger.log_entries())
        added = {entry.record: json.loads(entry.detail) for entry in log if entry.what == "added"}
        table = [row(_COLUMNS)]
        originals = 0
        for report in ledger.reports():
            if report.id in chosen:
                table.append(self._report(ledger, report, added.get(report.id, {})))
                originals += "originals/" in table[-1]
        self._put("reports.csv", "".join(f"{line}\n" for line in table).encode())
        self._put("claims.jsonl", "".join(f"{line}\n" for line in _claims(ledger, chosen, whole)).encode())
        self._put("log.jsonl", "".join(f"{entry.text}\n" for entry in log).encode())
        stamps = ledger.stamps()
        for stamp in stamps:
            self._put(f"timestamps/{stamp.number}.tsr", stamp.token)
            self._put(f"timestamps/{stamp.number}.txt", log[stamp.entry - 1].text.encode())
        self._put("README.txt", _readme(ledger, log).encode())
        self._put("SHA256SUMS", "".join(self._sums).encode())
        return {
            "reports": len(chosen),
            "originals": originals,
            "entries": len(log),
            "timestamps": len(stamps),
        }

    def _report(self, ledger: WorkingLedger, report: Report, added: dict[str, object]) -> str:
        """The row of a report in reports.csv, its original and text put in."""
        text = report.text.encode()
        text_name = f"texts/{report.id}.txt"
        self._put(text_name, text)
        name = None
        try:
            data = ledger.original(report.id)
        except NoOriginal:
            pass
        else:
            name = f"originals/{report.id}-{_safe(report.source)}"
            self._put(name, data)
        how = added.get("how")
        hashes = (name, report.sha256, text_name, hashlib.sha256(text).hexdigest())
        return row((report.id, report.source, ledger.retrieved(report.id), how, *hashes))

    def _put(self, name: str, data: bytes) -> None:
        entry = zipfile.ZipInfo(name, _EARLIEST)
        entry.external_attr = 0o644 << 16
        self._archive.writestr(entry, data, zipfile.ZIP_DEFLATED)
        self._sums.append(f"{hashlib.sha256(data).hexdigest()}  {name}\n")


def _safe(source: str) -> str:
    """The end of a source as a file name that does no harm anywhere."""
    name = PurePosixPath(source.replace("\\", "/").split("?")[0]).name
    return re.sub(r"[^A-Za-z0-9._-]+", "_", name)[-60:].lstrip(".-") or "original"


def _claims(ledger: WorkingLedger, chosen: Collection[str], whole: bool) -> Iterator[str]:
    """The contract's lines; for some reports only, theirs and their claims'."""
    for made in jsonl.objects(ledger):
        own = made["id"] if made["type"] == "report" else made.get("report")
        if whole or own in chosen:
            yield jsonl.line(made)


def _readme(ledger: WorkingLedger, log: list[Sealed]) -> str:
    words = files("riwaya.export").joinpath("bundle.txt").read_text(encoding="utf-8")
    at = datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
    name = name_of(ledger.address)
    last = log[-1].hash if log else "0" * 64
    return words.format(version=__version__, at=at, ledger=name, last=last, chain=_CHAIN.rstrip("\n"))
