"""The attributed statements of the three real reports: who says it, by offsets and a hash of the words."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from riwaya.ingest import Options
from riwaya.pipeline.read import read_report
from riwaya.pipeline.stages import default_stages
from riwaya.records import Claim, Document, Reading, Referent, Report, Source
from tests.shared_data import SHARED, needs_shared

GOLDEN: dict[str, Any] = json.loads((Path(__file__).parent / "golden" / "al_qaim.json").read_text("utf-8"))
FOLDER = SHARED / "reports" / "al-qaim"
RIGHT_OF_TEN = 9.0  # a floor, it only goes up
NO_BREAK_SPACE = "\u00a0"  # normalisation maps it to a space, one for one


@dataclass(frozen=True)
class Read:
    """One real report with everything read from it."""

    report: Report
    reading: Reading
    referents: dict[str, Referent]


@cache
def real(name: str) -> Read:
    """The report of that file name, read once for all tests."""
    stages = default_stages(Options())
    (document,) = stages.ingest(str(FOLDER / name))
    assert isinstance(document, Document), document
    reading, referents = read_report(document.report, stages.reader(), stages)
    return Read(document.report, reading, {r.id: r for r in referents})


def words_of(statement: dict[str, Any]) -> str:
    """The words a statement points at, checked against their hash."""
    raw = (FOLDER / statement["report"]).read_bytes()
    assert hashlib.sha256(raw).hexdigest() == GOLDEN["reports"][statement["report"]]
    words: str = raw.decode("utf-8")[statement["start"] : statement["end"]]
    assert hashlib.sha256(words.encode()).hexdigest()[:16] == statement["words_sha256"]
    return words.replace(NO_BREAK_SPACE, " ")


def covering(found: Read, words: str) -> list[Claim]:
    """The attributed claims that hold at least two thirds of the words."""
    start = found.report.text.index(words)
    end = start + len(words)
    return [
        claim
        for claim in found.reading.claims
        if claim.chain
        and sum(max(0, min(end, s.end) - max(start, s.start)) for s in claim.segments) * 3 >= 2 * len(words)
    ]


def names_of(found: Read, source: Source) -> list[str]:
    """What a source is called: its own words and, once resolved, its fullest form and spellings."""
    names = [source.words.text] if source.words else []
    if source.referent in found.referents:
        referent = found.referents[source.referent]
        names += [referent.name, *referent.names, *referent.descriptions]
    return [name.casefold() for name in names]


def right_speaker(found: Read, claim: Claim, statement: dict[str, Any]) -> bool:
    """Whether the nearest source is the one written down, and those behind it too."""
    chain = [names_of(found, link.source) for link in claim.chain]
    wanted = [statement["speaker"], *([one] for one in statement["chain"])]
    if len(chain) < len(wanted):
        return False
    return all(
        any(
            form.casefold() in name or (len(name) > 3 and name in form.casefold())
            for form in forms
            for name in names
        )
        for forms, names in zip(wanted, chain, strict=False)
    )


def missed() -> list[str]:
    """One line for every statement whose speaker is not right."""
    lines = []
    for statement in GOLDEN["statements"]:
        found = real(statement["report"])
        claims = covering(found, words_of(statement))
        if not any(right_speaker(found, claim, statement) for claim in claims):
            got = [[names_of(found, link.source)[:2] for link in claim.chain] for claim in claims]
            lines.append(
                f"{statement['report'][:3]}:{statement['start']} wanted {statement['speaker']}, got {got}"
            )
    return lines


@needs_shared
def test_speakers_of_the_real_statements() -> None:
    lines = missed()
    total = len(GOLDEN["statements"])
    assert 10 * (total - len(lines)) / total >= RIGHT_OF_TEN, "\n".join(lines)


@needs_shared
@pytest.mark.parametrize("name", sorted(GOLDEN["reports"]))
def test_every_word_of_a_claim_stands_in_the_report(name: str) -> None:
    found = real(name)
    assert found.reading.claims
    for claim in found.reading.claims:
        assert claim.text == found.report.text[claim.start : claim.end]
        for link in claim.chain:
            for words in (link.source.words, link.cue):
                assert words is None or words.text == found.report.text[words.start : words.end]


@needs_shared
@pytest.mark.parametrize("name", sorted(GOLDEN["reports"]))
def test_no_claim_comes_from_furniture(name: str) -> None:
    found = real(name)
    if name.startswith("002"):
        assert not found.report.furniture
    else:
        assert sum(len(span) for span in found.report.furniture) > 2000
    for claim in found.reading.claims:
        assert not any(span.overlaps(seg) for span in found.report.furniture for seg in claim.segments)
