"""Which mentions of events are of one event, across texts: ECB+ as published, mentions given.

The mentions of actions in the sentences that are listed as annotated (`ECBplus_coreference_sentences.csv`, in
the folder or above it) are clustered over all texts at once; neither the folders nor the names of the files
are used. MUC, B3, CEAF-e and their mean count single mentions too, as is usual for ECB+. Beside it the lemma
baseline, which is told the topics: all mentions in a topic whose heads are forms of one word are one event.
"""

from __future__ import annotations

import csv
import time
import xml.etree.ElementTree as ET  # local benchmark files, named by the user
from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from riwaya.errors import BadUse
from riwaya.score.clusters import Tally
from riwaya.score.coreference import measured
from riwaya.score.linked import Mention, Text, head, link
from riwaya.score.tasks import digest, found_files

LISTED = "ECBplus_coreference_sentences.csv"
_ACTIONS = ("ACTION", "NEG_ACTION")


@dataclass(frozen=True, slots=True)
class Marked:
    """A mention with its topic and the event of the key."""

    mention: Mention
    topic: str
    event: str


def score(path: Path, *, errors: bool = False) -> dict[str, Any]:
    """`conll_f1`, `b3_f1`, the three measures, and `lemma`: the baseline; `errors` adds parted events."""
    begin = time.perf_counter()
    files = found_files(path, "*.xml")
    listed = _listed(path)
    texts: list[Text] = []
    marked: list[Marked] = []
    for file in files:
        text, found = _read(file, len(texts), listed)
        texts.append(text)
        marked += found
    if not marked:
        raise BadUse(f"no marked actions in the listed sentences under {path}; give the folder of ECB+")
    gold = _clusters(m.event for m in marked)
    ours = [frozenset(event) for event in link(texts, [m.mention for m in marked])]
    figures = _measured(gold, ours)
    sentences = _list_of(path)
    result: dict[str, Any] = {
        "task": "links",
        **figures,
        "b3_f1": figures["b3"]["f1"],
        "lemma": _measured(gold, _clusters(_lemma(m, texts) for m in marked)),
        "texts": len(texts),
        "mentions": len(marked),
        "events": len(gold),
        "data": digest([*files, *([sentences] if sentences else [])]),
        "seconds": round(time.perf_counter() - begin, 3),
    }
    return {**result, "errors": _told(gold, ours, marked, texts)} if errors else result


def _measured(gold: Sequence[Set[Hashable]], found: Sequence[Set[Hashable]]) -> dict[str, Any]:
    tally = Tally()
    tally.add(gold, found)
    figures = measured(tally)
    del figures["mentions"]  # they are given
    return figures


def _list_of(path: Path) -> Path | None:
    """The list of annotated sentences: in the folder or in one above it."""
    return next((p / LISTED for p in (path, *path.resolve().parents) if (p / LISTED).is_file()), None)


def _listed(path: Path) -> Mapping[str, Set[int]] | None:
    """Annotated sentences by the name of their file; None without the list: all count then."""
    file = _list_of(path)
    if file is None:
        return None
    kept: dict[str, set[int]] = defaultdict(set)
    with file.open(encoding="utf-8-sig", newline="") as stream:
        for row in csv.DictReader(stream):
            kept[f"{row['Topic']}_{row['File']}"].add(int(row["Sentence Number"]))
    return kept


def _read(file: Path, number: int, listed: Mapping[str, Set[int]] | None) -> tuple[Text, list[Marked]]:
    """A text and its mentions of actions in annotated sentences."""
    try:
        root = ET.parse(file).getroot()  # noqa: S314
        tokens = list(root.iter("token"))
        text = Text(tuple(t.text or "_" for t in tokens), tuple(int(t.attrib["sentence"]) for t in tokens))
        place = {t.attrib["t_id"]: i for i, t in enumerate(tokens)}
        events = _events(root, file.stem)
        marked = []
        for mark in root.iterfind("Markables/*"):
            places = tuple(place[a.attrib["t_id"]] for a in mark.iter("token_anchor"))
            if not places or not mark.tag.startswith(_ACTIONS):
                continue
            if listed is not None and text.sentences[places[0]] not in listed.get(file.stem, ()):
                continue
            own = f"{file.stem}#{mark.attrib['m_id']}"
            event = events.get(mark.attrib["m_id"], own)
            marked.append(Marked(Mention(number, places), file.stem.partition("_")[0], event))
    except (ET.ParseError, KeyError, ValueError) as error:
        raise BadUse(f"{file} is no document of ECB+ ({error!r}); give its folder as published") from error
    return text, marked


def _events(root: ET.Element, name: str) -> dict[str, str]:
    """Mention -> the event of the key; those of one text alone are named by their text."""
    across = {
        m.attrib["m_id"]: m.attrib["instance_id"]
        for m in root.iterfind("Markables/*")
        if m.get("instance_id")
    }
    found = {}
    for relation in root.iterfind("Relations/*"):
        target = relation.find("target")
        if target is None:
            continue
        event = across.get(target.attrib["m_id"]) or f"{name}:{target.attrib['m_id']}"
        for source in relation.iter("source"):
            found[source.attrib["m_id"]] = event
    return found


def _clusters(names: Iterable[Hashable]) -> list[frozenset[int]]:
    """Numbers of what bears one name."""
    by_name: dict[Hashable, set[int]] = defaultdict(set)
    for i, name in enumerate(names):
        by_name[name].add(i)
    return [frozenset(found) for found in by_name.values()]


def _lemma(m: Marked, texts: Sequence[Text]) -> tuple[str, str]:
    return m.topic, head(texts[m.mention.text], m.mention)


def _told(
    gold: Sequence[Set[int]], ours: Sequence[Set[int]], marked: Sequence[Marked], texts: Sequence[Text]
) -> list[str]:
    """Every event of the key that fell into parts, in the words of each."""
    at = {i: number for number, event in enumerate(ours) for i in event}
    lines = []
    for event in gold:
        parts: dict[int, set[str]] = defaultdict(set)
        for i in event:
            m = marked[i].mention
            parts[at[i]].add(" ".join(texts[m.text].words[p] for p in m.places))
        if len(parts) > 1:
            name = marked[min(event)].event
            lines.append(f"{name}: {' | '.join(', '.join(sorted(words)) for words in parts.values())}")
    return lines
