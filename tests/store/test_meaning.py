from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from sqlalchemy import delete, select

from riwaya.corroborate.meaning import sentence_vector
from riwaya.store import meaning, open_ledger
from riwaya.store import schema as db
from riwaya.store.migrations import _meaning
from riwaya.store.sql import SqlLedger
from tests.store import cases
from tests.store.older import before as as_it_was_before

TEXTS = (
    "A bomb exploded beside the market and killed twelve people.",
    "The school was closed because the teacher had not been paid.",
    "Lorries with flour crossed the border in the morning.",
    "قال العقيد إن الجسر مغلق.",
)


def opened(folder: Path) -> SqlLedger:
    made = open_ledger(str(folder / "town.riwaya"), create=True)
    assert isinstance(made, SqlLedger)
    return made


@pytest.mark.parametrize(
    ("question", "answer"),
    [("vehicles carrying wheat across the frontier", 2), ("casualties of an explosion", 0)],
)
def test_a_passage_is_found_without_any_of_its_words(tmp_path: Path, question: str, answer: int) -> None:
    ledger = opened(tmp_path)
    for text in TEXTS:
        ledger.put_report(cases.document(text), cases.reading(text), [])
    assert list(ledger.search(question, meaning=False)) == []
    best = next(iter(ledger.search(question)))
    assert best.report == cases.report(TEXTS[answer]).id
    assert best.how == ("meaning",)
    ledger.close()


def test_a_text_without_known_words_has_no_vector() -> None:
    assert sentence_vector(TEXTS[3]) is None
    assert sentence_vector("") is None
    known = sentence_vector(TEXTS[0])
    assert known is not None and np.isclose(np.linalg.norm(known), 1)


def test_the_few_that_are_measured_are_the_nearest(tmp_path: Path) -> None:
    """Among very many passages, signs leave in nearly all of those that the vectors themselves put first."""
    ledger = opened(tmp_path)
    rng = np.random.RandomState(3)
    words = (
        "bomb market school teacher border lorry flour water bridge soldier crowd prison storm boat".split()
    )
    texts = [" ".join(rng.choice(words, 5)) for _ in range(4000)]
    with ledger._writing() as connection:
        for at in range(0, len(texts), 1500):  # blocks are begun by one call and gone on with by the next
            meaning.put(connection, list(enumerate(texts[at : at + 1500], at + 1)))
    asked = sentence_vector("a crowd at the bridge")
    vectors = np.stack([v for t in texts if (v := sentence_vector(t)) is not None])
    exact = {int(n) + 1 for n in np.argsort(-(vectors @ asked))[:50]}
    with ledger._reading() as connection:
        found = {n for n, _ in meaning.nearest(connection, meaning.Signs(), "a crowd at the bridge", 100)}
    assert len(exact & found) >= 45
    ledger.close()


def test_a_ledger_made_without_vectors_gets_them_when_it_is_opened(tmp_path: Path) -> None:
    ledger = opened(tmp_path)
    for text in TEXTS:
        ledger.put_report(cases.document(text), cases.reading(text), [])
    with ledger._writing() as connection:
        before = connection.execute(select(db.meaning).order_by(db.meaning.c.id)).all()
        signs = connection.execute(select(db.signs)).all()
    ledger.close()
    as_it_was_before(tmp_path / "town.riwaya", _meaning)
    again = opened(tmp_path)
    with again._reading() as connection:
        assert connection.execute(select(db.meaning).order_by(db.meaning.c.id)).all() == before
        assert connection.execute(select(db.signs)).all() == signs
    with again._writing() as connection:
        connection.execute(delete(db.meaning))
    assert list(again.search("market bomb", meaning=False))
    again.close()


@pytest.mark.parametrize("many", [0, 5, 700, 40_000])
@pytest.mark.parametrize("apart", [8, 2**63])
def test_as_many_passages_are_measured_as_counting_all_of_them_gives(many: int, apart: int) -> None:
    chance = np.random.default_rng(2)
    words = chance.integers(0, apart, size=(2, many), dtype=np.uint64)
    found = meaning._apart(words, chance.integers(0, apart, size=2, dtype=np.uint64))
    within = np.cumsum(np.bincount(found, minlength=129))
    reach = int(np.searchsorted(within, meaning._MEASURED))
    assert np.count_nonzero(found <= meaning._reach(found)) == np.count_nonzero(found <= reach)
