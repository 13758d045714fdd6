"""Source, cue and content spans against brat standoff annotations of attributions, as PolNeAR publishes them.

Spans are sets of characters, white space aside, so that interrupted ones compare exactly. Each annotator's
file is scored on its own. Attributions that touch a `Discard` or `Discuss` mark are left out on both sides,
and counted. The scores are those of the spans that the embedded network marks as the corpus' annotators do;
`claims` are the same measures of the claims that the default reader makes, which follow the ledger's own
conventions (no title, no apposition, no wishes that nobody uttered).
"""

from __future__ import annotations

import re
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from riwaya.errors import BadUse
from riwaya.records import Claim, Reading, Report, Span
from riwaya.score.tasks import digest, found_files

if TYPE_CHECKING:
    from riwaya.neural.read import SpanReader

Chars = frozenset[int]
TOKEN = re.compile(r"\w+|[^\w\s]")
PARTS = ("source", "cue", "content")
MARKS = ("Discard", "Discuss")
ANNOTATOR = re.compile(r"_[0-9a-f]{4}$")
CLOSING = "”\"’'»"
OPENING = "“\"‘'«"


@dataclass(frozen=True, slots=True)
class Triple:
    """One attribution by characters; a part that is not there is empty."""

    source: Chars
    cue: Chars
    content: Chars

    def part(self, name: str) -> Chars:
        """The part of that name."""
        return {"source": self.source, "cue": self.cue, "content": self.content}[name]


def score(path: Path, *, errors: bool = False) -> dict[str, Any]:
    """Exact, token and overlap F1 over every annotation file under a folder."""
    from riwaya.neural.read import SpanReader
    from riwaya.pipeline.stages import READERS

    network, reader = SpanReader(), next(iter(READERS.values()))()
    files = found_files(path, "*.ann")
    begin = time.perf_counter()
    spans: Counter[str] = Counter()
    claims: Counter[str] = Counter()
    missed: list[dict[str, str]] = []
    read: dict[Path, tuple[str, list[Triple], list[Triple]]] = {}
    for file in files:
        source = _text_of(file)
        if source not in read:
            text = source.read_text("utf-8")
            (reading,) = reader.read([_report(text)])
            read[source] = (text, marked(text, network), predicted(text, reading))
        text, ours, claimed = read[source]
        gold, left_out = annotated(file.read_text("utf-8"), text)
        wanted = [t for t in gold if not _touches(t, left_out)]
        given = [t for t in ours if not _touches(t, left_out)]
        spans["left out"] += len(gold) - len(wanted)
        _count(text, wanted, given, spans)
        _count(text, wanted, [t for t in claimed if not _touches(t, left_out)], claims)
        if errors:
            missed.extend(_misses(file.stem, text, wanted, given))
    result = {
        "task": "attribution",
        **_scores(spans),
        "claims": _scores(claims),
        "attributions": spans["wanted"],
        "left_out": spans["left out"],
        "files": len(files),
        "data": digest(files),
        "reader": f"network-{network.version}; claims: {reader.name}",
        "seconds": round(time.perf_counter() - begin, 3),
    }
    return {**result, "errors": missed} if errors else result


def marked(text: str, network: SpanReader) -> list[Triple]:
    """The attributions that the network marks."""
    from riwaya.neural.sight import FLAT_CUES

    (found,) = network.read([text], cues=FLAT_CUES, marks=False)

    def chars(spans: tuple[Span, ...]) -> Chars:
        return frozenset().union(*(_span_chars(text, span) for span in spans))

    return [Triple(chars(a.source), chars(a.cue), chars(a.content)) for a in found.attributions]


def _report(text: str) -> Report:
    return Report(id="r0", source="", kind="text", sha256="0" * 64, text=text, normal="1", language="en")


def _text_of(file: Path) -> Path:
    """The text that an annotation file is about."""
    name = ANNOTATOR.sub("", file.stem) + ".txt"
    places = (file.parent.parent / "text" / name, file.with_name(name), file.with_suffix(".txt"))
    found = next((place for place in places if place.is_file()), None)
    if found is None:
        raise BadUse(f"{file} has no text: expected {places[0]}")
    return found


def annotated(standoff: str, text: str) -> tuple[list[Triple], Chars]:
    """The attributions of a standoff file, and all characters that are marked to be left out."""
    spans: dict[str, tuple[str, Chars]] = {}
    triples: list[Triple] = []
    for line in standoff.splitlines():
        fields = line.split("\t")
        if line.startswith("T") and len(fields) > 1:
            kind, _, places = fields[1].partition(" ")
            spans[fields[0]] = (kind, _characters(text, places))
    for line in standoff.splitlines():
        if not line.startswith("E"):
            continue
        parts: dict[str, set[int]] = {name: set() for name in PARTS}
        for role, _, key in (one.partition(":") for one in line.split("\t")[1].split()):
            name = role.rstrip("0123456789").lower()
            if name in parts and key in spans:
                parts[name] |= spans[key][1]
        triples.append(Triple(*(frozenset(parts[name]) for name in PARTS)))
    marked = frozenset().union(*(chars for kind, chars in spans.values() if kind in MARKS))
    return triples, marked


def _characters(text: str, places: str) -> Chars:
    """The characters of "a b;c d", white space aside."""
    pairs = [piece.split() for piece in places.split(";")]
    return frozenset(
        i for a, b in pairs for i in range(int(a), int(b)) if i < len(text) and not text[i].isspace()
    )


def predicted(text: str, reading: Reading) -> list[Triple]:
    """The outermost attributions of a reading, as the corpus marks them: one for each cue.

    Contents are joined over nested attributions; a quotation that goes on without a cue belongs to the one
    before it.
    """
    groups: dict[tuple[int, int], list[Claim]] = {}
    last: tuple[int, int] | None = None
    for claim in reading.claims:
        if not claim.chain:
            continue
        link = claim.chain[0]
        if link.cue is not None:
            last = (link.cue.start, link.cue.end)
        elif last is None or groups[last][-1].chain[0].source.words != link.source.words:
            last = (claim.start, -1)
        groups.setdefault(last, []).append(claim)
    return [_joined(text, claims) for _, claims in sorted(groups.items())]


def _joined(text: str, claims: list[Claim]) -> Triple:
    link = claims[0].chain[0]
    source = _span_chars(text, link.source.words.span) if link.source.words else frozenset()
    cue = _span_chars(text, link.cue.span) if link.cue else frozenset()
    spans = sorted(span for claim in claims for span in claim.segments)
    content: set[int] = set()
    for i, span in enumerate(spans):
        content |= _span_chars(text, _with_marks(text, span))
        if i and spans[i - 1].end < span.start and span.start < claims[0].sentence.end:
            gap = _span_chars(text, Span(spans[i - 1].end, span.start))
            if not gap & (source | cue):
                content |= gap
    return Triple(source, cue, frozenset(content - cue - source))


def _with_marks(text: str, span: Span) -> Span:
    """The span with its quotation marks and the stop inside them, as the corpus marks contents."""
    start, end = span.start, span.end
    if text[max(0, start - 5) : start].split() == ["that"]:
        start = text.rindex("that", 0, start)
    if start and text[start - 1] in OPENING:
        double = text[max(0, start - 2) : start] == "''"
        start -= 1 + double
        while end < len(text) and text[end] in ".,!?" and text[end + 1 : end + 2] in tuple(CLOSING):
            end += 1
        if text[end : end + 1] in tuple(CLOSING):
            end += 1 + double
    return Span(start, end)


def _span_chars(text: str, span: Span) -> Chars:
    return frozenset(i for i in range(span.start, span.end) if not text[i].isspace())


def _touches(triple: Triple, marked: Chars) -> bool:
    return any(triple.part(name) & marked for name in PARTS)


def _count(text: str, wanted: list[Triple], given: list[Triple], counts: Counter[str]) -> None:
    """Add a document's right, wanted and given spans, tokens and triples."""
    counts["wanted"] += len(wanted)
    starts = [match.start() for match in TOKEN.finditer(text)]
    for name in PARTS:
        gold = Counter(t.part(name) for t in wanted if t.part(name))
        ours = Counter(t.part(name) for t in given if t.part(name))
        _add(counts, f"{name}.exact", (gold & ours).total(), gold.total(), ours.total())
        gold_chars = frozenset().union(*gold)
        our_chars = frozenset().union(*ours)
        hits = [(i in gold_chars, i in our_chars) for i in starts]
        both = sum(a and b for a, b in hits)
        _add(counts, f"{name}.token", both, sum(a for a, _ in hits), sum(b for _, b in hits))
        if name == "content":
            counts["content.overlap.recalled"] += sum(n for chars, n in gold.items() if chars & our_chars)
            counts["content.overlap.precise"] += sum(n for chars, n in ours.items() if chars & gold_chars)
    _add(counts, "triple.exact", (Counter(wanted) & Counter(given)).total(), len(wanted), len(given))


def _add(counts: Counter[str], name: str, right: int, wanted: int, given: int) -> None:
    counts[f"{name}.right"] += right
    counts[f"{name}.wanted"] += wanted
    counts[f"{name}.given"] += given


def _f1(precision: float, recall: float) -> float:
    return round(2 * precision * recall / (precision + recall), 4) if precision + recall else 0.0


def _scores(counts: Counter[str]) -> dict[str, dict[str, float]]:
    """F1 with precision and recall of every measure, in the names that the goals use."""

    def table(name: str, right_given: int, right_wanted: int) -> tuple[float, float, float]:
        precision = right_given / max(1, counts[f"{name}.given"])
        recall = right_wanted / max(1, counts[f"{name}.wanted"])
        return _f1(precision, recall), round(precision, 4), round(recall, 4)

    result: dict[str, dict[str, float]] = {}
    for name in (*PARTS, "triple"):
        row: dict[str, float] = {}
        for measure in ("exact", "token") if name != "triple" else ("exact",):
            right = counts[f"{name}.{measure}.right"]
            f1, precision, recall = table(f"{name}.{measure}", right, right)
            row |= {f"{measure}_f1": f1, f"{measure}_precision": precision, f"{measure}_recall": recall}
        result[name] = row
    overlap = table("content.exact", counts["content.overlap.precise"], counts["content.overlap.recalled"])
    result["content"]["overlap_f1"] = overlap[0]
    return result


def _misses(name: str, text: str, wanted: list[Triple], given: list[Triple]) -> Iterator[dict[str, str]]:
    """Every attribution that was not found as annotated, with what was found on the same cue."""
    ours = set(given)
    for triple in wanted:
        if triple not in ours:
            near = next((t for t in given if t.cue & triple.cue), None)
            yield {"file": name, "wanted": _shown(text, triple), "got": _shown(text, near) if near else ""}
    for triple in given:
        if not any(t.cue & triple.cue for t in wanted):
            yield {"file": name, "wanted": "", "got": _shown(text, triple)}


def _shown(text: str, triple: Triple) -> str:
    return " | ".join(text[min(c) : max(c) + 1] if (c := triple.part(name)) else "-" for name in PARTS)
