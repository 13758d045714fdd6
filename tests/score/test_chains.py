from __future__ import annotations

from pathlib import Path

import pytest

from riwaya.errors import BadUse
from riwaya.score.chains import match, score
from riwaya.score.discourse import Said, Tree

WORDS = [
    ("The", "DET", 2, "det"), ("mayor", "NOUN", 3, "nsubj"), ("said", "VERB", 0, "root"),
    ("a", "DET", 5, "det"), ("widow", "NOUN", 6, "nsubj"), ("claimed", "VERB", 3, "ccomp"),
    ("the", "DET", 8, "det"), ("well", "NOUN", 10, "nsubj"), ("was", "AUX", 10, "cop"),
    ("dry", "ADJ", 6, "ccomp"), (".", "PUNCT", 3, "punct"),
]  # fmt: skip
TREE = """<rst><body>
<segment id="1" parent="4" relname="attribution-positive">The mayor said</segment>
<segment id="2" parent="3" relname="attribution-positive">a widow claimed</segment>
<segment id="3" parent="4" relname="span">the well was dry .</segment>
<group id="4" type="span" parent="5" relname="span"/><group id="5" type="span"/>
</body></rst>"""


@pytest.fixture
def data(tmp_path: Path) -> Path:
    (tmp_path / "dev").mkdir()
    (tmp_path / "dev-rst").mkdir()
    rows = [
        f"{i}\t{w}\t_\t{u}\t_\t_\t{h}\t{r}\t_\t{'SpaceAfter=No' if w == 'dry' else '_'}"
        for i, (w, u, h, r) in enumerate(WORDS, 1)
    ]
    (tmp_path / "dev" / "town.conllu").write_text("# sent_id = 1\n" + "\n".join(rows) + "\n\n", "utf-8")
    (tmp_path / "dev-rst" / "town.rs4").write_text(TREE, "utf-8")
    return tmp_path


def test_a_claim_within_a_saying_is_a_pair(data: Path) -> None:
    result = score(data, errors=True)
    assert (result["f1"], result["pairs"], result["given"]) == (1.0, 1, 1), result["errors"]
    assert (result["documents"], result["unaligned"], result["whole_clauses"]) == (1, 0, 0)


def test_clauses_on_one_nucleus_nest_by_distance(data: Path) -> None:
    file = data / "dev-rst" / "town.rs4"
    file.write_text(TREE.replace('id="1" parent="4"', 'id="1" parent="3"'), "utf-8")
    assert Tree(file).pairs() == {("1", "2")}


def test_documents_that_cannot_be_laid_over_each_other_are_counted(data: Path) -> None:
    file = data / "dev-rst" / "town.rs4"
    file.write_text(TREE.replace("was dry", "was very dry"), "utf-8")
    assert score(data)["unaligned"] == 1
    file.unlink()
    assert score(data)["without_tree"] == 1


def test_nothing_given_is_nothing_right() -> None:
    assert match([(Said("1", frozenset([3]), False), Said("2", frozenset([9]), False))], []) == {}


def test_a_broken_tree_is_bad_use(data: Path) -> None:
    (data / "dev-rst" / "town.rs4").write_text("<rst>", "utf-8")
    with pytest.raises(BadUse, match="not well-formed"):
        score(data)
