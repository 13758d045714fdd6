"""Weights by which doubtful cues are taken or left, fitted on articles of PolNeAR that training read."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from riwaya.neural.found import Attributed
from riwaya.neural.read import SpanReader
from riwaya.neural.sight import FLAT_CUES
from training.calibrate import fit
from training.spans import Annotated, Triple, normal, read_part

EVERY = 6  # article of the training part: more of them change nothing


def choose(folder: Path, part: Path) -> dict[str, list[float]]:
    """The weights of `riwaya.neural.chosen.Choice`, from an article's annotators each by what they mark.

    `folder` is the model, `part` PolNeAR's `train`.
    """
    reader = SpanReader(folder)
    articles: dict[str, list[Annotated]] = defaultdict(list)
    for file in read_part(part):
        articles[file.article].append(file)
    rows, right = list[NDArray[np.float64]](), list[tuple[float, float]]()
    for files in list(articles.values())[::EVERY]:
        found, _, features = reader.look(files[0].text, FLAT_CUES, doubtful=True).weighed()
        rows.append(features)
        right += [_marked(files, one) for one in found]
    wanted = np.asarray(right)
    weights = (fit(np.concatenate(rows), wanted[:, column]) for column in (0, 1))
    content, cue = ([round(w, 4) for w in one.tolist()] for one in weights)
    return {"content": content, "cue": cue}


def _marked(files: list[Annotated], found: Attributed) -> tuple[float, float]:
    """Share of an article's annotators who mark something of the content, and of those who mark the cue."""
    text = files[0].text
    ours = Triple(*(normal(text, part) for part in (found.source, found.cue, found.content)))
    touched = [
        any(a.overlaps(b) for t in file.triples for a in t.content for b in ours.content) for file in files
    ]
    cues = [any(t.cue == ours.cue for t in file.triples) for file in files]
    return sum(touched) / len(files), sum(cues) / len(files)
