"""A storyline through the default stages, in memory: text in, claims, reports and entities out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from riwaya.ingest.options import Options
from riwaya.pipeline.read import read_report
from riwaya.pipeline.stages import default_stages
from riwaya.records import Basis, Claim, Entity, Referent, Report
from riwaya.score.story_gold import Story, gold_report


def read_story(story: Story) -> tuple[tuple[Claim, ...], Mapping[str, Report], Mapping[str, Entity]]:
    """Claims, reports by id and entities by referent, as `riwaya add` would find them."""
    stages = default_stages(Options())
    reader = stages.reader()
    claims: list[Claim] = []
    referents: list[Referent] = []
    reports: dict[str, Report] = {}
    for file in sorted(story.gold["reports"]):
        report = _as_pasted(gold_report(story, file))
        reports[report.id] = report
        reading, found = read_report(report, reader, stages)
        claims += reading.claims
        referents += found
    entity_of = {m: e for e in stages.across(tuple(referents)) for m in e.referents}
    return tuple(claims), reports, entity_of


def _as_pasted(report: Report) -> Report:
    """The publication date that the user knows counts as given."""
    from riwaya.ingest.furniture import furniture

    basis = Basis.GIVEN if report.published else None
    return replace(report, published_basis=basis, furniture=furniture(report.text))
