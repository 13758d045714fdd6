"""Who is held responsible, by whom, in passages of our own: `python -m evals.blame [--misses]`.

Every passage of `passages.yaml` is read by the default reader; an account is right when its speaker, its
manner (blames, admits, disowns, open) and, where it blames, the party are those of the answer key. Prints
precision, recall and F1 of the passages that were looked at and of those held out, as JSON; `--misses`
lists what is wrong among the passages that may be looked at, never of those held out.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from riwaya.corroborate import accounts
from riwaya.pipeline.stages import READERS
from riwaya.records import Report
from riwaya.resolve import within

PASSAGES = Path(__file__).with_name("passages.yaml")
THE_REPORT = "the report"
SMALL = frozenset({"the", "a", "an", "of", "its", "their", "by", "s"})


@dataclass(frozen=True, slots=True)
class Account:
    """One account of a passage: whose, in which manner, and the party where it blames one."""

    by: str
    how: str
    party: str | None

    def is_(self, other: Account) -> bool:
        """Whether the other, of the answer key, is the same account."""
        return self.how == other.how and _alike(self.by, other.by) and _alike(self.party, other.party)


def _words(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", text.lower())) - SMALL


def _alike(found: str | None, wanted: str | None) -> bool:
    """Whether a phrase as found holds the wanted one, or says a part of it that is no small word."""
    if found is None or wanted is None:
        return wanted is None
    one, other = _words(found), _words(wanted)
    return bool(one) and bool(other) and (other <= one or one <= other)


def read(texts: list[str]) -> list[list[Account]]:
    """What is read of responsibility in each text."""
    made = [Report(f"r{n}", "p", "text", "0" * 64, t, "1", language="en") for n, t in enumerate(texts)]
    readings = next(iter(READERS.values()))().read(made)
    found = []
    for report, reading in zip(made, readings, strict=True):
        claims = within(report, reading)[0].claims
        found.append(
            [Account(a.speaker or THE_REPORT, a.manner.value, a.party) for a in accounts(claims, report)]
        )
    return found


def scores(found: Iterable[list[Account]], wanted: Iterable[list[Account]]) -> dict[str, float]:
    """Precision, recall and F1 over all accounts."""
    right = given = asked = 0
    for got, key in zip(found, wanted, strict=True):
        given += len(got)
        asked += len(key)
        left = list(key)
        for one in got:
            hit = next((k for k in left if one.is_(k)), None)
            if hit:
                left.remove(hit)
                right += 1
    precision, recall = right / max(1, given), right / max(1, asked)
    f1 = 2 * precision * recall / (precision + recall) if right else 0.0
    return {
        "accounts": asked,
        "precision": round(precision, 3),
        "recall": round(recall, 3),
        "f1": round(f1, 3),
    }


def key_of(passage: dict[str, Any]) -> list[Account]:
    """The answer key of a passage."""
    return [Account(a["by"], a["how"], a.get("party")) for a in passage["accounts"]]


def main() -> None:
    """Print the figures of both halves."""
    options = argparse.ArgumentParser(prog="python -m evals.blame")
    options.add_argument("--misses", action="store_true", help="list what is wrong among those looked at")
    asked = options.parse_args()
    raw = PASSAGES.read_bytes()
    passages = yaml.safe_load(raw)
    out: dict[str, Any] = {"digest": hashlib.sha256(raw).hexdigest()[:12]}
    for half, held in (("looked at", False), ("held out", True)):
        mine = [p for p in passages if bool(p.get("held")) is held]
        found, wanted = read([p["text"] for p in mine]), [key_of(p) for p in mine]
        out[half] = {"passages": len(mine), **scores(found, wanted)}
        if asked.misses and not held:
            for p, got, want in zip(mine, found, wanted, strict=True):
                if scores([got], [want])["f1"] < 1 and (got or want):
                    print(p["text"], *(f"\n  found  {a}" for a in got), *(f"\n  wanted {a}" for a in want))
    print(json.dumps(out))


if __name__ == "__main__":
    main()
