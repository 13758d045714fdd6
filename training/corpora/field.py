"""Our own field passages as training documents, a tenth kept for measuring."""

from __future__ import annotations

import zlib
from pathlib import Path

from training.corpora.document import Attribution, Document, Named
from training.passages.markup import NAMES, Mark, Passage, read_passages

FOLDER = Path(__file__).parent.parent / "passages"
HELD_OUT = 10  # one passage in so many, told by its name, is measured and never trained on


def field() -> tuple[list[Document], list[Document]]:
    """Training and held-out documents."""
    passages = [p for path in sorted(FOLDER.glob("*.txt")) for p in read_passages(path)]
    training = [document(p) for p in passages if not held_out(p)]
    return training, [document(p) for p in passages if held_out(p)]


def held_out(passage: Passage) -> bool:
    """Whether a passage is kept for measuring: the same whatever passages are added."""
    return zlib.crc32(passage.name.encode()) % HELD_OUT == 0


def document(passage: Passage) -> Document:
    """A passage with everything that is marked in it."""
    outer, inner = _nested(passage.of("PGOLA"))
    voices = tuple(Attribution(v.source, v.cue, v.content, v.stance, v.negated) for v in passage.voices)
    return Document(
        passage.name,
        passage.text,
        voices,
        flat=False,
        field=True,
        names=tuple(Named(m.start, m.end, (NAMES[m.kind],)) for m in outer),
        inner=tuple(Named(m.start, m.end, (NAMES[m.kind],)) for m in inner),
        times=tuple((m.start, m.end) for m in passage.of("T")),
        amounts=tuple(Named(m.start, m.end, m.values) for m in passage.of("N")),
        events=tuple(Named(m.start, m.end, m.values) for m in passage.of("E")),
    )


def _nested(marks: tuple[Mark, ...]) -> tuple[list[Mark], list[Mark]]:
    """Names that stand in no other, and those directly inside one; deeper ones are left out."""
    outer, inner = list[Mark](), list[Mark]()
    for mark in marks:
        if not outer or mark.start >= outer[-1].end:
            outer.append(mark)
        elif not inner or mark.start >= inner[-1].end:
            inner.append(mark)
    return outer, inner
