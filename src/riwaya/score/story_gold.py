"""The answer key of a storyline, and its claims as records so that corroboration can be scored alone."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from riwaya.errors import BadUse
from riwaya.records import (
    Claim,
    Entity,
    Figure,
    Kind,
    Link,
    Name,
    Party,
    Report,
    Source,
    Span,
    Stance,
    When,
    Words,
    claim_id,
    content_id,
)

_SENTENCE = re.compile(r"(?<=[.!?])[”\"’]?\s+(?=[“\"‘A-ZÀ-ÞÇŞ])|\n\s*\n?")


@dataclass(frozen=True, slots=True)
class Story:
    """One storyline: its folder, its reports by file name, and its key as read."""

    name: str
    folder: Path
    gold: Mapping[str, Any]

    def text(self, file: str) -> str:
        """A report as it would be pasted."""
        return (self.folder / file).read_text(encoding="utf-8")


def stories(path: Path) -> list[Story]:
    """Every folder under the path that has a gold.yaml. Raises BadUse when there is none."""
    try:
        import yaml
    except ModuleNotFoundError as missing:
        raise BadUse("scoring storylines reads YAML; install it with: pip install pyyaml") from missing
    found = sorted(path.glob("*/gold.yaml")) or sorted(path.glob("gold.yaml"))
    if not found:
        raise BadUse(f"{path} holds no storyline: expected folders with a gold.yaml in each")
    return [Story(f.parent.name, f.parent, yaml.safe_load(f.read_text(encoding="utf-8"))) for f in found]


def gold_report(story: Story, file: str) -> Report:
    """A report of the story as a record, with no more than the user would know."""
    row = story.gold["reports"][file]
    text = story.text(file)
    title = text.strip().split("\n", 1)[0]
    published = str(row["published"]) if row["given"] and row["published"] else None
    return Report(
        id=content_id("r", story.name, file),
        source=file,
        kind="text",
        sha256="",
        text=text,
        normal="given",
        title=title,
        outlet=row["outlet"],
        published=published,
    )


def gold_claims(story: Story) -> tuple[dict[str, Claim], dict[str, Report], dict[str, Entity]]:
    """The key's claims as records by their key id, the reports by id, and who is who by referent."""
    reports = {f: gold_report(story, f) for f in story.gold["reports"]}
    entities: dict[str, Entity] = {}
    claims = {}
    for row in story.gold["claims"]:
        claim = _claim(row, reports[row["report"]], story, entities)
        claims[row["id"]] = claim
    return claims, {r.id: r for r in reports.values()}, entities


def sentence_around(text: str, start: int, end: int) -> Span:
    """The sentence or line in which start..end stands."""
    cuts = [0] + [m.end() for m in _SENTENCE.finditer(text)] + [len(text)]
    return Span(max(c for c in cuts if c <= start), min(c for c in cuts if c >= end))


def _claim(row: Mapping[str, Any], report: Report, story: Story, entities: dict[str, Entity]) -> Claim:
    text = report.text
    start = text.index(row["key"])
    sentence = sentence_around(text, start, start + len(row["key"]))
    clause = _clause(text, start, start + len(row["key"]), sentence, row, story)
    links = []
    if not row["narrated"]:
        for i, name in enumerate([(row["speaker"] or [None])[0], *row["chain"]]):
            full = (row["resolved"] or name) if i == 0 else name
            links.append(Link(_source(name, full, report, story, entities, i, row["naming"])))
    when = row["when"][0] if row["when"] else None
    return Claim(
        id=claim_id(report.id, (clause,), tuple(links)) + row["id"],
        report=report.id,
        segments=(clause,),
        text=clause.of(text),
        sentence=sentence,
        stance=Stance(row["stance"]),
        negated=False,
        chain=tuple(links),
        reader="gold",
        when=When(when, Words.cut(text, clause.start, clause.start), "gold") if when else None,
        where=tuple(_place(p, report, story, entities) for p in row["where"][-1:]),
        figures=tuple(_figure(f, text, clause) for f in row["figures"]),
    )


def _clause(text: str, start: int, end: int, sentence: Span, row: Mapping[str, Any], story: Story) -> Span:
    """The key widened to its sentence, or to its clause where the sentence holds several claims."""
    end0 = end
    beside = [
        c
        for c in story.gold["claims"]
        if c is not row
        and c["report"] == row["report"]
        and sentence.start <= text.index(c["key"]) < sentence.end
    ]
    if beside:
        left = max(
            text.rfind(c, sentence.start, start) for c in ("“", '"', ", ", ". ", "; ", ": ", "\n", " and ")
        )
        start = max(left + 1, sentence.start)
        stops = [
            i for c in (",", ";", "”", '"', ". ", ".\n", "\n") if (i := text.find(c, end, sentence.end)) >= 0
        ]
        end = min(stops, default=sentence.end)
    else:
        whole = text[sentence.start : sentence.end]
        said = r"\b(?:said|says|told|according to|added|denied|blamed|accused|reported|estimated|insist)\b"
        tail = re.search(r",[”\"]? (?=[^,]{0,60}(?:, [^,]{0,40},? )?" + said + r"[^,]{0,60}\W*$)", whole)
        head = re.match(
            r"(?:[^,]{0,90}, ){0,2}[^,]{0,90}\b(?:said|says|told \w+(?: \w+){0,4}|"
            r"(?:denied|denies|documented|allegation) that|told [^.]{3,40} that) (?:that )?",
            whole,
        )
        tailed = tail is not None and sentence.start + tail.start() >= end
        end = sentence.start + tail.start() if tail and tailed else sentence.end
        quoted = re.match(r"[^“\"]*([“\"])([^”\"]+)[”\"]", whole)
        if quoted and sentence.start + quoted.start(2) <= start and end0 <= sentence.start + quoted.end(2):
            return Span(sentence.start + quoted.start(2), sentence.start + quoted.end(2))
        start = (
            sentence.start + head.end() if head and sentence.start + head.end() <= start else sentence.start
        )
    while start < end and text[start] in ' \n“",':
        start += 1
    while end > start and text[end - 1] in " \n":
        end -= 1
    return Span(start, end)


def _named(full: str | None, story: Story) -> str | None:
    """One spelling for all spellings of a name that the key says are the same."""
    for group in story.gold["names"]["same"]:
        if full and any(re.search(rf"(?<!\w){re.escape(n)}(?!\w)", full) for n in group):
            return str(group[0])
    return full


def _source(
    name: str | None,
    full: str | None,
    report: Report,
    story: Story,
    entities: dict[str, Entity],
    i: int,
    naming: str,
) -> Source:
    if not name or not full:
        return Source(None)
    at = report.text.find(name)
    words = Words.cut(report.text, at, at + len(name)) if at >= 0 else Words(name, 0, len(name))
    known = _named(full, story) or full
    proper = re.sub(r"^(?:The|the|Its|its|A|a|An)\s+", "", known)
    scope = story.name if naming == "named" and i == 0 else report.id
    referent = content_id("f", scope, proper)
    earlier = entities[referent].names if referent in entities else ()
    entities[referent] = Entity(
        id=content_id("e", scope, proper),
        kind=Kind.PERSON if re.search(r"[A-Z]\w+ [A-ZS]\w+", proper) else Kind.ORGANIZATION,
        name=full,
        names=(*earlier, Name(full.split(", ")[-1], (report.id,))),
        referents=(referent,),
        named=naming == "named" and i == 0,
    )
    return Source(words, referent)


def _place(name: str, report: Report, story: Story, entities: dict[str, Entity]) -> Party:
    at = report.text.find(name)
    known = _named(name, story) or name
    referent = content_id("f", story.name, "place", known)
    entities[referent] = Entity(
        id=content_id("e", story.name, known),
        kind=Kind.PLACE
        if known[0].isupper() and not re.search(r"\d|Tank|Hospital|Street|Berth|barracks", known)
        else Kind.FACILITY,
        name=name,
        names=(Name(name, (report.id,)),),
        referents=(referent,),
    )
    return Party(Words.cut(report.text, max(at, 0), max(at, 0) + len(name)), referent, "location")


_NUMBERS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def _figure(row: Mapping[str, Any], text: str, clause: Span) -> Figure:
    value = next(v for v in (row["best"], row["low"], row["high"]) if v is not None)
    shapes = [f"{value:,}", str(value), *_NUMBERS[int(value) - 1 : int(value)]]
    tens = "(?:twen|thir|for|fif|six|seven|eigh|nine)ty"
    shapes += [rf"(?:[a-z]+teen|{tens}(?:-[a-z]+)?|eleven|twelve|dozens|half a million)"]
    found = re.search(r"(?<!\w)(?:" + "|".join(shapes) + r")(?!\w)", clause.of(text), re.I)
    at = clause.start + (found.start() if found else 0)
    end = clause.start + (found.end() if found else 1)
    return Figure(Words.cut(text, at, end), row["low"], row["best"], row["high"], row["unit"], row["measure"])


def ordered(reports: Sequence[str]) -> list[str]:
    """File names in their order."""
    return sorted(reports)
