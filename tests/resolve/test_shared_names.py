"""A floor under the comparison of pairs of names, on the shared benchmark."""

from __future__ import annotations

import csv

from riwaya.records import Kind
from riwaya.resolve.compare import compare
from tests.shared_data import SHARED, needs_shared

FLOOR = 0.83  # F1 on the shared half of name_bench
ALIKE = 0.7


@needs_shared
def test_pairs_of_the_name_benchmark() -> None:
    hit = wrong = missed = 0
    with (SHARED / "data" / "names" / "name_bench.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            kind = Kind.PERSON if row["schema"] == "Person" else Kind.ORGANIZATION
            verdict = compare(row["name1"], row["name2"], kind).score >= ALIKE
            truth = row["is_match"] == "true"
            hit += verdict and truth
            wrong += verdict and not truth
            missed += truth and not verdict
    assert 2 * hit / (2 * hit + wrong + missed) >= FLOOR
