"""The shared reports: furniture, outlets and dates against their answer keys."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from riwaya.ingest import normal, read
from riwaya.records import Document, Report, Span
from tests.ingest.reading import kept
from tests.shared_data import SHARED, needs_shared

STORIES = sorted((SHARED / "data" / "storylines").glob("s*/gold.yaml")) if SHARED.is_dir() else []


def read_one(path: Path) -> Report:
    (document,) = read(str(path))
    assert isinstance(document, Document)
    return document.report


def reports_of(gold: Path) -> list[tuple[Report, dict[str, Any], list[str]]]:
    """(report, its entry in the key, the keys of its claims)."""
    key = yaml.safe_load(gold.read_text(encoding="utf-8"))
    claims = key["claims"].values() if isinstance(key["claims"], dict) else key["claims"]
    return [
        (read_one(gold.parent / name), entry, [normal(c["key"]) for c in claims if c["report"] == name])
        for name, entry in key["reports"].items()
    ]


@needs_shared
@pytest.mark.parametrize("gold", STORIES, ids=lambda path: path.parent.name)
def test_furniture_of_the_storylines(gold: Path) -> None:
    for report, entry, keys in reports_of(gold):
        for words in map(normal, entry["furniture"]):
            at = report.text.index(words)
            assert any(span.contains(Span(at, at + len(words))) for span in report.furniture), (
                report.source,
                words,
            )
        for words in keys:
            assert words in kept(report), (report.source, words)


@needs_shared
@pytest.mark.parametrize("gold", STORIES, ids=lambda path: path.parent.name)
def test_outlets_and_dates_of_the_storylines(gold: Path) -> None:
    for report, entry, _ in reports_of(gold):
        if report.outlet is not None:  # one report names its outlet nowhere in its text
            theirs, ours = set(entry["outlet"].lower().split()), set(report.outlet.lower().split())
            assert theirs <= ours | {"forces,"}, (report.source, report.outlet)
        assert report.published in (None, entry["published"]), (report.source, report.published)
        assert (report.published is None) == (report.published_why is None)


@needs_shared
def test_most_outlets_are_known() -> None:
    found = [report for gold in STORIES for report, _, _ in reports_of(gold)]
    assert sum(report.outlet is not None for report in found) >= 0.9 * len(found)
    assert all(report.title for report in found)


@needs_shared
def test_the_long_tail_of_offers_is_furniture() -> None:
    for path in sorted((SHARED / "reports" / "al-qaim").glob("*.txt")):
        report = read_one(path)
        text = kept(report)
        for word in (
            "Skip to",
            "newsletter",
            "Newsletter",
            "Sign in",
            "free trial",
            "Briefing",
            "month",
            "PRO",
            "Capital Markets",
        ):
            assert word not in text.replace("months", "").replace("month ago", ""), (path.name, word)
        assert text.rstrip()[-1] in ".”"
