"""Universal Dependencies: the trees of a corpus that annotates syntax, laid over a document's text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from training.corpora.document import Document, Word

Row = tuple[str, str, int, str]  # form, tag, head over the sentence, relation
NEAR = 20  # characters in which a word is still the next one


def with_trees(documents: Iterable[Document], *paths: Path) -> list[Document]:
    """The documents with the trees that the files give for them, by the name of the document."""
    known: dict[str, list[list[Row]]] = {}
    for path in paths:
        known.update(read_trees(path))
    return [replace(d, trees=_laid(d.text, known, d.name)) for d in documents]


def read_trees(path: Path) -> dict[str, list[list[Row]]]:
    """Document -> its sentences; of a relation its universal part only, as CoNLL 2018 scores it."""
    found: dict[str, list[list[Row]]] = {}
    rows, name = list[Row](), path.stem
    for line in [*path.read_text(encoding="utf-8").splitlines(), ""]:
        fields = line.split("\t")
        if line.startswith("# newdoc id = "):
            name = line.partition("= ")[2]
        elif fields[0].isdecimal():
            rows.append((fields[1], fields[3], int(fields[6]) - 1, fields[7].partition(":")[0]))
        elif not line and rows:
            found.setdefault(name, []).append(rows)
            rows = []
    return found


def _laid(text: str, known: Mapping[str, list[list[Row]]], name: str) -> tuple[tuple[Word, ...], ...]:
    """The sentences whose words stand in the text one after the other; the others are left out."""
    trees, at = list[tuple[Word, ...]](), 0
    for rows in known.get(name, ()):
        words, here = list[Word](), at
        for form, tag, head, relation in rows:
            start = text.find(form, here)
            if start < 0 or text[here:start].strip():
                break
            here = start + len(form)
            words.append(Word(start, here, tag, head, relation))
        if len(words) == len(rows):
            trees.append(tuple(words))
        at = here if len(words) == len(rows) else _after(text, at, rows)
    return tuple(trees)


def _after(text: str, at: int, rows: list[Row]) -> int:
    """Where the text goes on after a sentence of which not every word was found: behind those that were."""
    for form, *_ in rows:
        start = text.find(form, at)
        if 0 <= start < at + NEAR:
            at = start + len(form)
    return at
