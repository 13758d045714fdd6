"""ECB+ read as published, and mentions of happenings linked across texts."""

from __future__ import annotations

from pathlib import Path

import pytest

from riwaya.errors import BadUse
from riwaya.score.linked import Mention, Text, alike, base, link, matters
from riwaya.score.links import LISTED, score

MILL = "A fire broke out in the mill of Orsa on Monday ; the Orsa blaze burned all night .".split()
MILL_TOO = "Firemen of Orsa fought the fire in the mill of Orsa until Tuesday morning .".split()
FERRY = "The ferry Brindle sank off Tarn in a storm , and eight sailors of Tarn drowned .".split()
FERRY_TOO = "The sinking of the Brindle off Tarn is being investigated , the port of Tarn said .".split()


def document(name: str, words: list[str], mentions: dict[int, tuple[str, int, str | None]]) -> str:
    """A document of ECB+: mention id -> tag, place of its word, event across texts."""
    tokens = "".join(
        f'<token t_id="{i}" sentence="1" number="{i}">{w}</token>' for i, w in enumerate(words, 1)
    )
    marks = "".join(
        f'<{tag} m_id="{m}"><token_anchor t_id="{place + 1}"/></{tag}>'
        for m, (tag, place, _) in mentions.items()
    )
    named = [(m, event) for m, (_, _, event) in mentions.items() if event]
    marks += "".join(f'<{"ACT"} m_id="9{m}" instance_id="{event}"/>' for m, event in named)
    relations = "".join(
        f'<CROSS_DOC_COREF r_id="{m}"><source m_id="{m}"/><target m_id="9{m}"/></CROSS_DOC_COREF>'
        for m, _ in named
    )
    return (
        f'<Document doc_name="{name}">{tokens}<Markables>{marks}</Markables>'
        f"<Relations>{relations}</Relations></Document>"
    )


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    folder = tmp_path / "1"
    folder.mkdir()
    act = "ACTION_OCCURRENCE"
    documents: dict[str, tuple[list[str], dict[int, tuple[str, int, str | None]]]] = {
        "1_1ecb": (MILL, {1: (act, 1, "A1"), 2: (act, 14, "A1"), 3: ("HUMAN_PART_PER", 6, None)}),
        "1_2ecb": (MILL_TOO, {1: (act, 5, "A1")}),
        "1_1ecbplus": (FERRY, {1: (act, 3, "A2"), 2: (act, 15, None)}),
        "1_2ecbplus": (FERRY_TOO, {1: (act, 1, "A2"), 2: ("ACTION_REPORTING", 15, None)}),
    }
    for name, (words, mentions) in documents.items():
        (folder / f"{name}.xml").write_text(document(name, words, mentions), encoding="utf-8")
    rows = "".join(f"1,{name.partition('_')[2]},1\n" for name in documents)
    (tmp_path / LISTED).write_text(f"Topic,File,Sentence Number\n{rows}", encoding="utf-8")
    return tmp_path


def test_alike_words_in_texts_of_one_matter_are_one_event(corpus: Path) -> None:
    result = score(corpus, errors=True)
    assert (result["texts"], result["mentions"], result["events"]) == (4, 7, 4)
    assert result["conll_f1"] == result["b3_f1"] == 1.0
    assert result["errors"] == []
    assert result["lemma"]["conll_f1"] < 1.0  # "fire" and "blaze" are two words


def test_the_list_in_a_folder_above_counts_and_says_which_sentences_were_annotated(corpus: Path) -> None:
    assert score(corpus / "1")["mentions"] == 7
    (corpus / LISTED).write_text("Topic,File,Sentence Number\n1,1ecb,1\n", encoding="utf-8")
    assert score(corpus)["mentions"] == 2


def test_a_missed_link_is_told_with_the_words_of_both_sides(corpus: Path) -> None:
    file = corpus / "1" / "1_2ecb.xml"
    file.write_text(file.read_text(encoding="utf-8").replace(">fire<", ">calamity<"), encoding="utf-8")
    (line,) = score(corpus, errors=True)["errors"]
    assert line == "A1: blaze, fire | calamity"


def test_what_is_not_ecb_is_refused_with_the_way_out(tmp_path: Path) -> None:
    (tmp_path / "x.xml").write_text("<Document><token/></Document>", encoding="utf-8")
    with pytest.raises(BadUse, match="give its folder as published"):
        score(tmp_path)


def test_the_order_of_texts_changes_nothing() -> None:
    texts = [Text(tuple(w), (1,) * len(w)) for w in (MILL, MILL_TOO, FERRY, FERRY_TOO)]
    mentions = [Mention(0, (1,)), Mention(0, (14,)), Mention(1, (5,)), Mention(2, (3,)), Mention(3, (1,))]
    events = {frozenset((mentions[i].text, mentions[i].places) for i in e) for e in link(texts, mentions)}
    turned = [Mention(3 - m.text, m.places) for m in mentions]
    again = {frozenset((3 - turned[i].text, turned[i].places) for i in e) for e in link(texts[::-1], turned)}
    assert events == again and len(events) == 2
    assert matters(texts)[0] == matters(texts)[1] != matters(texts)[2] == matters(texts)[3]


def test_forms_of_one_word_have_one_base_and_sayings_are_like_nothing() -> None:
    assert base("shot") == base("shooting") == base("shoots")
    assert base("decision") == base("decided")
    assert alike(base("victory"), base("won")) and not alike(base("victory"), base("arrest"))
