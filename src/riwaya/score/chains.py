"""Hearsay: pairs of attributions one inside the other, against the nested ones of GUM's discourse trees.

PATH is a folder with `PART/*.conllu` and `PART-rst/*.rs4` (or the folder of one part, its trees beside it).
A wanted pair is an `attribution-positive` or `-negative` clause (outer) and another one (inner) in what it
attributes, with no third between them. A given pair is two links next to each other in the chain of a claim,
counted once however many claims share it. A given pair is right where its outer cue shares a character with
the outer clause's cue and its inner cue with the inner one's; each pair is matched at most once. The cue of a
clause is its predicate by the treebank with its particles, or "according to"; a clause without a predicate is
its own cue, and counted. Documents whose tree has another number of words than their treebank, and those
without a tree, cannot be aligned and are counted; so are links without a cue, which make no pair.
"""

from __future__ import annotations

import time
from collections import Counter
from pathlib import Path
from typing import Any

from riwaya.pipeline.stages import READERS
from riwaya.records import Reading, Report, Words
from riwaya.score.discourse import Said, Tree, said, treebank
from riwaya.score.tasks import digest, found_files

Chars = frozenset[int]
Pair = tuple[Words, Words]


def score(path: Path, *, errors: bool = False) -> dict[str, Any]:
    """F1, precision and recall over pairs; `errors` adds every pair that was missed or is too much."""
    reader = next(iter(READERS.values()))()
    begin = time.perf_counter()
    counts: Counter[str] = Counter()
    wrong: list[dict[str, str]] = []
    files = found_files(path, "*.conllu")
    trees: list[Path] = []
    for file in files:
        tree_file = file.parent.with_name(f"{file.parent.name}-rst") / f"{file.stem}.rs4"
        if not tree_file.is_file():
            counts["without_tree"] += 1
            continue
        trees.append(tree_file)
        text, words = treebank(file.read_text("utf-8"))
        tree = Tree(tree_file)
        if tree.size != len(words):
            counts["unaligned"] += 1
            continue
        (reading,) = reader.read([_report(text)])
        found = {key: said(tree, key, words) for key in tree.clauses}
        wanted = [(found[a], found[b]) for a, b in sorted(tree.pairs())]
        given = given_pairs(reading, counts)
        matched = match(wanted, given)
        counts.update(wanted=len(wanted), given=len(given), right=len(matched))
        counts["whole_clauses"] += sum(one.whole for pair in wanted for one in pair)
        wrong += _misses(file.stem, text, wanted, given, matched) if errors else []
    right = counts["right"]
    result = {
        "task": "chains",
        "f1": _ratio(2 * right, counts["wanted"] + counts["given"]),
        "precision": _ratio(right, counts["given"]),
        "recall": _ratio(right, counts["wanted"]),
        "pairs": counts["wanted"],
        "given": counts["given"],
        "whole_clauses": counts["whole_clauses"],
        "without_cue": counts["without_cue"],
        "documents": len(files),
        "unaligned": counts["unaligned"],
        "without_tree": counts["without_tree"],
        "data": digest([*files, *trees]),
        "reader": reader.name,
        "seconds": round(time.perf_counter() - begin, 3),
    }
    return {**result, "errors": wrong} if errors else result


def given_pairs(reading: Reading, counts: Counter[str]) -> list[Pair]:
    """Cues of neighbouring links, each pair once; those that lack a cue are counted."""
    found: set[Pair] = set()
    lacking: set[tuple[object, ...]] = set()
    for claim in reading.claims:
        for outer, inner in zip(claim.chain, claim.chain[1:], strict=False):
            if outer.cue and inner.cue:
                found.add((outer.cue, inner.cue))
            else:
                lacking.add((outer.cue, inner.cue, outer.source.words, inner.source.words))
    counts["without_cue"] += len(lacking)
    return sorted(found, key=lambda p: (p[0].start, p[1].start))


def match(wanted: list[tuple[Said, Said]], given: list[Pair]) -> dict[int, int]:
    """Given pairs by the wanted ones they are right for, as many as can be (augmenting paths)."""
    fits = [
        [g for g, pair in enumerate(given) if all(_meets(w.cue, c) for w, c in zip(one, pair, strict=True))]
        for one in wanted
    ]
    taken: dict[int, int] = {}

    def place(w: int, seen: set[int]) -> bool:
        for g in fits[w]:
            if g not in seen:
                seen.add(g)
                if g not in taken or place(taken[g], seen):
                    taken[g] = w
                    return True
        return False

    for w in range(len(wanted)):
        place(w, set())
    return {w: g for g, w in taken.items()}


def _meets(chars: Chars, cue: Words) -> bool:
    return not chars.isdisjoint(range(cue.start, cue.end))


def _misses(
    name: str, text: str, wanted: list[tuple[Said, Said]], given: list[Pair], matched: dict[int, int]
) -> list[dict[str, str]]:
    """Pairs of either side that found no partner, by their cues."""
    lost = [
        {"file": name, "wanted": " > ".join(text[min(s.cue) : max(s.cue) + 1] for s in pair), "got": ""}
        for w, pair in enumerate(wanted)
        if w not in matched
    ]
    hits = set(matched.values())
    extra = [
        {"file": name, "wanted": "", "got": " > ".join(cue.text for cue in pair)}
        for g, pair in enumerate(given)
        if g not in hits
    ]
    return lost + extra


def _ratio(part: int, whole: int) -> float:
    return round(part / whole, 4) if whole else 0.0


def _report(text: str) -> Report:
    return Report(id="r0", source="", kind="text", sha256="0" * 64, text=text, normal="1", language="en")
