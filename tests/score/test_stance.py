from __future__ import annotations

import json
from pathlib import Path

import pytest

from riwaya.errors import BadUse
from riwaya.extract.factuality import contexts_of
from riwaya.extract.tokens import tokens
from riwaya.records import Span
from riwaya.score.stance import pearson, printed, score


def contexts(text: str, word: str) -> set[str]:
    words = tokens(text, Span(0, len(text)))
    return contexts_of(words, list(words.low).index(word))


@pytest.mark.parametrize(
    ("text", "word", "context"),
    [
        ("The baker did not open the shop.", "open", "negated"),
        ("The baker may open the shop.", "open", "modal"),
        ("The baker will open the shop.", "open", "future"),
        ("The baker hoped to open the shop.", "open", "infinitive"),
        ("The baker managed to open the shop.", "open", "implied"),
        ("If the baker opened the shop, nobody came.", "opened", "condition"),
        ("Open the shop.", "open", "imperative"),
        ("The baker opened the shop.", "opened", "past"),
    ],
)
def test_contexts(text: str, word: str, context: str) -> None:
    assert context in contexts(text, word)


def test_contractions_close_up_and_places_stay() -> None:
    text, places = printed("They do n't sell bread .")
    assert text == "They don't sell bread."
    assert [p.of(text) for p in places] == ["They", "do", "n't", "sell", "bread", "."]


def test_correlation_by_hand() -> None:
    assert pearson([1, 2, 3], [2, 4, 6]) == 1.0
    assert pearson([1, 2, 3], [1, 3, 2]) == 0.5
    assert pearson([1, 2], [5, 5]) == 0.0


def test_error_is_the_mean_distance(tmp_path: Path) -> None:
    rows = [("The baker opened the shop .", 2, 3.0), ("The baker will open the shop .", 3, -1.8)]
    lines = [json.dumps({"text": t, "targets": [{"span1": [i, i + 1], "label": x}]}) for t, i, x in rows]
    (tmp_path / "dev.jsonl").write_text("\n".join(lines) + "\n", "utf-8")
    result = score(tmp_path)
    assert result["predicates"] == 2 and result["unaligned"] == 0
    assert result["mae"] == pytest.approx(0.4)  # 2.2 for 3, and -1.8 for -1.8
    assert result["pearson"] == 1.0


def test_another_format_is_bad_use(tmp_path: Path) -> None:
    (tmp_path / "x.jsonl").write_text('{"text": "a"}\n', "utf-8")
    with pytest.raises(BadUse, match="is no UDS-IH2 row"):
        score(tmp_path)
