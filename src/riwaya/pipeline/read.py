"""What happens to one report: the middle of the flow, free of the ledger, so that it runs anywhere."""

from __future__ import annotations

from riwaya.extract.reader import Reader
from riwaya.locate import locate
from riwaya.records import Reading, Referent, Report
from riwaya.resolve import within


def read_report(report: Report, reader: Reader) -> tuple[Reading, tuple[Referent, ...]]:
    """The report's claims and mentions, located and resolved, and who they are about."""
    (reading,) = reader.read([report])
    reading = locate(report, reading)
    return within(report, reading)
