"""Who is who in a text: both formats read, and a small text scored from end to end."""

from __future__ import annotations

from pathlib import Path

import pytest

from riwaya.errors import BadUse
from riwaya.score.coreference import score
from riwaya.score.coreference_data import gum, meantime

WORDS = [
    ("Mayor", "(1-person-new-cf1-2-coref"),
    ("Orlan", ""),
    ("Beck", "1)"),
    ("left", ""),
    (".", ""),
    ("", ""),
    ("He", "(1-person-giv-cf1-1-ana)"),
    ("saw", ""),
    ("the", "(2[1/2]-object-new-cf2-2-sgl"),
    ("mill", "2[1/2])"),
    ("of", ""),
    ("Beck", "(1-person-giv-cf1-1-coref)"),
    (".", ""),
]


def conllu(folder: Path) -> Path:
    lines = ["# newdoc id = small", "# global.Entity = GRP-etype-infstat-centering-minspan-link"]
    number = 0
    for form, mark in WORDS:
        if not form:
            lines.append("")
            number = 0
            continue
        number += 1
        misc = f"Entity={mark}" if mark else "_"
        lines.append("\t".join([str(number), form, form, "X", "X", "_", "0", "dep", "_", misc]))
    file = folder / "small.conllu"
    file.write_text("\n".join([*lines, "", ""]), "utf-8")
    return file


def test_gum_is_read_with_its_clusters(tmp_path: Path) -> None:
    text = gum(conllu(tmp_path))
    words = sorted(sorted(text.text[s:e] for s, e in cluster) for cluster in text.clusters)
    assert words == [["Beck", "He", "Mayor Orlan Beck"], ["the mill"]]
    assert set(text.kinds.values()) == {"person", "other"}


CAT = """<?xml version="1.0"?><Document doc_name="small">
<token number="0" sentence="0" t_id="1">Beck</token><token number="1" sentence="0" t_id="2">left</token>
<token number="0" sentence="1" t_id="3">He</token><token number="1" sentence="1" t_id="4">slept</token>
<Markables><ENTITY_MENTION m_id="1"><token_anchor t_id="1"/></ENTITY_MENTION>
<ENTITY_MENTION m_id="2"><token_anchor t_id="3"/></ENTITY_MENTION><ENTITY m_id="9" ent_type="PER"/></Markables>
<Relations><REFERS_TO r_id="5"><source m_id="1"/><source m_id="2"/><target m_id="9"/></REFERS_TO></Relations>
</Document>"""


def test_meantime_is_read_with_its_clusters(tmp_path: Path) -> None:
    (tmp_path / "small.xml").write_text(CAT, "utf-8")
    text = meantime(tmp_path / "small.xml")
    assert [sorted(text.text[s:e] for s, e in cluster) for cluster in text.clusters] == [["Beck", "He"]]
    assert text.end == text.text.index("He") + 2  # nothing behind the last mention was annotated


def test_a_small_text_is_scored(tmp_path: Path) -> None:
    scored = score(conllu(tmp_path), errors=True)
    assert scored["texts"] == 1
    assert 0.0 <= scored["conll_f1"] <= 1.0
    assert {"muc", "b3", "ceafe", "persons_bodies_places", "data", "seconds"} <= scored.keys()


def test_a_file_without_marks_is_refused(tmp_path: Path) -> None:
    (tmp_path / "none.conllu").write_text("1\tBeck\tBeck\tX\tX\t_\t0\troot\t_\t_\n", "utf-8")
    with pytest.raises(BadUse, match="Entity="):
        score(tmp_path / "none.conllu")
