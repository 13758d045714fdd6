"""Which corpora a run reads, and which file of an article with several annotators in which epoch."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from training.corpora.document import Document
from training.corpora.field import field
from training.corpora.gum import gum
from training.corpora.names import conll, re3d, uner
from training.corpora.polnear import polnear
from training.invented.passages import passage


@dataclass(frozen=True, slots=True)
class Mix:
    """Documents of a run: `always` every epoch, of `several` the epoch's annotator."""

    always: tuple[Document, ...]
    several: tuple[tuple[Document, ...], ...]
    invented: int = 500  # passages an epoch, new ones in each

    def epoch(self, number: int) -> list[Document]:
        """The documents of one epoch; annotators of one article take turns."""
        first = number * self.invented
        made = [passage(n) for n in range(first, first + self.invented)]
        return [*self.always, *(d[number % len(d)] for d in self.several), *made]


@dataclass(frozen=True, slots=True)
class Leg:
    """How often an epoch of one leg of a run reads what."""

    field: int
    uner: int


LEGS = {1: Leg(field=0, uner=1), 2: Leg(field=2, uner=2)}  # the public corpora first, then our own passages
RE3D = 3  # times an epoch: few documents, and a head of their own


def training_mix(data: Path, licensed_only: bool, leg: int) -> Mix:
    """All training corpora under `data`; with `licensed_only` without the one whose licence nobody states."""
    entities, often = data / "entities", LEGS[leg]
    always = [
        *uner(entities / "uner_english_ewt" / "train.draft.iob2") * often.uner,
        *conll(entities / "wikigold" / "CONLL-format" / "data" / "wikigold.conll.txt"),
        *conll(entities / "wnut17" / "CONLL-format" / "data" / "train" / "wnut17train.conll"),
        *conll(entities / "crossner_politics" / "train.txt"),
        *re3d(entities / "re3d")[0] * RE3D,
        *(field()[0] if often.field else []) * often.field,
        *gum(data / "syntax" / "gum", "train"),
    ]
    several = [] if licensed_only else list(polnear(data / "attribution" / "polnear" / "train").values())
    return Mix(tuple(always), tuple(tuple(d) for d in several))
