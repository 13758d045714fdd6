"""Scenes read by the package as it reads any report, so that claims come with their errors."""

from __future__ import annotations

import pickle
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path

from riwaya.extract.reader import Reader
from riwaya.ingest.options import Options
from riwaya.pipeline.read import read_report
from riwaya.pipeline.stages import Stages, default_stages
from riwaya.records import Basis, Claim, Entity, Referent, Report, content_id
from training.scenes.markup import Mark, Scene, Told, scenes

HERE = Path(__file__).parent.parent / "scenes"
STORE = Path("training/work/scenes")  # what was read before
_HALF = 0.5  # share of a mark that a claim must cover to be the claim it marks


@dataclass(frozen=True, slots=True)
class Read:
    """One scene as the package reads it, and which marks its claims cover best."""

    scene: Scene
    reports: tuple[Report, ...]
    claims: tuple[Claim, ...]
    entity_of: dict[str, Entity]
    marked: dict[str, tuple[Mark, ...]]  # by the id of a claim
    lost: int  # marks that no claim covers by half


def held_out() -> frozenset[str]:
    """The scenes that are for measuring only."""
    return frozenset((HERE / "held_out.csv").read_text(encoding="utf-8").split()[1:])


def read_files(paths: Sequence[Path], store: Path) -> list[Read]:
    """Every scene of the files; what was read before is taken from `store`."""
    return read_scenes((scene for path in paths for scene in scenes(path)), store)


def read_scenes(some: Iterable[Scene], store: Path) -> list[Read]:
    """Every one of some scenes; what was read before is taken from `store`."""
    stages = default_stages(Options())
    reader: Reader | None = None
    found = []
    store.mkdir(parents=True, exist_ok=True)
    for scene in some:
        kept = store / f"{scene.id}-{sha256(repr(scene).encode()).hexdigest()[:12]}.pickle"
        if not kept.exists():
            reader = reader or stages.reader()
            kept.write_bytes(pickle.dumps(read_scene(scene, reader, stages)))
        found.append(pickle.loads(kept.read_bytes()))  # noqa: S301 - written by the line above
    return found


def read_scene(scene: Scene, reader: Reader, stages: Stages) -> Read:
    """A scene through the reader and the stages up to who is who."""
    reports = [_report(scene, number) for number in range(len(scene.reports))]
    claims: list[Claim] = []
    referents: list[Referent] = []
    for report in reports:
        reading, found = read_report(report, reader, stages)
        claims += reading.claims
        referents += found
    entity_of: dict[str, Entity] = {m: e for e in stages.across(tuple(referents)) for m in e.referents}
    marked, lost = _marked(scene.reports, reports, claims)
    return Read(scene, tuple(reports), tuple(claims), entity_of, marked, lost)


def _report(scene: Scene, number: int) -> Report:
    told = scene.reports[number]
    return Report(
        id=content_id("r", scene.id, number),
        source=f"{number:02}",
        kind="text",
        sha256="",
        text=f"{told.title}\n\n{told.text}",
        normal="given",
        title=told.title,
        outlet=told.outlet,
        published=told.date,
        published_basis=Basis.GIVEN if told.date else None,
        language="en",
    )


def _marked(
    told: Sequence[Told], reports: Sequence[Report], claims: Iterable[Claim]
) -> tuple[dict[str, tuple[Mark, ...]], int]:
    """Claim id -> the marks it covers best; how many marks no claim covers by half."""
    found: dict[str, tuple[Mark, ...]] = {}
    lost = 0
    for report, one in zip(reports, told, strict=True):
        own = [c for c in claims if c.report == report.id]
        shift = len(one.title) + 2
        for mark in one.marks:
            here = replace(mark, start=mark.start + shift, end=mark.end + shift)
            best = max(own, key=lambda c: (_alike(c, here), c.id), default=None)
            if best is None or _alike(best, here) == 0.0:
                lost += 1
            else:
                found[best.id] = (*found.get(best.id, ()), mark)
    return found, lost


def _alike(claim: Claim, mark: Mark) -> float:
    """How well a claim's words and a mark's are the same characters, 0 where it covers less than half."""
    both = sum(max(0, min(s.end, mark.end) - max(s.start, mark.start)) for s in claim.segments)
    if both < _HALF * (mark.end - mark.start):
        return 0.0
    whole = sum(s.end - s.start for s in claim.segments) + mark.end - mark.start - both
    return both / whole
