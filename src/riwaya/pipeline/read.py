"""What happens to one report: the middle of the flow, free of the ledger, so that it runs anywhere."""

from __future__ import annotations

from dataclasses import replace

from riwaya.extract.reader import Reader
from riwaya.pipeline.stages import Stages
from riwaya.records import Reading, Referent, Report, anchors, misplaced


def read_report(report: Report, reader: Reader, stages: Stages) -> tuple[Reading, tuple[Referent, ...]]:
    """The report's claims and mentions, located and resolved, and who they are about."""
    (reading,) = reader.read([report])
    reading = stages.locate(report, reading)
    reading, referents = stages.within(report, reading)
    return refuse(report, reading), referents


def refuse(report: Report, reading: Reading) -> Reading:
    """The reading without claims and mentions whose words do not stand in the report (rule 1), counted."""
    claims = tuple(claim for claim in reading.claims if not any(misplaced(anchors(claim), report.text)))
    mentions = tuple(m for m in reading.mentions if not any(misplaced([m.words], report.text)))
    refused = reading.refused + len(reading.claims) - len(claims)
    return replace(reading, claims=claims, mentions=mentions, refused=refused)
