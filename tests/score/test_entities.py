import json
from pathlib import Path

import pytest

from riwaya.errors import BadUse
from riwaya.score.entities import RE3D_TYPES, UNER_TYPES, Labelled, read_re3d, read_uner, score_entities

IOB = """# newdoc id = one
# sent_id = one-1
# text = Ora Belvin left Dorvan.
1\tOra\tB-PER\t-\tx
2\tBelvin\tI-PER\t-\tx
3\tleft\tO\t-\t-
4\tDorvan\tB-LOC\t-\tx
5\t.\tO\t-\t-

# sent_id = one-2
# text = The mill shut.
1\tThe\tO\t-\t-
2\tmill\tO\t-\t-
3\tshut\tO\t-\t-
4\t.\tO\t-\t-

# newdoc id = two
# sent_id = two-1
# text = Tarsa Relief came
1\tTarsa\tB-ORG\t-\tx
2\tRelief\tI-ORG\t-\tx
3\tcame\tO\t-\t-
"""


def test_iob_becomes_documents(tmp_path: Path) -> None:
    path = tmp_path / "dev.iob2"
    path.write_text(IOB, encoding="utf-8")
    one, two = read_uner(path)
    assert one.text == "Ora Belvin left Dorvan. The mill shut."
    assert one.labels == (Labelled(0, 10, "PER"), Labelled(16, 22, "LOC"))
    assert two.labels == (Labelled(0, 12, "ORG"),)


def test_a_damaged_file_is_not_read_on(tmp_path: Path) -> None:
    path = tmp_path / "dev.iob2"
    path.write_text(IOB.replace("1\tOra", "1\tOla"), encoding="utf-8")
    with pytest.raises(BadUse, match="Ola"):
        list(read_uner(path))


def test_a_wrong_type_is_wrong_and_other_types_do_not_count(tmp_path: Path) -> None:
    path = tmp_path / "dev.iob2"
    path.write_text(IOB, encoding="utf-8")

    def read(text: str) -> list[Labelled]:
        if not text.startswith("Ora"):
            return []
        return [Labelled(0, 10, "PER"), Labelled(16, 22, "ORG"), Labelled(24, 32, "OTH")]

    scores = score_entities(read_uner(path), UNER_TYPES, read)
    assert (scores["precision"], scores["recall"]) == (0.5, 0.3333)
    assert scores["by_type"] == {"PER": 1.0, "ORG": 0.0, "LOC": 0.0}


def test_of_overlapping_phrases_the_surest_is_wanted(tmp_path: Path) -> None:
    folder = tmp_path / "Source"
    folder.mkdir()
    text = "Mayor Ora Belvin of Dorvan"
    phrases = [(0, 16, "Person", 1), (6, 16, "Person", 0.2), (20, 26, "Location", 0.9), (0, 5, "Weapon", 1)]
    rows = [{"begin": a, "end": b, "type": k, "confidence": c, "documentId": "d"} for a, b, k, c in phrases]
    (folder / "entities.json").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    (folder / "documents.json").write_text(json.dumps({"_id": "d", "text": text}), encoding="utf-8")
    (document,) = read_re3d(tmp_path)
    assert document.labels == (Labelled(0, 16, "Person"), Labelled(20, 26, "Location"))
    assert document.doubtful == (Labelled(6, 16, "Person"),)
    found = [*document.labels, *document.doubtful]
    assert score_entities([document], RE3D_TYPES, lambda _: found)["f1"] == 1.0
