"""The benchmarks that `riwaya score` runs: task -> module with `score(path, *, reader, errors) -> dict`."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path

from riwaya.errors import BadUse

# task -> (module, what is measured)
TASKS: dict[str, tuple[str, str]] = {
    "passages": ("riwaya.score.passages", "small things reporters do, by section"),
    "attribution": ("riwaya.score.attribution", "source, cue and content spans, brat standoff"),
    "entities": ("riwaya.score.entities", "names and their kinds by the network, UNER and re3d"),
    "times": ("riwaya.score.times", "dates found and put on the calendar, MEANTIME"),
    "figures": ("riwaya.score.figures", "how many of what, NewsQuant and IDMC"),
    "names": ("riwaya.score.names", "same name or not, name_bench and google_ar2en"),
    "places": ("riwaya.score.places", "toponyms to coordinates, LGL and GeoVirus"),
    "coreference": ("riwaya.score.coreference", "who is who within a text, GUM and MEANTIME"),
    "chains": ("riwaya.score.chains", "nested attributions, GUM's discourse trees"),
    "stance": ("riwaya.score.stance", "whether it happened, from -3 to 3, UDS-IH2"),
    "events": ("riwaya.score.events", "who attacked whom with what, MUC-4"),
    "links": ("riwaya.score.links", "which mentions are of one event across texts, ECB+"),
    "storylines": ("riwaya.score.storylines", "relations between reports, by kind"),
}


def digest(files: Iterable[Path]) -> str:
    """SHA-256 over the files' names and bytes, in the order of their names."""
    whole = hashlib.sha256()
    for file in sorted(files):
        content = file.read_bytes()
        whole.update(f"{file.name}\0{len(content)}\0".encode())
        whole.update(content)
    return whole.hexdigest()


def found_files(path: Path, pattern: str) -> list[Path]:
    """The file at `path`, or all files under it that match; BadUse where there is none."""
    files = [path] if path.is_file() else sorted(path.rglob(pattern))
    if not files:
        raise BadUse(f"no {pattern} under {path}; give the folder or file that holds the data")
    return files
