"""Texts with who is who in them: GUM's CoNLL-U and MEANTIME's CAT files, as characters and clusters."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET  # local benchmark files, named by the user
from dataclasses import dataclass
from pathlib import Path

from riwaya.errors import BadUse

Span = tuple[int, int]
Mentions = dict[str, list[tuple[int, int, str]]]  # cluster -> first and last word, kind

_MARK = re.compile(r"\(([^()\s]+?)(\))|\(([^()\s]+)|([^()\s]+?)\)")
_PART = re.compile(r"\[\d+/\d+\]")
_GUM_KINDS = {"person": "person", "organization": "body", "place": "place"}
_MEANTIME_KINDS = {"PER": "person", "ORG": "body", "LOC": "place"}


@dataclass(frozen=True, slots=True)
class Text:
    """One text, its clusters of mentions by character, and the kind of each mention."""

    name: str
    text: str
    clusters: tuple[frozenset[Span], ...]
    kinds: dict[Span, str]  # person, body, place or other
    end: int  # where what was annotated ends


def read_text(file: Path) -> Text:
    """A .conllu file with `Entity=` or a MEANTIME .xml file."""
    return gum(file) if file.suffix == ".conllu" else meantime(file)


class _Words:
    """Words written out as text, a sentence a line, each with its place."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.spans: list[Span] = []
        self.at = 0

    def word(self, form: str, space: bool) -> None:
        """One more word."""
        self.spans.append((self.at, self.at + len(form)))
        self.put(form + (" " if space else ""))

    def put(self, text: str) -> None:
        """Text that is no word."""
        self.parts.append(text)
        self.at += len(text)

    def text(self, name: str, mentions: Mentions, partly: bool = False) -> Text:
        """The text with its clusters; `partly`: what stands behind the last mention was not annotated."""
        clusters, kinds = [], {}
        for found in mentions.values():
            spans = {(self.spans[first][0], self.spans[last][1]): kind for first, last, kind in found}
            clusters.append(frozenset(spans))
            kinds.update(spans)
        end = max((span[1] for span in kinds), default=0) if partly else self.at
        return Text(name, "".join(self.parts), tuple(clusters), kinds, end)


def gum(file: Path) -> Text:
    """A document of GUM."""
    words = _Words()
    mentions: Mentions = {}
    open_at: dict[str, list[tuple[int, str]]] = {}
    fresh = True
    for line in file.read_text(encoding="utf-8").splitlines():
        if line.startswith("# newpar") and words.at:
            words.put("\n")
        cells = line.split("\t")
        if len(cells) < 10 or not cells[0].isdigit():
            if not line and not fresh:
                words.put("\n" if words.parts[-1].endswith("\n") else " ")
                fresh = True
            continue
        fresh = False
        words.word(cells[1], "SpaceAfter=No" not in cells[9])
        marks = next((p[7:] for p in cells[9].split("|") if p.startswith("Entity=")), "")
        _mark(marks, len(words.spans) - 1, open_at, mentions)
    if not mentions:
        raise BadUse(f"{file} marks no entities; a .conllu file with Entity= in its last column is needed")
    return words.text(file.stem, mentions)


def _mark(marks: str, at: int, open_at: dict[str, list[tuple[int, str]]], mentions: Mentions) -> None:
    """Openings and closings at one word."""
    for found in _MARK.finditer(marks):
        opened, closed, alone = found[3], found[4], found[1]
        name = _PART.sub("", (opened or closed or alone).split("-")[0])
        if opened or alone:
            kind = (opened or alone).split("-")[1] if "-" in (opened or alone) else ""
            open_at.setdefault(name, []).append((at, _GUM_KINDS.get(kind, "other")))
        if (closed or alone) and open_at.get(name):
            first, kind = open_at[name].pop()
            mentions.setdefault(name, []).append((first, at, kind))


def meantime(file: Path) -> Text:
    """A document of MEANTIME."""
    root = ET.parse(file).getroot()  # noqa: S314
    words = _Words()
    place: dict[str, int] = {}
    sentence = None
    for token in root.iter("token"):
        if sentence not in (None, token.get("sentence")):
            words.put("\n")
        sentence = token.get("sentence")
        place[token.get("t_id", "")] = len(words.spans)
        words.word(token.text or "", True)
    marks = {
        mark.get("m_id", ""): [place[a.get("t_id", "")] for a in mark.iter("token_anchor")]
        for mark in root.iter("ENTITY_MENTION")
    }
    entities = {
        e.get("m_id", ""): _MEANTIME_KINDS.get(e.get("ent_type", ""), "other") for e in root.iter("ENTITY")
    }
    mentions: Mentions = {}
    for link in root.iter("REFERS_TO"):
        target = link.find("target")
        name = target.get("m_id", "") if target is not None else ""
        for source in link.iter("source"):
            anchors = marks.get(source.get("m_id", ""))
            if anchors and name in entities:
                mentions.setdefault(name, []).append((min(anchors), max(anchors), entities[name]))
    if not mentions:
        raise BadUse(f"{file} has no entity mentions; a MEANTIME document is needed")
    return words.text(file.stem, mentions, partly=True)
