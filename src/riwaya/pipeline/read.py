"""What happens to one report: the middle of the flow, free of the ledger, so that it runs anywhere."""

from __future__ import annotations

from riwaya.extract.anchor import check
from riwaya.extract.reader import Reader
from riwaya.pipeline.stages import Stages
from riwaya.records import Reading, Referent, Report


def read_report(report: Report, reader: Reader, stages: Stages) -> tuple[Reading, tuple[Referent, ...]]:
    """The report's claims and mentions, located, resolved and checked against its words (rule 1)."""
    (reading,) = reader.read([report])
    reading = stages.locate(report, check(report, reading))
    reading, referents = stages.within(report, reading)
    return check(report, reading), referents
