"""Times on MEANTIME: relaxed, strict and value F1, as TempEval-3 counts them."""

from __future__ import annotations

import time
import xml.etree.ElementTree as ET  # local benchmark files, named by the user
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from riwaya.locate.language import language
from riwaya.locate.moments import bounds
from riwaya.locate.timed import Anchor, Time
from riwaya.locate.times import ends_of, times_in
from riwaya.locate.tokens import tokenise
from riwaya.score.tasks import digest, found_files
from riwaya.score.timex import timex


@dataclass(frozen=True, slots=True)
class Gold:
    """One annotated time: token numbers, type and value."""

    tokens: frozenset[int]
    type: str
    value: str


@dataclass(frozen=True, slots=True)
class Article:
    """One annotated article as text, its creation date, and where each token stands."""

    name: str
    text: str
    created: str | None
    spans: dict[int, tuple[int, int]]
    gold: tuple[Gold, ...]


def score(path: Path, *, errors: bool = False) -> dict[str, Any]:
    """Relaxed, strict and value F1 over all articles under a folder (or of one file)."""
    files = found_files(path, "*.xml")
    begin = time.perf_counter()
    counts: Counter[str] = Counter()
    missed: list[str] = []
    for article in map(read_article, files):
        missed += _count(article, counts)
    pairs = counts["found"], counts["gold"]
    result: dict[str, Any] = {
        "task": "times",
        "relaxed_f1": _f1(counts["relaxed"], *pairs),
        "strict_f1": _f1(counts["strict"], *pairs),
        "value_f1": _f1(counts["value"], *pairs),
        "gold": counts["gold"],
        "found": counts["found"],
        "data": digest(files),
        "seconds": round(time.perf_counter() - begin, 3),
    }
    return {**result, "errors": missed} if errors else result


def _count(article: Article, counts: Counter[str]) -> list[str]:
    """Adds one article's hits to the counts; what was missed, extra or of another value, in words."""
    wrong: list[str] = []
    met: set[Gold] = set()
    marked = list(_found(article))
    counts.update(gold=len(article.gold), found=len(marked))
    for tokens, read in marked:
        match = max(article.gold, key=lambda g, t=tokens: len(g.tokens & t), default=None)  # type: ignore[misc]
        if match is None or not match.tokens & tokens:
            wrong.append(f"{article.name}: extra “{read.words.text}”")
            continue
        met.add(match)
        value = timex(read)[1]
        counts.update(relaxed=1, strict=match.tokens == tokens, value=value == match.value)
        if value != match.value:
            wrong.append(f"{article.name}: “{read.words.text}” is {match.value}, read as {value}")
    return wrong + [f"{article.name}: missed {g.value}" for g in article.gold if g not in met]


def _f1(right: int, found: int, gold: int) -> float:
    """The harmonic mean of precision and recall, to four places."""
    return round(2 * right / (found + gold), 4) if found + gold else 0.0


def read_article(path: Path) -> Article:
    """One article with its times; only its annotated opening sentences count, as in the corpus."""
    root = ET.parse(path).getroot()  # noqa: S314
    parts: list[str] = []
    spans: dict[int, tuple[int, int]] = {}
    sentences: dict[int, str] = {}
    at, sentence = 0, None
    for token in root.iter("token"):
        glue = "" if not parts else " " if token.get("sentence") == sentence else "\n"
        sentence, word = token.get("sentence"), token.text or ""
        parts += [glue, word]
        at += len(glue)
        sentences[int(token.get("t_id") or 0)] = sentence or "0"
        spans[int(token.get("t_id") or 0)] = (at, at + len(word))
        at += len(word)
    annotated = {int(a.get("t_id") or 0) for a in root.iter("token_anchor")}
    last = max((int(sentences[t]) for t in annotated if t in sentences), default=0)
    spans = {t: where for t, where in spans.items() if int(sentences[t]) <= last}
    created, gold = None, []
    for mark in root.iter("TIMEX3"):
        anchors = frozenset(int(a.get("t_id") or 0) for a in mark.iter("token_anchor"))
        if mark.get("functionInDocument") == "CREATION_TIME":
            created = _day(mark.get("value") or "")
        if anchors:
            gold.append(Gold(anchors, mark.get("type") or "", mark.get("value") or ""))
    return Article(path.stem, "".join(parts), created, spans, tuple(gold))


def _day(value: str) -> str:
    """A creation date, also where the corpus writes it day first."""
    parts = value.split("-")
    return "-".join(reversed(parts)) if len(parts) == 3 and len(parts[2]) == 4 else value


def _found(article: Article) -> Iterator[tuple[frozenset[int], Time]]:
    """The times read in an article, by token numbers; TIMEX3 marks the ends of a stretch one by one."""
    created = bounds(article.created)
    anchor = Anchor(created, f"the publication date {article.created}") if created else None
    tokens = tokenise(article.text)
    read = times_in(tokens, anchor, language("en"))
    for found in (end for one in read for end in (ends_of(one, tokens, anchor) or (one,))):
        last = found.words.end
        if found.kind == "offset" and found.words.text.lower().endswith((" before", " after")):
            last -= len(found.words.text.split()[-1])  # to TIMEX3 that word is a signal outside the time
        inside = frozenset(
            number
            for number, (start, end) in article.spans.items()
            if start < last and found.words.start < end
        )
        if inside:
            yield inside, found
