from pathlib import Path

from tests.shared_data import SHARED, needs_shared
from training.corpora.mix import training_mix
from training.measure import figures


@needs_shared
def test_the_recipe_runs_with_and_without_the_unlicensed_corpus() -> None:
    data: Path = SHARED / "data"
    licensed, all_corpora = (training_mix(data, only, leg=2) for only in (True, False))
    assert not licensed.several
    assert len(all_corpora.several) == 840
    assert licensed.always == all_corpora.always
    assert {d.name for d in licensed.epoch(0)} != {d.name for d in licensed.epoch(1)}


def test_measuring_needs_no_torch() -> None:
    assert callable(figures)
