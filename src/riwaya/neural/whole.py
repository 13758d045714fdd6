"""Names and phrases from the network's tags: whole words, one name alike through a text, edges tidied.

The network tags pieces of words, each place by itself. A reader knows more: a word is in a name or it is not;
what is surely a name on one line is one on the next; no name ends with "of".
"""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np
from numpy.typing import NDArray

from riwaya.lexicon import countries, places
from riwaya.lexicon.known import spelling
from riwaya.neural.decode import NEVER, log_softmax, spans_of, viterbi
from riwaya.neural.labels import KINDS, bio_transitions
from riwaya.neural.pieces import COMMON, LISTED, Pieces

Floats = NDArray[np.float32]
Stretch = tuple[int, int, int]  # first and last word (half-open), kind
SURE = 0.98  # what is outside with this much probability is not looked at again
PERSON, PLACE = KINDS.index("PER"), KINDS.index("LOC")


@cache
def table() -> dict[str, Any]:
    """The numbers and words of `whole.toml`."""
    raw = tomllib.loads(files(__package__).joinpath("whole.toml").read_text("utf-8"))
    return {
        **raw,
        **{name: frozenset(raw[name]) for name in ("articles", "loose")},
        "states": raw["states"].split(),
    }


def whole(scores: Floats, pieces: Pieces, kinds: int, *, names: bool) -> list[tuple[int, int, int, float]]:
    """Stretches (start, stop, kind, probability) of pieces, from the scores of a head [pieces, 1 + 2 kinds].

    The probability is that of the kind for which most speaks at this place; the kind, that of all places.
    `names` says that the kinds are those of names, which have habits of their own.
    """
    if not len(pieces):
        return []
    by_piece = log_softmax(scores)
    logs = by_word(by_piece, pieces, kinds)
    words = [word.lower() for word in pieces.words]
    logs[_listed(pieces), 0] -= table()["known"]
    found = best(logs, kinds)
    lifted = _again(words, found, logs, pieces)
    if lifted.any():
        logs[:, 0] -= lifted
        found = best(logs, kinds)
    found = list(tidied(words, found, articles=not names))
    if names:
        found = list(_apart(_together(words, found), words))
    ends = np.r_[pieces.firsts[1:], len(pieces)]
    return [
        (start, stop, kind, max(sure_of(by_piece, start, stop, one) for one in range(kinds)))
        for a, b, kind in alike(words, found, logs, kinds)
        for start, stop in [(int(pieces.firsts[a]), int(ends[b - 1]))]
    ]


def by_word(logs: Floats, pieces: Pieces, kinds: int) -> Floats:
    """Log-probabilities [words, 1 + 2 kinds] of whole words: what goes on in a word goes on in its name."""
    begins, inside = np.arange(kinds) * 2 + 1, logs.copy()
    inside[:, begins] = logs[:, begins + 1]
    rest: Floats = np.add.reduceat(inside, pieces.firsts, axis=0) - inside[pieces.firsts]
    return log_softmax(logs[pieces.firsts] + rest)


def best(logs: Floats, kinds: int) -> list[Stretch]:
    """The best valid tags as stretches; only runs that may not be outside are searched, all at once."""
    doubtful = np.r_[False, logs[:, 0] < np.log(SURE), False]
    edges = np.flatnonzero(doubtful[1:] != doubtful[:-1])
    begins, ends = edges[::2], edges[1::2]
    if not len(begins):
        return []
    lengths = (ends - begins).astype(np.int64)
    steps = np.minimum(begins[:, None] + np.arange(lengths.max()), len(logs) - 1)
    may = np.asarray(bio_transitions(kinds))
    follow, first = (np.where(rule, np.float32(0), NEVER) for rule in (may, may[0]))
    paths = viterbi(logs[steps], lengths, follow, first)
    return [
        (begin + a, begin + b, kind)
        for begin, path in zip(begins.tolist(), paths, strict=True)
        for a, b, kind in spans_of(path)
    ]


def tidied(words: Sequence[str], found: Iterable[Stretch], *, articles: bool) -> Iterator[Stretch]:
    """The stretches without loose words at their ends; with `articles` a lone one goes to what follows it."""
    article: Stretch | None = None
    for start, stop, kind in found:
        while stop > start and (words[stop - 1] in table()["loose"] or _ends_in_article(words, start, stop)):
            stop -= 1
        while start < stop and words[start] in table()["loose"]:
            start += 1
        if stop == start + 1 and words[start] in table()["articles"]:
            article = (start, stop, kind) if articles else None
        elif stop > start:
            yield (article[0] if article and article[1] == start else start), stop, kind


def _ends_in_article(words: Sequence[str], start: int, stop: int) -> bool:
    return stop > start + 1 and words[stop - 1] in table()["articles"]


def alike(words: Sequence[str], found: Sequence[Stretch], logs: Floats, kinds: int) -> Iterator[Stretch]:
    """The stretches with one kind for one name, that for which most speaks in all its places."""
    totals: dict[tuple[str, ...], Floats] = defaultdict(lambda: np.zeros(kinds, dtype=np.float32))
    for start, stop, _ in found:
        points = np.maximum(logs[start:stop, 1::2], logs[start:stop, 2::2]).sum(0)
        totals[tuple(words[start:stop])] += np.maximum(log_softmax(points), -table()["swayed"])
    for start, stop, _ in found:
        yield start, stop, int(totals[tuple(words[start:stop])].argmax())


def _listed(pieces: Pieces) -> NDArray[np.bool_]:
    """Which words are capitalised and stand in a list of names, in none of common words."""
    cases, known = pieces.cases[pieces.firsts], pieces.known[pieces.firsts]
    held: NDArray[np.bool_] = np.isin(cases, (2, 3, 5)) & ((known & LISTED) > 0) & ((known & COMMON) == 0)
    return held


def _again(words: Sequence[str], found: Iterable[Stretch], logs: Floats, pieces: Pieces) -> Floats:
    """How much less likely each word is to be outside, for what the text surely names elsewhere."""
    by_first: dict[str, set[tuple[str, ...]]] = defaultdict(set)
    for start, stop, kind in found:
        points = _points(logs, start, stop, kind)
        long = sum(map(len, words[start:stop])) >= table()["letters"]
        if long and points >= (stop - start) * np.log(table()["sure"]):
            by_first[words[start]].add(tuple(words[start:stop]))
    lifted = np.zeros(len(words), dtype=np.float32)
    common = (pieces.known[pieces.firsts] & COMMON) > 0
    for at, word in enumerate(words):
        for name in by_first.get(word, ()):
            written = pieces.words[at][:1].isupper() or not common[at]
            if written and tuple(words[at : at + len(name)]) == name:
                lifted[at : at + len(name)] = table()["again"]
    return lifted


def _together(words: Sequence[str], found: Iterable[Stretch]) -> list[Stretch]:
    """Persons as address books write them are one name: "Surname, Given" between marks."""
    before, after = table()["quoted"]
    out: list[Stretch] = []
    for start, stop, kind in found:
        last = out[-1] if out else (0, 0, -1)
        comma = last[1] + 1 == start and words[start - 1] == "," and kind == last[2] == PERSON
        if comma and last[0] and words[last[0] - 1] in before and stop < len(words) and words[stop] in after:
            out[-1] = (last[0], stop, kind)
        else:
            out.append((start, stop, kind))
    return out


def _apart(found: Iterable[Stretch], words: Sequence[str]) -> Iterator[Stretch]:
    """Names that run together come apart: a town and its country, a signature and the name below it."""
    for start, stop, kind in found:
        cuts = range(start + 1, stop)
        if kind == PERSON:
            cut = next((at for at in cuts if words[at] == words[at - 1] and words[at].isalpha()), None)
        elif kind == PLACE:
            cut = next((at for at in cuts if _holder(words[at:stop]) and _town(words[start:at])), None)
        else:
            cut = None
        if cut is None:
            yield start, stop, kind
        else:
            yield start, cut - (words[cut - 1] == ","), kind
            yield cut, stop, kind


def _holder(words: Sequence[str]) -> bool:
    """Whether some words name a country or a state."""
    return " ".join(words) in table()["states"] or spelling(" ".join(words)) in countries()


def _town(words: Sequence[str]) -> bool:
    """Whether some words name a known place, a comma after them aside."""
    return spelling(" ".join(words).rstrip(", ")) in places()


def sure_of(logs: Floats, start: int, stop: int, kind: int) -> float:
    """The geometric mean of the probabilities of a stretch's tags."""
    return round(float(np.exp(_points(logs, start, stop, kind) / (stop - start))), 4)


def _points(logs: Floats, start: int, stop: int, kind: int) -> float:
    """The log-probability of a kind over a stretch; a word may begin it or go on."""
    return float(logs[start:stop, 1 + 2 * kind : 3 + 2 * kind].max(1).sum())
