"""Nested attributions of GUM: its discourse trees (rs4) laid over its treebank (CoNLL-U)."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

from riwaya.errors import BadUse
from riwaya.records import Span

PREDICATES = ("VERB", "AUX", "ADJ", "NOUN")


@dataclass(frozen=True, slots=True)
class Token:
    """A syntactic word with its place in the text; `head` counts over the whole document."""

    span: Span
    form: str
    upos: str
    head: int
    relation: str


@dataclass(frozen=True, slots=True)
class Said:
    """The clause of an attribution in a tree; `whole` where all of it is the cue, for want of a predicate."""

    key: str
    cue: frozenset[int]  # characters
    whole: bool


def treebank(conllu: str) -> tuple[str, list[Token]]:
    """The running text of a CoNLL-U document and its syntactic words; inner ones share their surface word."""
    text, found = "", list[Token]()
    base, space, paragraph, last = 0, False, False, 0
    place = Span(0, 0)
    for line in conllu.splitlines():
        if re.match(r"# newpar\b(?!_block)", line):
            paragraph = True
        elif line.startswith("# sent_id"):
            base, last = len(found), 0
        fields = line.split("\t")
        if line.startswith("#") or len(fields) < 10 or "." in fields[0]:
            continue
        begin, _, stop = fields[0].partition("-")
        if int(begin) > last:
            text += "\n\n" if paragraph and text else " " if space else ""
            place = Span(len(text), len(text) + len(fields[1]))
            text += fields[1]
            space, paragraph, last = "SpaceAfter=No" not in fields[9], False, int(stop or begin)
        if not stop:
            head = base + int(fields[6]) - 1 if fields[6] != "0" else -1
            found.append(Token(place, fields[1], fields[3], head, fields[7]))
    return text, found


class Tree:
    """One rs4 file: nodes, the words under each, and the clauses that attribute."""

    def __init__(self, file: Path) -> None:
        try:
            root = ElementTree.parse(file).getroot()  # noqa: S314 -- files of a corpus that the caller chose
        except ElementTree.ParseError as error:
            raise BadUse(f"{file} is not well-formed XML ({error}); give the published rs4 file") from error
        nodes = [n for n in root.iter() if n.tag in ("segment", "group")]
        self._parent = {n.get("id", ""): n.get("parent", "") for n in nodes}
        self._relation = {n.get("id", ""): n.get("relname") or "" for n in nodes}
        self._children: dict[str, list[str]] = defaultdict(list)
        for key, parent in self._parent.items():
            self._children[parent].append(key)
        self._words: dict[str, range] = {}
        self.size = 0
        for segment in root.iter("segment"):
            count = len((segment.text or "").split())
            self._words[segment.get("id", "")] = range(self.size, self.size + count)
            self.size += count
        self.clauses = [key for key, name in self._relation.items() if name.startswith("attribution")]

    def words(self, key: str) -> list[int]:
        """Words of a clause, without clauses that attribute parts of it."""
        out = list(self._words.get(key, ()))
        for child in self._children[key]:
            if child not in self.clauses:
                out += self.words(child)
        return sorted(out)

    def _under(self, key: str, without: str) -> set[str]:
        out = {key}
        for child in self._children[key]:
            if child != without:
                out |= self._under(child, without)
        return out

    def pairs(self) -> set[tuple[str, str]]:
        """(outer, inner) of clauses nested without another one between."""
        inside = {(a, b) for a in self.clauses for b in self._inside(a)}
        return {
            (a, b)
            for a, b in inside
            if not any((a, c) in inside and (c, b) in inside for c in self.clauses if c not in (a, b))
        }

    def _inside(self, outer: str) -> set[str]:
        """Clauses in what the outer one attributes: under its nucleus, or with its nucleus in them."""
        nucleus = self._parent[outer]
        here = self._under(nucleus, outer) & set(self.clauses)
        here = {b for b in here if self._parent[b] != nucleus or self._nearer(b, outer, nucleus)}
        holder = nucleus
        while holder and self._relation[holder] == "span":
            holder = self._parent[holder]
        return here | ({holder} & set(self.clauses)) - {outer}

    def _nearer(self, one: str, other: str, nucleus: str) -> bool:
        """Of two clauses on one nucleus the nearer is the inner one, and of two as near the later."""
        middle = min(self.words(nucleus), default=0)
        first, second = (abs(self._first(key) - middle) for key in (one, other))
        return (first, -self._first(one)) < (second, -self._first(other))

    def _first(self, key: str) -> int:
        words = self._words.get(key)
        return words.start if words else min((w for w in self.words(key)), default=-1)


def said(tree: Tree, key: str, words: list[Token]) -> Said:
    """A clause with its cue: its predicate and particles, "according to", or else the whole of it."""
    clause = tree.words(key)
    inside = set(clause)
    heads = [i for i in clause if words[i].head not in inside and words[i].upos in PREDICATES]
    cue: list[int] = []
    if clause and words[clause[0]].form.lower() == "according":
        cue = clause[:2]
    elif heads:
        cue = [heads[0]]
        cue += [i for i in clause if words[i].head == heads[0] and words[i].relation == "compound:prt"]
    chars = (c for i in cue or clause for c in range(words[i].span.start, words[i].span.end))
    return Said(key, frozenset(chars), not cue)
