"""PolNeAR's brat standoff and spans scored against it, as its annotators draw them.

`riwaya score attribution` scores claims; this scores what the network marks before any claim is made of it.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from riwaya.errors import BadUse
from riwaya.records import Span

Spans = tuple[Span, ...]
ROLES = ("source", "cue", "content")
_SPAN_ROLES = {"Source": "source", "Cue": "cue", "Content": "content"}
_TOKEN = re.compile(r"\w+|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Triple:
    """One attribution: each part is a set of characters, given as spans; a source may be empty."""

    source: Spans
    cue: Spans
    content: Spans

    def part(self, role: str) -> Spans:
        """The spans of one role."""
        return {"source": self.source, "cue": self.cue, "content": self.content}[role]


@dataclass(frozen=True, slots=True)
class Annotated:
    """One annotator's file: the article's text, its attributions, and what is to be left out of it."""

    name: str
    article: str
    text: str
    triples: tuple[Triple, ...]
    discarded: Spans


def read_part(folder: Path) -> Iterator[Annotated]:
    """Every annotator's file of `train` or `dev`, by name.

    Raises BadUse where the folder is no part of PolNeAR.
    """
    if not (folder / "attributions").is_dir():
        raise BadUse(f"{folder} holds no folder 'attributions'; give PolNeAR's train or dev folder")
    for path in sorted((folder / "attributions").glob("*.ann")):
        article = path.stem.rsplit("_", 1)[0]
        text = (folder / "text" / f"{article}.txt").read_bytes().decode("utf-8")
        triples, discarded = read_standoff(path.read_text(encoding="utf-8"), text)
        yield Annotated(path.stem, article, text, triples, discarded)


def read_standoff(standoff: str, text: str) -> tuple[tuple[Triple, ...], Spans]:
    """Attributions and `Discard` stretches of one standoff file; `Discuss` notes are no attributions."""
    kinds: dict[str, str] = {}
    places: dict[str, Spans] = {}
    events: list[dict[str, list[str]]] = []
    for line in standoff.splitlines():
        fields = line.split("\t")
        if len(fields) < 2:  # words of a span that run over the line
            continue
        if fields[0].startswith("T"):
            kinds[fields[0]], _, stretches = fields[1].partition(" ")
            pairs = (piece.split() for piece in stretches.split(";"))
            places[fields[0]] = normal(text, (Span(int(a), int(b)) for a, b in pairs))
        elif fields[0].startswith("E"):
            roles: dict[str, list[str]] = defaultdict(list)
            for pointer in fields[1].split():
                role, _, target = pointer.partition(":")
                roles[role.rstrip("0123456789")].append(target)
            events.append(roles)
    triples = []
    for event in events:
        parts = (normal(text, (s for t in event[r] for s in places[t])) for r in _SPAN_ROLES)
        triple = Triple(*parts)
        if triple.cue:
            triples.append(triple)
    discarded = tuple(s for t, spans in places.items() if kinds[t] == "Discard" for s in spans)
    return tuple(triples), discarded


def normal(text: str, spans: Iterable[Span]) -> Spans:
    """The same characters as few spans: white space at the ends and between neighbours does not count."""
    out: list[Span] = []
    for span in sorted(spans):
        start, end = span.start, min(span.end, len(text))
        while start < end and text[start].isspace():
            start += 1
        while end > start and text[end - 1].isspace():
            end -= 1
        if end <= start:
            continue
        if out and (start <= out[-1].end or not text[out[-1].end : start].strip()):
            out[-1] = Span(out[-1].start, max(end, out[-1].end))
        else:
            out.append(Span(start, end))
    return tuple(out)


class Tally:
    """Counts of what is right, found and wanted, over any number of files."""

    def __init__(self) -> None:
        self.right: Counter[str] = Counter()
        self.found: Counter[str] = Counter()
        self.wanted: Counter[str] = Counter()
        self.covered_found = 0.0
        self.covered_wanted = 0.0

    def add(self, text: str, wanted: Iterable[Triple], found: Iterable[Triple]) -> None:
        """Count one file's attributions against what was found in its text."""
        gold, ours = list(wanted), list(found)
        for role in ROLES:
            a = Counter(t.part(role) for t in gold if t.part(role))
            b = Counter(t.part(role) for t in ours if t.part(role))
            self._count(role, a, b)
            c, d = _tokens(text, (t.part(role) for t in gold)), _tokens(text, (t.part(role) for t in ours))
            self._count(f"{role}.tokens", Counter(c), Counter(d))
        self._count("triple", Counter(gold), Counter(ours))
        contents, theirs = [t.content for t in gold if t.content], [t.content for t in ours if t.content]
        self.covered_found += sum(_covered(b, contents) for b in theirs)
        self.covered_wanted += sum(_covered(a, theirs) for a in contents)

    def _count(self, key: str, wanted: Counter[Any], found: Counter[Any]) -> None:
        self.right[key] += (wanted & found).total()
        self.wanted[key] += wanted.total()
        self.found[key] += found.total()

    def f1(self, key: str) -> float:
        """Harmonic mean of precision and recall."""
        total = self.found[key] + self.wanted[key]
        return 2 * self.right[key] / total if total else 0.0

    def scores(self) -> dict[str, float]:
        """All figures under the names that GOALS gives them.

        Content overlap is the harmonic mean of the mean covered share of found and of wanted contents
        (Johansson and Moschitti 2010).
        """
        out: dict[str, float] = {}
        for role in ROLES:
            out[f"{role}.exact_f1"] = self.f1(role)
            out[f"{role}.token_f1"] = self.f1(f"{role}.tokens")
        precision = self.covered_found / self.found["content"] if self.found["content"] else 0.0
        recall = self.covered_wanted / self.wanted["content"] if self.wanted["content"] else 0.0
        both = precision + recall
        out["content.overlap_f1"] = 2 * precision * recall / both if both else 0.0
        out["triple.exact_f1"] = self.f1("triple")
        return {key: round(value, 4) for key, value in out.items()}


def _tokens(text: str, parts: Iterable[Spans]) -> set[int]:
    """Starts of the words and marks that the spans cover."""
    return {s.start + m.start() for spans in parts for s in spans for m in _TOKEN.finditer(s.of(text))}


def _covered(spans: Spans, others: list[Spans]) -> float:
    """Largest share of the spans' characters that one of the others covers."""
    size = sum(len(s) for s in spans)
    best = 0
    for other in others:
        shared = sum(max(0, min(a.end, b.end) - max(a.start, b.start)) for a in spans for b in other)
        best = max(best, shared)
    return best / size if size else 0.0


def score_attribution(folder: Path, read: Callable[[str], Iterable[Triple]]) -> dict[str, float]:
    """Figures of a reader on `train` or `dev`: text in, attributions out.

    Articles with several annotators count once per annotator, each file against the same reading, so that no
    file is dropped. What is found inside a `Discard` stretch does not count.
    """
    tally = Tally()
    readings: dict[str, list[Triple]] = {}
    for file in read_part(folder):
        if file.article not in readings:
            found = (Triple(*(normal(file.text, t.part(r)) for r in ROLES)) for t in read(file.text))
            readings[file.article] = list(found)
        kept = [
            t for t in readings[file.article] if not any(d.overlaps(c) for d in file.discarded for c in t.cue)
        ]
        tally.add(file.text, file.triples, kept)
    return tally.scores()
