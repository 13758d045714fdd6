"""Which place: LGL and GeoVirus: given toponyms within 161 km, median distance, and finding them."""

from __future__ import annotations

import time
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

from riwaya.locate.around import distance_km
from riwaya.locate.gazetteer import gazetteer
from riwaya.locate.places import position_mentions
from riwaya.locate.tokens import tokenise
from riwaya.records import Kind, Mention, Position, Words
from riwaya.score.tasks import digest, found_files
from riwaya.score.toponyms import places_alone, places_everywhere

_NEAR = 161.0  # kilometres, the benchmarks' hundred miles


@dataclass(frozen=True, slots=True)
class Toponym:
    """One annotated place: where it stands and where it lies."""

    start: int
    end: int
    latitude: float
    longitude: float


@dataclass(frozen=True, slots=True)
class Article:
    """A text with its annotated places."""

    text: str
    toponyms: tuple[Toponym, ...]
    everywhere: bool  # LGL marks places inside other names and adjectives of peoples, GeoVirus does not


def score(path: Path, *, errors: bool = False) -> dict[str, Any]:
    """Per file: accuracy at 161 km over all toponyms, median distance of those placed, F1 of finding them."""
    files = found_files(path, "*.xml")
    begin = time.perf_counter()
    result: dict[str, Any] = {"task": "places"}
    for file in files:
        result[file.stem] = _file(list(_articles(file)), errors)
    return {**result, "data": digest(files), "seconds": round(time.perf_counter() - begin, 3)}


def _file(articles: list[Article], errors: bool) -> dict[str, Any]:
    distances: list[float] = []
    right = found = wanted = 0
    missed: list[str] = []
    for article in articles:
        given = [Mention(Words.cut(article.text, t.start, t.end), Kind.PLACE) for t in article.toponyms]
        placed = position_mentions(given, tokenise(article.text), None, gazetteer())
        for toponym, mention in zip(article.toponyms, placed, strict=True):
            away = _away(toponym, mention.position)
            distances.append(away)
            if away > _NEAR:
                missed.append(
                    f"{mention.words.text}: {away:.0f} km ({mention.position and mention.position.why})"
                )
        spans = (places_everywhere if article.everywhere else places_alone)(article.text)
        gold = {(t.start, t.end) for t in article.toponyms}
        right, found, wanted = right + len(spans & gold), found + len(spans), wanted + len(gold)
    known = [d for d in distances if d != float("inf")]
    scores = {
        "toponym_f1": round(2 * right / (found + wanted), 4) if found + wanted else 0.0,
        "accuracy_161km": round(sum(d <= _NEAR for d in distances) / len(distances), 4) if distances else 0.0,
        "median_km": round(median(known), 1) if known else None,
        "placed": round(len(known) / len(distances), 4) if distances else 0.0,
        "toponyms": len(distances),
    }
    return {**scores, "errors": missed} if errors else scores


def _away(toponym: Toponym, position: Position | None) -> float:
    if position is None:
        return float("inf")
    return distance_km(Position(toponym.latitude, toponym.longitude, "point", None, None, ""), position)


def _articles(file: Path) -> Iterator[Article]:
    """The articles of either file, with the toponyms that have coordinates."""
    for node in ET.parse(file).getroot().iter("article"):  # noqa: S314
        text = node.findtext("text") or ""
        marks = [*node.iter("toponym"), *node.iter("location")]
        placed = tuple(t for mark in marks if (t := _toponym(mark, text)) is not None)
        yield Article(text, placed, node.find(".//toponym") is not None or node.find("feedid") is not None)


def _toponym(mark: ET.Element, text: str) -> Toponym | None:
    lat = mark.findtext("lat") or mark.findtext("gaztag/lat")
    lon = mark.findtext("lon") or mark.findtext("gaztag/lon")
    start, end = mark.findtext("start"), mark.findtext("end")
    if not (lat and lon and start and end) or not 0 <= int(start) < int(end) <= len(text):
        return None
    name = mark.findtext("name") or mark.findtext("phrase") or ""
    begin = text.find(name, max(0, int(start) - 3)) if mark.tag == "location" and name else int(start)
    length = len(name) if mark.tag == "location" and name else int(end) - int(start)
    if not 0 <= begin <= int(start) + 3:
        return None  # GeoVirus counts from one, and at times from elsewhere
    return Toponym(begin, begin + length, float(lat), float(lon))
