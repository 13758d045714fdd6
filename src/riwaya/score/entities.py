"""Names and referring phrases: UNER's IOB2 files and re3d's folders, exact spans with their types."""

from __future__ import annotations

import json
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from riwaya.errors import BadUse
from riwaya.records import Kind
from riwaya.score.tasks import digest, found_files

UNER_TYPES = ("PER", "ORG", "LOC")
RE3D_TYPES = ("Person", "Organisation", "Location", "Temporal", "Quantity")
TO_UNER = {
    Kind.PERSON: "PER",
    Kind.GROUP: "ORG",
    Kind.ORGANIZATION: "ORG",
    Kind.PLACE: "LOC",
    Kind.FACILITY: "LOC",
}
SURE = 0.5  # re3d phrases its annotators were less sure of are neither wanted nor wrong to find


@dataclass(frozen=True, slots=True, order=True)
class Labelled:
    """A stretch of text and its type."""

    start: int
    end: int
    kind: str


@dataclass(frozen=True, slots=True)
class Annotated:
    """A document with the stretches its corpus marks; `doubtful` ones do not count either way."""

    name: str
    text: str
    labels: tuple[Labelled, ...]
    doubtful: tuple[Labelled, ...] = ()


def read_uner(path: Path) -> Iterator[Annotated]:
    """One document per newdoc of an IOB2 file, its sentences as the `# text` lines print them."""
    name, text, labels = "", "", list[Labelled]()
    sentence, rows = "", list[tuple[str, str]]()
    for line in [*path.read_text(encoding="utf-8").splitlines(), ""]:
        if line.startswith("# newdoc id = "):
            if text:
                yield Annotated(name, text, tuple(labels))
            name, text, labels = line.partition("= ")[2], "", []
        elif line.startswith("# text = "):
            sentence = line.partition("= ")[2]
        elif line and not line.startswith("#"):
            fields = line.split("\t")
            rows.append((fields[1], fields[2]))
        elif not line and rows:
            base = len(text) + (1 if text else 0)
            text = f"{text} {sentence}" if text else sentence
            labels += chunks(_placed(sentence, rows, base))
            rows = []
    if text:
        yield Annotated(name, text, tuple(labels))


def _placed(sentence: str, rows: Iterable[tuple[str, str]], base: int) -> Iterator[tuple[int, int, str]]:
    """Where each token of a sentence stands, with its tag."""
    at = 0
    for token, tag in rows:
        found = sentence.find(token, at)
        if found < 0:
            raise BadUse(
                f"token {token!r} does not stand in its sentence {sentence[:60]!r}; the file is damaged"
            )
        yield base + found, base + found + len(token), tag
        at = found + len(token)


def chunks(places: Iterable[tuple[int, int, str]]) -> Iterator[Labelled]:
    """Stretches of a tagged token sequence, in IOB or IOB2."""
    start, end, kind = -1, -1, ""
    for a, b, tag in [*places, (0, 0, "O")]:
        prefix, _, label = tag.partition("-")
        if start >= 0 and (prefix != "I" or label != kind):
            yield Labelled(start, end, kind)
            start = -1
        if prefix in "BI" and label and start < 0:
            start, kind = a, label
        end = b


def read_re3d(folder: Path) -> Iterator[Annotated]:
    """The documents of all of re3d's sources, by id; of overlapping phrases the surest, then the longest."""
    documents: list[Annotated] = []
    for source in sorted(p for p in folder.iterdir() if p.is_dir()):
        by_document: dict[str, list[dict[str, Any]]] = {}
        for line in (source / "entities.json").read_text(encoding="utf-8").splitlines():
            entity = json.loads(line)
            by_document.setdefault(entity["documentId"], []).append(entity)
        for line in (source / "documents.json").read_text(encoding="utf-8").splitlines():
            raw = json.loads(line)
            labels, doubtful = _surest(raw["text"], by_document.get(raw["_id"], []))
            documents.append(Annotated(raw["_id"], raw["text"], labels, doubtful))
    yield from sorted(documents, key=lambda d: d.name)


def _surest(
    text: str, entities: Iterable[dict[str, Any]]
) -> tuple[tuple[Labelled, ...], tuple[Labelled, ...]]:
    """Phrases that do not overlap, and the rest."""
    kept, rest = list[Labelled](), list[Labelled]()
    rows = [(e["confidence"], e["begin"], e["end"], e["type"]) for e in entities]
    for sure, start, end, kind in sorted(rows, key=lambda r: (-r[0], r[1] - r[2], r[1], r[3])):
        if kind not in RE3D_TYPES or not text[start:end].strip():
            continue
        free = all(end <= k.start or start >= k.end for k in kept)
        (kept if free and sure >= SURE else rest).append(Labelled(start, end, kind))
    return tuple(sorted(kept)), tuple(sorted(rest))


Read = Callable[[str], Iterable[Labelled]]


def score_entities(documents: Iterable[Annotated], kinds: tuple[str, ...], read: Read) -> dict[str, Any]:
    """F1, precision and recall over exact stretches with their type, and per type.

    `read` gives a text's stretches in the corpus' own types; others are not counted.
    """
    right, found, wanted = Counter[str](), Counter[str](), Counter[str]()
    for document in documents:
        gold = {label for label in document.labels if label.kind in kinds}
        ours = {label for label in read(document.text) if label.kind in kinds} - set(document.doubtful)
        right.update(label.kind for label in gold & ours)
        found.update(label.kind for label in ours)
        wanted.update(label.kind for label in gold)
    total = _figures(right.total(), found.total(), wanted.total())
    return {**total, "by_type": {k: _figures(right[k], found[k], wanted[k])["f1"] for k in kinds}}


def _figures(right: int, found: int, wanted: int) -> dict[str, float]:
    """Precision, recall and their harmonic mean."""
    return {
        "f1": round(2 * right / (found + wanted), 4) if found + wanted else 0.0,
        "precision": round(right / found, 4) if found else 0.0,
        "recall": round(right / wanted, 4) if wanted else 0.0,
    }


def score(path: Path, *, errors: bool = False) -> dict[str, Any]:
    """What the shipped network reaches: UNER from an .iob2 file, re3d from its folder.

    `errors` adds every stretch that was missed or found too much, by document.
    """
    from riwaya.neural.read import SpanReader

    reader = SpanReader()
    begun, wrong = time.perf_counter(), list[dict[str, str]]()
    uner = path.is_file()
    kinds = UNER_TYPES if uner else RE3D_TYPES
    files = [path] if uner else found_files(path, "*.json")
    documents = list(read_uner(path) if uner else read_re3d(path))

    def read(text: str) -> set[Labelled]:
        found = next(reader.read([text], cues=()))
        if uner:
            return {Labelled(n.span.start, n.span.end, TO_UNER[n.kind]) for n in found.names}
        return {Labelled(p.span.start, p.span.end, p.kind) for p in found.phrases}

    if errors:
        for document in documents:
            gold, ours = set(document.labels), read(document.text) - set(document.doubtful)
            for side, some in (("missed", gold - ours), ("found", ours - gold)):
                wrong += [
                    {
                        "document": document.name,
                        "side": side,
                        "type": x.kind,
                        "text": document.text[x.start : x.end],
                    }
                    for x in sorted(some)
                    if x.kind in kinds
                ]
    scores = score_entities(documents, kinds, read)
    told = {"data": digest(files), "reader": reader.version, "seconds": round(time.perf_counter() - begun, 3)}
    return {"task": "entities", **scores, **told, **({"errors": wrong} if errors else {})}
