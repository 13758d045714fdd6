"""Which mentions of happenings in several texts are of one event: texts of one matter, words of one kind.

Texts are gathered into matters by their words, names weighing most. Within a matter, mentions whose heads
are forms of one word are one event; events whose heads are alike ("win", "victory") join, those told among
the same words first; one saying is another only where the sentences are alike. Words and thresholds stand in
`happenings.toml`. Nothing is learned. This is for ECB+, where mentions are
given; the ledger's own events are gathered from claims (`corroborate/events.py`).
"""

from __future__ import annotations

import math
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from riwaya.corroborate.words import stem

if TYPE_CHECKING:
    import numpy as np

Weights = Mapping[str, float]  # stem -> weight


@dataclass(frozen=True, slots=True)
class Text:
    """One text as words, with the number of the sentence of each."""

    words: tuple[str, ...]
    sentences: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Mention:
    """Words of a text that tell of a happening, by their places in it."""

    text: int
    places: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _Seen:
    """A mention with what comparing needs."""

    head: str
    sentence: Weights  # the telling words of its sentence
    around: Weights  # and those of them that stand near it


@cache
def _table() -> Mapping[str, Any]:
    return tomllib.loads((files("riwaya.score") / "happenings.toml").read_text(encoding="utf-8"))


@cache
def _stop() -> frozenset[str]:
    return frozenset(_table()["stop"])


@cache
def _forms() -> dict[str, str]:
    """Stem -> the stem of the word it is a form of."""
    found: dict[str, str] = {}
    for row in _table()["irregular"]:
        first, *rest = row.split()
        for word in (first, *rest):
            found.setdefault(stem(word), stem(first))
    return found


def base(word: str) -> str:
    """What all forms of a word share: "shot" and "shoot", "decision" and "decide"."""
    return _forms().get(stem(word), stem(word))


@cache
def _kinds() -> Mapping[str, frozenset[int]]:
    kinds: dict[str, set[int]] = defaultdict(set)
    for number, row in enumerate(_table()["alike"]):
        for word in row.split():
            kinds[base(word)].add(number)
    return {word: frozenset(numbers) for word, numbers in kinds.items()}


@cache
def _said() -> frozenset[str]:
    return frozenset(base(w) for w in _table()["said"])


def alike(a: str, b: str) -> bool:
    """Whether two heads may tell of one happening."""
    return a == b or not _kinds().get(a, frozenset()).isdisjoint(_kinds().get(b, frozenset()))


def link(texts: Sequence[Text], mentions: Sequence[Mention]) -> list[list[int]]:
    """The events that mentions tell of, each as the numbers of its mentions; every mention is in one."""
    rare = _rarity(texts)
    matter = matters(texts)
    seen = [_see(texts[m.text], m, rare) for m in mentions]
    groups: dict[tuple[int, str], list[int]] = defaultdict(list)
    for i, m in enumerate(mentions):
        groups[matter[m.text], seen[i].head].append(i)
    by_matter: dict[int, list[list[int]]] = defaultdict(list)
    for (number, head), members in sorted(groups.items()):
        parts = list(_sayings(members, seen)) if head in _said() else [members]
        by_matter[number] += parts
    return [event for number in sorted(by_matter) for event in _joined(by_matter[number], seen)]


def matters(texts: Sequence[Text]) -> list[int]:
    """The number of the matter each text is of: mean linkage of tf-idf vectors down to a least likeness."""
    import numpy as np

    like = _likeness(texts)
    size = np.ones(len(texts))
    label = list(range(len(texts)))
    np.fill_diagonal(like, -1.0)
    while len(texts) > 1:
        a, b = sorted(divmod(int(like.argmax()), len(texts)))
        if like[a, b] < _table()["same_matter"]:
            break
        mean = (like[a] * size[a] + like[b] * size[b]) / (size[a] + size[b])
        like[a], like[:, a] = mean, mean
        like[b], like[:, b] = -1.0, -1.0
        like[a, a], like[a, b], like[b, a] = -1.0, -1.0, -1.0
        like[a, like[a] < -0.5], like[like[:, a] < -0.5, a] = -1.0, -1.0
        size[a] += size[b]
        label = [a if x == b else x for x in label]
    return label


def _likeness(texts: Sequence[Text]) -> np.ndarray:
    import numpy as np

    rare, name = _rarity(texts), float(_table()["name"])
    place = {
        w: i for i, w in enumerate(sorted(w for w, r in rare.items() if len(w) > 2 and r < _once(texts)))
    }
    rows = np.zeros((len(texts), len(place)), dtype=np.float32)
    for i, text in enumerate(texts):
        count = Counter[str]()
        for word in text.words:
            count[stem(word)] += name if word[0].isupper() else 1.0  # type: ignore[assignment]
        for word, n in count.items():
            if word in place:
                rows[i, place[word]] = math.log1p(n) * rare[word]
    rows /= np.linalg.norm(rows, axis=1, keepdims=True) + 1e-9
    return np.asarray(rows @ rows.T)


def _once(texts: Sequence[Text]) -> float:
    """The rarity of a word that stands in one text only."""
    return math.log(len(texts))


def _rarity(texts: Sequence[Text]) -> Weights:
    """Inverse document frequency by stem."""
    count = Counter(s for t in texts for s in {stem(w) for w in t.words if w[:1].isalnum()})
    return {s: math.log(len(texts) / n) for s, n in count.items()}


def head(text: Text, mention: Mention) -> str:
    """The base of the word that a mention turns on."""
    own = [i for i in mention.places if text.words[i].lower() not in _stop()] or list(mention.places)
    verb = text.words[own[0]].lower().endswith(("ed", "ing"))  # "checked into rehab", but "car crash"
    return base(text.words[own[0] if verb else own[-1]])


def _see(text: Text, mention: Mention, rare: Weights) -> _Seen:
    number = text.sentences[mention.places[0]]
    others = {
        i: stem(w)
        for i, (w, s) in enumerate(zip(text.words, text.sentences, strict=True))
        if s == number and i not in mention.places and w.lower() not in _stop() and w[:1].isalnum()
    }
    reach = _table()["around"]
    low, high = min(mention.places) - reach, max(mention.places) + reach
    return _Seen(
        head=head(text, mention),
        sentence={s: rare.get(s, 0.0) for s in others.values()},
        around={s: rare.get(s, 0.0) for i, s in others.items() if low <= i <= high},
    )


def _sayings(members: Sequence[int], seen: Sequence[_Seen]) -> Iterator[list[int]]:
    """Mentions of saying, parted by what their sentences hold."""
    least = _table()["same_saying"]
    parts: list[list[int]] = []
    for i in members:
        near = [p for p in parts if any(_shared(seen[i].sentence, seen[j].sentence) >= least for j in p)]
        parts = [p for p in parts if p not in near] + [[*(j for p in near for j in p), i]]
    yield from parts


def _shared(a: Weights, b: Weights) -> float:
    """The weight of what two sentences share in that of all they hold."""
    both = sum(a[w] for w in a.keys() & b.keys())
    whole = sum(a.values()) + sum(b.values()) - both
    return both / whole if whole else 0.0


def _joined(events: list[list[int]], seen: Sequence[_Seen]) -> list[list[int]]:
    """Events of one matter, those with alike heads joined, the ones told among the same words first."""
    heads = [{seen[i].head for i in event} for event in events]
    words = [_summed(event, seen) for event in events]
    while True:
        pairs = [
            (_cosine(words[a], words[b]), -a, -b)
            for b in range(len(events))
            for a in range(b)
            if _may_join(heads[a], heads[b])
        ]
        best = max(pairs, default=(-1.0, 0, 0))
        if best[0] < 0.0:
            return events
        a, b = -best[1], -best[2]
        events[a] = events[a] + events[b]
        heads[a] |= heads[b]
        words[a] = words[a] + words[b]
        del events[b], heads[b], words[b]


def _may_join(a: set[str], b: set[str]) -> bool:
    return (a | b).isdisjoint(_said()) and all(alike(x, y) for x in a for y in b)


def _summed(event: Sequence[int], seen: Sequence[_Seen]) -> Counter[str]:
    total = Counter[str]()
    for i in event:
        for word, weight in seen[i].around.items():
            total[word] += weight  # type: ignore[assignment]
    return total


def _cosine(a: Weights, b: Weights) -> float:
    both = sum(a[w] * b[w] for w in a.keys() & b.keys())
    size = math.hypot(*a.values()) * math.hypot(*b.values())
    return both / size if size else 0.0
