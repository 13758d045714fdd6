"""Names of people, groups, organizations, places and facilities in five corpora."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from riwaya.score.entities import Labelled, chunks, read_re3d, read_uner
from training.corpora.document import Document, Named

PERSON, ORG, LOC = ("PER",), ("ORG", "GRP"), ("LOC", "FAC")
KINDS: dict[str, tuple[str, ...]] = {
    "PER": PERSON,
    "person": PERSON,
    "politician": PERSON,
    "ORG": ORG,
    "corporation": ORG,
    "group": ORG,
    "organisation": ORG,
    "politicalparty": ORG,
    "LOC": LOC,
    "location": LOC,
    "country": ("LOC",),
}
HELD_OUT = 10  # re3d documents kept from training, spread over its folders

_GLUE_LEFT = frozenset(".,;:!?)]}%'’”") | {"n't", "'s", "’s", "'re", "'ve", "'ll", "'m", "'d", "..."}
_GLUE_RIGHT = frozenset("([{$“‘#@")


def uner(path: Path) -> list[Document]:
    """UNER English EWT: one document per newdoc."""
    return [Document(d.name, d.text, names=tuple(_named(d.labels))) for d in read_uner(path)]


def _named(labels: Iterable[Labelled]) -> list[Named]:
    """Names whose label says something about our kinds."""
    return [Named(x.start, x.end, KINDS[x.kind]) for x in labels if x.kind in KINDS]


def conll(path: Path, per_document: int = 12) -> list[Document]:
    """A two-column corpus (token, tag) with its sentences put back into running text."""
    documents: list[Document] = []
    text, places, count = "", list[tuple[int, int, str]](), 0
    rows: list[tuple[str, str]] = []
    for line in [*path.read_text(encoding="utf-8").splitlines(), "", "-END-"]:
        fields = line.split()
        if len(fields) >= 2:
            rows.append((fields[0], fields[-1]))
        elif rows:
            text += "\n" if text else ""
            text, found = _typeset(text, rows)
            places += found
            rows, count = [], count + 1
        if text and (count == per_document or line == "-END-"):
            named = tuple(_named(chunks(places)))
            documents.append(Document(f"{path.stem}-{len(documents)}", text, names=named))
            text, places, count = "", [], 0
    return documents


def _typeset(text: str, rows: Iterable[tuple[str, str]]) -> tuple[str, list[tuple[int, int, str]]]:
    """The text with tokens appended as they would be printed, and where each stands with its tag."""
    places: list[tuple[int, int, str]] = []
    open_quote, glue = False, True
    for token, tag in rows:
        closing = token in ('"', "''") and open_quote
        if not (glue or token in _GLUE_LEFT or closing or text.endswith("\n")):
            text += " "
        places.append((len(text), len(text) + len(token), tag))
        text += token
        glue = token in _GLUE_RIGHT or (token in ('"', "``") and not closing)
        if token in ('"', "``", "''"):
            open_quote = not closing
    places.append((len(text), len(text), "O"))
    return text, places


def re3d(folder: Path) -> tuple[list[Document], list[Document]]:
    """Training and held-out documents of re3d: every fifth by id is held out, ten in all."""
    documents = [
        Document(d.name, d.text, phrases=tuple(Named(x.start, x.end, (x.kind,)) for x in d.labels))
        for d in read_re3d(folder)
    ]
    held = held_out(len(documents))
    return (
        [d for i, d in enumerate(documents) if i not in held],
        [d for i, d in enumerate(documents) if i in held],
    )


def held_out(count: int) -> set[int]:
    """Which documents of re3d, in the order of their ids, are kept from training."""
    return set(range(0, count, max(1, count // HELD_OUT)))
