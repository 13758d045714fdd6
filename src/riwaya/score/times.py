"""Times on MEANTIME: relaxed, strict and value F1, as TempEval-3 counts them."""

from __future__ import annotations

import xml.etree.ElementTree as ET  # local benchmark files, named by the user
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from riwaya.errors import BadUse
from riwaya.locate.moments import bounds
from riwaya.locate.times import Anchor, Time, times
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


def score_times(path: Path) -> dict[str, float]:
    """Relaxed, strict and value F1 over all articles under a folder (or of one file)."""
    files = sorted(path.rglob("*.xml")) if path.is_dir() else [path]
    if not files:
        raise BadUse(f"{path} holds no .xml articles; point to MEANTIME's folder")
    gold = found = relaxed = strict = value = 0
    for article in map(read_article, files):
        marked = list(_found(article))
        gold, found = gold + len(article.gold), found + len(marked)
        for tokens, time in marked:
            match = max(article.gold, key=lambda g, t=tokens: len(g.tokens & t), default=None)  # type: ignore[misc]
            if match is None or not match.tokens & tokens:
                continue
            relaxed += 1
            strict += match.tokens == tokens
            value += timex(time)[1] == match.value
    return {
        "relaxed_f1": _f1(relaxed, found, gold),
        "strict_f1": _f1(strict, found, gold),
        "value_f1": _f1(value, found, gold),
        "gold": gold,
        "found": found,
    }


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
    """The times read in an article, by token numbers."""
    created = bounds(article.created)
    anchor = Anchor(created, f"the publication date {article.created}") if created else None
    for time in times(article.text, anchor):
        inside = frozenset(
            number
            for number, (start, end) in article.spans.items()
            if start < time.words.end and time.words.start < end
        )
        if inside:
            yield inside, time
