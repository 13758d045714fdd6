"""Scenes read by the package as it reads any report, their claims paired as the scene says they stand."""

from __future__ import annotations

import pickle
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from itertools import combinations
from pathlib import Path

from riwaya.corroborate.gist import Gist, gists
from riwaya.corroborate.occurrence import sooner
from riwaya.corroborate.relate import ruled
from riwaya.extract.reader import Reader
from riwaya.ingest.options import Options
from riwaya.pipeline.read import read_report
from riwaya.pipeline.stages import Stages, default_stages
from riwaya.records import Basis, Claim, Entity, Referent, Report, Span, content_id
from training.judge.running import CLASSES
from training.judge.traits import traits
from training.scenes.markup import Mark, Scene, Told, scenes, standing

HERE = Path(__file__).parent.parent / "scenes"
_HALF = 0.5  # share of a mark that a claim must cover to be the claim it marks
_SAME = frozenset({"echoes", "corroborates", "same-source"})
_RANK = {"contradicts": 0, "updates": 1, "echoes": 2, "corroborates": 2, "same-source": 2, "debatable": 3}


@dataclass(frozen=True, slots=True)
class Spot:
    """A claim to be judged: which report of the scene, its sentence and its pieces."""

    report: int
    sentence: tuple[int, int]
    segments: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two spots, the later told second, and which of CLASSES they are.

    Where nobody knows which was told later, `turned` has the traits of the pair the other way round.
    """

    a: int
    b: int
    label: int
    traits: tuple[float, ...]
    turned: tuple[float, ...] | None = None


@dataclass(frozen=True, slots=True)
class Taught:
    """One scene as training sees it."""

    id: str
    texts: tuple[str, ...]
    spots: tuple[Spot, ...]
    pairs: tuple[Pair, ...]
    lost: int  # marks that no claim covers


def read_scene(scene: Scene, reader: Reader, stages: Stages) -> Taught:
    """A scene with its marked claims as the package reads them, and every two of them with their label."""
    reports = [_report(scene, told) for told in scene.reports]
    claims: list[Claim] = []
    referents: list[Referent] = []
    for report in reports:
        reading, found = read_report(report, reader, stages)
        claims += reading.claims
        referents += found
    entity_of: dict[str, Entity] = {m: e for e in stages.across(tuple(referents)) for m in e.referents}
    known = {g.id: g for g in gists(claims, {r.id: r for r in reports}, entity_of)}
    marked, lost = _marked(scene, reports, claims)
    order = sorted(marked, key=lambda c: (known[c].report.source, known[c].claim.start, c))
    numbers = {claim: number for number, claim in enumerate(order)}
    pairs = tuple(_pairs(scene, [known[c] for c in order], marked, numbers))
    index = {report.id: number for number, report in enumerate(reports)}
    spots = tuple(_spot(known[c], index) for c in order)
    return Taught(scene.id, tuple(r.text for r in reports), spots, pairs, lost)


def _report(scene: Scene, told: Told) -> Report:
    number = scene.reports.index(told)
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
    scene: Scene, reports: Sequence[Report], claims: Iterable[Claim]
) -> tuple[dict[str, list[Mark]], int]:
    """Claim id -> the marks it covers best; how many marks no claim covers by half."""
    found: dict[str, list[Mark]] = {}
    lost = 0
    for report, told in zip(reports, scene.reports, strict=True):
        own = [c for c in claims if c.report == report.id]
        shift = len(told.title) + 2
        for mark in told.marks:
            here = replace(mark, start=mark.start + shift, end=mark.end + shift)
            best = max(own, key=lambda c: (_alike(c, here), c.id), default=None)
            if best is None or _alike(best, here) == 0.0:
                lost += 1
            else:
                found.setdefault(best.id, []).append(mark)
    return found, lost


def _alike(claim: Claim, mark: Mark) -> float:
    """How well a claim's words and a mark's are the same characters, 0 where it covers less than half."""
    both = sum(max(0, min(s.end, mark.end) - max(s.start, mark.start)) for s in claim.segments)
    if both < _HALF * (mark.end - mark.start):
        return 0.0
    whole = sum(s.end - s.start for s in claim.segments) + mark.end - mark.start - both
    return both / whole


def _pairs(
    scene: Scene, known: Sequence[Gist], marked: dict[str, list[Mark]], numbers: dict[str, int]
) -> Iterator[Pair]:
    for one, two in combinations(known, 2):
        turn = sooner(one, two)
        a, b = turn or (one, two)
        label = _label(scene, marked[a.id], marked[b.id], one.report.id == two.report.id)
        if label is not None:
            said = tuple(ruled(a, b))
            turned = None if turn else traits(b, a, said)
            yield Pair(numbers[a.id], numbers[b.id], CLASSES.index(label), traits(a, b, said), turned)


def _label(scene: Scene, first: Sequence[Mark], second: Sequence[Mark], one_report: bool) -> str | None:
    """The class of a pair of claims by what their marks say; None where it teaches nothing."""
    stands = [standing(scene, x, y) for x in first for y in second]
    kind, about, _ = min(stands, key=lambda s: _RANK.get(s[0], 9))
    if kind in _SAME:
        return None if one_report else "same"
    if kind == "debatable" or (kind == "updates" and one_report):
        return None
    return about if kind == "contradicts" else kind


def _spot(g: Gist, index: dict[str, int]) -> Spot:
    def ends(s: Span) -> tuple[int, int]:
        return s.start, s.end

    return Spot(index[g.report.id], ends(g.claim.sentence), tuple(ends(s) for s in g.claim.segments))


def held_out() -> frozenset[str]:
    """The scenes that are for measuring only."""
    return frozenset((HERE / "held_out.csv").read_text(encoding="utf-8").split()[1:])


def read_files(paths: Sequence[Path], store: Path) -> list[Taught]:
    """Every scene of the files; what was read before is taken from `store`."""
    stages = default_stages(Options())
    reader: Reader | None = None
    found = []
    store.mkdir(parents=True, exist_ok=True)
    for path in paths:
        for scene in scenes(path):
            kept = store / f"{scene.id}-{sha256(repr(scene).encode()).hexdigest()[:12]}.pickle"
            if not kept.exists():
                reader = reader or stages.reader()
                kept.write_bytes(pickle.dumps(read_scene(scene, reader, stages)))
            found.append(pickle.loads(kept.read_bytes()))  # noqa: S301 - written by the line above
    return found
