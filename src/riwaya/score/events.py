"""Who attacked whom with what: MUC-4 as JSON lines of `docid`, `doctext` and `extracts`, entity by entity.

CEAF-REE as Du, Rush and Cardie (2021, "GRIT") publish and compute it: within a document and role, predicted
and gold entities are aligned one to one so that the sum of phi is largest; phi is 1 where every given mention
is among the gold entity's mentions, else 0. Precision and recall sum over documents and over the five roles.
Mentions are compared in small letters without punctuation, articles and double blanks, as theirs are.
Every predicted entity has one mention. The method is `extract/attacks.py`; no document is left out.
"""

from __future__ import annotations

import json
import re
import string
import time
from collections import Counter
from pathlib import Path
from typing import Any

from riwaya.errors import BadUse
from riwaya.extract.attacks import ROLES, VERSION, attacks
from riwaya.score.tasks import digest, found_files

Entity = frozenset[str]


def score(path: Path, *, errors: bool = False) -> dict[str, Any]:
    """CEAF-REE over all roles and by role; `errors` adds what differs, by document."""
    begin = time.perf_counter()
    files = [path] if path.is_file() else found_files(path, "*.json")
    counts: Counter[tuple[str, str]] = Counter()
    wrong: list[dict[str, Any]] = []
    documents = 0
    for file in files:
        for number, line in enumerate(file.read_text("utf-8").splitlines(), 1):
            name, text, gold = _document(line, f"{file}:{number}")
            documents += 1
            ours = attacks(text)
            for role in ROLES:
                given = [frozenset([m]) for m in dict.fromkeys(normal(m) for m in ours[role]) if m]
                right = aligned(gold[role], given)
                counts[role, "right"] += right
                counts[role, "wanted"] += len(gold[role])
                counts[role, "given"] += len(given)
                if errors and not right == len(gold[role]) == len(given):
                    sides = {"wanted": [sorted(e) for e in gold[role]], "got": [sorted(e) for e in given]}
                    wrong.append({"document": name, "role": role, **sides})
    total = _figures(*(sum(counts[role, k] for role in ROLES) for k in ("right", "given", "wanted")))
    result = {
        "task": "events",
        "ceaf_ree_f1": total["f1"],
        "precision": total["precision"],
        "recall": total["recall"],
        "by_role": {r: _figures(counts[r, "right"], counts[r, "given"], counts[r, "wanted"]) for r in ROLES},
        "documents": documents,
        "data": digest(files),
        "reader": VERSION,
        "seconds": round(time.perf_counter() - begin, 3),
    }
    return {**result, "errors": wrong} if errors else result


def _document(line: str, place: str) -> tuple[str, str, dict[str, list[Entity]]]:
    """Name, text and gold entities of each role."""
    try:
        row = json.loads(line)
        gold = {
            role: [frozenset(normal(m[0]) for m in entity) for entity in row["extracts"][role] if entity]
            for role in ROLES
        }
        return row["docid"], row["doctext"], gold
    except (ValueError, KeyError, IndexError, TypeError) as error:
        raise BadUse(f"{place} is no MUC-4 row ({error!r}); give the file with docid and extracts") from error


def normal(mention: str) -> str:
    """A mention as it is compared: small letters, no punctuation, no articles, single blanks."""
    plain = "".join(c for c in mention.lower() if c not in string.punctuation)
    return " ".join(re.sub(r"\b(?:a|an|the)\b", " ", plain).split())


def aligned(gold: list[Entity], given: list[Entity]) -> int:
    """The largest number of given entities that can each have a gold entity of its own that holds it."""
    taken: dict[int, int] = {}

    def place(g: int, seen: set[int]) -> bool:
        for w, entity in enumerate(gold):
            if w not in seen and given[g] <= entity:
                seen.add(w)
                if w not in taken or place(taken[w], seen):
                    taken[w] = g
                    return True
        return False

    return sum(place(g, set()) for g in range(len(given)))


def _figures(right: int, given: int, wanted: int) -> dict[str, float]:
    return {
        "f1": round(2 * right / (given + wanted), 4) if given + wanted else 0.0,
        "precision": round(right / given, 4) if given else 0.0,
        "recall": round(right / wanted, 4) if wanted else 0.0,
    }
